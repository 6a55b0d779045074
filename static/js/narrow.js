/* What a width changes in a figure; reports/svg/narrow.py holds the same rule. */

export const NARROW = 640;

/* "yaxis.tickfont.size" → layout.yaxis.tickfont.size */
function assign(layout, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  keys.reduce((part, key) => (part[key] ??= {}), layout)[last] = value;
}

/* The figure as it is at a width in pixels; the one given stays as it is. */
export function fitted(figure, width) {
  const changed = structuredClone(figure);
  const { layout } = changed;
  if (width < NARROW) {
    for (const [path, value] of Object.entries(layout.meta?.narrow ?? {})) {
      assign(layout, path, value);
    }
  }
  for (const name of Object.keys(layout)) {
    /* Plotly turns crowded names by itself; they stay as they were drawn. */
    if (name.startsWith("xaxis")) layout[name].tickangle ??= 0;
  }
  layout.width = width;
  return changed;
}
