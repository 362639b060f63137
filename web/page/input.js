// The browser's events that the page handles.

import { onDraftsChanged } from "./drafts.js";

// Calls back with what the page cannot hear by itself: "others" when another tab has changed drafts, "pop" when the tab has
// moved in its history, "leave" when the page may be gone soon.
/** @param {(what: string) => void} notify */
export function listenToBrowser(notify) {
  // A button that was pressed may be gone, and the keyboard with it: undoing still means the text that is read.
  document.addEventListener("keydown", ({ target, key, ctrlKey, metaKey, shiftKey }) => {
    if (target === document.body && (ctrlKey || metaKey) && "zy".includes(key.toLowerCase())) {
      const undo = new KeyboardEvent("keydown", { key, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true });
      document.querySelector(".reportedly")?.dispatchEvent(undo);
    }
  });
  onDraftsChanged(() => notify("others"));
  addEventListener("popstate", () => notify("pop"));
  addEventListener("hashchange", () => notify("link"));
  addEventListener("pagehide", () => notify("leave"));
  document.addEventListener("visibilitychange", () => document.hidden && notify("leave"));
}

const OF_ROOT = ["click", "change", "input", "keydown", "paste", "submit"];
// It does not bubble.
const OF_DIALOG = ["cancel", "close"];
// A file that is dropped beside the page's contents would otherwise take the page's place.
const OF_ALL = ["drop", "dragover", "dragleave"];

/** @param {Element} root @param {(event: Event) => void} handler */
export function listen(root, handler) {
  for (const type of OF_ROOT) root.addEventListener(type, handler);
  for (const type of OF_DIALOG) root.addEventListener(type, handler, true);
  for (const type of OF_ALL) document.addEventListener(type, handler);
  // What boot.js has held back is for the program now.
  dispatchEvent(new Event("reportedly-listening"));
}

// Whether another site shows this page in a frame: what is clicked there may be what that site wants to be clicked.
export function isFramed() {
  try {
    for (let inner = /** @type {Window} */ (window); inner !== top; inner = inner.parent) {
      if (inner.parent.location.origin !== location.origin) return true;
    }
    return false;
  } catch {
    // What another site's window has cannot be read.
    return true;
  }
}
