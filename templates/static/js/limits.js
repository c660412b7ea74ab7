/* A field that holds only so many characters says so before it is full, and when pasting was cut. */
import { word } from "./words.js";

const NEAR = 0.8;

export function startLimits() {
  document.addEventListener("input", (event) => {
    const { value, maxLength } = event.target;
    if (!limited(event.target)) return;
    const near = value.length >= maxLength * NEAR;
    say(event.target, near ? word("length", { n: value.length, most: maxLength }) : "");
  });
  document.addEventListener("paste", (event) => {
    if (!limited(event.target)) return;
    const over = pasted(event) - event.target.maxLength;
    // after the browser has put in what fits, and the counter above has spoken
    if (over > 0) setTimeout(() => say(event.target, word("cut", { over, most: event.target.maxLength })));
  });
}

function limited(control) {
  return control.matches?.("input[maxlength], textarea[maxlength]") && control.closest(".dg-field, [data-field]");
}

/* How long the text would be if all of it were taken. */
function pasted(event) {
  const { value, selectionStart, selectionEnd } = event.target;
  const text = event.clipboardData?.getData("text").replace(/\r\n/g, "\n") ?? "";
  return value.length - (selectionEnd - selectionStart) + text.length;
}

function say(control, text) {
  const place = control.closest(".dg-field, [data-field]");
  let told = place.querySelector(":scope > [data-limit]");
  if (!text) return told?.remove();
  if (!told) {
    told = document.createElement("span");
    told.className = "dg-help";
    told.dataset.limit = "";
    told.setAttribute("role", "status");
    control.after(told);
  }
  told.textContent = text;
}
