// Asks for the whole state again and again: at once after sleep, slower while the network is away.

const LONGEST_WAIT_MS = 15000;
const REQUEST_LIMIT_MS = 10000;

// `show(state)` is called when something has changed; `quiet(isQuiet)` when the server is
// silent, and when it is heard again.
export function poll(url, { every, show, quiet = () => {} }) {
  let etag = null;
  let failures = 0;
  let timer = null;
  let isAsking = false;

  async function ask() {
    clearTimeout(timer);
    if (isAsking) return;
    isAsking = true;
    try {
      const limit = AbortSignal.timeout(REQUEST_LIMIT_MS);
      const headers = etag ? { "If-None-Match": etag } : {};
      const response = await fetch(url, { headers, cache: "no-store", signal: limit });
      if (response.status === 200) {
        const state = await response.json();
        etag = response.headers.get("ETag");
        show(state);
      } else if (response.status !== 304) throw new Error(String(response.status));
      failures = 0;
    } catch {
      failures += 1;
    }
    isAsking = false;
    quiet(failures > 1);
    timer = setTimeout(ask, wait());
  }

  function wait() {
    const grown = Math.min(every * 2 ** Math.min(failures, 4), LONGEST_WAIT_MS);
    return grown * (0.8 + Math.random() * 0.4);
  }

  addEventListener("online", ask);
  addEventListener("pageshow", (event) => event.persisted && ask());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  ask();
}
