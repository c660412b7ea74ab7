/* Line items: <section data-lines="lines"> with rows [data-line], a <template> of one row whose names
   read lines.#.field and ids lines-#-field, [data-line-add] and [data-line-remove]. */

export function startLines() {
  document.addEventListener("click", (event) => {
    const adder = event.target.closest("[data-line-add]");
    if (adder) enter(addLine(adder.closest("[data-lines]")));
    const remover = event.target.closest("[data-line-remove]");
    if (remover) removeLine(remover.closest("[data-line]"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) moveOn(event);
  });
}

const CONTROLS = "input:not([type=hidden]):not([readonly]), select, textarea";
const NUMBERED = ["name", "id", "data-field", "for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns"];

/** Append an empty row to the line items `section` and return it. */
export function addLine(section) {
  const template = section.querySelector("template");
  const row = template.content.firstElementChild.cloneNode(true);
  const before = rows(section).at(-1);
  if (before) before.after(row);
  else section.querySelector("[data-line-rows]").append(row);
  changed(section);
  window.htmx?.process(row); // dresses links too, which hear htmx:after:process
  return row;
}

/** Take `row` away; the focus goes to a neighbour, else to the button that adds. */
export function removeLine(row) {
  const section = row.closest("[data-lines]");
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  changed(section);
  if (neighbour) enter(neighbour);
  else section.querySelector("[data-line-add]")?.focus();
}

export function rows(section) {
  return [...section.querySelectorAll("[data-line]")];
}

function changed(section) {
  rows(section).forEach((row, index) => number(row, section.dataset.lines, index));
  section.querySelectorAll("[data-line-count]").forEach((at) => (at.textContent = rows(section).length));
  section.dispatchEvent(new Event("change", { bubbles: true }));
}

function number(row, name, index) {
  const pattern = new RegExp(`\\b${name}([.-])(?:\\d+|#)\\1`, "g");
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of NUMBERED) {
      const value = element.getAttribute(attribute);
      if (value) element.setAttribute(attribute, value.replace(pattern, `${name}$1${index}$1`));
    }
  }
  const shown = row.querySelector("[data-line-number]");
  if (shown) shown.textContent = index + 1;
}

/* The first control inside `place`; a dressed link takes the focus in its own input. */
function enter(place) {
  const control = place?.querySelector(CONTROLS);
  (control?.tomselect ?? control)?.focus();
}

/* Enter goes down the column; in the last row it adds one. A list of options that is open keeps it. */
function moveOn(event) {
  const row = event.target.closest?.("[data-line]");
  const inList = event.target.closest?.(".ts-wrapper.dropdown-active");
  if (!row || inList || event.defaultPrevented || !event.target.matches("input, .ts-control *")) return;
  event.preventDefault();
  const section = row.closest("[data-lines]");
  const column = [...row.children].indexOf(event.target.closest("[data-line] > *"));
  const below = rows(section)[rows(section).indexOf(row) + 1];
  if (below) enter(below.children[column]);
  else if (section.querySelector("[data-line-add]")) enter(addLine(section));
}
