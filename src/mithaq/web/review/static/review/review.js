// The review by keyboard, and corrections by selecting words. Every offset counts code points of the original text,
// as Python does: one emoji is one, although JavaScript counts it as two units.
const form = document.getElementById("decision");
const chosen = { document: "", start: 0, end: 0, words: "" };

function countPoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// Where a place of the page lies in the original text; units inside a pair belong to the whole sign.
function locate(piece, node, offset, atEnd) {
  let at = Number(piece.dataset.start);
  for (const child of piece.childNodes) {
    if (child !== node) { at += countPoints(child.data ?? ""); continue; }
    const code = child.data.charCodeAt(offset);
    const inside = offset > 0 && code >= 0xdc00 && code <= 0xdfff;
    return at + countPoints(child.data.slice(0, inside ? offset + (atEnd ? 1 : -1) : offset));
  }
  return at;
}

function findPiece(node) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : null;
  return element && element.dataset.start !== undefined ? element : null;
}

// The words that are selected inside one document; null where there are none.
function readSelection() {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const texts = [...document.querySelectorAll("[data-document]")].filter((text) => range.intersectsNode(text));
  if (texts.length !== 1) return null;
  const pieces = [...texts[0].querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
  if (pieces.length === 0) return null;
  const first = pieces[0], last = pieces[pieces.length - 1];
  const start = findPiece(range.startContainer) === first
    ? locate(first, range.startContainer, range.startOffset, false) : Number(first.dataset.start);
  const end = findPiece(range.endContainer) === last
    ? locate(last, range.endContainer, range.endOffset, true)
    : Number(last.dataset.start) + (range.endContainer.contains?.(last) || follows(range, last) ? countPoints(last.textContent) : 0);
  const points = [...texts[0].textContent];
  const origin = Number(texts[0].querySelector("[data-start]").dataset.start);
  let from = start - origin, to = end - origin;
  while (from < to && /\s/u.test(points[from])) from += 1;
  while (from < to && /\s/u.test(points[to - 1])) to -= 1;
  // A mark is not cut off its letter.
  while (to < points.length && to > from && /\p{M}/u.test(points[to])) to += 1;
  if (from >= to) return null;
  return { document: texts[0].dataset.document, start: from + origin, end: to + origin, words: points.slice(from, to).join("") };
}

// Whether a piece ends before the range does: the range goes on to the next element.
function follows(range, piece) {
  const whole = document.createRange();
  whole.selectNodeContents(piece);
  return range.compareBoundaryPoints(Range.END_TO_END, whole) >= 0;
}

const panel = document.getElementById("selection");
const correction = document.getElementById("correction");

document.addEventListener("selectionchange", () => {
  const found = readSelection();
  if (!found) return;
  Object.assign(chosen, found);
  if (!panel || !correction) return;
  panel.hidden = false;
  panel.querySelector("[data-said]").textContent = found.words;
  for (const button of document.querySelectorAll("[data-take]")) button.hidden = false;
});

function openDetails(details) {
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "nearest" });
}

function useWords(only, taken = chosen) {
  if (!taken.words || !correction) return;
  openDetails(correction);
  const list = document.getElementById("quotes");
  if (only) for (const box of list.querySelectorAll("input")) box.checked = false;
  const value = `${taken.document}:${taken.start}-${taken.end}`;
  const known = [...list.querySelectorAll("input")].find((box) => box.value === value);
  if (known) { known.checked = true; return; }
  const item = document.getElementById("quote").content.cloneNode(true);
  item.querySelector("input").value = value;
  item.querySelector("q").textContent = taken.words;
  list.append(item);
}

// The date that words say; empty where they say none.
async function readDate(words) {
  const address = new URL("/review/date/", location.href);
  address.searchParams.set("words", words);
  address.searchParams.set("document", chosen.document);
  const answer = await (await fetch(address)).json();
  const told = document.getElementById("told");
  told.textContent = answer.date ? `${words}: ${answer.said}` : told.dataset.none;
  return answer.date;
}

for (const button of document.querySelectorAll("[data-use]")) {
  button.addEventListener("click", () => useWords(button.dataset.use === "only"));
}
for (const button of document.querySelectorAll("[data-take]")) {
  button.addEventListener("click", async () => {
    if (!chosen.words) return;
    // What was selected when the button was pressed, whatever is selected when the answer comes.
    const taken = { ...chosen };
    const inputs = [...document.getElementsByName(button.dataset.take)];
    const input = inputs.find((field) => !field.value) ?? inputs[inputs.length - 1];
    const words = taken.words.replace(/\s+/gu, " ");
    const value = button.dataset.as === "date" ? await readDate(words) : words;
    if (value) { useWords(false, taken); input.value = value; input.dispatchEvent(new Event("change")); }
    input.focus();
  });
}

// Names of parties are completed from the packs.
let waiting = 0;
for (const input of document.querySelectorAll("[data-parties]")) {
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const address = new URL("/review/parties/", location.href);
      address.searchParams.set("q", input.value);
      const list = document.getElementById("parties");
      const known = new Set([...list.options].map((option) => option.value));
      for (const name of (await (await fetch(address)).json()).parties) {
        if (!known.has(name)) list.append(new Option(name, name));
      }
    }, 250);
  });
}

// Keys are those of the place on the keyboard where letters are Arabic; none is taken while somebody types.
const KEYS = {
  KeyY: "confirm", KeyN: "reject", KeyE: "correct", KeyS: "skip", KeyX: "only", KeyA: "add", KeyG: "jump", KeyU: "undo",
};

function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

function findAction(event) {
  if (event.key === "?" || event.key === "؟") return "help";
  const latin = /^[a-z]$/iu.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  return KEYS[latin] ?? "";
}

const ACTIONS = {
  help() { const keys = document.getElementById("keys"); openDetails(keys); keys.querySelector("summary").focus(); },
  reject() { const part = document.getElementById("rejection"); openDetails(part); part?.querySelector("button").focus(); },
  correct() { openDetails(correction); correction?.querySelector("input:not([type=hidden]), select").focus(); },
  only() { useWords(true); },
  add() { useWords(false); },
  jump() {
    const mark = document.getElementById("evidence-1");
    mark?.scrollIntoView({ block: "center" });
    mark?.focus({ preventScroll: true });
  },
};

function pressReason(event) {
  const part = document.getElementById("rejection");
  if (!part?.open) return false;
  const digit = "٠١٢٣٤٥٦٧٨٩".indexOf(event.key);
  const button = part.querySelector(`[data-reason="${digit > 0 ? digit : Number(event.key) || 0}"]`);
  if (button) form.requestSubmit(button);
  return button !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || isTyping(event.target)) return;
  if (pressReason(event)) { event.preventDefault(); return; }
  const action = findAction(event);
  if (!action) return;
  const button = document.querySelector(`[data-key="${action}"]`);
  if (ACTIONS[action]) { event.preventDefault(); ACTIONS[action](); }
  else if (button) { event.preventDefault(); button.form.requestSubmit(button); }
});

for (const link of document.querySelectorAll("a[data-key]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); ACTIONS[link.dataset.key](); });
}
document.getElementById("evidence-1")?.scrollIntoView({ block: "center" });
window.scrollTo(0, 0);
