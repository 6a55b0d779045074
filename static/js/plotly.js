/* Loads Plotly, which is large, only after the page has been painted; and keeps it quiet. */

export const CONFIG = {
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

export function whenQuiet(callback) {
  if ("requestIdleCallback" in window) requestIdleCallback(callback, { timeout: 1000 });
  else setTimeout(callback);
}

export function whenPainted(callback) {
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
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("script[data-plotly]").dataset.plotly;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("Plotly did not load"));
    document.head.append(script);
  });
  return loading;
}
