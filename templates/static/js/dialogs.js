/* Dialogs open by [data-opens], close by [data-closes] or a press beside them; menus close likewise. */

export function startDialogs() {
  document.querySelectorAll("dialog[data-shown]").forEach((dialog) => dialog.showModal());
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog[open]") && outside(event)) event.target.close();
    closeMenus((menu) => menu.contains(event.target) && !opener);
  });
  document.addEventListener("htmx:after:swap", () => {
    document.querySelectorAll("dialog[data-loads]:not([open]):not(:empty)").forEach(showOnce);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest(".dg-menu[open]");
    closeMenus(() => false);
    menu?.querySelector("summary").focus();
  });
}

/** Show the dialog with this id, once. */
export function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

/* Emptied when it closes, so that the next content opens it again. */
function showOnce(dialog) {
  dialog.addEventListener("close", () => dialog.replaceChildren(), { once: true });
  dialog.showModal();
}

function closeMenus(stays) {
  for (const menu of document.querySelectorAll(".dg-menu[open]")) {
    if (!stays(menu)) menu.open = false;
  }
}

function outside(event) {
  const box = event.target.getBoundingClientRect();
  const within = (at, from, to) => at >= from && at <= to;
  return !within(event.clientX, box.left, box.right) || !within(event.clientY, box.top, box.bottom);
}
