/* Beside the inbox stands the chosen task: a press or j and k choose, Enter or a second press opens.
   Where there is no room for it (phones), a press opens at once. */

const WAIT_MS = 120;
let timer = 0;

document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-task]");
  const plain = event.detail > 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!row || !plain || !beside() || row.classList.contains("is-chosen")) return;
  event.preventDefault();
  choose(row);
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-task]");
  if (!row || !beside() || row.classList.contains("is-chosen") || !row.matches(":focus-visible")) return;
  clearTimeout(timer);
  timer = setTimeout(() => choose(row), WAIT_MS);
});

function beside() {
  return Boolean(document.getElementById("preview")?.offsetParent);
}

function choose(row) {
  clearTimeout(timer);
  document.querySelectorAll("[data-task].is-chosen").forEach((one) => one.classList.remove("is-chosen"));
  row.classList.add("is-chosen");
  row.dispatchEvent(new Event("preview"));
  const address = new URL(location.href);
  address.searchParams.set("task", row.dataset.task);
  history.replaceState(history.state, "", address);
}
