/* The rows, grouped, each with how it stands; counted rows are counted right here. */
import { html } from "../../vendor/htm-preact.mjs";
import { Counter } from "./counter.js";
import { chooseTool, toolControl } from "./tool.js";
import { icon, say } from "./words.js";

export function RowList({ sheet, at, choose }) {
  return html`<nav class="dg-grid-rows" aria-label=${say("rows")}>
    ${groups(sheet.rows).map(([title, rows]) => html`
      <section key=${title}><h2>${title}<span>${rows.filter((row) => row.complete).length} / ${rows.length}</span></h2>
        ${rows.map((row) => html`<${Item} key=${row.index} row=${row} chosen=${row.index === at.row} choose=${choose} sheet=${sheet} />`)}</section>`)}
  </nav>`;
}

function Item({ row, chosen, choose, sheet }) {
  const { facts } = row;
  const look = row.look ? `tint-${row.look}` : "";
  const under = [row.band && [row.band, row.terms.unit].filter(Boolean).join(" "), facts.tool || facts.note].filter(Boolean).join(" · ");
  return html`<div class="dg-grid-item ${chosen ? "is-chosen" : ""}">
    <button type="button" aria-current=${chosen ? "true" : undefined} onClick=${() => choose(row.index)}>
      <${Balloon} row=${row} />
      <span class="dg-grid-name"><b>${facts.title}<${Flag} facts=${facts} /></b><small>${under}</small></span>
      <span class="dg-grid-state"><b class=${look}>${row.state}</b><small>${row.within()}</small></span></button>
    ${chosen && !row.measured && !row.locked && html`<${Counter} sheet=${sheet} row=${row} />`}
    ${chosen && toolControl(sheet, row) && html`<button type="button" class="dg-link dg-grid-choose" onClick=${() => chooseTool(sheet, row)}>${icon("gauge")}${say(facts.tool ? "otherTool" : "chooseTool")}</button>`}
  </div>`;
}

/** Its mark in a ring; without one, what stands for it is a dot. */
export function Balloon({ row }) {
  return html`<span class="dg-balloon ${row.look ? `tint-${row.look}` : ""}">${row.facts.mark || "•"}</span>`;
}

/** A flag with a colour is a diamond, with its words for readers. */
export function Flag({ facts, words }) {
  if (!facts.flag || !["red", "yellow"].includes(facts.flagTone)) return null;
  return words ? html` <span class="dg-tag tint-${facts.flagTone}">◆ ${facts.flag}</span>` : html` <i title=${facts.flag} class="dg-grid-flag">◆<span class="for-readers">${facts.flag}</span></i>`;
}

function groups(rows) {
  const found = new Map();
  for (const row of rows) {
    const title = row.facts.group || say("rest");
    found.set(title, [...(found.get(title) ?? []), row]);
  }
  return [...found];
}
