/* A press on a proposal [data-takes] fills it into the field, which stays free to be changed; one on
   [data-decides] leads to the field. In a dialog that a press opens, the field stands there. */
import { put } from "./filling.js";

export function startProposals() {
  document.addEventListener("click", (event) => {
    const taker = event.target.closest("[data-takes]");
    if (taker) take(event, taker);
    const decider = event.target.closest("[data-decides]");
    if (decider && reach(formOf(decider), decider.dataset.decides)) event.preventDefault();
  });
}

function take(event, button) {
  const { takes, value, words } = button.dataset;
  const form = formOf(button);
  const control = control_of(form, takes, value);
  if (!control) return; // without its field the server takes it
  event.preventDefault();
  if (control.type === "radio") control.checked = true;
  else put(control, value, words);
  for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
  if (!button.dataset.opens) reach(form, takes);
}

function formOf(button) {
  const door = button.dataset.opens && document.getElementById(button.dataset.opens);
  return door?.closest("form") ?? button.form ?? button.closest("form") ?? document.querySelector("form[data-preview]");
}

function control_of(form, name, value) {
  const named = `[name="${CSS.escape(name)}"]`;
  return form?.querySelector(`[type=radio]${named}[value="${CSS.escape(value)}"], [type=checkbox]${named}`)
    ?? form?.querySelector(`${named}:not([type=radio], [type=hidden])`);
}

function reach(form, name) {
  const field = form?.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const control = field?.querySelector("input:checked, input:not([type=hidden]), select, textarea");
  if (!control) return false;
  (control.tomselect ?? control).focus();
  field.scrollIntoView({ block: "center" });
  return true;
}
