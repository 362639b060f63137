// The keyboard's focus in the reader.

import { endSmoothScroll, isSeen } from "./viewport.js";

/** @param {Element} root */
const focused = (root) => /** @type {DocumentOrShadowRoot} */ (/** @type {unknown} */ (root.getRootNode())).activeElement;

/** @type {(root: Element, selector: string) => HTMLElement | null} */
const find = (root, selector) => root.querySelector(selector);

// Shows an element that is folded away.
/** @param {Element | null | undefined} element */
export function unfold(element) {
  for (let inside = element; inside; inside = inside.parentElement) {
    const folded = inside.parentElement;
    // The summary is seen as it is.
    if (folded instanceof HTMLDetailsElement && inside.localName !== "summary") folded.open = true;
  }
}

// Says whether the element has the focus then.
/** @param {Element} root @param {string} selector @param {boolean} reveal */
export function focusOn(root, selector, reveal) {
  const element = find(root, selector);
  if (!element) return false;
  unfold(element);
  // Of what is higher than the window, the beginning.
  const block = element.offsetHeight > innerHeight / 2 ? "start" : "center";
  if (reveal) element.scrollIntoView({ block });
  // The article as a whole is where the reader is already.
  element.focus({ preventScroll: reveal || element.matches(".reportedly-article") });
  return focused(root) === element;
}

/** @param {Element} root @param {string} selector */
export function leadBack(root, selector) {
  const element = find(root, selector);
  if (!element) return;
  endSmoothScroll();
  const box = element.getBoundingClientRect();
  const bar = find(root, ".reportedly-spotlight > .reportedly-spotlight-bar")?.getBoundingClientRect();
  // A heading of the panel stays in view as long as its group does; beside the text, the panel scrolls its list.
  const group = element.closest(".reportedly-group"), panel = group?.closest(".reportedly-panel");
  if (panel && panel.scrollHeight > panel.clientHeight) group?.scrollIntoView({ block: "nearest" });
  else if (!isSeen(box) || (bar && box.bottom > bar.top)) (group ?? element).scrollIntoView({ block: group ? "start" : "center" });
  const now = focused(root);
  if (!now?.matches("button, select, input") || !root.contains(now)) element.focus({ preventScroll: true });
}

/** @param {Element} root */
export function focusedIn(root) {
  const now = focused(root);
  return now && root.contains(now) ? now : undefined;
}

/** @param {Element} root @param {HTMLElement} element */
export function focusAgain(root, element) {
  if (element.isConnected) element.focus({ preventScroll: true });
  return focused(root) === element;
}

/** @param {Element} root @param {string} selector */
export function focusInPlace(root, selector) {
  find(root, selector)?.focus({ preventScroll: true });
}
