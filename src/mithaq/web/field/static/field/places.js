// Places by the beginning of their names, in Arabic or English, whatever the spelling.
import { texts } from "./outbox.js";

const MOST = 12;
let known;

// Writes a name in one spelling: without vowel marks, with one letter for each group that is written loosely.
export function fold(name) {
  return name.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ة/g, "ه").replace(/ى/g, "ي").replace(/ؤ/g, "و").replace(/ئ/g, "ي")
    .replace(/^(ال|al[- ])/, "").trim();
}

export function readPlaces() {
  known ??= fetch(texts.urlPlaces).then((answer) => answer.json()).then(({ places, countries }) => {
    const index = texts.lang === "ar" ? 0 : 1;
    const found = places.map(([id, ar, en, country, lat, lon, population]) => ({
      id, ar, en, lat, lon, population, keys: [fold(ar), fold(en)],
      within: countries[country]?.[index] ?? "",
    }));
    return found;
  }).catch(() => []);
  return known;
}

// The places whose names begin with, or else hold, what was typed.
export async function findPlaces(typed) {
  const wanted = fold(typed);
  if (wanted.length < 2) return [];
  const places = await readPlaces();
  const begin = places.filter((place) => place.keys.some((key) => key.startsWith(wanted)));
  const hold = places.filter((place) => !begin.includes(place) && place.keys.some((key) => key.includes(wanted)));
  return [...begin, ...hold].slice(0, MOST);
}

export const namePlace = (place) => (texts.lang === "ar" ? place.ar || place.en : place.en || place.ar);
