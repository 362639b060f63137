// The page that shows the text that its address carries. In a frame, it tells the page around it how high it is and what
// happens, when that page has greeted it (./frame.js), and only that page.

/** @import { ReportedlyText, ReportedlyTextEvents } from "../declarations/reportedly.js" */
/** @typedef {ReportedlyTextEvents["error"] & { target: ReportedlyText }} ErrorOfElement */

import { EVENTS } from "./events.js";
import "./reportedly.js";

// What the address may say of the element, as in embed.html?mode=read#r1=… Who makes a link to this page is not who has put it
// here: where its readers' links lead is not for a link to say, but whether there are any.
const CHOICES = ["layers", "mode", "theme", "panel", "density"];
/** @param {string} name @param {string} value */
const isAllowed = (name, value) => CHOICES.includes(name) || (name === "share" && value === "off");

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

const place = find("main");

function show() {
  const link = location.hash.slice(1);
  find("#empty").hidden = Boolean(link);
  find("#origin").hidden = !link;
  find("#problem").hidden = true;
  const element = document.createElement("reportedly-text");
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (isAllowed(name, value)) element.setAttribute(name, value);
  }
  element.setAttribute("loading", "eager");
  // There is nothing around it that could move.
  element.setAttribute("size", "full");
  // The line above it, too.
  const theme = element.getAttribute("theme") ?? "";
  document.documentElement.style.colorScheme = ["light", "dark"].includes(theme) ? theme : "";
  element.setAttribute("link", link);
  place.replaceChildren(...(link ? [element] : []));
}

// On this page there is nothing else: what is wrong need not be asked for.
place.addEventListener("error", (event) => {
  const { target, detail } = /** @type {ErrorOfElement} */ (/** @type {Event} */ (event));
  const problem = find("#problem");
  problem.textContent = `This text could not be shown${target.text ? " as it was sent" : ""}: ${detail.message}.`;
  problem.hidden = false;
  find("#origin").hidden = !target.text;
});

// The origin of the page around.
/** @type {string | undefined} */
let greeted;

// Nothing but numbers and plain details, to the origin that has greeted.
/** @param {object} message */
function postToHost(message) {
  if (greeted) parent.postMessage({ reportedly: 1, ...message }, greeted);
}

// What hangs below the text takes no room, but is to be seen.
const height = () => postToHost({ height: Math.max(Math.ceil(document.body.getBoundingClientRect().height), document.body.scrollHeight) });

addEventListener("message", ({ source, origin, data }) => {
  // A page without an origin of its own, such as a file, cannot be told from others.
  if (source !== parent || source === window || data?.reportedly !== "hello" || origin === "null") return;
  greeted = origin;
  height();
});

// The page around may have greeted before this script ran: in WebKit a frame has loaded before its modules have run. This message
// asks for another greeting. It says nothing of the text, so that it may go to any page.
if (parent !== window) parent.postMessage({ reportedly: "listening" }, "*");

new ResizeObserver(height).observe(document.body);
for (const name of EVENTS) {
  place.addEventListener(name, (event) => postToHost({ event: name, detail: /** @type {CustomEvent} */ (event).detail }));
}
addEventListener("hashchange", show);
show();
