// The page with the questions: turns the screens itself and saves each answer as it is tapped.

import { TapQueue, note, pageRecord, stateWord } from "./answering-queue.js";
import { Screens } from "./answering-screens.js";
import { forgetRound } from "./answering-storage.js";

const record = pageRecord();
const form = document.getElementById("questions");
const isFresh = Object.keys(record.answers).length === 0;
forgetRound(record.round, record.seat);

const queue = new TapQueue(record, {
  state: stateWord(document.getElementById("state"), isFresh),
  tap(result) {
    if (result.status !== 409 && result.status !== 422) return;
    screens.put(result.item, result.value);
    // What is being typed there stays, is sent next and gets an answer of its own.
    if (!screens.isTyping(result.item)) note(result.status === 409 ? "newer" : "refused");
  },
  leaving() {
    screens.finishTyping();
  },
  refused(status, reason) {
    if (status === 403) {
      note("reload");
      return;
    }
    if (reason === "closed" || reason === "submitted") forgetRound(record.round);
    // The server's page says what happened and what was kept.
    location.replace(record.base);
  },
});

for (const tap of queue.pending()) {
  if (tap.value === null) delete record.answers[tap.item];
  else record.answers[tap.item] = tap.value;
}
const screens = new Screens(record.answers, {
  answer: (item, value) => queue.put(item, value),
  typing: (isTyping) => queue.typing(isTyping),
});

function addressOf(code) {
  return `${record.base}${code}/`;
}

function show(code) {
  document.getElementById("notes").replaceChildren();
  if (!screens.show(code)) return;
  queue.place = code;
}

async function review() {
  screens.finishTyping();
  if (await queue.flush()) location.assign(`${record.base}review/`);
  else if (!queue.isStopped) note("offline");
}

function turn(step) {
  const code = screens.codeAt(screens.position + step);
  if (code === null) {
    if (step > 0) review();
    return;
  }
  show(code);
  history.pushState({ code }, "", addressOf(code));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  turn(event.submitter?.value === "back" ? -1 : 1);
});

form.addEventListener("click", (event) => {
  if (!event.target.closest("[data-review]") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  review();
});

addEventListener("popstate", () => show(location.pathname.slice(record.base.length, -1)));
addEventListener("pageshow", (event) => {
  if (event.persisted && navigator.onLine) location.reload();
});

// Another window of this browser answered.
addEventListener("storage", (event) => {
  if (event.key?.startsWith(`${queue.prefix}tap:`) && event.newValue) {
    const tap = JSON.parse(event.newValue);
    screens.put(tap.item, tap.value);
  }
});

history.replaceState({ code: record.here }, "", addressOf(record.here));
queue.flush();
