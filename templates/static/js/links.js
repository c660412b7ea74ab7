/* Links to records: a <select data-options="/options/form"> becomes a list to search in, fed by
   GET …?q=&for= with {items: [{id, text, hint, marks}]}; what stands in the other fields of the record goes
   along as holder.<field>, of its row as row.<field>. Without this script it stays a plain select. */
import { watchHaste } from "./hasty.js";
import { signedOut } from "./session.js";
import { word } from "./words.js";

const address = document.querySelector("script[data-tom-select]")?.dataset.tomSelect;
let loading = null;

/* An open list hangs on the body: it follows its control when a pane scrolls. */
document.addEventListener("scroll", () => {
  document.querySelector(".ts-wrapper.dropdown-active")?.previousElementSibling?.tomselect?.positionDropdown();
}, { capture: true, passive: true });

/** Dress every link inside `root` that is not dressed yet. */
export async function dressLinks(root) {
  const selects = [...(root.querySelectorAll?.("select[data-options]:not([data-dressed])") ?? [])];
  if (!selects.length) return;
  selects.forEach((select) => (select.dataset.dressed = "yes"));
  loading ??= import(address);
  await loading;
  selects.filter((select) => select.isConnected).forEach(dress);
}

function dress(select) {
  const answered = new Set(); // what the last search found
  const picker = new window.TomSelect(select, {
    valueField: "id",
    labelField: "text",
    searchField: ["text", "hint"],
    score: (words) => (item) => (!words || answered.has(item.id) ? 1 : 0), // the server has searched
    maxOptions: 50,
    dropdownParent: select.closest("dialog") ? null : "body", // else a pane that scrolls would cut it
    preload: "focus",
    loadThrottle: 200,
    selectOnTab: true,
    allowEmptyOption: false,
    load: (query, give) => ask(select, query).then(
      (items) => {
        if (query !== picker.inputValue()) return give([]); // too late: the box asks for something else
        settled(query);
        answered.clear();
        items.forEach((item) => answered.add(item.id));
        give(items);
      },
      () => give([]),
    ),
    onLoad: () => picker.refreshOptions(false),
    render: {
      option: (item, escape) => `<div title="${escape(item.text)}"><span>${escape(item.text)}</span>${hint(item, escape)}</div>`,
      no_results: () => line(word("nothingFound")),
      loading: () => line(word("searching")),
    },
  });
  const settled = watchHaste(picker, (query) => ask(select, query));
  name(picker, select);
  if (document.activeElement === select) picker.focus();
  picker.on("dropdown_open", () => turn(picker));
  picker.on("type", (query) => {
    answered.clear();
    forget(picker);
    picker.load(query); // what was searched before is searched again: its answer is forgotten
  });
  let known = holder(select).toString();
  picker.on("focus", () => {
    const now = holder(select).toString();
    if (now === known) return;
    known = now;
    forget(picker);
    picker.load("");
  });
  if (select.getAttribute("aria-invalid")) picker.control_input.setAttribute("aria-invalid", "true");
  if (select.disabled || select.hasAttribute("readonly")) picker.lock();
}

/* A list hangs on the body, which does not scroll: where there is no room below, it opens above, and
   one wider than its control keeps off the edge of the window. */
function turn(picker) {
  const box = picker.control.getBoundingClientRect();
  const over = box.left + picker.dropdown.offsetWidth + 12 - window.innerWidth;
  picker.dropdown.style.marginLeft = over > 0 ? `${-over}px` : "";
  const below = window.innerHeight - box.bottom;
  picker.dropdown.classList.toggle("is-above", below < 300 && box.top > below);
}

/* The original stays for the form; readers and the keyboard meet the new control only. */
function name(picker, select) {
  select.setAttribute("aria-hidden", "true");
  const label = select.getAttribute("aria-label");
  if (label) picker.control_input.setAttribute("aria-label", label);
}

async function ask(select, query) {
  const parameters = holder(select);
  parameters.set("q", query);
  parameters.set("for", select.dataset.for ?? "");
  const answer = await fetch(`${select.dataset.options}?${parameters}`, {
    headers: { Accept: "application/json" },
  });
  if (answer.status === 401) signedOut();
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return (await answer.json()).items;
}

/* Links and choices of the record the field stands in, and of its row (with the id of one that is
   saved): its filter may depend on them. */
function holder(select) {
  const found = new URLSearchParams();
  const row = select.name.match(/^\w+\.\d+\./)?.[0];
  for (const control of select.dataset.for ? select.form?.elements ?? [] : []) {
    if (!control.value || control === select) continue;
    const told = control.matches("select, [type=radio]:checked");
    if (told && /^[a-z]\w*$/.test(control.name)) found.set(`holder.${control.name}`, control.value);
    const inner = row && control.name?.startsWith(row) ? control.name.slice(row.length) : "";
    if (inner && (told || inner === "id")) found.set(`row.${inner}`, control.value);
  }
  return found;
}

/* What an earlier search found does not belong to this one; the chosen ones stay. */
function forget(picker) {
  picker.clearOptions((option, value) => picker.items.includes(value));
}

function marks(item, escape) {
  return (item.marks ?? []).map((one) => `<span class="dg-tag tint-${escape(one.tone)}">${escape(one.text)}</span> `).join("");
}

function hint(item, escape) {
  return item.hint || item.marks?.length ? `<small>${marks(item, escape)}${escape(item.hint)}</small>` : "";
}

function line(text) {
  const element = document.createElement("div");
  element.className = "no-results";
  element.textContent = text;
  return element;
}
