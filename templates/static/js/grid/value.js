/* The value in the hand: large, with its place in the band; the samples; what is to be said of it. */
import { html } from "../../vendor/htm-preact.mjs";
import { useEffect, useRef } from "../../vendor/hooks.mjs";
import { exact, reading, shown, tone, written } from "./exact.js";
import { Limits } from "./limits.js";
import { chooseTool, toolControl } from "./tool.js";
import { icon, say } from "./words.js";

const PILLS = { beyond: ["red", "beyond"], near: ["yellow", "near"], "": ["green", "within"] };

export function Value({ row, place, typed, wrong }) {
  const value = typed === null ? row.at(place) : reading(typed, row.terms.marks);
  const number = exact(value ?? "") !== null;
  const judged = number || value === "ok" || value === "ng";
  const [look, word] = PILLS[judged ? tone(value, row.terms) : ""];
  return html`<section class="dg-card dg-one-card">
    <p class="dg-one-value" aria-live="polite"><strong class=${typed !== null ? "is-typed" : value === null ? "is-mute" : ""}>${typed ?? (shown(value, row.terms.decimals) || "–")}</strong>
      <em>${[row.terms.unit, say("sampleOf", { n: place + 1, all: row.places })].filter(Boolean).join(" · ")}</em>
      ${judged && !row.terms.marks && row.band && html`<span class="dg-pill tint-${look}">${say(word)}</span>`}</p>
    ${wrong && html`<p class="dg-wrong" role="alert">${icon("alert-circle")}${say(row.terms.marks ? "markNeeded" : "numberNeeded")}</p>`}
    ${row.wrong.has(place) && html`<p class="dg-wrong">${icon("alert-circle")}${row.wrong.get(place)}</p>`}
    ${!row.terms.marks && html`<${Limits} terms=${row.terms} value=${number ? value : null} />`}
  </section>`;
}

export function Chips({ row, place, choose }) {
  const strip = useRef(null);
  useEffect(() => {
    const chip = strip.current.children[place];
    if (chip) strip.current.scrollLeft = chip.offsetLeft - strip.current.clientWidth / 2 + chip.offsetWidth / 2;
  }, [place, row.index]);
  return html`<div class="dg-one-chips" ref=${strip}>${Array.from({ length: row.places }, (_, at) => {
    const look = { beyond: "is-beyond", near: "is-near" }[row.tone(at)] ?? "";
    return html`<button type="button" key=${at} class="${look} ${at === place ? "is-current" : ""}" aria-current=${at === place ? "true" : undefined} onClick=${() => choose(at)}>
      <span class="for-readers">${say("sampleOf", { n: at + 1, all: row.places })} </span>${row.shown(at) || "·"}<small aria-hidden="true">${at + 1}</small></button>`;
  })}</div>`;
}

/** The tool, the nearest thing to watch, and the way on. */
export function Told({ sheet, row, place, leave, action }) {
  const watched = [place, place - 1].map((at) => [at, watch(row, at)]).find(([, words]) => words);
  const proposed = proposal();
  return html`<ul class="dg-card dg-one-told">
    ${(row.facts.tool || toolControl(sheet, row)) && html`<li>${icon("gauge")}<span>${row.facts.tool || html`<span class="is-mute">${toolControl(sheet, row).getAttribute("aria-label")}</span>`}</span>
      ${toolControl(sheet, row) && html`<button type="button" class="dg-button" onClick=${() => chooseTool(sheet, row)}>${say(row.facts.tool ? "otherTool" : "chooseTool")}</button>`}</li>`}
    ${watched && html`<li class=${row.tone(watched[0]) === "beyond" ? "tint-red" : "tint-yellow"}>${icon("alert-triangle")}<span>${watched[1]}</span></li>`}
    <li class=${proposed?.tone}>${icon({ "tint-red": "circle-x", "tint-green": "circle-check" }[proposed?.tone] ?? "list-check")}<span>${proposed ? html`<b>${proposed.words}</b>` : [row.facts.note, row.state].filter(Boolean).join(" · ")}</span>
      <button type="button" class="dg-button" onClick=${leave}>${say("goOn", { action })}</button></li></ul>`;
}

/* What the form proposes by now, where it proposes something. */
function proposal() {
  const card = document.querySelector("[data-live=proposals] .dg-verdict");
  const tone = [...(card?.classList ?? [])].find((one) => one.startsWith("tint-"));
  return card && { tone, words: card.querySelector("h3").textContent.trim() };
}

function watch(row, at) {
  const value = row.at(at) ?? "";
  const size = exact(value);
  if (size === null || !row.tone(at)) return "";
  const [lower, upper] = [exact(row.terms.lower), exact(row.terms.upper)];
  const low = upper === null || (lower !== null && size - lower < upper - size);
  const gap = low ? size - lower : upper - size;
  const name = row.tone(at) === "beyond" ? (low ? "below" : "above") : low ? "nearLower" : "nearUpper";
  return say(name, { n: at + 1, value: row.shown(at), gap: written(gap < 0n ? -gap : gap) });
}
