/* Drafts in this browser's storage: one per person and record, for two weeks. */

const PREFIX = "dougong.draft:";
const LIVES_MS = 14 * 24 * 3600 * 1000;

/** Keep `values` under `name`; the time it was kept, or null where the browser stores nothing. */
export function keep(name, values) {
  const at = Date.now();
  try {
    localStorage.setItem(key(name), JSON.stringify({ at, values }));
    return at;
  } catch {
    return null;
  }
}

/** What was kept: {at, values}, or null. */
export function kept(name) {
  return parse(localStorage.getItem(key(name)));
}

export function forget(name) {
  localStorage.removeItem(key(name));
}

/** Drop drafts nobody came back for. */
export function purge() {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    const draft = parse(localStorage.getItem(name));
    if (!draft || Date.now() - draft.at > LIVES_MS) localStorage.removeItem(name);
  }
}

function key(name) {
  return `${PREFIX}${document.body.dataset.person}:${name}`;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
