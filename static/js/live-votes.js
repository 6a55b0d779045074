// A vote on its way: kept in the browser until the server says that it is stored.
//
// Each vote has a key of its own, by item and phase, so that two tabs never overwrite each other.

import { forget, keys, read, write } from "./answering-storage.js";

const LONGEST_WAIT_MS = 8000;
const REQUEST_LIMIT_MS = 8000;
const STORED = new Set([200, 201]);
const REFUSED = new Set([409, 422, 423]);

export class VoteKeeper {
  // `on.state(word)`: saved, saving or waiting. `on.stored(vote)`, `on.late(vote)`: what counts.
  constructor(session, on) {
    this.session = session;
    this.on = on;
    this.prefix = `live:${session}:`;
    this.failures = 0;
    this.timer = null;
    this.isSending = false;
    addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => this.flush());
  }

  attend() {
    return this.request("seat/", {}).catch(() => {});
  }

  put(item, phase, value, known) {
    const counter = `${this.prefix}last`;
    const sequence = Math.max(Number(read(counter)) || 0, known) + 1;
    write(counter, String(sequence));
    const vote = { session: this.session, item, phase, value, sequence };
    write(this.key(item, phase), JSON.stringify(vote));
    this.tell();
  }

  waiting(item, phase) {
    return JSON.parse(read(this.key(item, phase)) ?? "null");
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.isSending) return;
    this.isSending = true;
    this.tell();
    for (const key of keys(`${this.prefix}vote:`)) {
      const vote = JSON.parse(read(key) ?? "null");
      if (vote && !(await this.deliver(key, vote))) break;
    }
    this.isSending = false;
    this.tell();
    if (!this.isEmpty) this.timer = setTimeout(() => this.flush(), this.wait());
  }

  async deliver(key, vote) {
    try {
      const { status, body } = await this.request("votes/", vote);
      if (!STORED.has(status) && !REFUSED.has(status)) throw new Error(String(status));
      this.settle(key, vote, status, body);
      this.failures = 0;
      return true;
    } catch {
      this.failures += 1;
      return false;
    }
  }

  settle(key, vote, status, body) {
    const now = JSON.parse(read(key) ?? "null");
    if (now && now.sequence > vote.sequence) return;
    forget(key);
    if (STORED.has(status)) this.on.stored(vote);
    else this.on.late({ ...vote, value: body.value ?? null });
  }

  request(address, body) {
    return fetch(address, {
      method: "POST",
      credentials: "same-origin",
      keepalive: true,
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
      headers: { "Content-Type": "application/json", "X-CSRFToken": formToken() },
      body: JSON.stringify(body),
    }).then(async (response) => ({ status: response.status, body: await response.json() }));
  }

  key(item, phase) {
    return `${this.prefix}vote:${item}:${phase}`;
  }

  get isEmpty() {
    return keys(`${this.prefix}vote:`).length === 0;
  }

  wait() {
    const grown = Math.min(500 * 2 ** Math.min(this.failures, 5), LONGEST_WAIT_MS);
    return grown * (0.75 + Math.random() / 2);
  }

  tell() {
    if (this.isEmpty) this.on.state("saved");
    else this.on.state(this.failures || !navigator.onLine ? "waiting" : "saving");
  }
}

function formToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (cookie) return cookie[1];
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
