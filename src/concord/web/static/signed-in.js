// Says two minutes before that one will be signed out, and goes to the sign-in page when it is over, so that nobody who
// comes by reads what is on the screen. What was being written is sent first; the server keeps it for this person alone.
"use strict";

const note = document.querySelector("[data-idle]");
const WARN = 120;
let timer = 0;
let written = null;

const left = async () => {
  const answer = await fetch(note.dataset.idle, { cache: "no-store", redirect: "manual" });
  return answer.ok ? (await answer.json()).seconds : 0;
};

async function look() {
  clearTimeout(timer);
  let seconds;
  try {
    seconds = await left();
  } catch {
    timer = setTimeout(look, 30_000);
    return;
  }
  if (seconds <= 0) return leave();
  const warning = note.querySelector("[data-warning]");
  warning.hidden = seconds > WARN + 5;
  note.classList.toggle("now", !warning.hidden);
  timer = setTimeout(look, (warning.hidden ? seconds - WARN : seconds + 1) * 1000);
}

async function leave() {
  if (written?.isConnected && written.method === "post") {
    try {
      const answer = await fetch(written.action, { method: "POST", body: new FormData(written) });
      location.replace(answer.url);
      return;
    } catch {
      // without a connection there is nothing to send it over
    }
  }
  location.reload();
}

document.addEventListener("input", (event) => {
  if (event.target.form && !note.contains(event.target)) written = event.target.form;
});

note.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  try {
    const options = { method: "POST", body: new FormData(form), headers: { "X-Stay": "1" }, redirect: "manual" };
    if ((await fetch(form.action, options)).status === 204) return look();
  } catch {
    // the page itself says it then
  }
  form.submit();
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
});

look();
