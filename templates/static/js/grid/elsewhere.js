/* What belongs to the grid but stands elsewhere on the page. */
import { createPortal } from "../../vendor/preact.mjs";
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useMemo } from "../../vendor/hooks.mjs";

/** Puts its children into an element of the class `name` inside `into` (first there, with `first`);
    where the page has no such place, they stand right here. */
export function Elsewhere({ into, first, name, children }) {
  const place = useMemo(() => Object.assign(document.createElement("div"), { className: name }), []);
  useEffect(() => {
    if (first) into?.prepend(place);
    else into?.append(place);
    into?.classList.add(`has-${name}`);
    return () => {
      place.remove();
      into?.classList.remove(`has-${name}`);
    };
  }, [into]);
  return into ? createPortal(children, place) : html`<div class="${name} is-inside">${children}</div>`;
}
