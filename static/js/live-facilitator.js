// The facilitator's page: follows when another browser moves the workshop on, and keeps what is
// half typed: in this tab, until the page shows it as stored.

import { formToken } from "./form-token.js";

const RETRY_MS = 3000;
const REQUEST_LIMIT_MS = 8000;
const STEP_LIMIT_MS = 10000;
// What the server does not keep of notes, and says so beside them.
const NOT_KEPT = [409, 422];
const offline = document.getElementById("offline");
const notDone = document.getElementById("not-done");
let isFollowing = false;
let isLeaving = false;

// --- Half-typed words -------------------------------------------------------------------------

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.type !== "hidden");
}

function valuesOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field.type !== "radio") values[field.name] = field.value;
    else if (field.checked) values[field.name] = field.value;
  }
  return values;
}

function keep(form) {
  const draft = { values: valuesOf(form), known: form.elements.known?.value };
  sessionStorage.setItem(form.dataset.draft, JSON.stringify(draft));
}

function draftOf(form) {
  return JSON.parse(sessionStorage.getItem(form.dataset.draft) ?? "null");
}

function forget(form) {
  sessionStorage.removeItem(form.dataset.draft);
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const draft = draftOf(form);
    if (draft === null) continue;
    if (isStored(draft.values, valuesOf(form))) forget(form);
    else fill(form, draft);
  }
}

function isStored(draft, values) {
  return Object.entries(draft).every(
    ([name, value]) => value.trim() === (values[name] ?? "").trim(),
  );
}

function fill(form, { values, known }) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in values)) continue;
    if (field.type === "radio") field.checked = field.value === values[field.name];
    else field.value = values[field.name];
  }
  if (form.dataset.unsaved) {
    // Whether others have written meanwhile the server says, by what these words came after.
    form.elements.known.value = known;
    sendLater(form);
  }
  const fold = form.closest("details");
  if (fold) fold.open = true;
  document.getElementById("followed").replaceChildren();
}

// --- Following --------------------------------------------------------------------------------

async function follow() {
  if (isFollowing) return;
  isFollowing = true;
  try {
    await sendNotes().catch(() => {}); // they stay in this tab, and are tried again
    const page = new DOMParser().parseFromString(await heard(location.href), "text/html");
    const next = page.getElementById("workshop");
    if (next === null) location.reload();
    else if (!isShown(next)) put(next);
  } catch {
    // The counters ask for it again within a second.
  } finally {
    isFollowing = false;
  }
}

// Two answers of the counters can ask for the same look; a button must not go from under the finger.
function isShown(next) {
  const version = (page) => page.querySelector("#counters").getAttribute("hx-get");
  return version(next) === version(document);
}

function put(next) {
  const held = heldField();
  const old = document.getElementById("workshop");
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(document.adoptNode(next));
  htmx.process(next);
  restore();
  takeUp(held);
  // Whoever was here finds the keyboard again where the next step is.
  if (hadFocus && !next.contains(document.activeElement)) {
    document.getElementById("now").focus({ preventScroll: true });
  }
  document.getElementById("said").textContent = next.querySelector(".over, #now").textContent;
}

function heldField() {
  const field = document.activeElement;
  const form = field?.closest("form[data-draft]");
  if (!form) return null;
  const isText = typeof field.selectionStart === "number";
  return {
    draft: form.dataset.draft,
    name: field.name,
    value: field.value,
    range: isText ? [field.selectionStart, field.selectionEnd] : null,
  };
}

// Back into the field in which somebody was typing; where it is gone, the page says so.
function takeUp(held) {
  if (held === null) return;
  const form = [...document.querySelectorAll("form[data-draft]")].find(
    (each) => each.dataset.draft === held.draft,
  );
  const field = fieldsOf(form ?? { elements: [] }).find(
    (each) => each.name === held.name && (each.type !== "radio" || each.value === held.value),
  );
  if (field) {
    field.focus({ preventScroll: true });
    if (held.range) field.setSelectionRange(...held.range);
  } else if (sessionStorage.getItem(held.draft) !== null) {
    const note = document.getElementById("moved-on").content.cloneNode(true);
    document.getElementById("followed").replaceChildren(note);
  }
}

// --- Searching the agenda ---------------------------------------------------------------------

function search(words) {
  const wanted = words.trim().toLocaleLowerCase();
  for (const fold of document.querySelectorAll("[data-fold]")) {
    let found = 0;
    for (const row of fold.querySelectorAll("li")) {
      row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
      if (!row.hidden) found += 1;
    }
    fold.hidden = found === 0;
    fold.open = wanted !== "" && found > 0;
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-search]")) search(event.target.value);
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  keep(form);
  if (form.dataset.unsaved) form.querySelector("[role=status]").textContent = "";
});

// --- Steps ------------------------------------------------------------------------------------

// A step leaves the page. So the server is asked first whether it is there: else the browser's
// own page about a missing network would stand there in the middle of the workshop.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("#workshop form[action]")) return;
  event.preventDefault();
  if (isLeaving) return;
  isLeaving = true;
  try {
    await heard(document.getElementById("counters").getAttribute("hx-get"));
    await sendNotes();
    // The page may have followed meanwhile. Whether the step still counts the server says.
    form.hidden = !form.isConnected;
    if (form.hidden) document.body.append(form);
    form.elements.csrfmiddlewaretoken.value = formToken();
    form.submit();
    // Should the answer never come: a second press of a step that was taken does nothing.
    setTimeout(() => (isLeaving = false), STEP_LIMIT_MS);
  } catch {
    isLeaving = false;
    offline.hidden = notDone.hidden = false;
  }
});

addEventListener("pageshow", () => (isLeaving = false));

// --- The network ------------------------------------------------------------------------------

// Returns what the server says. Who is signed out, or has no access any more, is told so by the
// page itself, loaded anew.
async function heard(url, options = {}) {
  const signal = AbortSignal.timeout(REQUEST_LIMIT_MS);
  const response = await fetch(url, { redirect: "manual", signal, ...options });
  if (response.type === "opaqueredirect" || [401, 403, 404].includes(response.status)) {
    location.reload();
  }
  if (!response.ok) throw new Error(response.status);
  return response.text();
}

function failed(event) {
  const status = event.detail.xhr?.status;
  if (event.target.id === "counters" && [403, 404].includes(status)) location.reload();
  const form = event.target.closest?.("form[data-unsaved]");
  if (form && NOT_KEPT.includes(status)) return;
  offline.hidden = false;
  if (!form) return;
  form.querySelector("[role=status]").textContent = form.dataset.unsaved;
  sendLater(form);
}

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(name, failed);
}
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "post") detail.parameters.csrfmiddlewaretoken = formToken();
});

// --- Notes ------------------------------------------------------------------------------------

// Notes not sent yet go before the page shows another question.
async function sendNotes() {
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    const draft = draftOf(form);
    if (draft === null) continue;
    const body = new FormData(form);
    body.set("known", draft.known);
    body.set("csrfmiddlewaretoken", formToken());
    try {
      await heard(form.getAttribute("hx-post"), { method: "POST", body });
      stored(form, body);
    } catch (error) {
      if (!NOT_KEPT.map(String).includes(error.message)) throw error;
    }
  }
}

function sendLater(form) {
  setTimeout(() => form.isConnected && htmx.trigger(form, "submit"), RETRY_MS);
}

function stored(form, sent) {
  form.elements.known.value = sent.get("notes");
  if (isAllSent(form, sent)) forget(form);
  else keep(form);
}

function isAllSent(form, sent) {
  return form.elements.notes.value === sent.get("notes");
}

document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!detail.successful) return;
  offline.hidden = notDone.hidden = true;
  const form = target.closest?.("form[data-unsaved]");
  if (form) stored(form, detail.requestConfig.formData);
});
// "Saved" is only said of all that stands there, not while more has been typed since.
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.elt.closest("form[data-unsaved]");
  if (!form) return;
  if (NOT_KEPT.includes(detail.xhr.status)) detail.shouldSwap = true;
  else if (!isAllSent(form, detail.requestConfig.formData)) detail.shouldSwap = false;
});
// What another browser has stored is read now, so what is typed next may take its place.
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  const theirs = detail.elt.querySelector(".theirs");
  if (theirs) theirs.closest("form").elements.known.value = theirs.textContent;
});

document.body.addEventListener("workshop-moved", follow);
restore();
