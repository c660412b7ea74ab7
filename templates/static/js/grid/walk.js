/* The cursor of the grid and its one input, which stays while the cursor moves: who types faster than
   the page draws (a gauge does) loses nothing. `typing`: the value is being written; `editing`: within
   it, so arrows stay inside. */
import { reading } from "./exact.js";
import { block, laid } from "./pasting.js";
import { say } from "./words.js";

/* Marks that need no Enter behind them. */
const AT_ONCE = ["1", "0", "y", "x", "ok", "ng", "na"];

export class Walk {
  constructor(sheet) {
    Object.assign(this, { sheet, at: { row: 0, place: null }, input: null, typing: false, editing: false });
  }

  get row() {
    return this.sheet.rows[this.at.row];
  }

  /** Move the cursor; `go` tells those who draw. */
  put(row, place, focus = false) {
    this.at = { row, place };
    this.show();
    if (focus) this.input?.focus({ preventScroll: true });
    this.go(row, place);
    return true;
  }

  /** What is kept at the cursor stands in the input, ready to be written over. */
  show() {
    this.typing = this.editing = false;
    if (!this.input || this.at.place === null) return;
    this.input.value = this.row.shown(this.at.place);
    this.input.removeAttribute("aria-invalid");
    if (document.activeElement === this.input) this.input.select();
  }

  /** Take over what is typed; false where it cannot be, and why is said. */
  take() {
    if (!this.typing) return true;
    const { row, at } = this;
    const value = reading(this.input.value, row.terms.marks);
    if (value === undefined) {
      this.input.setAttribute("aria-invalid", "true");
      this.tell(say(row.terms.marks ? "markNeeded" : "numberNeeded"));
      return false;
    }
    this.typing = false;
    if (value !== row.at(at.place)) this.sheet.fill([{ row: at.row, place: at.place, value }]);
    this.show();
    this.tell("");
    return true;
  }

  typed() {
    this.typing = true;
    if (this.row.terms.marks && AT_ONCE.includes(this.input.value.toLowerCase()) && this.take()) this.down(1);
  }

  /** Write inside the value instead of over it. */
  open() {
    this.typing = this.editing = true;
  }

  clear() {
    this.sheet.fill([{ row: this.at.row, place: this.at.place, value: null }]);
    this.show();
    return true;
  }

  /** Take in one reading as if it was typed: a gauge on another way in. */
  hear(text) {
    this.input.value = text;
    this.typing = true;
    return this.take() && this.down(1);
  }

  /** Down the column; `on`: from its end to the next column with something open. */
  down(by, on = true) {
    const { row } = this;
    const place = this.at.place + by;
    if (place >= 0 && place < row.places) return this.put(row.index, place);
    const later = this.sheet.measured.find((one) => one.index > row.index && !one.locked && !one.complete);
    return on && by > 0 && later ? this.put(later.index, later.firstOpen) : false;
  }

  across(by) {
    const beside = this.sheet.measured.filter((one) => !one.locked && this.at.place < one.places && (one.index - this.at.row) * by > 0);
    const next = by > 0 ? beside[0] : beside.at(-1);
    return next ? this.put(next.index, this.at.place) : false;
  }

  pasted(event) {
    const cells = block(event.clipboardData.getData("text"));
    if (cells.length === 1 && cells[0].length === 1) return (this.typing = true);
    event.preventDefault();
    const { sheet, at } = this;
    const found = laid(cells, sheet.measured, sheet.measured.indexOf(this.row), at.place);
    if (found.changes.length) sheet.fill(found.changes);
    this.put(at.row, Math.min(at.place + cells.length, this.row.places - 1));
    const said = [found.noPlace && say("noPlace", { n: found.noPlace }), found.noNumber && say("noNumbers", { n: found.noNumber })];
    return this.tell(said.filter(Boolean).join(" "));
  }
}
