/* What stands against entry: a tool that may not be used, somebody else's changes. */
import { html } from "../../vendor/htm-preact.mjs";
import { chooseTool, toolControl } from "./tool.js";
import { icon, say } from "./words.js";

/** One banner a tool, with the rows it locks. */
export function Locked({ rows, sheet }) {
  const tools = new Map();
  for (const row of rows.filter((one) => one.facts.locked)) {
    const key = row.facts.tool || row.facts.title;
    tools.set(key, [...(tools.get(key) ?? []), row]);
  }
  return [...tools].map(([tool, locked]) => html`
    <div class="dg-banner tint-red dg-grid-banner" role="status" key=${tool}>${icon("alert-octagon")}
      <div><b>${say("locked", { tool })}</b> ${locked[0].facts.tool_note} ${say("lockedRows", { rows: locked.map((row) => [row.facts.mark, row.facts.title].filter(Boolean).join(" ")).join("、") })}</div>
      ${toolControl(sheet, locked[0]) && html`<button type="button" class="dg-button is-small" onClick=${() => chooseTool(sheet, locked[0])}>${say("otherTool")}</button>`}</div>`);
}

/** What somebody else changed, and what the server found wrong with what was kept. */
export function Trouble({ keeper, sheet }) {
  const { conflict } = keeper;
  if (conflict) {
    return html`<div class="dg-banner tint-yellow dg-grid-banner" role="alert">${icon("users")}
      <div><b>${say("conflict")}</b><ul>${conflict.differences.map((one) => html`<li class="dg-long">${say("change", one)}</li>`)}</ul></div>
      <button type="button" class="dg-button is-small" onClick=${() => keeper.compare()}>${say("compare")}</button></div>`;
  }
  const said = sheet.rows.flatMap((row) => [...row.said, ...row.wrong.values()].map((words) => [row, words]));
  return said.length > 0 && html`<ul class="dg-grid-said">${said.map(([row, words]) => html`
    <li>${icon("alert-circle")}<span><b>${row.facts.mark} ${row.facts.title}</b> ${words}</span></li>`)}</ul>`;
}
