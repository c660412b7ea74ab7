/* Line items that split a quantity ([data-split]): a press gives the rest to a row; while something is
   missing or too much, what ends the task says so instead. */

const WORDS = new WeakMap();

export function startShares() {
  document.addEventListener("click", (event) => {
    const offer = event.target.closest?.("[data-split-fill]");
    const control = offer && offer.form?.elements.namedItem(offer.dataset.splitFill);
    if (!control) return;
    control.value = offer.dataset.value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("dg:refreshed", (event) => hold(event.target), true);
  for (const form of document.querySelectorAll("form#entry")) hold(form);
}

function hold(form) {
  if (!form.querySelector?.("[data-split]")) return;
  const gap = form.querySelector("[data-split] [data-gap]")?.dataset.gap.trim();
  for (const act of document.querySelectorAll(`button.is-primary[form="${form.id}"]`)) {
    if (!WORDS.has(act)) WORDS.set(act, act.innerHTML);
    act.disabled = Boolean(gap);
    if (gap) act.textContent = gap;
    else act.innerHTML = WORDS.get(act);
  }
}
