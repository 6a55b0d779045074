/* What if: reads what is moved, has the verdict decided, and says what it comes to. All words
   come from the page. The scenario lives in the address, after "#if", and nowhere else. */

import { verdictIf } from "./verdict.js";

const MARK = "if";
const place = document.querySelector("[data-what-if]");
const source = document.getElementById("what-if-data");
if (place && source) begin(place, JSON.parse(source.textContent));

function begin(place, whatIf) {
  const controls = controlsOf(place);
  const back = place.querySelector("[data-back]");
  const show = () => {
    const moves = movesOf(controls, whatIf);
    tell(place, whatIf, controls, moves);
    back.disabled = isEmpty(moves);
    return moves;
  };
  document.querySelector("[data-without-scripts]").hidden = true;
  place.hidden = false;
  for (const mark of place.querySelectorAll("[data-at]")) placeMark(mark);
  if (matchMedia("(min-width: 62rem)").matches) openAll(place);
  restore(controls, whatIf);
  show();

  place.querySelector("[data-levers]").addEventListener("input", () => remember(show()));
  place.querySelector("[data-levers]").addEventListener("submit", (event) => event.preventDefault());
  back.addEventListener("click", () => {
    reset(controls, whatIf);
    remember(show());
    controls.sliders[0]?.focus();
  });
  /* Other addresses on this page, such as the way to its content, are none of ours. */
  addEventListener("hashchange", () => {
    if (!hashParts().has(MARK)) return;
    restore(controls, whatIf);
    show();
  });
  addEventListener("beforeprint", () => openAll(place));
}

function controlsOf(place) {
  return {
    sliders: [...place.querySelectorAll("[data-capability]")],
    gates: [...place.querySelectorAll("[data-gate]")],
    stage: place.querySelector("[data-stage]"),
    pilot: place.querySelector("[data-pilot]"),
    gap: place.querySelector("[data-gap]"),
  };
}

function openAll(place) {
  for (const board of place.querySelectorAll("details")) board.open = true;
}

/* Where a value stands on the line, from 0 to 1. */
function placeMark(mark) {
  mark.style.setProperty("--at", (Number(mark.dataset.at) - 1) / 4);
}

/* --- From the page to moves ---------------------------------------------------------------- */

function movesOf({ sliders, gates, stage, pilot, gap }, whatIf) {
  const moves = { capabilities: {}, gates: {} };
  for (const slider of sliders) {
    if (isMoved(slider)) {
      moves.capabilities[slider.dataset.capability] = Number(slider.value);
    }
  }
  for (const gate of gates) {
    if (gate.value) moves.gates[gate.dataset.gate] = Number(gate.value);
  }
  if (stage && Number(stage.value) !== whatIf.technology_stage) {
    moves.technology_stage = Number(stage.value);
  }
  if (pilot && pilot.checked !== whatIf.pilot_unit) moves.pilot_unit = pilot.checked;
  if (gap?.checked) moves.critical_hierarchy_gap = false;
  return moves;
}

/* As numbers: a slider that starts from "3.0" says "3". */
function isMoved(slider) {
  return Number(slider.value) !== Number(slider.defaultValue);
}

function isEmpty(moves) {
  const { capabilities, gates, ...others } = moves;
  return [capabilities, gates, others].every((part) => Object.keys(part).length === 0);
}

/* --- To the address and back --------------------------------------------------------------- */

function hashParts() {
  return new URLSearchParams(location.hash.slice(1));
}

function remember(moves) {
  const parts = new URLSearchParams({ ...moves.capabilities, ...moves.gates });
  if ("technology_stage" in moves) parts.set("stage", moves.technology_stage);
  if ("pilot_unit" in moves) parts.set("pilot", Number(moves.pilot_unit));
  if ("critical_hierarchy_gap" in moves) parts.set("gap", 0);
  const bare = location.pathname + location.search;
  history.replaceState(null, "", isEmpty(moves) ? bare : `${bare}#${MARK}&${parts}`);
}

function reset({ sliders, gates, stage, pilot, gap }, whatIf) {
  for (const slider of sliders) slider.value = slider.defaultValue;
  for (const gate of gates) gate.value = "";
  if (stage) stage.value = String(whatIf.technology_stage);
  if (pilot) pilot.checked = whatIf.pilot_unit;
  if (gap) gap.checked = false;
}

/* Whoever wrote the address: only what can be chosen on the page is taken from it. */
function restore(controls, whatIf) {
  const { sliders, gates, stage, pilot, gap } = controls;
  const parts = hashParts();
  reset(controls, whatIf);
  if (!parts.has(MARK)) return;
  for (const slider of sliders) {
    const given = parts.get(slider.dataset.capability);
    if (given !== null && /^[1-5](\.\d)?$/.test(given) && Number(given) <= 5) slider.value = given;
  }
  for (const gate of gates) choose(gate, parts.get(gate.dataset.gate));
  if (stage) choose(stage, parts.get("stage"));
  if (pilot && ["0", "1"].includes(parts.get("pilot"))) pilot.checked = parts.get("pilot") === "1";
  if (gap) gap.checked = parts.get("gap") === "0";
}

function choose(list, given) {
  if ([...list.options].some((option) => option.value === given)) list.value = given;
}

/* --- What it comes to ----------------------------------------------------------------------- */

function tell(place, whatIf, controls, moves) {
  const { words } = whatIf;
  const { verdict, dimensions } = verdictIf(whatIf, moves);
  const measured = verdictIf(whatIf, {}).verdict;
  say(place.querySelector("[data-name]"), words.verdicts[verdict.code].name);
  say(place.querySelector("[data-headline]"), words.verdicts[verdict.code].headline);
  say(place.querySelector("[data-rule]"), words.rules[verdict.rule]);
  say(place.querySelector("[data-compared]"), compared(words, verdict, measured, moves));
  const reasons = verdict.reasons.map((reason) => reasonSentence(words, reason, moves));
  list(place.querySelector("[data-reasons]"), reasons.length ? reasons : [words.free]);
  for (const score of place.querySelectorAll("[data-dimension]")) {
    say(score, oneDecimal(dimensions[score.dataset.dimension], words));
  }
  for (const slider of controls.sliders) read(slider, words);
  const changes = changeSentences(words, controls, moves);
  place.querySelector("[data-changes]").hidden = changes.length === 0;
  list(place.querySelector("[data-changes-list]"), changes);
}

function compared(words, verdict, measured, moves) {
  if (isEmpty(moves)) return words.unmoved;
  return verdict.code === measured.code ? words.same : words.other;
}

function reasonSentence(words, reason, moves) {
  const gate = words.gates[reason.code];
  if (!gate) {
    return fill(words.reasons[reason.kind], {
      name: words.names[reason.code],
      ...scoreAndLimit(reason, words),
    });
  }
  if (reason.kind === "gate_unproven") return gate.unproven;
  const isKnown = reason.value !== null && !(reason.code in moves.gates);
  const stands = isKnown ? ` ${fill(words.stands, scoreAndLimit(reason, words))}` : "";
  return gate.open + stands;
}

function scoreAndLimit({ value, limit }, words) {
  if (value === null || limit === null) return {};
  const [score, needed] = [oneDecimal(value, words), oneDecimal(limit, words)];
  const isMissed = value < limit && score === needed;
  return { score: isMissed ? fill(words.just_under, { limit: needed }) : score, limit: needed };
}

function changeSentences(words, { sliders, gates, stage, pilot, gap }, moves) {
  const moved = sliders
    .filter((slider) => slider.dataset.capability in moves.capabilities)
    .map((slider) =>
      fill(words.change, {
        name: words.names[slider.dataset.capability],
        start: oneDecimal(Number(slider.defaultValue), words),
        end: oneDecimal(Number(slider.value), words),
      }),
    );
  const chosen = [...gates.filter((gate) => gate.value), stage]
    .filter((each) => each && (each !== stage || "technology_stage" in moves))
    .map((each) =>
      fill(words.choice, { name: labelOf(each), chosen: each.selectedOptions[0].text }),
    );
  const said = [...moved, ...chosen];
  if ("pilot_unit" in moves) {
    said.push(moves.pilot_unit ? labelOf(pilot) : words.reasons.no_pilot_unit);
  }
  if (gap?.checked) said.push(labelOf(gap));
  return said;
}

function labelOf(control) {
  return control.labels[0].textContent.trim();
}

function read(slider, words) {
  const score = Number(slider.value);
  const level = words.levels[Math.min(5, Math.max(1, Math.floor(score + 0.5))) - 1];
  const reading = `${oneDecimal(score, words)} · ${level}`;
  slider.setAttribute("aria-valuetext", reading);
  say(slider.closest(".lever").querySelector("[data-reading]"), reading);
  slider.closest(".lever").classList.toggle("is-moved", isMoved(slider));
}

/* One decimal, halves up, as everywhere in the report. */
function oneDecimal(score, words) {
  const tenths = Math.floor(Math.round(score * 1e9) / 1e8 + 0.5);
  return (tenths / 10).toFixed(1).replace(".", words.decimal);
}

function fill(sentence, parts) {
  return sentence.replace(/\{(\w+)\}/g, (name, key) => parts[key] ?? name);
}

/* Touches the page only where something changed, so that only this is read out. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function list(element, sentences) {
  const shown = [...element.children].map((item) => item.textContent);
  if (shown.length === sentences.length && shown.every((text, n) => text === sentences[n])) return;
  element.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
}
