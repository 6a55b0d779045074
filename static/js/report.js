/* Draws the report's charts with Plotly, which is loaded only after the page has been painted
   and a chart is near the screen. Figures come from the page itself, one per colour scheme. */

const NARROW = 560;
const NEAR = "400px";
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

/* The chart in sight first, the others when it is quiet: they are wanted when somebody prints. */
async function drawAll(first) {
  for (const place of [first, ...places.filter((other) => other !== first)]) {
    await draw(place).catch(() => fail(place));
    await new Promise((resolve) => whenQuiet(resolve));
  }
}

function redraw(onPaper = false) {
  for (const place of drawn.keys()) draw(place, onPaper);
}

function fail(place) {
  const note = place.querySelector(".chart-wait");
  if (note) note.textContent = place.dataset.failed;
}

const nearby = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      nearby.disconnect();
      drawAll(target);
      return;
    }
  },
  { rootMargin: NEAR },
);

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (drawn.has(target) && drawn.get(target) !== target.clientWidth) draw(target);
  }
});

/* Room for each chart before it is drawn, so that nothing below it jumps. */
function reserve(place) {
  const { layout } = figureFor(place);
  place.style.minHeight = `${layout.height}px`;
}

function begin() {
  for (const place of places) {
    nearby.observe(place);
    resized.observe(place);
  }
}

places.forEach((place) => reserve(place));
/* After the first paint: two frames, then the first quiet moment. */
requestAnimationFrame(() => requestAnimationFrame(() => whenQuiet(begin)));
dark.addEventListener("change", () => redraw());
/* Paper is light. */
printing.addEventListener("change", (event) => redraw(event.matches));
