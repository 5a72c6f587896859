// The list of drafts on the device: their state, why one was refused, and sending what waits.
import { listDrafts, removeDraft } from "./drafts.js";
import { sendWaiting, startPage, texts } from "./outbox.js";

const EVERY = 30_000;
const list = document.getElementById("drafts");
const told = document.getElementById("told");
const sendNow = document.getElementById("send-now");
const TAGS = { draft: "", waiting: "warn", sent: "good", refused: "bad" };

function make(name, text, kind = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function drawDraft(draft) {
  const item = make("li", "", "card");
  const title = make("bdi", draft.title || texts.untitled, "title");
  item.append(title, make("span", texts[draft.state], `tag ${TAGS[draft.state]}`));
  if (draft.state !== "sent") {
    const edit = make("a", texts.edit, "button quiet");
    edit.href = `${texts.urlNew}#${draft.number}`;
    item.append(edit);
  }
  const remove = make("button", texts.remove, "plain");
  remove.type = "button";
  remove.setAttribute("aria-label", `${texts.remove}: ${title.textContent}`);
  remove.addEventListener("click", async () => {
    if (draft.state !== "sent" && !window.confirm(texts.deleteSure)) return;
    await removeDraft(draft.number);
    await draw();
  });
  item.append(remove);
  for (const fault of draft.faults ?? []) item.append(make("p", fault.text, "why"));
  return item;
}

async function draw() {
  const drafts = await listDrafts(texts.account);
  const items = drafts.map(drawDraft);
  list.replaceChildren(...(items.length ? items : [make("li", list.dataset.none)]));
  sendNow.classList.toggle("hidden", !drafts.some((draft) => draft.state === "waiting"));
}

async function work() {
  const before = (await listDrafts(texts.account)).filter((draft) => draft.state === "waiting").length;
  const hindrance = before ? await sendWaiting() : "";
  await draw();
  told.replaceChildren();
  if (hindrance === "login" || hindrance === "account") {
    const link = make("a", texts.logIn);
    link.href = texts.urlLogin;
    told.append(make("span", hindrance === "login" ? texts.loginFirst : texts.otherAccount), " ", link);
  } else if (hindrance === "offline") told.textContent = texts.offline;
  else if (before) told.textContent = texts.recorded;
}

startPage();
work();
sendNow.addEventListener("click", work);
window.addEventListener("online", work);
setInterval(() => { if (navigator.onLine) work(); }, EVERY);
