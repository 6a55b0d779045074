// A phone in the room: asks for the whole state, shows it, and keeps a vote until it is stored.

import { VoteKeeper } from "./live-votes.js";
import { poll } from "./live-poll.js";
import { stateWord } from "./answering-queue.js";

const record = JSON.parse(document.getElementById("record").textContent);
const screen = document.getElementById("screen");
const left = document.getElementById("left");
let state = null;
let endsAt = null;

const votes = new VoteKeeper(record.session, {
  state: stateWord(document.getElementById("state"), true),
  stored: (vote) => choose(vote.value),
  late: (vote) => {
    choose(vote.value);
    screen.prepend(document.getElementById("too-late").content.cloneNode(true));
  },
});

function template(name) {
  screen.replaceChildren(document.getElementById(name).content.cloneNode(true));
}

function choose(value) {
  for (const radio of screen.querySelectorAll("input[type=radio]")) {
    radio.checked = radio.value === value;
  }
}

function takesVotes() {
  return state.stage === "voting" || state.stage === "closing";
}

function show(next) {
  state = next;
  endsAt = next.left === null ? null : Date.now() + next.left * 1000;
  if (next.stage === "none" || next.stage === "ended") {
    template("over");
    return;
  }
  if (next.session !== record.session) {
    location.reload();
    return;
  }
  if (takesVotes() && next.answered) template("has-answered");
  else if (takesVotes() && !next.asked) template("not-asked");
  else screen.innerHTML = next.screen;
  if (!takesVotes()) return;
  const waiting = votes.waiting(next.item, next.phase);
  choose(waiting?.value ?? next.own.value);
  // An answer given before is the first vote; it is sent, so that the room's count is right.
  if (!waiting && next.own.value !== null && next.own.sequence === 0) {
    votes.put(next.item, next.phase, next.own.value, next.own.sequence);
  }
  votes.flush();
}

screen.addEventListener("change", (event) => {
  if (!event.target.matches("input[type=radio]") || !takesVotes()) return;
  votes.put(state.item, state.phase, event.target.value, state.own.sequence);
  votes.flush();
});

setInterval(() => {
  const seconds = endsAt === null ? 0 : Math.ceil((endsAt - Date.now()) / 1000);
  left.textContent = seconds > 0 ? `${left.dataset.words}${seconds}` : "";
}, 250);

votes.attend().finally(() => poll("state/", { every: 2000, show }));
