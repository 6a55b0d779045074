// The facilitator's page: follows when another browser moves the workshop on, and keeps what is
// half typed: in this tab, until the page shows it as stored.

const RETRY_MS = 3000;
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
  sessionStorage.setItem(form.dataset.draft, JSON.stringify(valuesOf(form)));
}

function restore() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const draft = JSON.parse(sessionStorage.getItem(form.dataset.draft) ?? "null");
    if (draft === null) continue;
    const stored = valuesOf(form);
    if (isStored(draft, stored)) sessionStorage.removeItem(form.dataset.draft);
    else fill(form, draft);
    // Words of somebody else are not written over unasked.
    if (form.dataset.unsaved && goesOn(draft, stored)) sendLater(form);
  }
}

function isStored(draft, values) {
  return Object.entries(draft).every(
    ([name, value]) => value.trim() === (values[name] ?? "").trim(),
  );
}

function goesOn(draft, values) {
  return Object.entries(draft).every(([name, value]) => value.startsWith(values[name] ?? ""));
}

function fill(form, draft) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in draft)) continue;
    if (field.type === "radio") field.checked = field.value === draft[field.name];
    else field.value = draft[field.name];
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
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const next = page.getElementById("workshop");
    if (next === null) location.reload();
    else if (!isShown(next)) put(next);
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
    const response = await fetch(document.getElementById("counters").getAttribute("hx-get"));
    if (!response.ok) throw new Error(String(response.status));
    await sendNotes();
    // The page may have followed meanwhile. Whether the step still counts the server says.
    form.hidden = !form.isConnected;
    if (form.hidden) document.body.append(form);
    form.submit();
  } catch {
    isLeaving = false;
    offline.hidden = notDone.hidden = false;
  }
});

addEventListener("pageshow", () => (isLeaving = false));

// --- Notes and the network --------------------------------------------------------------------

// Notes not sent yet go before the page shows another question.
async function sendNotes() {
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    if (sessionStorage.getItem(form.dataset.draft) === null) continue;
    const body = new FormData(form);
    const response = await fetch(form.getAttribute("hx-post"), { method: "POST", body });
    if (!response.ok) throw new Error(String(response.status));
    if (isAllSent(form, body)) sessionStorage.removeItem(form.dataset.draft);
  }
}

function sendLater(form) {
  setTimeout(() => form.isConnected && htmx.trigger(form, "submit"), RETRY_MS);
}

function isAllSent(form, sent) {
  return fieldsOf(form).every((field) => field.value === sent.get(field.name));
}

function failed(event) {
  const form = event.target.closest?.("form[data-unsaved]");
  offline.hidden = false;
  if (!form) return;
  form.querySelector("[role=status]").textContent = form.dataset.unsaved;
  sendLater(form);
}

document.body.addEventListener("htmx:sendError", failed);
document.body.addEventListener("htmx:responseError", failed);
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) return;
  offline.hidden = notDone.hidden = true;
  const form = event.target.closest?.("form[data-unsaved]");
  if (form && isAllSent(form, event.detail.requestConfig.formData)) sessionStorage.removeItem(form.dataset.draft);
});
// "Saved" is only said of all that stands there, not while more has been typed since.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.elt.closest("form[data-unsaved]");
  if (form && !isAllSent(form, event.detail.requestConfig.formData)) event.detail.shouldSwap = false;
});

document.body.addEventListener("workshop-moved", follow);
restore();
