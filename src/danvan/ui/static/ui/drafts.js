// Keeps what is typed in <form data-draft="KEY"> on this machine until the server says it has it, and lets a form be sent only once.
const PREFIX = "draft:";
const MONTH = 30 * 24 * 3600 * 1000;
const say = (name, at) => {
  const words = document.body.dataset[name] || "";
  return words.replace("{time}", new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false }));
};

const kept = (key) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
};
const forget = (key) => {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch { /* a browser that keeps nothing has nothing to forget */ }
};

const boxes = (form) =>
  [...form.elements].filter((box) => box.name && box.name !== "csrfmiddlewaretoken" && !["hidden", "password", "file", "submit", "button"].includes(box.type));
const picks = (box) => box.type === "radio" || box.type === "checkbox";
const value = (box) => (picks(box) ? box.checked : box.multiple ? [...box.selectedOptions].map((one) => one.value) : box.value);
const address = (box) => (picks(box) ? `${box.name}=${box.value}` : box.name);
const written = (form) => Object.fromEntries(boxes(form).map((box) => [address(box), value(box)]));

// What the server has just decided (data-draft-fixed: the version its author has now before them) no draft puts back.
const fillable = (form) => boxes(form).filter((box) => !("draftFixed" in box.dataset));

function fill(form, values) {
  for (const box of fillable(form)) {
    const was = values[address(box)];
    if (was === undefined) continue;
    if (picks(box)) box.checked = was;
    else if (box.multiple) for (const one of box.options) one.selected = was.includes(one.value);
    else box.value = was;
  }
  form.dispatchEvent(new Event("drafts:filled", { bubbles: true }));
}

function status(form) {
  let line = form.querySelector("[data-draft-status]");
  if (!line) {
    line = document.createElement("p");
    line.className = "saved";
    line.setAttribute("role", "status");
    form.prepend(line);
  }
  return line;
}

function show(form, name, at) {
  const chip = document.createElement("span");
  chip.className = name === "full" ? "chip late" : "chip ok";
  chip.textContent = say(name, at);
  status(form).replaceChildren(chip);
}

function keep(form) {
  const at = Date.now();
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at, values: written(form) }));
    show(form, "saved", at);
  } catch {
    show(form, "full", at);
  }
}

function restore(form) {
  const key = form.dataset.draft;
  const draft = kept(key);
  if (!draft || !draft.values) return;
  const server = Date.parse(form.dataset.draftAt || "") || 0;
  if (draft.at < server || draft.at < Date.now() - MONTH) return forget(key);
  const before = written(form);
  if (fillable(form).every((box) => [undefined, JSON.stringify(value(box))].includes(JSON.stringify(draft.values[address(box)])))) return;
  fill(form, draft.values);
  show(form, "kept", draft.at);
  const drop = document.createElement("button");
  drop.type = "button";
  drop.className = "link";
  drop.textContent = document.body.dataset.drop || "";
  drop.addEventListener("click", () => {
    forget(key);
    fill(form, before);
    status(form).replaceChildren();
  });
  status(form).append(drop);
}

function start(root) {
  for (const done of root.querySelectorAll("[data-draft-clear]")) forget(done.dataset.draftClear);
  for (const form of root.querySelectorAll("form[data-draft]")) {
    if (form.dataset.draftReady) continue;
    form.dataset.draftReady = "1";
    restore(form);
    for (const name of ["input", "change"]) form.addEventListener(name, () => keep(form));
  }
}

// Sent once: the buttons rest after the first click, and work again when one comes back or nothing happened.
const buttons = (form) => [...form.elements].filter((box) => box.type === "submit");
const rest = (form) => {
  form.dataset.sending = "1";
  for (const button of buttons(form)) button.disabled = true;
  setTimeout(() => wake(form), 15000);
};
function wake(form) {
  delete form.dataset.sending;
  for (const button of buttons(form)) button.disabled = false;
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.dataset.draft) keep(form);
  setTimeout(() => !(event.defaultPrevented && !form.closest("[hx-post]")) && rest(form), 0);
}, true);
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(wake));
document.addEventListener("htmx:afterRequest", (event) => event.target.closest && event.target.closest("form[data-sending]") && wake(event.target.closest("form[data-sending]")));
document.addEventListener("htmx:load", (event) => start(event.target.parentNode || document));
start(document);
