// The wall: asks for the whole state and shows it; nothing here can be pressed.

import { poll } from "./live-poll.js";

const screen = document.getElementById("screen");
const left = document.getElementById("left");
let version = null;
let endsAt = null;

function show(state) {
  const isGathering = state.stage === "gathering";
  const isOver = state.stage === "none" || state.stage === "ended";
  document.getElementById("gathering").hidden = !isGathering;
  document.getElementById("ended").hidden = !isOver;
  screen.hidden = isGathering || isOver;
  if (state.version !== version && !isOver) screen.innerHTML = state.screen;
  version = state.version;
  endsAt = state.left == null ? null : Date.now() + state.left * 1000;
  for (const name of ["joined", "connected", "stored"]) {
    document.getElementById(name).textContent = state[name] ?? 0;
  }
  document.querySelector("[data-voting]").hidden = isGathering || isOver;
}

function quiet(isQuiet) {
  document.getElementById("quiet").hidden = !isQuiet;
}

setInterval(() => {
  const seconds = endsAt === null ? 0 : Math.ceil((endsAt - Date.now()) / 1000);
  left.textContent = seconds > 0 ? String(seconds) : "";
}, 250);

poll("state/", { every: 700, show, quiet });
