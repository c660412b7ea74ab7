/* Keeps on the server what is filled in, as it is filled in (form[data-keep]). Without an answer it stays
   in this browser and is sent when the server is back; what somebody else changed stops it. */
import { signedOut } from "../session.js";

const WAIT_MS = 1500;
const AGAIN_MS = 5000;

export class Keeper {
  constructor(sheet) {
    this.sheet = sheet;
    this.form = sheet.form;
    this.to = this.form.dataset.keep;
    this.listeners = new Set();
    this.state = { kind: "", params: {} };
    this.waiting = new Set(); // places filled in since the last answer
    this.conflict = null;
    this.sending = null;
    if (!this.to) return;
    sheet.listeners.add((steps) => steps?.length && this.noticed(steps));
    window.addEventListener("online", () => this.waiting.size && this.send());
    window.addEventListener("pagehide", () => this.waiting.size && this.last());
    this.form.addEventListener("submit", (event) => this.hold(event), true);
    this.form.addEventListener("change", (event) => { this.others ||= event.isTrusted && !sheet.field.contains(event.target); });
  }

  noticed(steps) {
    for (const { index, part, before, after } of steps) {
      const [old, now] = [before, after].map((text) => text.split(" "));
      const places = Array.from({ length: Math.max(old.length, now.length) }, (_, place) => place);
      places.filter((place) => old[place] !== now[place]).forEach((place) => this.waiting.add(`${index}.${part}.${place}`));
    }
    if (this.state.kind === "offline") this.tell("offline", { n: this.waiting.size });
    this.soon(WAIT_MS);
  }

  soon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  /* Only the readings and counts of rows that are saved already; nothing else of the form. */
  get body() {
    const body = new URLSearchParams();
    for (const name of ["csrf", "change_no"]) body.set(name, this.form.elements.namedItem(name).value);
    for (const row of this.sheet.rows) {
      const id = this.form.elements.namedItem(`${this.sheet.name}.${row.index}.id`);
      if (!id?.value) return null;
      body.set(id.name, id.value);
      for (const part of ["values", "counts"]) {
        const control = this.sheet.control(row.index, part);
        if (control) body.set(control.name, control.value);
      }
    }
    return body;
  }

  send() {
    clearTimeout(this.timer);
    const body = this.conflict || this.sending ? null : this.body;
    if (!body) return this.sending;
    const sent = new Set(this.waiting);
    if (this.state.kind !== "offline") this.tell("saving");
    this.sending = this.ask(body, sent).finally(() => (this.sending = null));
    return this.sending;
  }

  async ask(body, sent) {
    let answer;
    try {
      answer = await fetch(this.to, { method: "POST", body, headers: { "HX-Request": "true" } });
    } catch {
      this.tell("offline", { n: this.waiting.size });
      return this.soon(AGAIN_MS);
    }
    if (answer.status === 401) {
      signedOut();
      return this.soon(AGAIN_MS);
    }
    if (!answer.headers.get("content-type")?.includes("json")) return this.tell("unsaved", { why: answer.status });
    const told = await answer.json();
    return answer.ok ? this.saved(told, sent) : this.refused(answer.status, told);
  }

  saved(told, sent) {
    this.form.elements.namedItem("change_no").value = told.change_no;
    sent.forEach((place) => this.waiting.delete(place));
    this.tell("saved", { time: told.at });
    if (this.waiting.size) this.soon(WAIT_MS);
    else if (!this.others) this.form.dispatchEvent(new CustomEvent("dg:kept", { bubbles: true }));
  }

  refused(status, told) {
    if (told.differences?.length) this.conflict = told;
    this.tell("unsaved", { why: told.fields?.[0]?.message ?? told.message });
    this.sheet.refused(told.fields ?? []);
  }

  tell(kind, params = {}) {
    this.state = { kind, params };
    this.listeners.forEach((listener) => listener());
  }

  /** Send the page: it comes back with both, to choose from. */
  compare() {
    const save = document.querySelector(`button[form="${this.form.id}"][value="save"]`);
    this.form.requestSubmit(save ?? undefined);
  }

  /* What is under way is waited for: the page is sent on top of it, not beside it. */
  hold(event) {
    clearTimeout(this.timer);
    if (!this.sending) return void (this.leaving = true);
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    this.sending.then(() => this.form.requestSubmit(submitter));
  }

  last() {
    const body = this.conflict || this.sending || this.leaving ? null : this.body;
    if (body) fetch(this.to, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } }).catch(() => {});
  }
}
