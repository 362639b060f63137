// What is put into each frame of a tab when somebody clicks on the extension's button. Pages do not see it: it runs in a world of its
// own, beside theirs.

/** @typedef {{ isOpen: boolean, length: number, isPdf: boolean }} Survey Whether a panel is open here; how long the article is, 0 where there is none. */
/** @typedef {{ survey(): Survey, open(place: string): Promise<boolean>, close(): Promise<void> }} Content */

import { findArticle } from "./article.js";
import { MarkSession } from "./mark-session.js";
import { PanelFrame } from "./panel-frame.js";

/** @type {PanelFrame | undefined} */
let panel;
/** @type {MarkSession | undefined} */
let marks;

/** @returns {Survey} */
function survey() {
  return {
    isOpen: Boolean(panel?.isOpen || marks?.isOpen),
    length: findArticle(document)?.length ?? 0,
    isPdf: document.contentType === "application/pdf" || document.body?.firstElementChild?.matches("embed[type='application/pdf']") === true,
  };
}

// Opens the panel over this page. Says whether the page lets it be.
/** @param {string} place */
async function open(place) {
  const opened = (panel = new PanelFrame(place));
  const hasBegun = await opened.begun;
  if (!hasBegun) await opened.close();
  return hasBegun;
}

async function close() {
  await panel?.close();
  panel = undefined;
  // A panel in a window of its own.
  marks?.close();
}

// Once for each document, however often somebody clicks.
if (!globalThis.reportedly) {
  globalThis.reportedly = { survey, open, close };
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === "panel") panel?.connect(port);
    if (port.name === "marks") marks = new MarkSession(port);
  });
}
