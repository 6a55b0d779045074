/* Draws charts whose figures stand in the page itself, one per colour scheme, where there is no
   SVG of them. All are drawn soon, so that paper and pictures of the page are complete. */

import { fitted } from "./narrow.js";
import { CONFIG, loadPlotly, whenPainted, whenQuiet } from "./plotly.js";

const source = document.getElementById("figures");
const figures = source ? JSON.parse(source.textContent) : {};
const places = [...document.querySelectorAll("[data-figure]")].filter(
  (place) => place.dataset.figure in figures,
);
const dark = matchMedia("(prefers-color-scheme: dark)");
const printing = matchMedia("print");
const drawn = new Map();

function figureFor(place, onPaper) {
  const scheme = dark.matches && !onPaper ? "dark" : "light";
  return fitted(figures[place.dataset.figure][scheme], place.clientWidth);
}

async function draw(place, onPaper = false) {
  const Plotly = await loadPlotly();
  const { data, layout } = figureFor(place, onPaper);
  if (!drawn.has(place)) place.replaceChildren();
  drawn.set(place, layout.width);
  place.style.minHeight = `${layout.height}px`;
  await Plotly.react(place, data, layout, CONFIG);
  place.classList.add("is-drawn");
}

/* One after the other, each when it is quiet. */
async function drawAll() {
  for (const place of places) {
    await draw(place).catch(() => fail(place));
    await new Promise((resolve) => whenQuiet(resolve));
  }
}

function redraw(onPaper = false) {
  if (!window.Plotly) return;
  for (const place of places) draw(place, onPaper).catch(() => fail(place));
}

function say(place, words) {
  const note = place.querySelector(".chart-wait");
  if (note) note.textContent = words;
}

function fail(place) {
  say(place, place.dataset.failed);
}

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (drawn.has(target) && drawn.get(target) !== target.clientWidth) draw(target);
  }
});

/* Room for each chart before it is drawn, so that nothing below it jumps. */
function reserve(place) {
  const { layout } = figureFor(place);
  place.style.minHeight = `${layout.height}px`;
  say(place, place.dataset.drawing);
}

function begin() {
  for (const place of places) resized.observe(place);
  drawAll();
}

places.forEach((place) => reserve(place));
whenPainted(() => whenQuiet(begin));
dark.addEventListener("change", () => redraw());
/* Paper is light. */
printing.addEventListener("change", (event) => redraw(event.matches));
