/* Numbers as people measure them, compared and averaged exactly: whole millionths, never floats. */
import { plainNumber } from "../numbers.js";

const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);
const NUMBER = /^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?$/;

/** A number's text in millionths; null where it is no number the server takes. */
export function exact(text) {
  const found = NUMBER.exec(text ?? "");
  if (!found) return null;
  const size = BigInt(found[2]) * ONE + BigInt((found[3] ?? "").padEnd(PLACES, "0"));
  return found[1] === "-" ? -size : size;
}

/** Millionths as the shortest text. */
export function written(size) {
  const sign = size < 0n ? "-" : "";
  const digits = String(size < 0n ? -size : size).padStart(PLACES + 1, "0");
  const rest = digits.slice(-PLACES).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -PLACES)}${rest && `.${rest}`}`;
}

/** A reading as it is kept, from what was typed: undefined where it fits nothing. */
export function reading(typed, marks) {
  const word = plainNumber(typed.replace(/^\.(?=\d)/, "0.")).toLowerCase();
  if (["", "-", "—"].includes(word)) return null;
  if (["na", "n/a", "n"].includes(word) && !(marks && word === "n")) return "na";
  if (marks) return { ok: "ok", o: "ok", y: "ok", 1: "ok", "✓": "ok", ng: "ng", n: "ng", x: "ng", 0: "ng", "✗": "ng" }[word];
  const size = exact(word.replace(/\.$/, ""));
  return size === null ? undefined : written(size);
}

/** With `decimals` places at least; never rounded. */
export function shown(value, decimals) {
  if (value === null || value === undefined) return "";
  if (exact(value) === null) return value.toUpperCase();
  const [whole, rest = ""] = value.split(".");
  const padded = rest.padEnd(decimals ?? 0, "0");
  return padded ? `${whole}.${padded}` : whole;
}

/** "beyond" a limit (or not good), "near" one (the limit itself is near), or "". */
export function tone(value, terms) {
  if (value === "ng") return "beyond";
  const size = exact(value);
  if (size === null) return "";
  const [lower, upper] = [exact(terms.lower), exact(terms.upper)];
  if ((lower !== null && size < lower) || (upper !== null && size > upper)) return "beyond";
  const warns = [lower, upper].some((limit) => limit !== null && close(size, limit, terms));
  return warns ? "near" : "";
}

function close(size, limit, terms) {
  const gap = size > limit ? size - limit : limit - size;
  return gap * ONE <= band(terms) * (exact(terms.warn) ?? 0n);
}

/* Between the limits; with one limit, from it to the target. */
function band(terms) {
  const ends = [terms.lower, terms.upper].map(exact).filter((one) => one !== null);
  if (ends.length === 1 && exact(terms.target) !== null) ends.push(exact(terms.target));
  if (ends.length < 2) return 0n;
  return ends[1] > ends[0] ? ends[1] - ends[0] : ends[0] - ends[1];
}

/** Mean, smallest and largest of what was measured; null where nothing was. The mean has one place
    more than the readings. */
export function summary(values, terms) {
  const sizes = values.map(exact).filter((one) => one !== null);
  if (!sizes.length) return null;
  const sorted = [...sizes].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const total = sizes.reduce((a, b) => a + b);
  const places = Math.max(terms.decimals ?? 0, ...values.filter((one) => exact(one) !== null).map((one) => one.split(".")[1]?.length ?? 0));
  const mean = rounded(total, BigInt(sizes.length), Math.min(places + 1, PLACES));
  return { mean: written(mean), least: written(sorted[0]), most: written(sorted.at(-1)) };
}

/* total / count at `places`, half to even. */
function rounded(total, count, places) {
  const step = 10n ** BigInt(PLACES - places);
  const per = count * step;
  const size = total < 0n ? -total : total;
  let steps = size / per;
  const rest = (size % per) * 2n;
  if (rest > per || (rest === per && steps % 2n === 1n)) steps += 1n;
  return (total < 0n ? -steps : steps) * step;
}
