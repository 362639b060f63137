// What is put into each frame of a tab when somebody clicks on the extension's button. Pages do not see it: it runs in a world of its
// own, beside theirs.

/** @typedef {{ isOpen: boolean, length: number, standsOut: boolean, isPdf: boolean }} Survey
 * Whether a panel is open here; how long the article is, 0 where there is none, and whether it stands out from the rest of the page. */
/** @typedef {{ survey(): Survey, open(place: string): Promise<boolean>, close(): Promise<void> }} Content */

import { glanceAt } from "./article.js";
import { MarkSession } from "./mark-session.js";
import { PanelFrame } from "./panel-frame.js";

/** @type {PanelFrame | undefined} */
let panel;
/** @type {MarkSession | undefined} */
let marks;

/** @returns {Survey} */
function survey() {
  const glance = glanceAt(document);
  return {
    isOpen: Boolean(panel?.isOpen || marks?.isOpen),
    length: glance?.length ?? 0,
    standsOut: Boolean(glance?.element),
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
    if (port.name !== "marks") return;
    // A panel in another window has to go first: one click takes one away.
    marks?.close();
    marks = new MarkSession(port);
  });
}
