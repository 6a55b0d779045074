// Says at once, while a round is planned, which groups will be too small to be shown, and
// which ones are left out though there is no verdict without them. Asks for the consent of
// small groups only where it is needed.

const threshold = document.querySelector("#id_k");
const smallGroups = document.querySelectorAll("[data-small-group]");
const consent = document.querySelector("[data-below-usual]");
const USUAL_THRESHOLD = 5;
const leftOut = [...document.querySelectorAll("[data-group-left-out]")];

function people(id) {
  return Number(document.getElementById(id).value);
}

function show() {
  const smallest = Number(threshold.value);
  consent.hidden = !(smallest > 0 && smallest < USUAL_THRESHOLD);
  for (const note of smallGroups) {
    const asked = people(note.dataset.smallGroup);
    note.hidden = !(asked > 0 && asked < smallest);
  }
  // An empty form needs no warnings: they begin with the first group that is asked.
  const hasBegun = leftOut.some((note) => people(note.dataset.groupLeftOut) > 0);
  for (const note of leftOut) {
    note.hidden = !hasBegun || people(note.dataset.groupLeftOut) > 0;
  }
}

document.addEventListener("input", show);
show();
