// A phone in the room: asks for the whole state, shows it, and keeps a vote until it is stored.

import { TapQueue } from "./answering-queue.js";
import { Notes } from "./live-notes.js";
import { poll } from "./live-poll.js";
import { VoteKeeper } from "./live-votes.js";

const record = JSON.parse(document.getElementById("record").textContent);
const screen = document.getElementById("screen");
const word = document.getElementById("state");
const left = document.getElementById("left");
let state = null;
let drawn = null;
let endsAt = null;
let isQuiet = false;

const notes = new Notes(record);
const votes = new VoteKeeper(record, { changed: tell, settled });

// --- Screens --------------------------------------------------------------------------------

function show(next) {
  const before = state;
  state = next;
  endsAt = next.left == null ? null : Date.now() + next.left * 1000;
  if (isOver()) {
    drawTemplate("over");
    if (votes.kept.length) votes.flush();
    else votes.forgetAll();
    tell();
    return;
  }
  if (next.session !== record.session) {
    location.reload();
    return;
  }
  const isSameVote = before?.item === next.item && before?.phase === next.phase;
  // An answer that was under way while a newer vote was stored.
  if (isSameVote && before.own.sequence > next.own.sequence) next.own = before.own;
  if (takesVotes() && next.answered) drawTemplate("has-answered");
  else if (takesVotes() && !next.asked) drawTemplate("not-asked");
  else draw(next.screen, () => (screen.innerHTML = next.screen));
  if (before?.item !== next.item || before?.stage !== next.stage) scrollTo(0, 0);
  for (const line of screen.querySelectorAll("[data-in]")) {
    line.hidden = line.dataset.in !== next.stage;
  }
  if (mayVote()) fillIn();
  tell();
}

function fillIn() {
  const waiting = votes.waiting(state.item, state.phase);
  choose(waiting?.value ?? state.own.value);
  // An answer given before is the first vote; it is sent, so that the room's count is right.
  if (!waiting && state.own.value !== null && !state.own.stored) {
    votes.put({ ...voteFor(state.own.value), given_before: true }, 0);
  }
}

// Draws what is not on the screen already. Who has a control of the old screen in hand finds
// the keyboard at the beginning of the new one; nobody else's focus moves.
function draw(content, fill) {
  if (content === drawn) return;
  const hadFocus = screen.contains(document.activeElement);
  fill();
  drawn = content;
  if (hadFocus) screen.focus({ preventScroll: true });
  document.getElementById("said").textContent =
    screen.querySelector("[data-said]")?.dataset.said ?? "";
}

function drawTemplate(name) {
  draw(name, () => screen.replaceChildren(copyOf(name)));
}

function copyOf(name) {
  return document.getElementById(name).content.cloneNode(true);
}

// --- Votes ----------------------------------------------------------------------------------

function isOver() {
  return state.stage === "none" || state.stage === "ended";
}

function takesVotes() {
  return state?.stage === "voting" || state?.stage === "closing";
}

function mayVote() {
  return takesVotes() && state.asked && !state.answered;
}

// A vote on what is on the screen, with the words that a note about it needs later.
function voteFor(value) {
  const { matter } = screen.querySelector("[data-matter]").dataset;
  return { item: state.item, phase: state.phase, value, matter };
}

function choose(value) {
  for (const radio of screen.querySelectorAll("input[type=radio]")) {
    radio.checked = radio.value === value;
  }
}

function settled(vote, outcome) {
  if (outcome !== "stored") notes.say(outcome, vote.matter);
  if (state && isOver() && !votes.kept.length) votes.forgetAll();
  if (!mayVote() || vote.session !== record.session) return;
  if (state.item !== vote.item || state.phase !== vote.phase) return;
  state.own = { value: vote.value, sequence: vote.sequence, stored: vote.value !== null };
  choose(vote.value);
}

function tell() {
  const name = stateName();
  const text = name ? word.dataset[name] : "";
  if (word.textContent !== text) word.textContent = text;
}

function stateName() {
  if (votes.kept.length) return isQuiet || votes.isStuck ? "waiting" : "saving";
  if (isQuiet) return "quiet";
  return mayVote() && state.own.stored ? "saved" : "";
}

screen.addEventListener("change", (event) => {
  if (!event.target.matches("input[type=radio]") || !mayVote()) return;
  notes.clear();
  votes.put(voteFor(event.target.value), state.own.sequence);
});

// Another tab of this browser voted.
addEventListener("storage", (event) => {
  if (mayVote() && event.newValue && event.key === votes.key(state.item, state.phase)) {
    choose(JSON.parse(event.newValue).value);
  }
});

setInterval(() => {
  const seconds = endsAt === null ? 0 : Math.ceil((endsAt - Date.now()) / 1000);
  left.textContent = seconds > 0 ? `${left.dataset.words} ${seconds}` : "";
}, 250);

votes.attend();
votes.flush();
// An answer to the survey that still waits here goes first: the first vote is filled in with it.
const silent = { state() {}, tap() {}, refused() {}, leaving() {} };
await new TapQueue({ ...record, base: "../" }, silent).flush();
poll("state/", {
  every: 2000,
  show,
  quiet(is) {
    isQuiet = is;
    tell();
  },
  lost: () => location.reload(),
});
