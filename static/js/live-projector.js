// The wall: asks for the whole state and shows it; nothing here can be pressed.

import { poll } from "./live-poll.js";

// Letters are as large as the longest text allows, between these bounds (projector.css).
const LARGEST = 1.5;
const SMALLEST = 1;
const STEP = 0.05;
// Where even the tightest screen is too full, letters get smaller: better small than cut off.
const LAST_RESORT = 0.6;
const TIGHTNESS = ["", "tight", "tight tighter", "tight tighter tightest"];

const wall = document.getElementById("wall");
const screen = document.getElementById("screen");
const left = document.getElementById("left");
const parts = {
  gathering: document.getElementById("gathering"),
  ended: document.getElementById("ended"),
  screen,
};
let shown = null;
let endsAt = null;

function partFor(stage) {
  if (stage === "gathering") return "gathering";
  return stage === "none" || stage === "ended" ? "ended" : "screen";
}

function show(state) {
  const part = partFor(state.stage);
  for (const [name, element] of Object.entries(parts)) element.hidden = name !== part;
  if (part === "screen" && shown !== state.screen) {
    screen.innerHTML = state.screen;
    shown = state.screen;
  }
  endsAt = state.left == null ? null : Date.now() + state.left * 1000;
  for (const name of ["joined", "connected", "stored"]) put(name, String(state[name] ?? 0));
  put("waiting", state.waiting ?? "");
  document.querySelector("[data-voting]").hidden = part !== "screen";
  document.querySelector(".counters").hidden = part === "ended";
  fit();
}

function put(id, text) {
  const element = document.getElementById(id);
  if (element.textContent !== text) element.textContent = text;
}

// The largest letters with which nothing is cut off; the smallest are readable from ten metres.
// Where those do not fit either, it gets tighter (projector.css).
function fit() {
  for (const tightness of TIGHTNESS) {
    document.body.className = tightness;
    if (fitsBetween(LARGEST, SMALLEST)) return;
  }
  fitsBetween(SMALLEST, LAST_RESORT);
}

function fitsBetween(largest, smallest) {
  const steps = Math.round((largest - smallest) / STEP);
  for (let step = 0; step <= steps; step += 1) {
    document.body.style.setProperty("--size", String(largest - step * STEP));
    if (wall.scrollHeight <= wall.clientHeight) return true;
  }
  return false;
}

function quiet(isQuiet) {
  document.getElementById("quiet").hidden = !isQuiet;
}

setInterval(() => {
  const seconds = endsAt === null ? 0 : Math.ceil((endsAt - Date.now()) / 1000);
  put("left", seconds > 0 ? String(seconds) : "");
}, 250);

addEventListener("resize", fit);
poll("state/", { every: 700, show, quiet, lost: () => location.reload() });
