// Two small helps: saving while typing, and moving a line up or down without a new page. All of it works without them.
// Nothing is kept in the browser: what was typed goes to the same address as the form itself, marked as a draft.
"use strict";

const waiting = new Map();
const running = new Map();

function line(form) {
  let found = form.querySelector("[data-line]");
  if (!found) {
    found = document.createElement("p");
    found.className = "hint";
    found.dataset.line = "";
    found.setAttribute("role", "status");
    form.append(found);
  }
  return found;
}

async function draft(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  running.get(form)?.abort();
  const control = new AbortController();
  running.set(form, control);
  try {
    const body = new FormData(form);
    const options = { method: "POST", body, headers: { "X-Save": "draft" }, keepalive: true, signal: control.signal };
    return (await fetch(form.action, options)).status === 204;
  } catch {
    return control.signal.aborted; // a newer one is on its way, or the form itself
  }
}

function words(form) {
  return form.dataset.save || form.querySelector("[data-save]")?.dataset.save || "";
}

async function save(form) {
  line(form).textContent = (await draft(form)) ? words(form) : "";
}

for (const one of document.querySelectorAll("[data-save]")) line(one.form || one);

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-save]") && event.target.form;
  if (!form) return;
  line(form).textContent = "";
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(save, 1200, form));
});

document.addEventListener("submit", ({ target }) => {
  clearTimeout(waiting.get(target));
  waiting.delete(target);
  running.get(target)?.abort();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const form of waiting.keys()) save(form);
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-move]");
  if (!button) return;
  event.preventDefault();
  const item = button.closest("li");
  const up = button.dataset.move === "up";
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  up ? other.before(item) : other.after(item);
  button.focus();
  if (await draft(button.form)) line(button.form).textContent = button.dataset.said;
  else location.reload();
});
