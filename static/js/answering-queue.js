// Taps on their way to the server: kept in the browser until the server says "saved".
//
// Each item has at most one waiting tap, under a key of its own, so that two windows never
// overwrite each other's list. Sequence numbers rise over all windows of this browser.

import { forget, keys, prefixOf, read, write } from "./answering-storage.js";
import { formToken } from "./form-token.js";

const TOGETHER_MS = 300;
const LONGEST_WAIT_MS = 30000;
const REQUEST_LIMIT_MS = 15000;
const MOST_CHARACTERS = 12000;
const MOST_TAPS = 100;
const FINAL = new Set([200, 201, 409, 422]);
const REFUSED = new Set([401, 403, 423]);

export class TapQueue {
  // `on.state(word)`: saved, saving or waiting. `on.tap(tap)`: what became of a tap.
  // `on.refused(status, reason)`: nothing can be saved any more.
  // `on.leaving()`: the last moment to put what is still being typed.
  constructor(record, on) {
    this.record = record;
    this.on = on;
    this.prefix = `${prefixOf(record.round, record.seat)}:`;
    this.place = this.placeSent = record.here ?? "";
    this.failures = 0;
    this.flights = new Set();
    this.timer = null;
    this.isStopped = false;
    this.isTyping = false;
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.tell());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
      else this.flush();
    });
  }

  put(item, value) {
    const counter = `${this.prefix}last`;
    const seq = Math.max(Number(read(counter)) || 0, this.record.last) + 1;
    write(counter, String(seq));
    write(`${this.prefix}tap:${item}`, JSON.stringify({ item, value, seq }));
    this.isTyping = false;
    this.tell();
    this.later(TOGETHER_MS);
  }

  pending() {
    return keys(`${this.prefix}tap:`)
      .map((key) => JSON.parse(read(key) ?? "null"))
      .filter(Boolean)
      .sort((one, other) => one.seq - other.seq);
  }

  get isEmpty() {
    return keys(`${this.prefix}tap:`).length === 0;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), wait);
  }

  // The page is going away: send what waits, and where the person was.
  leave() {
    this.on.leaving();
    if (!this.isEmpty || this.place !== this.placeSent) this.send(this.batch());
  }

  // Sends what waits; true when nothing is left.
  async flush() {
    clearTimeout(this.timer);
    while (!this.isStopped && !this.isEmpty) {
      if (this.flights.size) await Promise.all(this.flights);
      else if (!(await this.send(this.batch()))) break;
    }
    this.tell();
    return this.isEmpty;
  }

  batch() {
    const taps = [];
    let characters = 0;
    for (const tap of this.pending()) {
      characters += JSON.stringify(tap).length;
      if (taps.length && (characters > MOST_CHARACTERS || taps.length >= MOST_TAPS)) break;
      taps.push(tap);
    }
    return taps;
  }

  send(taps) {
    if (this.isStopped) return Promise.resolve(false);
    const flight = this.deliver(taps, this.place).finally(() => this.flights.delete(flight));
    this.flights.add(flight);
    return flight;
  }

  async deliver(taps, place) {
    let isDone = false;
    this.tell();
    try {
      const answer = await this.request({ taps, place });
      isDone = this.settle(answer, taps, place);
    } catch {
      // The network is away; what waits stays in the browser.
    }
    this.failures = isDone ? 0 : this.failures + 1;
    if (!isDone && !this.isStopped) this.later(this.wait());
    this.tell();
    return isDone;
  }

  request(body) {
    const limit = new AbortController();
    setTimeout(() => limit.abort(), REQUEST_LIMIT_MS);
    return fetch(`${this.record.base}taps/`, {
      method: "POST",
      credentials: "same-origin",
      keepalive: true,
      redirect: "error",
      signal: limit.signal,
      headers: { "Content-Type": "application/json", "X-CSRFToken": formToken() },
      body: JSON.stringify(body),
    }).then(async (response) => ({ status: response.status, body: await response.json() }));
  }

  settle({ status, body }, taps, place) {
    if (FINAL.has(status) && Array.isArray(body.taps)) {
      for (const tap of body.taps) this.settleTap(tap);
      this.placeSent = place;
      return true;
    }
    if (REFUSED.has(status)) {
      this.isStopped = true;
      this.on.refused(status, body.reason);
    }
    return false;
  }

  settleTap(tap) {
    const key = `${this.prefix}tap:${tap.item}`;
    // What is chosen next counts, however far another device has counted.
    this.record.last = Math.max(this.record.last, tap.newest ?? 0);
    const waiting = JSON.parse(read(key) ?? "null");
    const isNewer = waiting !== null && waiting.seq > tap.seq;
    if (!isNewer) forget(key);
    if (!isNewer) this.on.tap(tap);
  }

  wait() {
    const grown = Math.min(1000 * 2 ** Math.min(this.failures, 5), LONGEST_WAIT_MS);
    return grown * (0.75 + Math.random() / 2);
  }

  typing(isTyping) {
    this.isTyping = isTyping;
    this.tell();
  }

  tell() {
    if (this.isEmpty) this.on.state(this.isTyping ? "saving" : "saved");
    else this.on.state(this.failures || !navigator.onLine ? "waiting" : "saving");
  }
}


export function pageRecord() {
  return JSON.parse(document.getElementById("record").textContent);
}

// Shows the state of saving in words; says nothing before the first answer.
export function stateWord(element, isQuiet) {
  let isFresh = isQuiet;
  return (word) => {
    if (isFresh && word === "saved") return;
    isFresh = false;
    const text = element.dataset[word];
    if (element.textContent !== text) element.textContent = text;
  };
}

export function note(name) {
  const notes = document.getElementById("notes");
  notes.replaceChildren(document.getElementById(name).content.cloneNode(true));
  notes.scrollIntoView({ block: "center" });
}
