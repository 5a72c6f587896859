// The form of a report: what is typed is kept on the device at once, and sent when there is a connection.
import { drawMap } from "../mithaq/map.js";
import { getDraft, makeNumber, putDraft } from "./drafts.js";
import { sendWaiting, startPage, texts } from "./outbox.js";
import { findPlaces, namePlace, readPlaces } from "./places.js";

const PAUSE = 400;
const form = document.getElementById("report");
const faults = document.getElementById("faults");
const kept = document.getElementById("kept");
const fileInput = form.elements.attachment;
const SKIPPED = new Set(["csrfmiddlewaretoken", "attachment"]);
let draft = { number: "", account: texts.account, state: "draft", title: "", fields: [], files: [], faults: [] };
let timer = 0;

// --- What is typed, and the draft of it ---

function readFields() {
  return [...new FormData(form)].filter(([name, value]) => !SKIPPED.has(name) && typeof value === "string" && value !== "");
}

function fillIn(fields) {
  for (const [name, value] of fields) {
    for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (input.type === "checkbox" || input.type === "radio") input.checked ||= input.value === value;
      else input.value = value;
      if (value && input.type !== "hidden") input.closest("details.card")?.setAttribute("open", "");
    }
  }
}

async function keep(state = "draft") {
  clearTimeout(timer);
  timer = 0;
  draft = { ...draft, state, title: form.elements.title.value.trim(), fields: readFields() };
  try {
    await putDraft(draft);
    kept.textContent = texts.keptNow;
    return true;
  } catch {
    kept.textContent = texts.keptNot;
    return false;
  }
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => keep(), PAUSE);
}

async function start() {
  const wanted = location.hash.slice(1);
  const found = /^[0-9a-f-]{36}$/.test(wanted) ? await getDraft(wanted).catch(() => null) : null;
  if (found && found.account === texts.account && found.state !== "sent") {
    draft = found;
    form.elements["victim-withheld"].checked = false;
    fillIn(found.fields);
    for (const line of form.querySelectorAll("input[hx-get]")) line.dispatchEvent(new Event("change"));
    showFaults(found.faults ?? []);
  } else {
    // The page may lie on the device since an earlier report: its number may have been used.
    draft.number = faults.classList.contains("hidden") ? makeNumber() : form.elements.number.value;
    if (!form.elements["time-zone"].value) {
      form.elements["time-zone"].value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    }
  }
  form.elements.number.value = draft.number;
  form.elements.written.value ||= new Date().toISOString();
  history.replaceState(null, "", `#${draft.number}`);
  showFiles();
}

// --- Attachments ---

function showFiles() {
  const list = document.getElementById("files");
  list.querySelectorAll("li[data-file]").forEach((item) => item.remove());
  draft.files.forEach((file, at) => {
    const item = document.createElement("li");
    item.dataset.file = at;
    const name = document.createElement("bdi");
    name.textContent = file.name;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "plain";
    remove.textContent = texts.remove;
    remove.setAttribute("aria-label", `${texts.remove}: ${file.name}`);
    remove.addEventListener("click", async () => {
      draft.files = draft.files.filter((_, other) => other !== at);
      showFiles();
      await keep();
    });
    item.append(name, remove);
    list.append(item);
  });
}

fileInput.addEventListener("change", async () => {
  draft.files = [...draft.files, ...[...fileInput.files].map((file) => ({ name: file.name, blob: file }))];
  if (await keep()) fileInput.value = "";
  showFiles();
});

// --- What is wrong ---

function showFaults(found) {
  for (const box of form.querySelectorAll("[data-ask]")) {
    const text = found.find((fault) => fault.name === box.dataset.ask)?.text ?? "";
    box.classList.toggle("wrong", text !== "");
    box.querySelector(".error bdi").textContent = text;
    if (text) box.closest("details.card").open = true;
    for (const input of box.querySelectorAll("input, select, textarea")) input.setAttribute("aria-invalid", String(text !== ""));
  }
  faults.querySelector("ul").replaceChildren(...found.map((fault) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#f-${fault.name}`;
    link.textContent = fault.text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.getElementById(`f-${fault.name}`)?.focus();
    });
    item.append(link);
    return item;
  }));
  faults.classList.toggle("hidden", found.length === 0);
  if (found.length) faults.focus();
}

function findMissing() {
  return [...form.querySelectorAll("[data-ask][data-required]")].filter((box) => {
    const inputs = [...box.querySelectorAll("input:not([type=hidden]), textarea")];
    return !inputs.some((input) => (input.type === "checkbox" ? input.checked : input.value.trim()));
  }).map((box) => ({ name: box.dataset.ask, text: `${nameOf(box)}: ${texts.missing}` }));
}

const nameOf = (box) => box.querySelector("legend, label").firstChild.textContent.trim();

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  const missing = findMissing();
  showFaults(missing);
  if (missing.length) return;
  draft.faults = [];
  if (!(await keep("waiting"))) {
    form.submit();
    return;
  }
  await sendWaiting();
  const now = await getDraft(draft.number);
  if (now.state === "refused") {
    draft = now;
    showFaults(now.faults);
  } else location.assign(texts.urlList);
});
form.addEventListener("input", keepSoon);
form.addEventListener("change", keepSoon);
document.getElementById("later").addEventListener("click", async (event) => {
  event.preventDefault();
  await keep();
  location.assign(texts.urlList);
});
window.addEventListener("pagehide", () => { if (timer) keep(); });

// --- Places and the map ---

const place = document.getElementById("f-place");
const placeId = document.getElementById("f-place-id");
const spot = form.elements.coordinates;
const inside = (found) => (found.within ? `${namePlace(found)} — ${found.within}` : namePlace(found));
let map, marker, offered = [];

place.addEventListener("input", async () => {
  const chosen = offered.find((found) => inside(found) === place.value);
  placeId.value = chosen?.id ?? "";
  if (chosen) {
    if (map && Number.isFinite(chosen.lat)) map.setView([chosen.lat, chosen.lon], 11);
    return;
  }
  offered = await findPlaces(place.value);
  document.getElementById("places").replaceChildren(...offered.map((found) => {
    const option = document.createElement("option");
    option.value = inside(found);
    option.label = texts.lang === "ar" ? found.en : found.ar;
    return option;
  }));
});

function markSpot(latitude, longitude) {
  marker ??= L.circleMarker([latitude, longitude], { radius: 9, className: "spot" }).addTo(map);
  marker.setLatLng([latitude, longitude]);
}

function showSpot() {
  const pair = /^\s*(-?[\d.]+)\s*[,،]\s*(-?[\d.]+)\s*$/.exec(spot.value);
  if (pair && map) markSpot(Number(pair[1]), Number(pair[2]));
}

async function openMap(event) {
  if (!event.target.open || map) return;
  const places = await readPlaces();
  const chosen = places.find((found) => found.id === placeId.value);
  const around = chosen && Number.isFinite(chosen.lat) ? { center: [chosen.lat, chosen.lon], zoom: 11 } : {};
  map = drawMap(document.getElementById("map"), { places, texts, ...around });
  map.on("click", ({ latlng }) => {
    const at = latlng.wrap();
    // A tap is as exact as some ten points of the screen.
    const metres = (156_543 * Math.cos((at.lat * Math.PI) / 180) * 10) / 2 ** map.getZoom();
    spot.value = `${at.lat.toFixed(4)}, ${at.lng.toFixed(4)}`;
    form.elements.precision.value = String(Math.max(10, Number(metres.toPrecision(1))));
    markSpot(at.lat, at.lng);
    keepSoon();
  });
  showSpot();
}
document.querySelector("details.where").addEventListener("toggle", openMap);
spot.addEventListener("change", showSpot);
document.getElementById("here").addEventListener("click", () => {
  const position = form.elements["observer-position"];
  navigator.geolocation?.getCurrentPosition(({ coords }) => {
    position.value = `${coords.latitude.toFixed(5)}, ${coords.longitude.toFixed(5)}`;
    keepSoon();
  }, () => { kept.textContent = texts.hereFailed; });
});
// The day and the time as the device has them.
for (const button of form.querySelectorAll("[data-now]")) button.addEventListener("click", () => {
  const at = new Date(), two = (number) => String(number).padStart(2, "0");
  form.elements[button.dataset.now].value = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  form.elements[`${button.dataset.now}-time`].value = `${two(at.getHours())}:${two(at.getMinutes())}`;
  keepSoon();
});

startPage();
await start();
form.dataset.ready = "1";
