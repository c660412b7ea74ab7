/* Head and foot of the grid's table: what each column is, and what it comes to. */
import { html } from "../../vendor/htm-preact.mjs";
import { shown, summary, tone } from "./exact.js";
import { Balloon, Flag } from "./row_list.js";
import { icon, say } from "./words.js";

export function Head({ rows, at, choose }) {
  return html`<thead><tr><th scope="col" class="is-corner">${say("sample")}</th>
    ${rows.map((row) => html`<th scope="col" key=${row.index} class=${row.index === at.row ? "is-chosen" : ""} onClick=${() => choose(row)}>
      <b><${Balloon} row=${row} /><span class="is-cut" title=${row.heading}>${row.heading}</span>${row.locked && icon("lock")}</b>
      <small><span>${row.band || row.facts.note}<${Flag} facts=${row.facts} /></span><span>n=${row.places}</span></small>
      <small><span class="is-cut">${row.facts.tool || (row.band && row.facts.note)}</span><span>${row.allowed}</span></small></th>`)}</tr></thead>`;
}

export function Foot({ rows }) {
  return html`<tfoot><tr><th scope="row">${say("mean")}</th>${rows.map((row) => html`<td key=${row.index}>${sum(row)}</td>`)}</tr></tfoot>`;
}

function sum(row) {
  if (row.terms.marks) return row.done ? html`<b class=${row.bad ? "tint-red" : ""}>${say("notGood", { n: row.bad })}</b>` : "—";
  const found = summary(row.values, row.terms);
  if (!found) return "—";
  const beyond = tone(found.mean, row.terms) === "beyond";
  const [mean, least, most] = [found.mean, found.least, found.most].map((one) => shown(one, row.terms.decimals));
  return html`<b class=${beyond ? "tint-red" : ""}>${mean}</b> · ${least}–${most}`;
}
