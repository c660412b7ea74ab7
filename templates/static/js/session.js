/* Signed out while working: say so, keep the page, take the new token after signing in elsewhere. */
import { open } from "./dialogs.js";

let waiting = false;

export function startSession() {
  document.addEventListener("htmx:before:response", (event) => {
    if (event.detail.ctx.response.status !== 401) return;
    event.preventDefault(); // nothing is swapped: what was typed stays
    signedOut();
  });
  window.addEventListener("focus", renew);
  document.addEventListener("visibilitychange", renew);
  document.getElementById("signed-out")?.addEventListener("close", renew);
  document.addEventListener("submit", hold, true);
}

/** Ask the person to sign in again in another tab. */
export function signedOut() {
  waiting = true;
  open("signed-out");
}

/* While nobody is known to be signed in, nothing is sent: first it is seen whether somebody is by now. */
async function hold(event) {
  if (!waiting || event.target.method === "dialog") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  await renew();
  if (waiting) open("signed-out");
  else event.target.requestSubmit(event.submitter);
}

/* Another session has another token: read it from a fresh page, for the same person only. */
async function renew() {
  if (!waiting) return;
  const answer = await fetch("/", { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (!fresh.dataset.person || fresh.dataset.person !== document.body.dataset.person) return;
  const headers = fresh.getAttribute("hx-headers:inherited");
  document.body.setAttribute("hx-headers:inherited", headers);
  const token = JSON.parse(headers)["X-CSRF-Token"];
  document.querySelectorAll("input[name=csrf]").forEach((input) => (input.value = token));
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  waiting = false;
  document.getElementById("signed-out")?.close();
}
