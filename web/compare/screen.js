// What the page that compares asks of the browser.

// Leads to what is lit in each of the texts side by side, and to the top where nothing is.
/** @param {Element} root */
export function showPlaces(root) {
  for (const text of root.querySelectorAll(".places-text")) {
    const lit = text.querySelector("mark");
    if (!lit) text.scrollTop = 0;
    else text.scrollTop += lit.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 4;
  }
}

// The draft in the page's address; empty where there is none. "lost" says that a text could not be taken along.
export const addressOf = () => {
  const { hash } = location;
  return hash === "#lost" ? "lost" : hash.startsWith("#d=") ? hash.slice(3) : "";
};

// Names the draft in the page's address, so that a reload opens it.
/** @param {string} draft */
export function setAddress(draft) {
  try {
    history.replaceState(history.state, "", draft ? `#d=${draft}` : location.pathname + location.search);
  } catch {
    // Safari allows a hundred changes in half a minute.
  }
}

// Puts the focus on an element, where what had it is gone.
/** @param {Element} root @param {string} selector */
export function focusOn(root, selector) {
  const { activeElement } = document;
  if (activeElement && activeElement !== document.body && activeElement.checkVisibility()) return;
  /** @type {HTMLElement | null} */ (root.querySelector(selector))?.focus();
}

export const printPage = () => print();

/** @param {() => void} handler */
export const onPrint = (handler) => addEventListener("beforeprint", handler);
