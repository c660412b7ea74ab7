/* One place of the grid. What stands at the cursor is shown by the one input over it. */
import { html } from "../../vendor/htm-preact.mjs";
import { say } from "./words.js";

const TONES = { beyond: "is-beyond", near: "is-near", "": "" };

export function Cell({ row, place, current, walk }) {
  if (place >= row.places) return html`<td class="is-off"></td>`;
  const tone = row.tone(place);
  const looks = [TONES[tone], current && "is-current", row.locked && "is-locked", row.wrong.has(place) && "is-wrong", row.at(place) === "na" && "is-mute"];
  const press = () => row.locked || (walk.take() && walk.put(row.index, place, true));
  return html`<td class=${looks.filter(Boolean).join(" ")} title=${row.wrong.get(place)} onMouseDown=${press}>${!current && row.shown(place)}
    ${tone === "beyond" && html`<span class="for-readers"> ${say("beyond")}</span>`}</td>`;
}
