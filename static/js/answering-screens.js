// The screens of the questionnaire: shows one, fills in answers, tells about new ones.

const FIELD = "item-";
const TYPING_MS = 600;

export class Screens {
  // `on.answer(item, value)`: an answer was given. `on.typing(flag)`: words are on their way.
  constructor(answers, on) {
    this.answers = answers;
    this.on = on;
    this.box = document.getElementById("screen");
    this.all = [...document.getElementById("screens").content.querySelectorAll("[data-code]")];
    this.typing = null;
    // The box with words that are not taken yet; what another tab answers never fills it.
    this.typed = null;
    this.box.addEventListener("change", (event) => {
      if (event.target.tagName === "TEXTAREA") this.finishTyping();
      else this.take(event.target);
    });
    this.box.addEventListener("input", (event) => {
      if (event.target.tagName === "TEXTAREA") this.type(event.target);
    });
    this.typeWhatIsThere();
    this.fill();
  }

  // Words typed before this script had come.
  typeWhatIsThere() {
    const area = this.box.querySelector("textarea:focus");
    if (area && area.value !== area.defaultValue) this.type(area);
  }

  get code() {
    return this.box.querySelector("[data-code]").dataset.code;
  }

  get position() {
    return this.all.findIndex((screen) => screen.dataset.code === this.code);
  }

  codeAt(position) {
    return this.all[position]?.dataset.code ?? null;
  }

  show(code) {
    const screen = this.all.find((each) => each.dataset.code === code);
    if (!screen) return false;
    this.finishTyping();
    this.box.replaceChildren(document.importNode(screen, true));
    this.fill();
    const heading = this.box.querySelector("h1");
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
    document.title = document.title.replace(/^.*(?= · )/, heading.textContent);
    document.getElementById("back").hidden = this.position === 0;
    return true;
  }

  type(area) {
    clearTimeout(this.typing);
    this.typed = area;
    this.on.typing(true);
    this.typing = setTimeout(() => this.finishTyping(), TYPING_MS);
  }

  // Text still being typed counts as answered the moment the page moves on. Nothing else in a
  // box does: another tab may have a newer answer than what this one shows.
  finishTyping() {
    clearTimeout(this.typing);
    const area = this.typed;
    this.typed = null;
    if (area) this.take(area);
  }

  isTyping(item) {
    return this.typed?.name === FIELD + item;
  }

  take(field) {
    if (!field.name?.startsWith(FIELD)) return;
    const item = field.name.slice(FIELD.length);
    const value = answerOf(field);
    if ((this.answers[item] ?? null) === value) {
      if (field.type !== "radio") this.on.typing(false);
      return;
    }
    this.keep(item, value);
    this.on.answer(item, value);
  }

  // Puts an answer that came from elsewhere on the screen.
  put(item, value) {
    this.keep(item, value);
    this.fill(item);
  }

  keep(item, value) {
    if (value === null) delete this.answers[item];
    else this.answers[item] = value;
  }

  fill(only = null) {
    for (const field of this.box.querySelectorAll(`[name^="${FIELD}"]`)) {
      const item = field.name.slice(FIELD.length);
      if (only !== null && item !== only) continue;
      const value = this.answers[item];
      if (field.type === "radio") field.checked = String(value ?? "") === field.value;
      else if (field !== this.typed) fillText(field, value ?? "");
    }
  }
}

// The cursor stays where it is, or at the end where it was there.
function fillText(area, text) {
  if (area.value === text) return;
  const { selectionStart: from, selectionEnd: to, value: before } = area;
  area.value = text;
  if (area === document.activeElement && from < before.length) area.setSelectionRange(from, to);
}

function answerOf(field) {
  if (field.type !== "radio") return field.value.trim() ? field.value : null;
  return /^[1-5]$/.test(field.value) ? Number(field.value) : field.value;
}
