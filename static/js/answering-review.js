// The review: sends answers that still wait, and hands in only when all of them are saved.

import { TapQueue, note, pageRecord, stateWord } from "./answering-queue.js";
import { forgetRound } from "./answering-storage.js";

const record = pageRecord();
const form = document.getElementById("hand-in");
let isSent = false;

const queue = new TapQueue(record, {
  state: stateWord(document.getElementById("state"), true),
  tap() {},
  leaving() {},
  refused(status, reason) {
    if (status === 403) {
      note("reload");
      return;
    }
    if (reason === "closed" || reason === "submitted") forgetRound(record.round);
    location.replace(record.base);
  },
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSent) return;
  isSent = true;
  form.querySelector("button").setAttribute("aria-disabled", "true");
  if (await queue.flush()) {
    form.submit();
    return;
  }
  isSent = false;
  form.querySelector("button").removeAttribute("aria-disabled");
  if (!queue.isStopped) note("offline");
});

addEventListener("pageshow", (event) => {
  if (event.persisted && navigator.onLine) location.reload();
});

if (!queue.isEmpty && (await queue.flush())) location.reload();
