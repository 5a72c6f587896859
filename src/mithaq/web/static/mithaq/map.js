// The offline map that all pages share: outlines of Natural Earth (public domain), names from the gazetteer of the
// packs; nothing is loaded from elsewhere. The page loads leaflet/leaflet.js and leaflet.css before it.
const OUTLINES = new URL("land.geojson", import.meta.url);
const LABELS = [[4, 1_000_000], [6, 150_000], [8, 20_000], [20, -1]];
let outlines;

function readOutlines() {
  outlines ??= fetch(OUTLINES).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  return outlines;
}

// Draws the map into an element and returns Leaflet's map. `center` is [latitude, longitude]; `places` is a list of
// {ar, en, lat, lon, population}, whose names are shown the closer one looks; `texts` names the buttons.
export function drawMap(element, { center = [27, 30], zoom = 4, places = [], lang = document.documentElement.lang, texts = {} } = {}) {
  const map = L.map(element, {
    center, zoom, minZoom: 2, maxZoom: 14, zoomControl: false, worldCopyJump: true, attributionControl: true,
    maxBounds: [[-70, -220], [85, 220]],
  });
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth · GeoNames");
  L.control.zoom({
    position: document.documentElement.dir === "rtl" ? "topright" : "topleft",
    zoomInTitle: texts.zoomIn ?? "+", zoomOutTitle: texts.zoomOut ?? "−",
  }).addTo(map);
  readOutlines().then((land) => {
    if (land) L.geoJSON(land, { interactive: false, className: "land", style: { weight: 1 } }).addTo(map).bringToBack();
  });
  if (places.length) showNames(map, places, lang);
  return map;
}

// Shows the names of the largest places in view, those that do not lie over one another or over a side of the map.
export function showNames(map, places, lang = document.documentElement.lang) {
  const layer = L.layerGroup().addTo(map);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `600 12.5px ${getComputedStyle(map.getContainer()).fontFamily}`;
  const known = places.filter((place) => Number.isFinite(place.lat) && Number.isFinite(place.lon))
    .sort((one, other) => other.population - one.population);
  const draw = () => {
    layer.clearLayers();
    const least = LABELS.find(([zoom]) => map.getZoom() <= zoom)[1];
    const bounds = map.getBounds(), { x: edge } = map.getSize(), taken = [];
    for (const place of known) {
      if (taken.length >= 40 || place.population < least) break;
      if (!bounds.contains([place.lat, place.lon])) continue;
      const at = map.latLngToContainerPoint([place.lat, place.lon]);
      const name = (lang === "ar" ? place.ar : place.en) || place.en || place.ar;
      const half = pen.measureText(name).width / 2 + 5;
      if (at.x < half || at.x > edge - half || at.y < 24) continue;
      if (taken.some((other) => Math.abs(other.x - at.x) < other.half + half && Math.abs(other.y - at.y) < 22)) continue;
      taken.push({ x: at.x, y: at.y, half });
      const marker = L.circleMarker([place.lat, place.lon], { radius: 2, className: "town", interactive: false });
      const label = document.createElement("bdi");
      label.textContent = name;
      marker.bindTooltip(label, { permanent: true, direction: "top", className: "town-name", offset: [0, -2] });
      layer.addLayer(marker);
    }
  };
  map.on("moveend zoomend", draw);
  draw();
}
