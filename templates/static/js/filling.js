/* A form's values as a list, and back: [name, value, text]; text is what a link is called. */
import { addLine, removeLine, rows } from "./lines.js";

const SKIPPED = ["csrf", "change_no"];

/** What is typed into `form` now. */
export function read(form) {
  return [...form.elements].filter(counts).map((control) => {
    const text = control.matches("select[data-options]") ? control.selectedOptions[0]?.text ?? "" : "";
    return [control.name, control.value, text];
  });
}

/** Put `values` back, with as many lines as were kept. */
export function fill(form, values) {
  for (const section of form.querySelectorAll("[data-lines]")) match(section, values);
  const named = new Map([...form.elements].filter((control) => control.name).map((c) => [c.name, c]));
  for (const control of form.elements) {
    if (control.matches?.("[type=checkbox], [type=radio]")) control.checked = false;
  }
  for (const [name, value, text] of values) {
    const tick = form.querySelector(`[type=checkbox][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"], [type=radio][name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (tick) tick.checked = true;
    else if (named.has(name)) put(named.get(name), value, text);
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function counts(control) {
  if (!control.name || control.name.startsWith("_") || SKIPPED.includes(control.name) || control.type === "password") return false;
  if (control.matches("button, fieldset, output, [type=file]")) return false;
  return !control.matches("[type=checkbox], [type=radio]") || control.checked;
}

function match(section, values) {
  const prefix = `${section.dataset.lines}.`;
  const indexes = values.filter(([name]) => name.startsWith(prefix)).map(([name]) => Number(name.split(".")[1]));
  const wanted = indexes.length ? Math.max(...indexes) + 1 : 0;
  while (rows(section).length < wanted) addLine(section);
  while (rows(section).length > wanted) removeLine(rows(section).at(-1));
}

/** Put `value`, called `text`, into a control that is no tick. */
export function put(control, value, text) {
  if (control.tomselect) {
    if (value) control.tomselect.addOption({ id: value, text });
    control.tomselect.setValue(value, true);
    return;
  }
  if (control.matches("select[data-options]") && value) {
    control.append(new Option(text, value));
  }
  control.value = value;
}
