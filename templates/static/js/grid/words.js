/* The words of the grid: <template id="grid-words" data-…>, and its icons. */
import { html } from "../../vendor/htm-preact.mjs";

function words() {
  return document.getElementById("grid-words")?.dataset ?? {};
}

/** The word called `name`, its {placeholders} filled from `params`. */
export function say(name, params = {}) {
  return (words()[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => params[key] ?? whole);
}

/** An icon of the sprite. */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true"><use href="${words().icons}#${name}"></use></svg>`;
}
