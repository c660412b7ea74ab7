/* A button that is off says why; a password can be shown; a form is sent once. */
import { toast } from "./toasts.js";

export function startButtons() {
  document.addEventListener("click", sayWhy, true);
  document.addEventListener("click", (event) => {
    const eye = event.target.closest("[data-reveals]");
    if (eye) reveal(eye);
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("submit", sendOnce);
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
}

function sayWhy(event) {
  const button = event.target.closest('[aria-disabled="true"]');
  if (!button) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  toast(button.dataset.because, "yellow");
}

function reveal(eye) {
  const input = document.getElementById(eye.dataset.reveals);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  eye.setAttribute("aria-pressed", String(!shown));
  input.focus();
}

/* A second press while the first is under way would ask the server twice. */
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.target) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
}
