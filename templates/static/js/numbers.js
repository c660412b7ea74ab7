/* Numbers as people type and paste them: full-width digits, thousands separators, spaces. */

export function startNumbers() {
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("input.is-number")) tidy(event.target);
  });
}

function tidy(input) {
  const plain = plainNumber(input.value);
  if (plain === input.value) return;
  input.value = plain;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** "１，２３４．５ " → "1234.5"; what is no number stays as typed, for the server to name. */
export function plainNumber(text) {
  const narrow = text.trim().normalize("NFKC").replace(/[−–]/g, "-").replace(/。/g, ".");
  const grouped = /^[+-]?\d{1,3}([,\s]\d{3})+(\.\d+)?$/.test(narrow);
  const digits = grouped ? narrow.replace(/[,\s]/g, "") : narrow;
  return /^[+-]?\d*\.?\d+$/.test(digits) ? digits : text.trim();
}
