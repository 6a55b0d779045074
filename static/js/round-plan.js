// Says at once, while a round is planned, which groups will be too small to be shown.

const threshold = document.querySelector("#id_k");
const notes = document.querySelectorAll("[data-small-group]");

function show() {
  const smallest = Number(threshold.value);
  for (const note of notes) {
    const people = Number(document.getElementById(note.dataset.smallGroup).value);
    note.hidden = !(people > 0 && people < smallest);
  }
}

document.addEventListener("input", show);
show();
