/* Who types faster than the server answers (a scanner does) and presses Enter or Tab has decided already:
   the record is asked for at once and chosen, if only one can be meant. */

/** Watch a picker; `seek(query)` promises the records found. What it gives back is told every query whose
    answer stands in the list. */
export function watchHaste(picker, seek) {
  let last = "";
  picker.control_input.addEventListener("keydown", (event) => {
    const query = picker.inputValue();
    const decided = ["Enter", "Tab"].includes(event.key) && !event.shiftKey && !event.ctrlKey;
    if (!decided || !query || query === last) return;
    event.stopImmediatePropagation();
    if (event.key === "Enter") event.preventDefault(); // Tab goes on to the next field meanwhile
    seek(query).then((items) => choose(picker, query, items), () => {});
  }, { capture: true });
  return (query) => (last = query);
}

function choose(picker, query, items) {
  if (!["", query].includes(picker.inputValue())) return; // something else is typed by now
  const meant = items.length === 1 ? items : items.filter((item) => named(item, query));
  if (meant.length !== 1) return;
  picker.addOption(meant[0]);
  picker.addItem(meant[0].id);
  picker.close();
}

/* A record is named by the code its words begin with. */
function named(item, query) {
  return item.text.split(" ", 1)[0].toLowerCase() === query.toLowerCase();
}
