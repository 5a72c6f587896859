// Sends what waits on the device, each report once: the server knows a report by its number.
import { getDraft, listDrafts, putDraft } from "./drafts.js";

export const texts = document.getElementById("texts").dataset;

// Returns what keeps waiting reports from being sent: "" for nothing, "offline", "login" or "account".
export async function sendWaiting() {
  const locks = navigator.locks;
  return locks ? locks.request("mithaq-field-outbox", send) : send();
}

async function send() {
  const waiting = (await listDrafts(texts.account)).filter((draft) => draft.state === "waiting");
  for (const draft of waiting) {
    const pass = await askToken();
    if (pass.hindrance) return pass.hindrance;
    if (pass.account !== draft.account) return "account";
    const hindrance = await sendOne(draft.number, pass.token);
    if (hindrance) return hindrance;
  }
  return "";
}

// A fresh token before each report: the one in a page that lay on the device is old, and the login may be over.
async function askToken() {
  try {
    const answer = await fetch(texts.urlToken, { redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { hindrance: "login" };
    return answer.ok ? await answer.json() : { hindrance: "offline" };
  } catch {
    return { hindrance: "offline" };
  }
}

async function sendOne(number, token) {
  const draft = await getDraft(number);
  if (draft?.state !== "waiting") return "";
  const form = new FormData();
  for (const [name, value] of draft.fields) form.append(name, value);
  for (const file of draft.files) form.append("attachment", file.blob, file.name);
  let answer;
  try {
    answer = await fetch(texts.urlNew, {
      method: "POST", body: form, redirect: "manual",
      headers: { "X-CSRFToken": token, Accept: "application/json" },
    });
  } catch {
    return "offline";
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) return "login";
  if (answer.ok) {
    // What was sent is in the record: the device keeps its title, not its names and files.
    await putDraft({ ...draft, state: "sent", faults: [], fields: [], files: [] });
    return "";
  }
  if (answer.status >= 500) return "offline";
  const told = await answer.json().catch(() => ({}));
  const faults = told.faults ?? [{ name: "", text: `${answer.status} ${answer.statusText}` }];
  await putDraft({ ...draft, state: "refused", faults });
  return "";
}

// Shows what the pages of field reports show alike: whether there is a connection, and what needs a script.
export function startPage() {
  for (const element of document.querySelectorAll(".js-only")) element.classList.remove("hidden");
  const connection = document.getElementById("connection");
  const tell = () => connection.classList.toggle("hidden", navigator.onLine);
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  tell();
  if (navigator.serviceWorker) navigator.serviceWorker.register(texts.urlWorker, { scope: texts.urlList });
}
