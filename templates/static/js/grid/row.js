/* One row of the grid: what it knows of itself (the server's facts), and what is filled in. */
import { shown, tone } from "./exact.js";
import { say } from "./words.js";

const MOST = 500;

export class Row {
  constructor(index, facts, values, count) {
    Object.assign(this, { index, facts, terms: facts.terms, values, count, said: [], wrong: new Map() });
  }

  /** How many places it has; 0: it is counted, not measured. */
  get places() {
    const { count } = this.terms;
    if (count !== null && count !== undefined) return count;
    return "countable" in this.facts ? 0 : Math.min(MOST, this.values.length + 1);
  }

  get measured() {
    return this.places > 0;
  }

  get locked() {
    return this.facts.locked || (this.measured ? !this.facts.open : !this.facts.countable);
  }

  get done() {
    if (!this.measured) return this.count === "" ? 0 : 1;
    return this.values.slice(0, this.places).filter((one) => one !== null).length;
  }

  get complete() {
    return this.done >= Math.max(1, this.places);
  }

  /** Pieces beyond a limit, or found not good. */
  get bad() {
    if (!this.measured) return Number(this.count) || 0;
    return this.values.filter((one) => tone(one, this.terms) === "beyond").length;
  }

  /** "red", "green" or "" while it is open: the server's word once there is one, else by the limits. */
  get look() {
    if (this.said.length || this.wrong.size) return "red";
    if (this.facts.tone && (this.complete || this.facts.tone === "red")) return this.facts.tone;
    const allowed = Number(this.facts.limits[0]?.[1] || 0);
    if (this.bad > allowed) return "red";
    return this.complete ? "green" : "";
  }

  /** How it stands, in a word or two. */
  get state() {
    if (this.bad || (!this.measured && this.complete)) return say("notGood", { n: this.bad });
    return this.done ? `${this.done}/${this.places}` : say("toDo");
  }

  get firstOpen() {
    const at = Array.from({ length: this.places }, (_, place) => this.values[place] ?? null).indexOf(null);
    return at < 0 ? 0 : at;
  }

  at(place) {
    return this.values[place] ?? null;
  }

  shown(place) {
    return shown(this.at(place), this.terms.decimals);
  }

  tone(place) {
    return tone(this.at(place), this.terms);
  }

  /** The limits in words: 8.0–15.0, ≥ 2.90. */
  get band() {
    const [low, high] = [this.terms.lower, this.terms.upper].map((one) => shown(one, this.terms.decimals));
    if (low && high) return `${low}–${high}`;
    return low ? `≥ ${low}` : high && `≤ ${high}`;
  }

  get heading() {
    return [this.facts.title, this.terms.unit].filter(Boolean).join(" ");
  }

  /** "Ac/Re 0/1"; in short "Ac 0/1". */
  get allowed() {
    return this.within(this.facts.limits.map(([title]) => title).join("/"));
  }

  within(title = this.facts.limits[0]?.[0]) {
    const values = this.facts.limits.map(([, value]) => value || "—");
    return values.some((value) => value !== "—") ? `${title} ${values.join("/")}` : "";
  }
}
