// The receipt: what this round left in the browser is no longer needed.

import { pageRecord } from "./answering-queue.js";
import { forgetRound } from "./answering-storage.js";

forgetRound(pageRecord().round);
