// What an element's root has, from its beginning on (`frame` in ./reportedly.js), and what the reader has put into it.

/** @param {ShadowRoot} root @param {string} selector */
export const partIn = (root, selector) => /** @type {HTMLElement} */ (root.querySelector(selector));

/** @param {ShadowRoot} root */
export const readerIn = (root) => partIn(root, "[part=reader]");

/** @type {(reader: ParentNode, selector: string) => HTMLElement | null} */
export const partOf = (reader, selector) => reader.querySelector(selector);
