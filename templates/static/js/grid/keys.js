/* What the keyboard does at the cursor of the grid. */

const MOVES = ["Enter", "Tab", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"];

/** A key at the cursor of `walk`. */
export function pressed(walk, event) {
  if (event.ctrlKey || event.metaKey) return event.altKey ? undefined : control(walk, event);
  const act = action(walk, event);
  if (!act) return undefined;
  event.stopPropagation();
  const done = MOVES.includes(event.key) ? walk.take() && act() : act();
  // at the edge of the grid Tab goes on to what comes next in the page
  if (event.key !== "Tab" || done !== false || walk.typing) event.preventDefault();
  return undefined;
}

function action(walk, { key, shiftKey }) {
  const back = shiftKey ? -1 : 1;
  return {
    Enter: () => walk.down(back),
    Tab: () => walk.across(back),
    ArrowDown: () => walk.down(1, false),
    ArrowUp: () => walk.down(-1, false),
    ArrowRight: walk.editing ? null : () => walk.across(1),
    ArrowLeft: walk.editing ? null : () => walk.across(-1),
    Backspace: walk.typing ? null : () => walk.clear(),
    Delete: walk.typing ? null : () => walk.clear(),
    Escape: () => walk.show(),
    F2: () => {
      walk.open();
      walk.input.setSelectionRange(99, 99);
    },
  }[key];
}

function control(walk, event) {
  const key = event.key.toLowerCase();
  const redoes = key === "y" || (key === "z" && event.shiftKey);
  if (key !== "z" && !redoes) return;
  event.preventDefault();
  if (walk.typing && !redoes) walk.show();
  else if (redoes) walk.sheet.redo();
  else walk.sheet.undo();
}
