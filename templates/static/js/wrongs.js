/* What was found wrong is said until it may be right again: a field's own until that field changes, what
   a rule said until any field changes, for it may have looked at all of them. */

export function startWrongs() {
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
}

function changed(event) {
  const form = event.target.form ?? event.target.closest?.("form");
  const told = [...(form?.querySelectorAll("[data-wrong]") ?? [])];
  const gone = told.filter((wrong) => answered(wrong, event.target));
  gone.forEach((wrong) => unsay(form, wrong));
  if (gone.length && gone.length === told.length) form.querySelector("#problems")?.remove();
}

/* Takes away what the change may have mended; whether nothing is left to say. */
function answered(wrong, control) {
  const field = wrong.closest("[data-field]");
  if (field && field === control.closest("[data-field]")) return true;
  wrong.querySelectorAll("[data-rule]").forEach((one) => one.remove());
  return !wrong.querySelector("[data-said]");
}

function unsay(form, wrong) {
  for (const control of form.querySelectorAll(`[aria-describedby="${CSS.escape(wrong.id)}"]`)) {
    for (const one of [control, control.tomselect?.control_input]) one?.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
    form.querySelector(`#problems a[href="#${CSS.escape(control.id)}"]`)?.closest("li").remove();
  }
  wrong.remove();
}
