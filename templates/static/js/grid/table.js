/* Samples down, measured rows across. Only the samples in sight are drawn. */
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useLayoutEffect, useRef, useState } from "../../vendor/hooks.mjs";
import { Cell } from "./cell.js";
import { Foot, Head } from "./edges.js";
import { pressed } from "./keys.js";
import { say } from "./words.js";

const HIGH = 23;
const SPARE = 12;
const ALL_DRAWN = 60;

export function Table({ sheet, at, walk }) {
  const rows = sheet.measured;
  const samples = Math.max(...rows.map((row) => row.places));
  const box = useRef(null);
  const [top, setTop] = useState(0);
  const [first, last] = sight(samples, top, box.current?.clientHeight ?? 600);
  useEffect(() => show(box.current, at, rows), [at]);
  const space = (high) => high > 0 && html`<tr aria-hidden="true"><td class="is-space" colspan=${rows.length + 1} style=${{ height: `${high * HIGH}px` }}></td></tr>`;
  return html`<div class="dg-grid" ref=${box} style=${{ maxWidth: `${46 + rows.length * 260}px` }} onScroll=${samples > ALL_DRAWN ? (event) => setTop(event.target.scrollTop) : undefined}>
    <table style=${{ minWidth: `${44 + rows.length * 118}px` }}><caption class="for-readers">${sheet.field.querySelector(".dg-field-label")?.textContent}</caption>
      <${Head} rows=${rows} at=${at} choose=${(row) => row.locked || walk.put(row.index, row.firstOpen, true)} />
      <tbody onMouseDown=${(event) => event.preventDefault()}>
        ${space(first)}
        ${range(first, last).map((place) => html`<tr key=${place}><th scope="row"><span class="for-readers">${say("sample")} </span>${place + 1}</th>
          ${rows.map((row) => html`<${Cell} key=${row.index} row=${row} place=${place} current=${row.index === at.row && place === at.place && !row.locked} walk=${walk} />`)}</tr>`)}
        ${space(samples - last)}
      </tbody>
      <${Foot} rows=${rows} />
    </table>
    <${Cursor} sheet=${sheet} at=${at} walk=${walk} box=${box} /></div>`;
}

/* The input over the place of the cursor. */
function Cursor({ sheet, at, walk, box }) {
  const input = useRef(null);
  const [, again] = useState(0);
  useEffect(() => { // columns move when what stands beside the grid does
    const seen = new ResizeObserver(() => again((n) => n + 1));
    seen.observe(box.current.querySelector("table"));
    return () => seen.disconnect();
  }, []);
  const row = sheet.rows[at.row];
  const off = at.place === null || row.locked || at.place >= row.places;
  useLayoutEffect(() => {
    walk.input = input.current;
    const column = box.current.querySelectorAll("thead th")[sheet.measured.indexOf(row) + 1];
    if (off || !column) return;
    const head = box.current.querySelector("thead").offsetHeight;
    Object.assign(input.current.style, { left: `${column.offsetLeft}px`, width: `${column.offsetWidth - 1}px`, top: `${head + at.place * HIGH}px` });
    if (walk.at.row !== at.row || walk.at.place !== at.place) walk.at = { row: at.row, place: at.place }, walk.show();
    else if (!walk.typing && input.current.value !== row.shown(at.place)) walk.show();
    if (at.asked) input.current.focus({ preventScroll: true }), walk.typing || input.current.select();
  });
  useEffect(() => {
    const hear = (event) => at.place !== null && walk.hear(String(event.detail));
    sheet.form.addEventListener("dg:reading", hear); // what reads a gauge by itself says so here
    return () => sheet.form.removeEventListener("dg:reading", hear);
  });
  const wrong = !off && row.wrong.has(at.place);
  return html`<input ref=${input} class="dg-cell ${off ? "" : { beyond: "is-beyond", near: "is-near" }[row.tone(at.place)] ?? ""}" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" hidden=${off}
    aria-label=${off ? "" : `${row.heading} ${say("sampleOf", { n: at.place + 1, all: row.places })}`} title=${wrong ? row.wrong.get(at.place) : undefined}
    onInput=${() => walk.typed()} onKeyDown=${(event) => pressed(walk, event)} onPaste=${(event) => walk.pasted(event)} onBlur=${() => walk.take()} onDblClick=${() => walk.open()} />`;
}

function sight(samples, top, height) {
  if (samples <= ALL_DRAWN) return [0, samples];
  const first = Math.max(0, Math.floor(top / HIGH) - SPARE);
  return [first, Math.min(samples, first + Math.ceil(height / HIGH) + 2 * SPARE)];
}

function range(first, last) {
  return Array.from({ length: last - first }, (_, at) => first + at);
}

/* Scroll so that the cursor is in sight, between the head and the foot. */
function show(box, at, rows) {
  if (at.place === null) return;
  const [head, foot] = ["thead", "tfoot"].map((part) => box.querySelector(part).offsetHeight);
  const high = at.place * HIGH, sight = box.clientHeight - head - foot;
  if (high < box.scrollTop) box.scrollTop = high;
  else if (high + HIGH > box.scrollTop + sight) box.scrollTop = high + HIGH - sight;
  const column = box.querySelectorAll("thead th")[rows.findIndex((row) => row.index === at.row) + 1];
  if (!column) return;
  const left = column.offsetLeft - 44, right = column.offsetLeft + column.offsetWidth;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (right > box.scrollLeft + box.clientWidth) box.scrollLeft = right - box.clientWidth;
}
