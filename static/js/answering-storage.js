// Keeps small texts in the browser; where it refuses (private mode, full), in this page's memory.

const memory = new Map();

function browserStorage() {
  try {
    const probe = "answers:probe";
    window.localStorage.setItem(probe, "1");
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch {
    return null;
  }
}

const store = browserStorage();

export function read(key) {
  return memory.get(key) ?? store?.getItem(key) ?? null;
}

export function write(key, text) {
  try {
    if (!store) throw new Error("no storage");
    store.setItem(key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text);
  }
}

export function forget(key) {
  memory.delete(key);
  store?.removeItem(key);
}

export function keys(prefix) {
  const found = new Set(memory.keys());
  for (let index = 0; index < (store?.length ?? 0); index += 1) found.add(store.key(index));
  return [...found].filter((key) => key.startsWith(prefix));
}

export function prefixOf(round, seat = "") {
  return `answers:${round}:${seat}`;
}

// Removes what the round left behind, except for the seat that is kept.
export function forgetRound(round, keptSeat = null) {
  const kept = keptSeat === null ? null : `${prefixOf(round, keptSeat)}:`;
  for (const key of keys(prefixOf(round))) {
    if (kept === null || !key.startsWith(kept)) forget(key);
  }
}
