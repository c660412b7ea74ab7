/* On the phone: one row at a time with a keypad of its own. Over the page until somebody goes on to the
   rest of the form; there it is a list of rows to come back to. */
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useMemo, useState } from "../../vendor/hooks.mjs";
import { Hand } from "./hand.js";
import { Locked, Trouble } from "./notices.js";
import { One } from "./one.js";
import { RowList } from "./row_list.js";
import { Status } from "./status.js";
import { say } from "./words.js";

export function Phone({ sheet, keeper }) {
  const [, again] = useState(0);
  const hand = useMemo(() => new Hand(sheet, sheet.rows.find((one) => !one.complete && !one.locked)?.index ?? 0), []);
  const [open, setOpen] = useState(!document.querySelector("#problems"));
  useEffect(() => {
    document.body.classList.toggle("is-measuring", open);
    return () => document.body.classList.remove("is-measuring");
  }, [open]);
  hand.draw = () => again((n) => n + 1);
  hand.leave = () => {
    setOpen(false);
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(".dg-proposals > *")?.scrollIntoView({ block: "center" })));
  };
  hand.resume = () => setOpen(true);
  const resume = (index) => { hand.put(index); setOpen(true); };
  if (open) {
    return html`<${Status} keeper=${keeper} /><div class="dg-one">
      <${One} sheet=${sheet} keeper=${keeper} hand=${hand} /></div>`;
  }
  return html`<${Status} keeper=${keeper} /><${Trouble} keeper=${keeper} sheet=${sheet} /><${Locked} rows=${sheet.rows} sheet=${sheet} />
    <${RowList} sheet=${sheet} at=${{ row: -1 }} choose=${resume} />
    <button type="button" class="dg-button dg-grid-resume" onClick=${() => resume(hand.index)}>${say("resume")}</button>`;
}
