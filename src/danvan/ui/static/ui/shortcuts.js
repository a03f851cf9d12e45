// "/" goes to the search box, Esc leaves it; the summary of errors is read out first; buttons that print.
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

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
const first = document.querySelector("[data-focus]");
if (first) first.focus();
