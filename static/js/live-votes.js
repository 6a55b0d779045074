// A vote on its way: kept in the browser until the server says that it is stored.
//
// Each vote has a key of its own, by session, item and phase, so that two tabs never overwrite
// each other, and a vote on which a later workshop of the round came in is still asked after.

import { forget, keys, read, write } from "./answering-storage.js";
import { formToken } from "./form-token.js";

const LONGEST_WAIT_MS = 8000;
const REQUEST_LIMIT_MS = 8000;
const OUTCOMES = { 200: "stored", 201: "stored", 409: "newer", 422: "refused", 423: "late" };

export class VoteKeeper {
  // `on.changed()`: something is on its way, or has arrived. `on.settled(vote, outcome)`: what
  // became of a vote, with the value and number that count now: stored, newer, refused, late, or
  // unsure, where the round was closed before the server could say it.
  constructor({ round, seat, session }, on) {
    this.session = session;
    this.on = on;
    this.ofRound = `live:${round}:`;
    // Somebody else may have sat here before; a vote is only sent for whoever cast it.
    this.ofSeat = `${this.ofRound}${seat}:`;
    this.prefix = `${this.ofSeat}${session}:`;
    this.failures = 0;
    this.timer = null;
    this.isSending = false;
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.on.changed());
    document.addEventListener("visibilitychange", () => this.flush());
  }

  // Takes this browser's seat in the room, however long the network needs.
  async attend() {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const { status } = await this.request("seat/", {});
        if (status < 500) return;
      } catch {
        // Tried again below.
      }
      await new Promise((resolve) => setTimeout(resolve, waitAfter(attempt)));
    }
  }

  // `known`: the highest number that the server has of this vote.
  put(vote, known) {
    const counter = `${this.prefix}last`;
    const sequence = Math.max(Number(read(counter)) || 0, known) + 1;
    write(counter, String(sequence));
    const kept = { session: this.session, ...vote, sequence };
    write(this.key(vote.item, vote.phase), JSON.stringify(kept));
    this.flush();
  }

  waiting(item, phase) {
    return JSON.parse(read(this.key(item, phase)) ?? "null");
  }

  async flush() {
    clearTimeout(this.timer);
    this.on.changed();
    if (this.isSending) return;
    this.isSending = true;
    for (const key of this.kept) {
      const vote = JSON.parse(read(key) ?? "null");
      if (vote && !(await this.deliver(key, vote))) break;
    }
    this.isSending = false;
    this.on.changed();
    if (this.kept.length) this.timer = setTimeout(() => this.flush(), waitAfter(this.failures));
  }

  async deliver(key, vote) {
    try {
      const { matter, ...sent } = vote;
      const { status, body } = await this.request("votes/", sent);
      const outcome = body.sealed ? "unsure" : OUTCOMES[status];
      if (!outcome) throw new Error(String(status));
      this.failures = 0;
      this.settle(key, vote, outcome, body);
      return true;
    } catch {
      this.failures += 1;
      return false;
    }
  }

  settle(key, vote, outcome, body) {
    const now = JSON.parse(read(key) ?? "null");
    if (now && now.sequence > vote.sequence) return;
    forget(key);
    const { value = null, sequence = 0 } = body;
    this.on.settled({ ...vote, value, sequence }, outcome);
  }

  async request(address, body) {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), REQUEST_LIMIT_MS);
    const response = await fetch(address, {
      method: "POST",
      credentials: "same-origin",
      keepalive: true,
      signal: limit.signal,
      headers: { "Content-Type": "application/json", "X-CSRFToken": formToken() },
      body: JSON.stringify(body),
    });
    const told = { status: response.status, body: await response.json() };
    clearTimeout(timer);
    return told;
  }

  // Nothing of a workshop that is over stays in the browser.
  forgetAll() {
    for (const key of keys(this.ofRound)) forget(key);
  }

  key(item, phase) {
    return `${this.prefix}vote:${item}:${phase}`;
  }

  get kept() {
    return keys(this.ofSeat).filter((key) => key.includes(":vote:"));
  }

  get isStuck() {
    return this.failures > 0 || !navigator.onLine;
  }
}

function waitAfter(failures) {
  const grown = Math.min(500 * 2 ** Math.min(failures, 5), LONGEST_WAIT_MS);
  return grown * (0.75 + Math.random() / 2);
}
