/* A row [data-row] opens what its first link opens, wherever it is pressed; links and buttons inside
   keep what they do, and text can be marked. The keyboard has the link itself. */

const OWN = "a, button, input, select, textarea, label, summary";

export function startRows() {
  document.addEventListener("click", (event) => {
    const link = linkOf(event.target);
    if (!link || getSelection()?.type === "Range") return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) aside(link);
    else link.click();
  });
  document.addEventListener("auxclick", (event) => {
    const link = linkOf(event.target);
    if (link && event.button === 1) aside(link);
  });
  document.addEventListener("mousedown", (event) => {
    if (event.button === 1 && linkOf(event.target)) event.preventDefault(); // no scrolling about
  });
}

function linkOf(pressed) {
  if (pressed.closest?.(OWN)) return null;
  return pressed.closest?.("[data-row]")?.querySelector("a[href]");
}

function aside(link) {
  window.open(link.href, "_blank", "noopener");
}
