// The way to compare.html, and what is compared there as long as it is no draft.

import { packed, unpacked } from "./drafts.js";

/** @typedef {[title: string, text: string, work: Uint8Array, draft: string]} Text */

// For this tab, which a reload does not change.
const TEXTS = "reportedly-comparison";

// Returns whether there was room.
/** @param {Text[]} texts */
export function storeTexts(texts) {
  try {
    const stored = texts.map(([title, text, work, draft]) => [title, text, packed(work), draft]);
    sessionStorage.setItem(TEXTS, JSON.stringify(stored));
    return true;
  } catch {
    return false;
  }
}

/** @returns {Text[]} */
export function storedTexts() {
  try {
    /** @type {[string, string, string, string][]} */
    const stored = JSON.parse(sessionStorage.getItem(TEXTS) ?? "[]");
    return stored.map(([title, text, work, draft]) => [String(title), String(text), unpacked(work), String(draft)]);
  } catch {
    return [];
  }
}

// Leads to the page that compares, with this text beside those that the tab has: they are no draft, and would be lost.
/** @param {string} title @param {string} text @param {Uint8Array} work @param {string} draft */
export function compareWith(title, text, work, draft) {
  const others = storedTexts().filter(([, stored]) => stored !== text);
  const isThere = storeTexts([...others, [title, text, work, draft]]);
  location.assign(`compare.html${isThere ? "" : "#lost"}`);
}
