// Moves within a text that is read, as entries of the tab's history. Each entry of history.js may be followed by some that
// differ in their depth: how many moves between text and panel they are after.

import { historyEntry } from "./history.js";

// What tells the moves of one reading from those of others; undefined until there is a move.
/** @type {string | undefined} */
let reading;

/** @returns {number} */
export const depth = () => history.state?.depth ?? 0;

/** @param {number} wanted */
export function setDepth(wanted) {
  const now = depth();
  try {
    if (wanted > now) {
      reading ??= crypto.getRandomValues(new Uint32Array(2)).join("-");
      history.replaceState({ ...history.state, depth: now, reading }, "");
      // Before anything is scrolled: the browser remembers where the page was.
      history.pushState({ ...history.state, depth: wanted }, "");
    } else if (wanted < now) {
      history.go(wanted - now);
    }
  } catch {
    // Safari allows a hundred changes in half a minute. Then Back leads further than to the last move.
  }
}

// Whether the entry of the history is one of those between which the moves of this reading lie.
export const isWithinReading = () => reading !== undefined && history.state?.reading === reading;

export function forgetMoves() {
  reading = undefined;
}

export function leaveReading() {
  history.go(-1 - depth());
}

export function beginEntry() {
  if (!historyEntry()?.[1]) return;
  try {
    history.pushState(null, "");
  } catch {
    // As above: Back then leads to the text before this one in its box.
  }
}

export function scrollToTop() {
  scrollTo({ top: 0, behavior: "instant" });
}

/** @param {HTMLElement} element */
export function focusInPlace(element) {
  element.focus({ preventScroll: true });
}

export const windowSize = () => [document.documentElement.clientWidth, innerHeight];
