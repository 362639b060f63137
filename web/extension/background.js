// What happens on a click on the extension's button, and at no other time: the article of the tab is marked, or its marks are taken
// away.
//
// The scripts that are put into the tab by it (content.js) find the article and place the panel, a page of the extension in a frame.
// That one talks to them by itself.

/** @import { Survey } from "./content.js" */

// What the browser's own pages, its shop and its viewers answer to a script.
const REFUSED = "Reportedly cannot read this page: the browser lets no extension look into its own pages and into some others.";

// The panel of a page that lets none be over it.
const WINDOW = /** @type {const} */ ({ type: "popup", width: 420, height: 720 });

// Firefox gives a frame of an extension in a page no more than it gives to a script in that page.
const HAS_FRAMES = !chrome.runtime.getURL("").startsWith("moz-extension:");

// How long to wait before each attempt, in milliseconds: Chromium may hear of the click before it knows what the click allows.
const ATTEMPTS = [0, 100, 300];

const TITLE = "Mark who said what";

chrome.action.onClicked.addListener(async ({ id }) => {
  if (id === undefined) return;
  try {
    await toggle(id);
    await announce(id, "", TITLE);
  } catch {
    await announce(id, "!", REFUSED);
  }
});

/** @param {number} tabId */
async function toggle(tabId) {
  const everywhere = { tabId, allFrames: true };
  await inject(everywhere);
  const answers = await chrome.scripting.executeScript({ target: everywhere, func: () => globalThis.reportedly?.survey() });
  const surveys = answers.flatMap(({ frameId, result }) => (result ? [{ frameId, ...result }] : []));
  const top = { tabId, frameIds: [0] };
  if (surveys.some(({ isOpen }) => isOpen)) {
    await chrome.scripting.executeScript({ target: everywhere, func: () => globalThis.reportedly?.close() });
    return;
  }
  const place = articlePlace(surveys);
  if (!HAS_FRAMES) return void (await openWindow(tabId, place));
  const [opened] = await chrome.scripting.executeScript({ target: top, func: (/** @type {string} */ place) => globalThis.reportedly?.open(place), args: [place] });
  if (!opened?.result) await openWindow(tabId, place);
}

/** @param {number} tabId @param {string} place */
async function openWindow(tabId, place) {
  await chrome.windows.create({ ...WINDOW, url: `${chrome.runtime.getURL("panel.html")}#place=${place}&tab=${tabId}` });
}

// Puts the script into the frames, that of the page itself at least. What the last attempt fails of is the answer.
/** @param {{ tabId: number, allFrames: boolean }} target */
async function inject(target) {
  let problem;
  for (const pause of ATTEMPTS) {
    await new Promise((go) => setTimeout(go, pause));
    try {
      const injected = await chrome.scripting.executeScript({ target, files: ["content.js"] });
      // Frames that may not be read are left out without a word.
      if (injected.some(({ frameId }) => frameId === 0)) return;
      problem = new Error("the page was left out");
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

// The frame with the longest article, best one that stands out, by its number; or why there is none.
/** @param {(Survey & { frameId: number })[]} surveys */
function articlePlace(surveys) {
  const [best] = surveys.filter(({ length }) => length > 0).sort((a, b) => Number(b.standsOut) - Number(a.standsOut) || b.length - a.length);
  if (best) return String(best.frameId);
  return surveys.find(({ frameId }) => frameId === 0)?.isPdf ? "pdf" : "none";
}

// On the button: a sign, and a sentence that is seen and heard where somebody points at it.
/** @param {number} tabId @param {string} text @param {string} title */
async function announce(tabId, text, title) {
  try {
    await chrome.action.setBadgeBackgroundColor({ tabId, color: "#8a3b12" });
    await chrome.action.setBadgeText({ tabId, text });
    await chrome.action.setTitle({ tabId, title });
  } catch {
    // The tab was closed meanwhile.
  }
}
