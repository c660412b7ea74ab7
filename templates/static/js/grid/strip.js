/* What it is about, in one line: the facts of the page, which are hidden while one row is measured. */
import { html } from "../../vendor/htm-preact.mjs";

export function Strip() {
  const facts = [...document.querySelectorAll(".dg-facts dd")].map((one) => one.textContent.trim()).filter(Boolean);
  return facts.length > 0 && html`<p class="dg-one-facts" tabindex="0">${facts.map((text, at) => html`<span key=${at}>${text}</span>`)}</p>`;
}
