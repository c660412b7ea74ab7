/* The rows of one grid. The controls of the plain table below hold the truth: they are read here and
   written to, so that sending, drafts and previews go on as for any other field. */
import { History } from "./history.js";
import { Row } from "./row.js";

export class Sheet {
  constructor(place) {
    this.field = place.closest("[data-field]");
    this.name = this.field.dataset.field;
    this.form = place.closest("form");
    this.parts = JSON.parse(place.dataset.grid);
    this.history = new History();
    this.listeners = new Set();
    this.writing = false;
    this.read();
    this.form.addEventListener("dg:refreshed", () => this.changed());
    this.form.addEventListener("change", (event) => this.writing || place.contains(event.target) || this.changed());
  }

  /** Take the rows from the controls. */
  read() {
    const lines = [...this.field.querySelectorAll("[data-line]")].filter((line) => line.querySelector("[data-facts]"));
    this.rows = lines.map((line, index) => this.row(line, index));
  }

  row(line, index) {
    const facts = JSON.parse(line.querySelector("[data-facts]").value);
    const written = this.control(index, "values")?.value ?? facts.input;
    const values = written.split(/\s+/).filter(Boolean).map((word) => (word === "-" ? null : word));
    const row = new Row(index, facts, values, this.control(index, "counts")?.value ?? "");
    for (const said of line.querySelectorAll("[data-said]")) {
      const cell = said.closest("[data-field]");
      if (said.dataset.at && cell.dataset.field === this.path(index, "values")) row.wrong.set(Number(said.dataset.at) - 1, said.textContent);
      else row.said.push(said.textContent);
    }
    for (const [field, message] of this.found ?? []) {
      const [place] = field.startsWith(`${this.path(index, "values")}.`) ? field.split(".").slice(-1) : [];
      if (place) row.wrong.set(Number(place), message);
      else if (field.startsWith(`${this.name}.${index}.`)) row.said.push(message);
    }
    return row;
  }

  path(index, part) {
    return `${this.name}.${index}.${this.parts[part]}`;
  }

  control(index, part) {
    const found = this.parts[part] ? this.form.elements.namedItem(this.path(index, part)) : null;
    return found && "value" in found ? found : null;
  }

  get measured() {
    return this.rows.filter((row) => row.measured);
  }

  get finished() {
    return this.rows.filter((row) => row.complete).length;
  }

  /** Fill in places: [{row, place, value}]; one step for undo. */
  fill(changes) {
    const steps = [...grouped(changes)].map(([index, ofRow]) => {
      const values = [...this.rows[index].values];
      for (const { place, value } of ofRow) {
        while (values.length <= place) values.push(null);
        values[place] = value;
      }
      while (values.length && values.at(-1) === null) values.pop();
      return this.step(index, "values", values.map((one) => one ?? "-").join(" "));
    });
    this.apply(this.history.done(steps.filter((one) => one.before !== one.after)), "after");
  }

  /** Say how many were found in a counted row; "" takes it back. */
  tally(index, count) {
    this.apply(this.history.done([this.step(index, "counts", String(count))]), "after");
  }

  step(index, part, after) {
    return { index, part, before: this.control(index, part)?.value ?? "", after };
  }

  undo() {
    this.apply(this.history.back(), "before");
  }

  redo() {
    this.apply(this.history.forth(), "after");
  }

  apply(steps, side) {
    this.writing = true;
    if (steps?.length) this.found = new Map();
    for (const { index, part, [side]: text } of steps ?? []) {
      const control = this.control(index, part);
      if (!control || control.value === text) continue;
      control.value = text;
      for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    this.writing = false;
    this.changed(steps ?? []);
  }

  /** What the server found wrong with what was kept, until it is filled in anew. */
  refused(fields) {
    this.found = new Map(fields.map(({ field, message }) => [field, message]));
    this.changed([]);
  }

  /** `steps` are the places just filled in; unsaid, they are found (a draft was put back). */
  changed(steps) {
    const before = this.texts();
    this.read();
    const now = this.texts().map((one, at) => ({ ...one, before: before[at]?.after ?? one.after }));
    const found = steps ?? now.filter((one) => one.before !== one.after);
    this.listeners.forEach((listener) => listener(found));
  }

  texts() {
    return this.rows.flatMap(({ index, values, count }) => [
      { index, part: "values", after: values.map((one) => one ?? "-").join(" ") },
      { index, part: "counts", after: count },
    ]);
  }
}

function grouped(changes) {
  const found = new Map();
  for (const one of changes) found.set(one.row, [...(found.get(one.row) ?? []), one]);
  return found;
}
