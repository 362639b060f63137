// The keyboard's focus in the reader.

import { isSeen } from "./viewport.js";

const focused = (root) => root.getRootNode().activeElement;

// Says whether the element has the focus then. One that is folded away is unfolded.
export function focusOn(root, selector, reveal) {
  const element = root.querySelector(selector);
  if (!element) return false;
  const folded = element.closest("details:not([open])");
  if (folded && element.localName !== "summary") folded.open = true;
  // Of what is higher than the window, the beginning.
  const block = element.offsetHeight > innerHeight / 2 ? "start" : "center";
  if (reveal) element.scrollIntoView({ block });
  // The article as a whole is where the reader is already.
  element.focus({ preventScroll: reveal || element.matches(".reportedly-article") });
  return focused(root) === element;
}

export function leadBack(root, selector) {
  const element = root.querySelector(selector);
  if (!element) return;
  if (!isSeen(element.getBoundingClientRect())) element.scrollIntoView({ block: "center" });
  const now = focused(root);
  if (!now?.matches("button, select, input") || !root.contains(now)) element.focus({ preventScroll: true });
}

export function focusInPlace(root, selector) {
  root.querySelector(selector)?.focus({ preventScroll: true });
}
