// For pages that have embed.html in a frame: gives the frame the height of what it shows, and lets the frame's events happen
// on the <iframe> element. Without this file, the frame has the height that the page gives it.
//
// Only what comes from this folder's origin, and from a frame that shows this folder's embed.html, is heard.

import { EVENTS, dispatch } from "./events.js";

const HOME = new URL("embed.html", import.meta.url);

// A frame is never higher or lower than this, whatever it says: in pixels.
const SMALLEST = 120;
const LARGEST = 30_000;

/** @param {unknown} frame @returns {frame is HTMLIFrameElement} */
const isOurs = (frame) => frame instanceof HTMLIFrameElement && frame.src.split(/[?#]/)[0] === HOME.href;

// A greeting says nothing, so that it may go to whatever is in the frame by now.
/** @param {unknown} frame */
const greet = (frame) => isOurs(frame) && frame.contentWindow?.postMessage({ reportedly: "hello" }, "*");

addEventListener("message", ({ source, origin, data }) => {
  if (origin !== HOME.origin || !data?.reportedly) return;
  const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source && isOurs(one));
  if (!frame) return;
  if (data.reportedly === "listening") greet(frame);
  if (data.reportedly !== 1) return;
  const { height, event, detail } = data;
  if (Number.isFinite(height)) resize(frame, Math.min(Math.max(height, SMALLEST), LARGEST));
  if (EVENTS.includes(event)) dispatch(frame, event, detail);
});

// Makes room for so many pixels of content. Where the page says that a height is that of the whole box, borders are in it.
/** @param {HTMLIFrameElement} frame @param {number} height */
function resize(frame, height) {
  const style = getComputedStyle(frame);
  const sides = ["border-top-width", "border-bottom-width", "padding-top", "padding-bottom"];
  const around = style.boxSizing === "border-box" ? sides.reduce((sum, side) => sum + parseFloat(style.getPropertyValue(side)), 0) : 0;
  frame.style.height = `${height + around}px`;
}

// Those that are loaded already, and those that will be: a frame's `load` does not bubble, but is heard on its way down. A frame
// whose script has not run by then asks for the greeting when it does.
document.addEventListener("load", ({ target }) => greet(target), true);
document.querySelectorAll("iframe").forEach(greet);
