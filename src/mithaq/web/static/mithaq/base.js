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
// Without a connection nothing can be said of what is typed now; what was said before is no longer true.
document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.target?.matches("output.understood")) event.detail.target.textContent = "";
});
// A phone has a calendar of its own: what is chosen there is written into the line beside it, and read like what is typed.
if (matchMedia("(pointer: coarse)").matches) {
  for (const picker of document.querySelectorAll("input.picker")) picker.classList.remove("hidden");
  document.addEventListener("change", (event) => {
    const line = event.target.matches("input.picker") && document.getElementById(event.target.dataset.for);
    if (!line) return;
    line.value = event.target.value;
    for (const name of ["input", "change"]) line.dispatchEvent(new Event(name, { bubbles: true }));
  });
}
