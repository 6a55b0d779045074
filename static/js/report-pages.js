/* On a phone the names of the pages do not fit beside each other: the one that is open is shown. */

const names = document.querySelector(".report-pages ul");
const current = names?.querySelector("[aria-current]");

if (current) {
  const middle = current.offsetLeft + current.offsetWidth / 2;
  names.scrollLeft = middle - names.offsetLeft - names.clientWidth / 2;
}
