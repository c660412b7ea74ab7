/* A block out of a spreadsheet, laid over the grid from the cursor on. */
import { reading } from "./exact.js";

/** Columns side by side by tabs, rows below each other; words of one line go down. */
export function block(text) {
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
  if (lines.length > 1 || lines[0].length > 1) return lines;
  return lines[0][0].split(/\s+/).map((word) => [word]);
}

/** What goes where, and how many values had no place or are no readings. */
export function laid(cells, rows, column, place) {
  const found = { changes: [], noPlace: 0, noNumber: 0 };
  cells.forEach((line, down) => line.forEach((cell, right) => {
    const row = rows[column + right];
    if (cell === "") return;
    if (!row || row.locked || place + down >= row.places) return (found.noPlace += 1);
    const value = reading(cell, row.terms.marks);
    if (value === undefined) return (found.noNumber += 1);
    found.changes.push({ row: row.index, place: place + down, value });
  }));
  return found;
}
