/* Elements made by scripts: texts are only ever texts. */

/** An element with properties (`className`, `type` …; `data` and `aria` as objects) and children. */
export function make(tag, { data = {}, aria = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** An icon of the sprite, decoration for readers. */
export function icon(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `${document.getElementById("toasts").dataset.sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** A button of an icon alone, called `label`. */
export function iconButton(name, label, press) {
  const button = make("button", { type: "button", title: label, aria: { label } }, icon(name));
  button.addEventListener("click", press);
  return button;
}
