/* A choice that may stay empty is taken back by choosing it again: a press, or the space bar. */

export function startChoices() {
  let pressed = null; // what was chosen before this press
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.(".dg-choices label")?.querySelector("input");
    pressed = option?.checked ? option : null;
  });
  document.addEventListener("click", (event) => {
    if (event.detail && event.target === pressed) clear(pressed);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.(".dg-choices input:checked")) return;
    event.preventDefault();
    clear(event.target);
  });
}

function clear(option) {
  const none = option.closest(".dg-choices").querySelector(".is-none input");
  if (!none || none === option) return;
  none.checked = true;
  none.dispatchEvent(new Event("input", { bubbles: true }));
  none.dispatchEvent(new Event("change", { bubbles: true }));
}
