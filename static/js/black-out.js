// Blacks out what is selected in a text, by mouse or keyboard; the server keeps the rule.

const button = document.querySelector("[data-black-out]");
const field = document.getElementById(button.dataset.blackOut);

button.hidden = false;
button.addEventListener("click", () => {
  const { selectionStart: start, selectionEnd: end } = field;
  if (start !== end) {
    field.setRangeText(button.dataset.mark, start, end, "end");
  }
  field.focus();
});
