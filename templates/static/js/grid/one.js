/* One row on the phone: where it stands among all, its value and band, its samples, and the keypad. */
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useRef } from "../../vendor/hooks.mjs";
import { Aside } from "./aside.js";
import { BigCounter } from "./big_counter.js";
import { Chips, Told, Value } from "./value.js";
import { Keypad, keyboard } from "./keypad.js";
import { Locked, Trouble } from "./notices.js";
import { Balloon, Flag } from "./row_list.js";
import { Strip } from "./strip.js";
import { icon, say } from "./words.js";

const SWIPE = 60;

export function One({ sheet, keeper, hand }) {
  const { row, place, typed, wrong } = hand;
  const all = sheet.rows;
  useEffect(() => keyboard((key) => hand.row.measured && !hand.row.locked && hand.press(key)), []);
  const swipe = useSwipe((by) => hand.turn(by));
  const action = document.querySelector(".dg-bottom .dg-button.is-primary")?.textContent.trim() ?? "";
  return html`
    <${Strip} />
    <div class="dg-one-strip" role="img" aria-label=${say("progress", { done: sheet.finished, all: all.length })}>${all.map((one) => html`<i key=${one.index} class=${one === row ? "is-here" : one.look && `is-${one.look}`}></i>`)}</div>
    <div class="dg-one-scroll" ...${swipe}>
      <header class="dg-one-head"><${Balloon} row=${row} />
        <div><h2>${row.facts.title}<${Flag} facts=${row.facts} words=${true} /></h2><small>${under(row)}</small></div>
        <span class="dg-row-end">
          <button type="button" class="dg-button is-icon is-plain" aria-label=${say("rowBefore")} disabled=${row.index === 0} onClick=${() => hand.turn(-1)}>${icon("chevron-left")}</button>
          <button type="button" class="dg-button is-icon is-plain" aria-label=${say("nextRow")} disabled=${row.index === all.length - 1} onClick=${() => hand.turn(1)}>${icon("chevron-right")}</button></span></header>
      <${Trouble} keeper=${keeper} sheet=${sheet} />
      <${Locked} rows=${[row]} sheet=${sheet} />
      ${row.measured ? html`<${Value} row=${row} place=${place} typed=${typed} wrong=${wrong} /><${Chips} row=${row} place=${place} choose=${(at) => hand.at(at)} />`
        : html`<${BigCounter} sheet=${sheet} row=${row} then=${() => hand.onward()} />`}
      <${Aside} sheet=${sheet} leave=${() => hand.leave()} resume=${() => hand.resume()} />
      <${Told} sheet=${sheet} row=${row} place=${place} leave=${() => hand.leave()} action=${action} />
    </div>
    ${row.measured && html`<${Keypad} press=${(key) => hand.press(key)} marks=${row.terms.marks} off=${row.locked} last=${place + 1 >= row.places} />`}`;
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
