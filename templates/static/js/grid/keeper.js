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
    this.form.addEventListener("change", (event) => this.changed(event));
  }

  /* Another field of a row is kept with the readings; other fields of the form are not. */
  changed({ target, isTrusted }) {
    const inRow = target.closest("[data-line], .dg-grid-tool") && this.sheet.field.contains(target);
    if (inRow && !this.sheet.writing && target.name) {
      this.waiting.add(target.name);
      this.soon(WAIT_MS);
    } else this.others ||= isTrusted && !this.sheet.field.contains(target);
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

  /* The rows and nothing else of the form; null while one of them is new, for it would be made again. */
  get body() {
    const ours = [...new FormData(this.form)].filter(([name]) => ["csrf", "change_no", this.sheet.name].includes(name) || name.startsWith(`${this.sheet.name}.`));
    const fresh = ours.some(([name, value]) => name.endsWith(".id") && name.split(".").length === 3 && !value);
    return fresh ? null : new URLSearchParams(ours.filter(([, value]) => typeof value === "string"));
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
