/* Messages that pass; those the server said stand in the page already. */
import { icon } from "./elements.js";
import { word } from "./words.js";

const STAYS_MS = 6000;
const ICONS = { green: "circle-check", red: "alert-circle", yellow: "alert-triangle" };

export function startToasts() {
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.error?.name !== "AbortError") toast(word("noAnswer"), "red");
  });
  document.querySelectorAll("[data-passing]").forEach(pass);
  forgetTold();
}

/* What the page before has done is said once, not again when the page is loaded anew. */
function forgetTold() {
  const address = new URL(location.href);
  if (!address.searchParams.has("told")) return;
  address.searchParams.delete("told");
  history.replaceState(history.state, "", address);
}

/** Say `text`; red ones stay until closed. */
export function toast(text, tone = "blue") {
  const region = document.getElementById("toasts");
  if (!region || !text) return;
  const box = document.createElement("div");
  box.className = `dg-toast tint-${tone}`;
  const words = document.createElement("span");
  words.textContent = text;
  box.append(icon(ICONS[tone] ?? "info-circle"), words);
  region.append(box);
  pass(box);
}

function pass(box) {
  const close = document.createElement("button");
  close.type = "button";
  close.setAttribute("aria-label", document.getElementById("toasts").dataset.close);
  close.append(icon("x"));
  close.addEventListener("click", () => box.remove());
  box.append(close);
  if (box.matches(".tint-red, [data-stays]")) return;
  let timer = setTimeout(() => box.remove(), STAYS_MS);
  box.addEventListener("mouseenter", () => clearTimeout(timer));
  box.addEventListener("mouseleave", () => (timer = setTimeout(() => box.remove(), STAYS_MS)));
}
