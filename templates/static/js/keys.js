/* The keyboard: Ctrl K search, ? help, j and k through [data-open] rows, Ctrl Enter the main action. */
import { open } from "./dialogs.js";

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "k") search(event);
    else if (control && event.key === "Enter") mainAction(event);
    else if (!control && !event.altKey && !typing(event.target)) plainKey(event);
  });
}

function plainKey(event) {
  if (event.key === "?") open("keys");
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else return;
  event.preventDefault();
}

function search(event) {
  const input = document.querySelector("[data-search]");
  if (!input?.offsetParent) return;
  event.preventDefault();
  input.focus();
  input.select();
}

function step(by) {
  const shown = [...document.querySelectorAll("[data-open]")].filter((row) => row.offsetParent);
  const at = shown.indexOf(document.activeElement);
  const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/* The primary button of the dialog that is open, of the form one is in, or of the page. */
function mainAction(event) {
  const place = document.querySelector("dialog[open]") ?? document.activeElement?.closest("form");
  const button = [place, document].map((at) => at?.querySelector(".dg-button.is-primary")).find(Boolean);
  if (!button) return;
  event.preventDefault();
  button.click();
}

function typing(element) {
  return Boolean(element.closest?.("input, textarea, select, [contenteditable], .ts-wrapper, dialog[open]"));
}
