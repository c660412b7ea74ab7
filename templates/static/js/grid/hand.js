/* What the phone holds: the row, the sample, and what is being typed. It is changed at once and drawn
   afterwards, so a gauge that types faster than the page draws loses nothing. */
import { reading } from "./exact.js";

export class Hand {
  constructor(sheet, index) {
    this.sheet = sheet;
    this.put(index);
  }

  get row() {
    return this.sheet.rows[this.index];
  }

  /** Take a row in hand, at its first open sample. `typed` null: what stands there. */
  put(index) {
    Object.assign(this, { index, place: this.sheet.rows[index].firstOpen, typed: null, wrong: false });
    this.draw?.();
  }

  at(place) {
    if (this.take()) this.place = place;
    this.draw();
  }

  /** Turn to the row before or behind. */
  turn(by) {
    const next = this.index + by;
    if (next >= 0 && next < this.sheet.rows.length && this.take()) this.put(next);
    this.draw();
  }

  /** Take over what is typed; false where it fits nothing. */
  take() {
    const { row, place, typed } = this;
    if (typed === null) return true;
    const value = reading(typed, row.terms.marks);
    this.wrong = value === undefined;
    if (this.wrong) return false;
    this.typed = null;
    if (value !== row.at(place)) this.sheet.fill([{ row: row.index, place, value }]);
    return true;
  }

  mark(value) {
    this.typed = null;
    this.sheet.fill([{ row: this.index, place: this.place, value }]);
    this.onward();
  }

  /** The next sample, the next row with something open, or the rest of the form. */
  onward() {
    if (this.place + 1 < this.row.places) return (this.place += 1);
    const later = this.sheet.rows.slice(this.index + 1).find((one) => !one.complete && !one.locked);
    return later ? this.put(later.index) : this.leave();
  }

  /** A key of the pad. */
  press(key) {
    this.wrong = false;
    if (key === "next") this.take() && this.onward();
    else if (["na", "ok", "ng"].includes(key)) this.mark(key);
    else if (key === "erase") this.erase();
    else if (key === "sign") this.typed = (this.typed ?? this.row.at(this.place) ?? "").replace(/^-?/, (sign) => (sign ? "" : "-"));
    else if (key !== "." || !this.typed?.includes(".")) this.typed = ((this.typed ?? "") + key).slice(0, 20);
    this.draw();
  }

  erase() {
    if (this.typed === null) this.sheet.fill([{ row: this.index, place: this.place, value: null }]);
    else this.typed = this.typed.slice(0, -1);
  }
}
