/* Choosing the tool of a row: its control comes out of the plain table for as long as it is asked for. */
import { icon, say } from "./words.js";
import { html, render } from "../../vendor/htm-preact.mjs";

/** The control by which a row's tool is chosen; null where nobody chooses it here. */
export function toolControl(sheet, row) {
  return sheet.control(row.index, "tool");
}

/** Ask for the tool of `row`; what is chosen goes the way of every other field. */
export function chooseTool(sheet, row) {
  const cell = toolControl(sheet, row)?.closest("[data-field]");
  if (!cell) return;
  const dialog = Object.assign(document.createElement("dialog"), { className: "dg-grid-tool" });
  const asked = document.createElement("div");
  render(html`<header><h2>${row.facts.mark} ${row.facts.title} · ${cell.dataset.label}</h2>
    <button type="button" class="dg-button is-icon is-plain" aria-label=${say("close")} onClick=${() => dialog.close()}>${icon("x")}</button></header>`, dialog);
  dialog.setAttribute("aria-label", cell.dataset.label);
  asked.append(...[...cell.children].filter((one) => !one.matches("[type=hidden], data")));
  dialog.append(asked);
  sheet.field.append(dialog);
  asked.addEventListener("change", () => setTimeout(() => dialog.close())); // after all who listen have heard
  const picker = asked.querySelector("select")?.tomselect;
  hang(picker, null);
  dialog.addEventListener("close", () => {
    hang(picker, "body");
    cell.append(...asked.childNodes);
    dialog.remove();
  });
  dialog.showModal();
  (picker ?? asked.querySelector("select, input"))?.focus();
}

/* Where the list of options hangs: a dialog lies over everything that does not stand in it. */
function hang(picker, where) {
  if (!picker) return;
  picker.close();
  picker.settings.dropdownParent = where;
  picker.dropdown.removeAttribute("style");
  (where ? document.body : picker.wrapper).append(picker.dropdown);
}
