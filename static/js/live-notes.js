// What became of a vote where it is not simply stored. Such a note stays while the room moves on
// and the page is loaded anew, until the person has touched the phone.

export class Notes {
  constructor({ round, seat }) {
    this.box = document.getElementById("notes");
    this.key = `live:${round}:${seat}:notes`;
    this.said = this.kept();
    this.draw();
    document.addEventListener("click", () => this.clear());
  }

  // `outcome`: the template with the words. `matter`: which vote it is about.
  say(outcome, matter) {
    const others = this.said.filter((each) => each.matter !== matter);
    this.change([...others, { outcome, matter }]);
    this.box.scrollIntoView({ block: "center" });
  }

  clear() {
    if (this.said.length) this.change([]);
  }

  change(said) {
    this.said = said;
    this.draw();
    try {
      if (said.length) sessionStorage.setItem(this.key, JSON.stringify(said));
      else sessionStorage.removeItem(this.key);
    } catch {
      // This browser keeps nothing; the note stays as long as the page.
    }
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  draw() {
    this.box.replaceChildren(...this.said.map(drawn));
  }
}

function drawn({ outcome, matter }) {
  const note = document.getElementById(outcome).content.cloneNode(true);
  const about = document.createElement("strong");
  about.textContent = matter ?? "";
  note.querySelector("p").prepend(about, " ");
  return note;
}
