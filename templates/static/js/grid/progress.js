/* How far it is: in the strip of facts, where the page has one. */
import { html } from "../../vendor/htm-preact.mjs";
import { Elsewhere } from "./elsewhere.js";
import { say } from "./words.js";

export function Progress({ sheet }) {
  const done = sheet.finished, all = sheet.rows.length;
  const words = say("progress", { done, all });
  return html`<${Elsewhere} into=${document.querySelector(".dg-facts-bar")} name="dg-grid-progress">
    <small>${words}</small><progress max=${all} value=${done} aria-label=${words}></progress><//>`;
}
