/* A row that is counted, on the phone. */
import { html } from "../../vendor/htm-preact.mjs";
import { Counter } from "./counter.js";

export function BigCounter({ sheet, row, then }) {
  const word = sheet.control(row.index, "counts")?.getAttribute("aria-label") ?? "";
  return html`<section class="dg-card dg-one-card is-counted"><p class="dg-one-value"><em>${word}</em></p>
    ${row.locked ? html`<p class="dg-one-value"><strong>${row.count || "—"}</strong></p>` : html`<${Counter} sheet=${sheet} row=${row} then=${then} />`}</section>`;
}
