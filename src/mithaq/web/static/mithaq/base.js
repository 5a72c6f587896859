// What all pages share: forms that were sent once are not sent twice, and answers of refusal are shown where they belong.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // Whoever switches the language comes back to the same place of the page: to the same draft, the same entry.
  if ("stay" in form.dataset) form.elements.next.value = location.pathname + location.search + location.hash;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post" && !form.hasAttribute("hx-post")) form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
// htmx leaves answers of 4xx aside unless told otherwise: a refusal has to be seen.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
