// The browser's events that the reader handles.

import { updateScrolled } from "./viewport.js";

// Presses that happened in the reader.
/** @type {WeakSet<Event>} */
const inside = new WeakSet();

const OF_ROOT = ["click", "keydown", "change", "input", "focusin", "focusout", "pointerover", "pointermove", "pointerdown",
  "pointerup", "pointercancel", "mousedown"];

/** @param {HTMLElement} root @param {(event: Event) => void} handler */
export function listen(root, handler) {
  const ending = new AbortController();
  const { signal } = ending;
  for (const type of OF_ROOT) root.addEventListener(type, handler, { signal });
  root.addEventListener("mousedown", (event) => inside.add(event), { signal });
  // Anywhere else. A finger that scrolls presses nothing.
  document.addEventListener("mousedown", (event) => {
    if (!inside.has(event)) handler(new Event("outside"));
  }, { signal });
  let resized = 0;
  addEventListener("resize", (event) => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(() => handler(event));
  }, { signal });
  root.addEventListener("pointerleave", handler, { signal });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settled;
  document.addEventListener("selectionchange", (event) => {
    clearTimeout(settled);
    settled = setTimeout(handler, 250, event);
  }, { signal });
  addEventListener("beforeprint", handler, { signal });
  addEventListener("afterprint", handler, { signal });
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => updateScrolled(root));
  };
  // Also of what the reader is scrolled in.
  addEventListener("scroll", soon, { signal, passive: true, capture: true });
  // A text that is drawn changes its size several times, and each measurement has the browser lay everything out.
  let settling = 0;
  const sized = new ResizeObserver(() => {
    clearTimeout(settling);
    settling = setTimeout(soon, 100);
  });
  sized.observe(root);
  signal.addEventListener("abort", () => {
    sized.disconnect();
    clearTimeout(settling);
    // Afterwards the handler can no longer be called.
    clearTimeout(settled);
    cancelAnimationFrame(resized);
  });
  return ending;
}

/** @param {AbortController} listening */
export function endListening(listening) {
  listening.abort();
}
