/* Keys large enough for a thumb in a glove; the phone's own keyboard stays away. */
import { html } from "../../vendor/htm-preact.mjs";
import { icon, say } from "./words.js";

export function Keypad({ press, marks, off, last }) {
  const key = (name, words, look = "", label) => html`<button type="button" key=${name} class=${look} disabled=${off} aria-label=${label} onClick=${() => press(name)}>${words}</button>`;
  const next = say(last ? "nextRow" : "next");
  if (marks) {
    return html`<div class="dg-pad is-marks">${key("ok", html`${icon("check")} ${say("good")}`, "is-good")}${key("ng", html`${icon("x")} ${say("bad")}`, "is-bad")}
      ${key("erase", icon("backspace"), "is-tool", say("erase"))}${key("na", "NA", "is-tool", `NA ${say("notMeasured")}`)}${key("next", next, "is-next")}</div>`;
  }
  const digit = (one) => key(one, one);
  return html`<div class="dg-pad">
    ${["1", "2", "3"].map(digit)}${key("erase", icon("backspace"), "is-tool", say("erase"))}
    ${["4", "5", "6"].map(digit)}${key("sign", "±", "is-tool", say("sign"))}
    ${["7", "8", "9"].map(digit)}${key("next", next, "is-next")}
    ${[".", "0"].map(digit)}${key("na", "NA", "is-tool", `NA ${say("notMeasured")}`)}</div>`;
}

/** A gauge (or a keyboard) that types while no control has the focus. Gives back how to stop. */
export function keyboard(press) {
  const hear = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog[open]")) return;
    const key = { Enter: "next", Backspace: "erase", "-": "sign", ",": "." }[event.key] ?? event.key;
    if (!/^([0-9.]|next|erase|sign)$/.test(key)) return;
    if (key === "next" && event.target.closest?.("button, a")) event.target.blur();
    event.preventDefault();
    press(key);
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}
