// Asks for the whole state again and again: at once after sleep, slower while the network is away.

const LONGEST_WAIT_MS = 15000;
const REQUEST_LIMIT_MS = 10000;
// Not signed in, no right to, not there any more.
const LOST = [401, 403, 404];

// `show(state)` is called when something has changed; `quiet(isQuiet)` when the server is
// silent, and when it is heard again; `lost()` when it has nothing for this browser any more.
export function poll(url, { every, show, quiet = () => {}, lost = () => {} }) {
  let etag = null;
  let failures = 0;
  let timer = null;
  let flight = null;

  // A request that fell asleep with the machine is given up for a new one.
  async function ask() {
    clearTimeout(timer);
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    const limit = setTimeout(() => mine.abort(), REQUEST_LIMIT_MS);
    let isHeard = false;
    try {
      isHeard = await heard(mine.signal);
    } catch {
      // The network is away, or the server is being restarted.
    }
    clearTimeout(limit);
    if (flight !== mine) return;
    failures = isHeard ? 0 : failures + 1;
    quiet(failures > 1);
    timer = setTimeout(ask, wait());
  }

  async function heard(signal) {
    const headers = etag ? { "If-None-Match": etag } : {};
    const response = await fetch(url, { headers, cache: "no-store", redirect: "manual", signal });
    if (response.status === 200) {
      const state = await response.json();
      if (signal.aborted) return false;
      etag = response.headers.get("ETag");
      show(state);
    } else if (response.type === "opaqueredirect" || LOST.includes(response.status)) lost();
    return response.status === 200 || response.status === 304;
  }

  function wait() {
    const grown = Math.min(every * 2 ** Math.min(failures, 4), LONGEST_WAIT_MS);
    return grown * (0.8 + Math.random() * 0.4);
  }

  addEventListener("online", ask);
  addEventListener("pageshow", (event) => event.persisted && ask());
  document.addEventListener("resume", ask);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  ask();
}
