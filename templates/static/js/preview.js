/* While a record is filled in (form[data-preview]) the server works out computed values, units, which
   fields show and which are needed, and what stands in areas that follow (data-live). Only that is
   taken over: controls, focus and typing stay. */
import { signedOut } from "./session.js";

const WAIT_MS = 200;
const waiting = new WeakMap();

export function startPreview() {
  document.addEventListener("change", (event) => follow(event.target));
  // What is split is told while it is typed, not only when the hand leaves the field.
  document.addEventListener("input", (event) => {
    if (event.target.closest?.("[data-field]:has([data-split])")) follow(event.target);
  });
}

function follow(control) {
  const form = control.closest?.("form[data-preview]");
  if (form) soon(form);
}

function soon(form) {
  const before = waiting.get(form);
  clearTimeout(before?.timer);
  before?.abort.abort();
  const abort = new AbortController();
  waiting.set(form, { abort, timer: setTimeout(() => ask(form, abort.signal), WAIT_MS) });
}

async function ask(form, signal) {
  const body = new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "_password"));
  try {
    const headers = { "HX-Request": "true" };
    const answer = await fetch(form.dataset.preview, { method: "POST", body, headers, signal });
    if (answer.status === 401) signedOut();
    if (!answer.ok || signal.aborted) return; // saving will say what is wrong
    const told = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!signal.aborted) takeOver(form, told);
  } catch (error) {
    if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
  }
}

function takeOver(form, told) {
  const place = form.querySelector("[data-fields]");
  align(place, told.body, "section");
  for (const theirs of told.querySelectorAll("[data-section]")) {
    const ours = place.querySelector(`[data-section="${theirs.dataset.section}"] > .dg-fields`);
    align(ours, theirs.querySelector(":scope > .dg-fields"), "field");
  }
  for (const theirs of told.querySelectorAll("[data-field]")) {
    const ours = place.querySelector(`[data-field="${theirs.dataset.field}"]`);
    if (ours) refresh(ours, theirs);
  }
  for (const theirs of told.querySelectorAll("[data-live]")) {
    const ours = document.querySelector(`[data-live="${theirs.dataset.live}"]`);
    if (ours && ours.innerHTML !== theirs.innerHTML) ours.innerHTML = theirs.innerHTML;
  }
  form.dispatchEvent(new CustomEvent("dg:refreshed"));
}

/* The same children as the answer has, in its order; those that stay are not touched. */
function align(ours, theirs, kind) {
  const known = new Map(children(ours, kind).map((one) => [one.dataset[kind], one]));
  let before = null;
  for (const one of children(theirs, kind)) {
    let mine = known.get(one.dataset[kind]);
    if (!mine) {
      mine = document.importNode(one, true);
      if (before) before.after(mine);
      else ours.prepend(mine);
      window.htmx?.process(mine);
    }
    known.delete(one.dataset[kind]);
    before = mine;
  }
  known.forEach((gone) => gone.remove());
}

function children(element, kind) {
  return [...element.children].filter((child) => child.dataset[kind] !== undefined);
}

function refresh(ours, theirs) {
  ours.toggleAttribute("data-off", theirs.hasAttribute("data-off")); // a cell its row has no use for
  for (const part of ["[data-computed]", "[data-unit]", "[data-needed]"]) {
    const mine = own(ours, part);
    const fresh = own(theirs, part);
    if (!mine || !fresh) continue;
    if (mine.innerHTML !== fresh.innerHTML) mine.innerHTML = fresh.innerHTML;
    mine.hidden = fresh.hidden;
  }
  const facts = own(ours, "[data-facts]");
  const told = own(theirs, "[data-facts]");
  if (facts && told) facts.value = told.value;
}

/* The part of this field, not of a field inside it. */
function own(field, part) {
  return [...field.querySelectorAll(part)].find((one) => one.closest("[data-field]") === field);
}
