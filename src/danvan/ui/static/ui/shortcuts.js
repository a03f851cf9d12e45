// "/" goes to the search box, Esc leaves it; the summary of errors is read out first; buttons that print; boxes that tick all.
const search = () => document.querySelector("[data-search]");
const typing = (place) => place.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(place.tagName);

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && search()) {
    event.preventDefault();
    search().focus();
    search().select();
  }
  if (event.key !== "Escape") return;
  if (event.target === search()) search().blur();
  for (const open of document.querySelectorAll("details.pop[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.pop[open]")) if (!open.contains(event.target)) open.open = false;
});

document.addEventListener("change", (event) => {
  const all = event.target.dataset && event.target.dataset.tickAll;
  if (!all) return;
  for (const box of document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all)}"]`)) box.checked = event.target.checked;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const box of document.querySelectorAll("[data-tick-all]")) box.hidden = false;
const first = document.querySelector("[data-focus]");
if (first) first.focus();
