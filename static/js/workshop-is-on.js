// Tells somebody who is answering, or has handed in, when a workshop begins or ends.

import { poll } from "./live-poll.js";

const banner = document.getElementById("workshop-is-on");
const line = banner.firstElementChild;
line.classList.toggle("late", line.hidden);

poll(banner.dataset.ask, {
  every: 10000,
  show(state) {
    line.hidden = !state.is_on;
  },
});
