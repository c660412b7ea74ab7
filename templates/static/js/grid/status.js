/* Whether it is kept, beside the title of the page; then what the browser keeps is said no more. */
import { html } from "../../vendor/htm-preact.mjs";
import { Elsewhere } from "./elsewhere.js";
import { icon, say } from "./words.js";

const ICONS = { saving: "loader-2", saved: "check", offline: "wifi-off", unsaved: "alert-triangle" };

export function Status({ keeper }) {
  const { kind, params } = keeper.state;
  const title = document.querySelector(".dg-top-title");
  if (!kind || !title) return null;
  return html`<${Elsewhere} into=${title} name="dg-grid-kept"><span class="dg-kept is-${kind}" role="status">${icon(ICONS[kind])}${say(kind, params)}</span><//>`;
}
