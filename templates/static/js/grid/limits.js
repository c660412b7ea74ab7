/* The band of the limits with a needle: red beyond, amber close, green within. */
import { html } from "../../vendor/htm-preact.mjs";
import { shown } from "./exact.js";

const EDGE = 0.2; // of the width lies beyond each limit

export function Limits({ terms, value }) {
  const [lower, upper] = [terms.lower, terms.upper].map((one) => (one === null ? null : Number(one)));
  if (lower === null && upper === null) return null;
  const middle = terms.target !== null ? Number(terms.target) : lower !== null && upper !== null ? (lower + upper) / 2 : null;
  const span = lower !== null && upper !== null ? upper - lower : 2 * Math.abs((middle ?? (lower ?? upper) * 1.25) - (lower ?? upper)) || 1;
  const from = lower ?? upper - span, to = upper ?? lower + span;
  const at = (number) => Math.min(0.995, Math.max(0.005, EDGE / 2 + ((number - from) / (to - from)) * (1 - EDGE)));
  const warn = Number(terms.warn ?? 0) * (1 - EDGE);
  const stops = [
    [lower !== null ? "var(--band-red)" : "var(--band-green)", EDGE / 2], [lower !== null ? "var(--band-yellow)" : "var(--band-green)", EDGE / 2 + warn],
    ["var(--band-green)", 1 - EDGE / 2 - warn], [upper !== null ? "var(--band-yellow)" : "var(--band-green)", 1 - EDGE / 2], [upper !== null ? "var(--band-red)" : "var(--band-green)", 1],
  ];
  let before = 0;
  const parts = stops.map(([colour, end]) => {
    const part = `${colour} ${before * 100}% ${end * 100}%`;
    before = end;
    return part;
  });
  const places = [[terms.lower, EDGE / 2], [middle === null || terms.lower === null || terms.upper === null ? null : String(+middle.toFixed(6)), at(middle)], [terms.upper, 1 - EDGE / 2]];
  return html`<div class="dg-band" style=${{ background: `linear-gradient(90deg, ${parts.join(", ")})` }}>
      ${value !== null && html`<i style=${{ left: `${at(Number(value)) * 100}%` }}></i>`}</div>
    <div class="dg-band-words">${places.filter(([text]) => text !== null).map(([text, where]) => html`<span style=${{ left: `${where * 100}%` }}>${shown(text, terms.decimals)}</span>`)}</div>`;
}
