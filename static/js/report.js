/* Plotly takes over the charts that the page shows as SVG: same place, same size, no jump.
   Where it cannot, without a word, the SVG stays; on paper it is always the SVG that is seen. */

import { fitted } from "./narrow.js";
import { CONFIG, loadPlotly, whenPainted, whenQuiet } from "./plotly.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

class Chart {
  constructor(place) {
    this.place = place;
    this.figures = null;
    this.live = null;
    this.shown = "";
  }

  /* The SVG that the stylesheet shows at this width; none where the chart is hidden. */
  get drawing() {
    const drawings = [...this.place.querySelectorAll(".chart-wide > svg, .chart-narrow > svg")];
    return drawings.find((svg) => svg.getBoundingClientRect().width > 0);
  }

  async take(Plotly) {
    const answer = await fetch(this.place.dataset.figureUrl, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`no figure: ${answer.status}`);
    this.figures = await answer.json();
    this.live = document.createElement("div");
    this.live.className = "chart-live";
    this.live.dir = "ltr";
    /* Its words are read from the SVG, which stays behind it. */
    this.live.setAttribute("aria-hidden", "true");
    this.place.append(this.live);
    await this.draw(Plotly);
  }

  async draw(Plotly) {
    const svg = this.drawing;
    if (!this.live || !svg) return;
    const width = svg.viewBox.baseVal.width;
    const scheme = dark.matches ? "dark" : "light";
    if (this.shown !== `${scheme} ${width}`) {
      this.shown = `${scheme} ${width}`;
      const { data, layout } = fitted(this.figures[scheme], width);
      await Plotly.react(this.live, data, layout, CONFIG);
    }
    this.cover(svg);
    this.place.classList.add("is-live");
  }

  /* Plotly draws in the SVG's own pixels; both are scaled alike. */
  cover(svg) {
    const from = this.place.getBoundingClientRect();
    const to = svg.getBoundingClientRect();
    const { width, height } = svg.viewBox.baseVal;
    this.live.style.width = `${width}px`;
    this.live.style.height = `${height}px`;
    const place = `translate(${to.left - from.left}px, ${to.top - from.top}px)`;
    this.live.style.transform = `${place} scale(${to.width / width})`;
  }

  giveBack() {
    this.place.classList.remove("is-live");
    this.live?.remove();
    this.live = null;
  }
}

const charts = new Map(
  [...document.querySelectorAll("[data-figure-url]")].map((place) => [place, new Chart(place)]),
);

/* One after the other, each when it is quiet. */
async function takeOver() {
  const Plotly = await loadPlotly();
  for (const chart of charts.values()) {
    await chart.take(Plotly).catch(() => chart.giveBack());
    await new Promise((resolve) => whenQuiet(resolve));
  }
  const redraw = (chart) => chart.draw(Plotly).catch(() => chart.giveBack());
  const resized = new ResizeObserver((entries) => {
    for (const { target } of entries) redraw(charts.get(target));
  });
  for (const place of charts.keys()) resized.observe(place);
  dark.addEventListener("change", () => charts.forEach(redraw));
}

if (charts.size) whenPainted(() => whenQuiet(() => takeOver().catch(() => {})));
