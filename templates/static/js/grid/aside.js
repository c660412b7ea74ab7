/* Fields of the form that are a press away while one enters: a photo, something found, a remark. */
import { html } from "../../vendor/htm-preact.mjs";
import { icon, say } from "./words.js";

/** A row of buttons; each goes to its field, and a button there comes back. */
export function Aside({ sheet, leave, resume }) {
  const ways = (sheet.parts.aside ?? []).flatMap((id) => waysTo(sheet.form.querySelector(`[data-field="${id}"]`)));
  if (!ways.length) return null;
  const go = (way) => {
    leave();
    requestAnimationFrame(() => requestAnimationFrame(() => there(way, resume))); // once the form stands
  };
  return html`<div class="dg-one-aside">${ways.map((way) => html`<button type="button" class="dg-button" key=${way.title} onClick=${() => go(way)}>${icon(way.icon)}<span>${way.title}${way.count ? ` ${way.count}` : ""}</span></button>`)}</div>`;
}

function waysTo(field) {
  if (!field) return [];
  const title = field.querySelector(".dg-field-label, label")?.firstChild.textContent.trim() ?? "";
  const lines = field.querySelector("[data-lines]");
  if (!lines) return [{ field, title, icon: field.querySelector(".dg-filing") ? "camera" : "message" }];
  const found = [{ field, title, icon: "alert-circle", count: lines.querySelectorAll("[data-line]").length, adds: true }];
  if (lines.querySelector("template")?.content.querySelector(".dg-filing-open, .dg-filing")) {
    const count = lines.querySelectorAll("[data-line] .is-kept").length;
    found.unshift({ field, title: say("photo"), icon: "camera", count, adds: true, opens: ".dg-filing-open" });
  }
  return found;
}

function there(way, resume) {
  if (way.adds) way.field.querySelector("[data-line-add]")?.click();
  const place = way.adds ? [...way.field.querySelectorAll("[data-line]")].at(-1) : way.field;
  way.field.scrollIntoView({ block: "start" });
  const control = place?.querySelector("select, textarea, input:not([type=hidden])");
  (control?.tomselect ?? control)?.focus();
  comesBack(way.field, resume);
  if (way.opens) place?.querySelector(way.opens)?.click();
}

/* One way back, below the field one was sent to. */
function comesBack(field, resume) {
  document.querySelector("[data-aside-back]")?.remove();
  const back = Object.assign(document.createElement("button"), { type: "button", className: "dg-button dg-aside-back", textContent: say("resume") });
  back.dataset.asideBack = "";
  back.addEventListener("click", () => {
    back.remove();
    resume();
  });
  field.append(back);
}
