/* One row on the phone: where it stands among all, its value and band, its samples, and the keypad. */
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useRef, useState } from "../../vendor/hooks.mjs";
import { BigCounter } from "./big_counter.js";
import { Chips, Told, Value } from "./value.js";
import { Keypad, keyboard } from "./keypad.js";
import { Locked, Trouble } from "./notices.js";
import { reading } from "./exact.js";
import { Balloon, Flag } from "./row_list.js";
import { icon, say } from "./words.js";

const SWIPE = 60;

export function One({ sheet, keeper, row, turn, leave }) {
  const [place, setPlace] = useState(row.firstOpen);
  const [typed, setTyped] = useState(null); // null: what stands there; else what is being typed
  const [wrong, setWrong] = useState(false);
  useEffect(() => { setPlace(row.firstOpen); setTyped(null); }, [row.index]);
  const all = sheet.rows;
  const to = (by) => {
    const next = row.index + by;
    if (next >= 0 && next < all.length && take()) turn(next);
  };
  const take = () => {
    if (typed === null) return true;
    const value = reading(typed, row.terms.marks);
    setWrong(value === undefined);
    if (value === undefined) return false;
    if (value !== row.at(place)) sheet.fill([{ row: row.index, place, value }]);
    setTyped(null);
    return true;
  };
  const mark = (value) => { sheet.fill([{ row: row.index, place, value }]); setTyped(null); onward(); };
  const onward = () => {
    if (place + 1 < row.places) return setPlace(place + 1);
    const later = all.slice(row.index + 1).find((one) => !one.complete && !one.locked);
    return later ? turn(later.index) : leave();
  };
  const press = (key) => {
    setWrong(false);
    const text = typed ?? "";
    if (key === "next") return take() && onward();
    if (key === "na") return mark("na");
    if (key === "ok" || key === "ng") return mark(key);
    if (key === "erase") return typed === null ? sheet.fill([{ row: row.index, place, value: null }]) : setTyped(text.slice(0, -1));
    if (key === "sign") return setTyped((typed ?? row.at(place) ?? "").replace(/^-?/, (sign) => (sign ? "" : "-")));
    if (key === "." && text.includes(".")) return undefined;
    return setTyped((text + key).slice(0, 20));
  };
  const pad = useRef(press);
  pad.current = press;
  useEffect(() => keyboard((key) => row.measured && !row.locked && pad.current(key)), [row.index, row.locked]);
  const swipe = useSwipe(to);
  const action = document.querySelector(".dg-bottom .dg-button.is-primary")?.textContent.trim() ?? "";
  return html`
    <div class="dg-one-strip" role="img" aria-label=${say("progress", { done: sheet.finished, all: all.length })}>${all.map((one) => html`<i key=${one.index} class=${one === row ? "is-here" : one.look && `is-${one.look}`}></i>`)}</div>
    <div class="dg-one-scroll" ...${swipe}>
      <header class="dg-one-head"><${Balloon} row=${row} />
        <div><h2>${row.facts.title}<${Flag} facts=${row.facts} words=${true} /></h2><small>${under(row)}</small></div>
        <span class="dg-row-end">
          <button type="button" class="dg-button is-icon is-plain" aria-label=${say("rowBefore")} disabled=${row.index === 0} onClick=${() => to(-1)}>${icon("chevron-left")}</button>
          <button type="button" class="dg-button is-icon is-plain" aria-label=${say("nextRow")} disabled=${row.index === all.length - 1} onClick=${() => to(1)}>${icon("chevron-right")}</button></span></header>
      <${Trouble} keeper=${keeper} sheet=${sheet} />
      <${Locked} rows=${[row]} />
      ${row.measured ? html`<${Value} row=${row} place=${place} typed=${typed} wrong=${wrong} /><${Chips} row=${row} place=${place} choose=${(at) => take() && setPlace(at)} />`
        : html`<${BigCounter} sheet=${sheet} row=${row} then=${() => onward()} />`}
      <${Told} row=${row} place=${place} leave=${leave} action=${action} />
    </div>
    ${row.measured && html`<${Keypad} press=${press} marks=${row.terms.marks} off=${row.locked} last=${place + 1 >= row.places} />`}`;
}

function under(row) {
  return [row.measured ? [row.band, row.terms.unit].filter(Boolean).join(" ") : row.facts.note, row.measured && `n=${row.places}`, row.allowed].filter(Boolean).join(" · ");
}

/* A finger drawn sideways turns to the next row. */
function useSwipe(to) {
  const from = useRef(null);
  return {
    onTouchStart: ({ touches }) => { from.current = touches.length === 1 ? [touches[0].clientX, touches[0].clientY] : null; },
    onTouchEnd: ({ changedTouches }) => {
      if (!from.current) return;
      const [x, y] = [changedTouches[0].clientX - from.current[0], changedTouches[0].clientY - from.current[1]];
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) to(x < 0 ? 1 : -1);
    },
  };
}
