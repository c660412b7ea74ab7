/* A control that narrows a list [data-submits] sends its form as soon as something is chosen. */

export function startFilters() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-submits]") && event.target.value) event.target.form.requestSubmit();
  });
}
