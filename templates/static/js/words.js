/* Words scripts say, translated by the page: <template id="words" data-…> in layout.html. */

/** The word called `name`, its {placeholders} filled from `params`. */
export function word(name, params = {}) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, key) => params[key] ?? whole);
}
