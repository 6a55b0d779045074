/* Draws the report's charts with Plotly, which is loaded only after the page has been painted.
   All are drawn soon, so that paper and pictures of the page are complete. Figures come from the page itself, one per colour scheme. */

const NARROW = 560;
const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  plotlyServerURL: "",
  showSendToCloud: false,
  modeBarButtonsToRemove: ["sendChartToCloud"],
  responsive: false,
  scrollZoom: false,
  doubleClick: false,
  showTips: false,
};

const source = document.getElementById("figures");
const figures = source ? JSON.parse(source.textContent) : {};
const places = [...document.querySelectorAll("[data-figure]")].filter(
  (place) => place.dataset.figure in figures,
);
const dark = matchMedia("(prefers-color-scheme: dark)");
const printing = matchMedia("print");
const drawn = new Map();

function plotlyAddress() {
  return document.querySelector("script[data-plotly]").dataset.plotly;
}

function whenQuiet(callback) {
  if ("requestIdleCallback" in window) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback);
}

function whenPainted(callback) {
  if (!PerformanceObserver.supportedEntryTypes.includes("paint")) {
    requestAnimationFrame(() => requestAnimationFrame(callback));
    return;
  }
  const painted = new PerformanceObserver((entries) => {
    if (!entries.getEntriesByName("first-contentful-paint").length) return;
    painted.disconnect();
    callback();
  });
  painted.observe({ type: "paint", buffered: true });
}

let loading = null;
function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = plotlyAddress();
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("Plotly did not load"));
    document.head.append(script);
  });
  return loading;
}

/* "yaxis.tickfont.size" → layout.yaxis.tickfont.size */
function assign(layout, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  keys.reduce((part, key) => (part[key] ??= {}), layout)[last] = value;
}

function figureFor(place, onPaper) {
  const scheme = dark.matches && !onPaper ? "dark" : "light";
  const figure = structuredClone(figures[place.dataset.figure][scheme]);
  const width = place.clientWidth;
  if (width < NARROW) {
    for (const [path, value] of Object.entries(figure.layout.meta.narrow)) {
      assign(figure.layout, path, value);
    }
  }
  figure.layout.width = width;
  return figure;
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
