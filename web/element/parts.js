// What an element's root has, from its beginning on (`frame` in ./reportedly.js), and what the reader has put into it.

/** @param {ShadowRoot} root @param {string} selector */
export const partIn = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/** @param {ShadowRoot} root */
export const readerIn = (root) => partIn(root, "[part=reader]");

// Whether something is open in the reader that Escape closes.
/** @param {ParentNode} reader */
export const hasOpen = (reader) => Boolean(reader.querySelector(".reportedly-card, .reportedly-over, .reportedly-spotlight, .reportedly-search"));

/** @type {(reader: ParentNode, selector: string) => HTMLElement | null} */
export const partOf = (reader, selector) => reader.querySelector(selector);
