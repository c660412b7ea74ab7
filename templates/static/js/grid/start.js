/* Line items of readings (data-grid): a grid at the desk, one row at a time on the phone. */
import { html, render } from "../../vendor/htm-preact.mjs";
import { useEffect, useState } from "../../vendor/hooks.mjs";
import { Desk } from "./desk.js";
import { Keeper } from "./keeper.js";
import { Phone } from "./phone.js";
import { Sheet } from "./sheet.js";

const narrow = window.matchMedia("(max-width: 800px)");

/** Draw the grid at `place` and keep what is filled in. */
export function startGrid(place) {
  if (!place.closest("[data-field]").querySelector("[data-facts]")) return; // no rows: the table adds some
  const sheet = new Sheet(place);
  sheet.field.classList.add("is-measured");
  render(html`<${Whole} sheet=${sheet} keeper=${new Keeper(sheet)} />`, place);
}

/* Drawn anew whenever something of it has changed, after what changes it has come to its end. */
function Whole({ sheet, keeper }) {
  const [, again] = useState(0);
  useEffect(() => {
    const draw = () => again((n) => n + 1);
    sheet.listeners.add(draw);
    keeper.listeners.add(draw);
    narrow.addEventListener("change", draw);
  }, []);
  return html`<${narrow.matches ? Phone : Desk} sheet=${sheet} keeper=${keeper} />`;
}
