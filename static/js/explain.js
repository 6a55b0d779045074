/* Shows how a number comes about in a dialog instead of on a page of its own. The dialog is the
   browser's: it keeps the focus, closes with Escape and gives the focus back. */

const dialog = document.querySelector("[data-explain-dialog]");
const body = dialog?.querySelector("[data-explain-body]");

if (dialog) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-explain]");
    if (!link || isMeantForAnotherTab(event)) return;
    event.preventDefault();
    show(link.href);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

function isMeantForAnotherTab({ button, ctrlKey, metaKey, shiftKey, altKey }) {
  return button !== 0 || ctrlKey || metaKey || shiftKey || altKey;
}

/* Whatever is no explanation, such as the page to sign in, is opened as a page. */
async function show(address) {
  const explanation = await explanationAt(address).catch(() => null);
  if (!explanation) {
    location.assign(address);
    return;
  }
  body.replaceChildren(document.importNode(explanation, true));
  if (!dialog.open) dialog.showModal();
  body.scrollIntoView({ block: "start" });
  body.querySelector("h2").focus();
}

async function explanationAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-explanation]");
}
