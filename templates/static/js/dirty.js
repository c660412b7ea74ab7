/* A changed form (form[data-dirty]) is not left by accident; a draft (data-draft="task:…") is kept in
   this browser for this person and offered back after a reload. */
import { forget, keep, kept, purge } from "./drafts.js";
import { fill, read } from "./filling.js";
import { word } from "./words.js";

const WAIT_MS = 400;
const SENT = "dougong.sent";
/* redirect(…, told): the page before has done what was asked; its draft is no longer one. */
const arrived = new URLSearchParams(location.search).has("told");
const changed = new Set();
const timers = new Map();

export function startDirty() {
  purge();
  settle();
  document.querySelectorAll("form[data-draft]").forEach(offer);
  document.addEventListener("input", noticed);
  document.addEventListener("change", noticed);
  document.addEventListener("submit", (event) => send(event.target));
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    const form = sourceElement.closest?.("form");
    if (form && response.status < 400 && event.detail.ctx.request.method !== "GET") saved(form);
  });
  document.addEventListener("dg:kept", (event) => saved(event.target)); // the server has all of it
  window.addEventListener("beforeunload", (event) => {
    if (![...changed].some((form) => form.isConnected)) return;
    event.preventDefault();
    event.returnValue = true; // browsers before 2023 look here
  });
}

function noticed(event) {
  const form = event.target.closest?.("form[data-dirty], form[data-draft]");
  if (!form) return;
  if (form.hasAttribute("data-dirty")) changed.add(form);
  if (!form.dataset.draft) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => remember(form), WAIT_MS));
}

/* Sent by the browser itself: kept until the next page says that it was done. */
function send(form) {
  changed.delete(form);
  if (!form.dataset.draft) return;
  clearTimeout(timers.get(form));
  remember(form);
  sessionStorage.setItem(SENT, form.dataset.draft);
}

function settle() {
  const name = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (name && arrived) forget(name);
}

function remember(form) {
  const at = keep(form.dataset.draft, read(form));
  const shown = form.querySelector("[data-kept]") ?? document.querySelector("[data-kept]");
  if (shown && at) shown.textContent = word("keptAt", { time: clock(at) });
}

function saved(form) {
  changed.delete(form);
  clearTimeout(timers.get(form));
  if (form.dataset.draft) forget(form.dataset.draft);
}

/* Only what differs from the page as it came; one that came back (data-returned) shows what was typed. */
function offer(form) {
  if ("returned" in form.dataset) return;
  const draft = kept(form.dataset.draft);
  const box = document.getElementById("draft-offer")?.content.firstElementChild.cloneNode(true);
  if (!draft || !box || JSON.stringify(draft.values) === JSON.stringify(read(form))) return;
  box.querySelector("[data-when]").textContent = word("draftFrom", { time: clock(draft.at) });
  box.querySelector("[data-restore]").addEventListener("click", () => {
    fill(form, draft.values);
    if (form.hasAttribute("data-dirty")) changed.add(form);
    box.remove();
  });
  box.querySelector("[data-forget]").addEventListener("click", () => {
    forget(form.dataset.draft);
    box.remove();
  });
  form.prepend(box);
}

function clock(at) {
  const when = new Date(at);
  const today = when.toDateString() === new Date().toDateString();
  const options = { hour: "2-digit", minute: "2-digit", hour12: false };
  if (!today) Object.assign(options, { month: "2-digit", day: "2-digit" });
  return when.toLocaleString(document.documentElement.lang, options);
}
