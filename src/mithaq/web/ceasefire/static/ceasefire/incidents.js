// Incidents on the map: what was found is drawn again whenever the filter changes; a part of the map becomes a filter.
import { drawMap, showNames } from "../mithaq/map.js";

const element = document.getElementById("map"), form = document.getElementById("filter");
const map = drawMap(element, { texts: { zoomIn: element.dataset.zoomIn, zoomOut: element.dataset.zoomOut } });
const layer = L.layerGroup().addTo(map);
// Names of towns come when they come: incidents do not wait for them, nor the other way round.
fetch(element.dataset.places).then((answer) => answer.json()).then(({ places }) => {
  showNames(map, places.map(([, ar, en, , lat, lon, population]) => ({ ar, en, lat, lon, population })));
}).catch(() => {});
let frame = null;

function tell(point) {
  const box = document.createElement("div");
  const name = document.createElement("strong");
  name.append(Object.assign(document.createElement("bdi"), { textContent: point.name }));
  box.append(name);
  for (const text of point.texts) box.append(Object.assign(document.createElement("div"), { textContent: text }));
  if (point.address) {
    const link = Object.assign(document.createElement("a"), { textContent: element.dataset.see, href: point.address });
    box.append(link);
  }
  box.dir = document.documentElement.dir;
  return box;
}

function draw() {
  const points = JSON.parse(document.getElementById("points").textContent);
  layer.clearLayers();
  const bounds = [];
  for (const point of points) {
    const at = [point.lat, point.lon];
    bounds.push(at);
    if (point.metres) L.circle(at, { radius: point.metres, className: "spread", interactive: false }).addTo(layer);
  }
  for (const point of points) {
    const at = [point.lat, point.lon];
    const marker = L.circleMarker(at, { radius: Math.min(26, 6 + 3 * Math.sqrt(point.count)), className: "incident" });
    marker.bindPopup(() => tell(point)).addTo(layer);
    if (point.count > 1) {
      const text = Object.assign(document.createElement("span"), { textContent: String(point.count) });
      marker.bindTooltip(text, { permanent: true, direction: "center", className: "count" });
    }
  }
  showBox();
  element.dataset.points = String(points.length);
  return bounds;
}

function showBox() {
  frame?.remove();
  frame = null;
  const sides = form.elements.box.value.split(",").map(Number);
  if (sides.length !== 4 || sides.some(Number.isNaN)) return;
  const [west, south, east, north] = sides;
  frame = L.rectangle([[south, west], [north, east]], { className: "box", interactive: false }).addTo(map);
}

function ask(bounds) {
  const sides = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  form.elements.box.value = sides.map((side) => side.toFixed(4)).join(",");
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

const areas = document.getElementById("areas"), pencil = document.getElementById("draw-box");
areas.classList.remove("hidden");
document.getElementById("only-view").addEventListener("click", () => ask(map.getBounds()));

// Drawing: from where the pointer goes down to where it goes up.
let corner = null, sketch = null;
function setDrawing(on) {
  pencil.setAttribute("aria-pressed", String(on));
  element.classList.toggle("drawing", on);
  document.getElementById("drawing").classList.toggle("hidden", !on);
  map.dragging[on ? "disable" : "enable"]();
}
pencil.addEventListener("click", () => setDrawing(pencil.getAttribute("aria-pressed") !== "true"));
element.addEventListener("pointerdown", (event) => {
  if (pencil.getAttribute("aria-pressed") !== "true") return;
  event.preventDefault();
  event.stopPropagation();
  element.setPointerCapture(event.pointerId);
  corner = map.mouseEventToLatLng(event);
  sketch = L.rectangle([corner, corner], { className: "box", interactive: false }).addTo(map);
}, { capture: true });
element.addEventListener("pointermove", (event) => {
  if (corner) sketch.setBounds(L.latLngBounds(corner, map.mouseEventToLatLng(event)));
}, { capture: true });
element.addEventListener("pointerup", (event) => {
  if (!corner) return;
  const bounds = L.latLngBounds(corner, map.mouseEventToLatLng(event));
  sketch.remove();
  corner = sketch = null;
  setDrawing(false);
  if (bounds.getNorth() - bounds.getSouth() > 0.001) ask(bounds);
}, { capture: true });

document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target?.id === "found" || event.detail.elt?.id === "found") draw(); });
// The map cannot be put back from a copy of the page: who goes back gets the page anew.
window.htmx.config.refreshOnHistoryMiss = true;
const first = draw();
if (first.length) map.fitBounds(L.latLngBounds(first).pad(0.25), { maxZoom: 8 });
