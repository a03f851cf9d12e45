// Marks on the outline, as one types, which boxes are filled, still empty or to be mended.
const controls = (part) => [...part.querySelectorAll("input, textarea, select")].filter((box) => box.type !== "hidden");
const filled = (box) => (["radio", "checkbox"].includes(box.type) ? !!box.form.querySelector(`[name="${CSS.escape(box.name)}"]:checked`) : box.value.trim() !== "");
const needed = (part) => {
  const all = controls(part);
  const required = all.filter((box) => box.required || box.hasAttribute("data-needed"));
  return required.length ? required : all;
};

function state(part) {
  const asked = needed(part);
  if (asked.some((box) => box.getAttribute("aria-invalid") === "true")) return "late";
  if (asked.every((box) => filled(box) && box.checkValidity())) return "ok";
  return "wait";
}

function mark(outline) {
  for (const link of outline.querySelectorAll("a[href^='#']")) {
    const part = document.getElementById(link.hash.slice(1));
    if (!part) continue;
    const now = state(part);
    const word = link.querySelector(".st");
    const settled = word.classList.contains("soon") && now === "ok";
    if (settled) continue; // the server asked to look again, and only it can tell
    word.className = `st ${now}`;
    word.textContent = outline.dataset[now];
  }
}

function here(outline, place) {
  for (const link of outline.querySelectorAll("a[href^='#']")) {
    const part = document.getElementById(link.hash.slice(1));
    if (part && part.contains(place)) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
}

for (const outline of document.querySelectorAll("[data-outline]")) {
  mark(outline);
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      event.target.removeAttribute("aria-invalid");
      mark(outline);
    });
  }
  document.addEventListener("drafts:filled", () => mark(outline));
  document.addEventListener("focusin", (event) => here(outline, event.target));
}
