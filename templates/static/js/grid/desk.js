/* At the desk: rows and their state at the left, samples × measured rows in the middle. */
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useMemo, useState } from "../../vendor/hooks.mjs";
import { Elsewhere } from "./elsewhere.js";
import { Locked, Trouble } from "./notices.js";
import { Progress } from "./progress.js";
import { RowList } from "./row_list.js";
import { Status } from "./status.js";
import { Table } from "./table.js";
import { Walk } from "./walk.js";
import { say } from "./words.js";

export function Desk({ sheet, keeper }) {
  const [at, setAt] = useState(() => start(sheet));
  const [told, setTold] = useState("");
  const [plain, setPlain] = useState(false);
  useEffect(() => { sheet.field.classList.toggle("is-plain", plain); }, [plain]);
  useEffect(() => pointed(sheet, (row, place) => setAt({ row, place, asked: true })), []);
  const walk = useMemo(() => new Walk(sheet), []);
  walk.go = (row, place) => { setTold(""); setAt({ row, place, asked: document.activeElement === walk.input }); };
  walk.tell = setTold;
  const choose = (row) => setAt({ row, place: sheet.rows[row].measured ? sheet.rows[row].firstOpen : null, asked: true });
  return html`
    <${Elsewhere} into=${sheet.form.closest(".dg-entry-panes")} first=${true} name="dg-grid-side"><${RowList} sheet=${sheet} at=${at} choose=${choose} /><//>
    <div class="dg-grid-main">
    <${Progress} sheet=${sheet} />
    <${Status} keeper=${keeper} />
    <${Trouble} keeper=${keeper} sheet=${sheet} />
    <${Locked} rows=${sheet.rows} sheet=${sheet} />
    ${sheet.measured.length > 0 && html`<${Table} sheet=${sheet} at=${at} walk=${walk} />`}
    <div class="dg-grid-foot">
      <span class="is-mute" role="status">${told || say("hint")}</span>
      <span class="dg-row">
        <button type="button" class="dg-link" disabled=${!sheet.history.past.length} onClick=${() => sheet.undo()}>${say("undo")}</button>
        <button type="button" class="dg-link" disabled=${!sheet.history.future.length} onClick=${() => sheet.redo()}>${say("redo")}</button>
        <button type="button" class="dg-link" aria-pressed=${plain} onClick=${() => setPlain(!plain)}>${say(plain ? "asGrid" : "allFields")}</button></span>
    </div></div>`;
}

/* The first place that is still open; it takes the keyboard where nothing is to be read first. */
function start(sheet) {
  const open = sheet.measured.find((row) => !row.locked && !row.complete) ?? sheet.rows.find((row) => !row.complete) ?? sheet.rows[0];
  const asked = !document.querySelector("#problems, .dg-banner.is-urgent");
  return { row: open.index, place: open.measured ? open.firstOpen : null, asked };
}

/* A problem that is followed leads to its cell. */
function pointed(sheet, go) {
  const follow = (event) => {
    const id = event.target.closest?.("#problems a[href^='#']")?.getAttribute("href").slice(1) ?? "";
    const [name, index] = id.split("-");
    const row = name === sheet.name ? sheet.rows[Number(index)] : null;
    if (!row) return;
    event.preventDefault();
    go(row.index, row.measured ? [...row.wrong.keys()][0] ?? row.firstOpen : null);
  };
  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}
