/* − 3 + and “all good”: how many were found in a row that is not measured. */
import { html } from "../../vendor/htm-preact.mjs";
import { icon, say } from "./words.js";

export function Counter({ sheet, row, then }) {
  const word = sheet.control(row.index, "counts")?.getAttribute("aria-label") ?? "";
  const put = (count) => sheet.tally(row.index, count);
  const typed = (event) => {
    const digits = event.target.value.normalize("NFKC").replace(/\D/g, "").slice(0, 6);
    put(digits === "" ? "" : Number(digits));
    event.target.value = digits;
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.ctrlKey) event.preventDefault(), event.stopPropagation(), then?.();
  };
  return html`<div class="dg-counter">
    <button type="button" class="dg-button is-icon" aria-label=${say("fewer")} disabled=${!Number(row.count)} onClick=${() => put(Number(row.count) - 1)}>${icon("minus")}</button>
    <input class="dg-input is-number" type="text" inputmode="numeric" autocomplete="off" aria-label=${`${row.facts.title} ${word}`} value=${row.count} onChange=${typed} onKeyDown=${keys} />
    <button type="button" class="dg-button is-icon" aria-label=${say("more")} onClick=${() => put((Number(row.count) || 0) + 1)}>${icon("plus")}</button>
    <button type="button" class="dg-button" onClick=${() => { put(0); then?.(); }}>${icon("checks")}${say("allGood")}</button>
  </div>`;
}
