// Keeps the form and what it needs on the device, so that it opens without a connection. Answers only for the pages
// under field/; nothing that was sent or typed passes through here.
const CACHE = `mithaq-field-${"{VERSION}"}`;
const PAGES = "{PAGES}";
const FILES = "{FILES}";
const WAIT = 4000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(CACHE).then(async (cache) => {
    await cache.addAll(FILES);
    // A page is kept as whoever has logged in sees it; without a login there is none yet.
    await Promise.all(PAGES.map((page) => keep(cache, page).catch(() => null)));
  }));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("mithaq-field-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (FILES.includes(address.pathname)) event.respondWith(answerFromDevice(request));
  else if (PAGES.includes(address.pathname)) event.respondWith(answerFromServer(request));
});

async function keep(cache, page) {
  const answer = await fetch(page, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await cache.put(page, answer);
}

async function answerFromDevice(request) {
  const kept = await caches.match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

async function answerFromServer(request) {
  const cache = await caches.open(CACHE);
  const page = new URL(request.url).pathname;
  try {
    const answer = await Promise.race([fetch(request), giveUp(await cache.match(page))]);
    if (answer.ok && !answer.redirected) await cache.put(page, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(page);
    if (kept) return kept;
    throw error;
  }
}

// Where the connection is bad, what is kept on the device is better than waiting.
function giveUp(kept) {
  return new Promise((_, refuse) => {
    if (kept) setTimeout(() => refuse(new Error("slow")), WAIT);
  });
}
