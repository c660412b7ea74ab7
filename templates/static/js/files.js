/* Fields of files ([data-files]): choose, drop, paste or take; send, try again, take out and back, put in
   order. What is in the field stands as JSON in its hidden input ([data-value]), as drafts keep it. */
import { icon, make } from "./elements.js";
import { cancel, send } from "./sending.js";
import { further, tile } from "./tiles.js";
import { toast } from "./toasts.js";
import { word } from "./words.js";

const fields = new WeakMap();
const waiting = new Map();

export function startFiles() {
  document.addEventListener("submit", hold, true);
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("form")) all(event.target).forEach((field) => field.read());
  });
  document.addEventListener("paste", pasted);
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); // the page is not left for it
    });
  }
}

/** Dress every field of files inside `place`. */
export function dressFiles(place) {
  place.querySelectorAll?.("[data-files]").forEach((root) => {
    if (!fields.has(root)) fields.set(root, new Files(root));
  });
}

function all(place) {
  return [...place.querySelectorAll("[data-files]")].map((root) => fields.get(root)).filter(Boolean);
}

class Files {
  constructor(root) {
    this.root = root;
    this.value = root.querySelector("[data-value]");
    this.items = [];
    this.tiles = new Map();
    this.build(root.querySelector("[data-plain]"));
    this.read();
  }

  get images() {
    return "images" in this.root.dataset;
  }

  /* The browser's own control stays the one that chooses; it sends nothing itself any more. */
  build(plain) {
    const chooser = plain.querySelector("[type=file]");
    const add = make("button", { type: "button", className: "dg-button is-small" }, icon("plus"), word(this.images ? "addPhotos" : "addFiles"));
    for (const name of ["id", "aria-describedby", "aria-invalid", "aria-required"]) {
      if (chooser.hasAttribute(name)) add.setAttribute(name, chooser.getAttribute(name));
      chooser.removeAttribute(name);
    }
    chooser.removeAttribute("name");
    chooser.hidden = true;
    add.addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", (event) => this.chosen(event, chooser));
    this.list = make("ul", { className: "dg-files", data: { photos: "" } });
    this.said = make("p", { className: "dg-filing-said", role: "status" });
    const adders = make("div", { className: "dg-filing-add" }, add, this.camera(chooser), make("span", { className: "dg-help" }, this.limits()));
    this.box = make("div", { className: "dg-filing-box" }, this.list, this.said, adders, chooser);
    plain.replaceWith(this.root.classList.contains("is-cell") ? this.inDialog() : this.box);
    this.drops();
  }

  limits() {
    const { most: n, mb } = this.root.dataset;
    return word(matchMedia("(pointer: coarse)").matches ? "filesLimits" : "filesDrop", { n, mb });
  }

  camera(chooser) {
    if (!this.images || !matchMedia("(pointer: coarse)").matches) return null;
    const lens = make("input", { type: "file", accept: "image/*", hidden: true });
    lens.setAttribute("capture", "environment");
    lens.addEventListener("change", (event) => this.chosen(event, lens));
    const take = make("button", { type: "button", className: "dg-button is-small" }, icon("camera"), word("takePhoto"), lens);
    take.addEventListener("click", (event) => event.target !== lens && lens.click());
    return take;
  }

  /* In a row: an icon with how many; a press opens the strip. */
  inDialog() {
    this.count = make("span");
    const title = this.root.closest("[data-label]")?.dataset.label ?? "";
    this.opener = make("button", { type: "button", className: "dg-button is-small dg-filing-open", aria: { label: title, haspopup: "dialog" } }, icon(this.images ? "camera" : "paperclip"), this.count);
    const close = make("button", { type: "button", className: "dg-button is-primary", data: { closes: "" } }, word("filesDone"));
    const dialog = make("dialog", { className: "dg-dialog is-wide dg-filing-dialog", aria: { label: title } },
      make("header", {}, make("h2", {}, title)), make("div", { className: "dg-dialog-body" }, this.box), make("footer", {}, close));
    this.opener.addEventListener("click", () => dialog.showModal());
    return make("div", {}, this.opener, dialog);
  }

  chosen(event, control) {
    event.stopPropagation();
    this.take([...control.files]);
    control.value = "";
  }

  drops() {
    const over = (event) => event.dataTransfer?.types.includes("Files");
    this.box.addEventListener("dragover", (event) => over(event) && this.box.classList.add("is-over"));
    this.box.addEventListener("dragleave", () => this.box.classList.remove("is-over"));
    this.box.addEventListener("drop", (event) => {
      this.box.classList.remove("is-over");
      if (over(event) && !this.dragged) this.take([...event.dataTransfer.files]);
    });
    this.list.addEventListener("dragstart", (event) => {
      this.dragged = this.itemAt(event.target);
      event.dataTransfer.setData("text/plain", this.dragged?.name ?? "");
    });
    this.list.addEventListener("dragend", () => (this.dragged = null));
    this.list.addEventListener("dragover", (event) => this.dragged && event.preventDefault());
    this.list.addEventListener("drop", (event) => {
      const goal = this.itemAt(event.target);
      if (this.dragged && goal && goal !== this.dragged) this.move(this.dragged, this.items.indexOf(goal));
    });
  }

  itemAt(element) {
    const at = element.closest?.("li");
    return [...this.tiles].find(([, one]) => one === at)?.[0] ?? null;
  }

  /** What the hidden input says, where it says something else than what is shown. */
  read() {
    const listed = JSON.parse(this.value.value || "[]");
    const here = this.items.filter((item) => item.state === "kept").map((item) => item.id);
    if (this.tiles.size && JSON.stringify(here) === JSON.stringify(listed.map((one) => one.id))) return;
    this.items = listed.map((one) => ({ ...one, state: "kept" }));
    this.show();
  }

  take(files) {
    const room = Number(this.root.dataset.most) - this.items.length;
    if (files.length > room) toast(word("filesMost", { n: this.root.dataset.most }), "yellow");
    for (const file of files.slice(0, Math.max(room, 0))) {
      const item = { name: file.name, type: file.type, size: file.size, file };
      this.items.push(item);
      if (file.size > Number(this.root.dataset.mb) * 1e6) {
        Object.assign(item, { state: "failed", again: false, error: word("fileTooLarge", { name: file.name, mb: this.root.dataset.mb }) });
      } else this.send(item);
    }
    this.say();
    this.show();
  }

  send(item) {
    send(item, this.root.dataset.files, () => {
      if (item.state === "sending") return further(this.tiles.get(item), item);
      this.show();
      if (item.state === "kept") this.changed();
      resume(this.root.closest("form"));
    });
  }

  remove(item) {
    const at = this.items.indexOf(item);
    if (item.state === "sending") cancel(item);
    this.items.splice(at, 1);
    this.show();
    if (item.state !== "kept") return this.say();
    this.say(word("tookOut", { name: item.name }), word("undo"), () => {
      this.items.splice(at, 0, item);
      this.say();
      this.show();
      this.changed();
    });
    this.changed();
  }

  move(item, to) {
    this.items.splice(this.items.indexOf(item), 1);
    this.items.splice(Math.max(to, 0), 0, item);
    this.show();
    this.changed();
  }

  say(text = "", act = "", press = null) {
    this.said.replaceChildren(text);
    if (!act) return;
    const button = make("button", { type: "button", className: "dg-link" }, act);
    button.addEventListener("click", press);
    this.said.append(" ", button);
    button.focus();
  }

  show() {
    const acts = {
      remove: (item) => this.remove(item),
      again: (item) => (this.send(item), this.show()),
      earlier: (item) => this.move(item, this.items.indexOf(item) - 1),
    };
    this.tiles = new Map(this.items.map((item, at) => [item, tile(item, acts, at === 0)]));
    this.list.replaceChildren(...this.tiles.values());
    this.list.hidden = !this.items.length;
    if (this.count) this.count.textContent = this.items.length || "";
  }

  changed() {
    const kept = this.items.filter((item) => item.state === "kept");
    const written = kept.map(({ id, name, type, size }) => ({ id, name, type, size }));
    this.value.value = written.length ? JSON.stringify(written) : "";
    this.value.dispatchEvent(new Event("change", { bubbles: true }));
  }

  has(state) {
    return this.items.some((item) => item.state === state);
  }
}

/* A picture in the clipboard goes into the field one is at, else into the only one there is. */
function pasted(event) {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length) return;
  const at = document.activeElement?.closest("dialog[open]") ?? document;
  const near = document.activeElement?.closest("[data-files], [data-field]");
  const close = near?.matches("[data-files]") ? near : near?.querySelector("[data-files]");
  const roots = [...at.querySelectorAll("[data-files]:not(.is-cell), dialog[open] [data-files]")];
  const root = close ?? at.closest?.("[data-files]") ?? (roots.length === 1 ? roots[0] : null);
  if (!root || !fields.has(root)) return;
  event.preventDefault();
  fields.get(root).take(files);
}

/* Nothing is sent without the files that are still on their way, nor past one that did not arrive. */
function hold(event) {
  const mine = all(event.target);
  const failed = mine.find((field) => field.has("failed"));
  if (!failed && !mine.some((field) => field.has("sending"))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (failed) return point(failed);
  waiting.set(event.target, event.submitter);
  toast(word("filesUnderWay"));
}

function resume(form) {
  if (!waiting.has(form) || all(form).some((field) => field.has("sending"))) return;
  const submitter = waiting.get(form);
  waiting.delete(form);
  form.requestSubmit(submitter);
}

function point(field) {
  toast(word("filesFailed"), "red");
  const seen = field.opener ?? field.list;
  seen.scrollIntoView({ block: "center" });
  (field.opener ?? field.list.querySelector("button")).focus();
}
