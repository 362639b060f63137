/** @import { ReportedlyTextEvents } from "../declarations/reportedly.js" */
/** @typedef {{ [Name in keyof ReportedlyTextEvents]: Name extends `before-${string}` ? never : Name }[keyof ReportedlyTextEvents]} EventName */

// The events that cross the border of a frame, from embed.js to frame.js. Those that can be refused cannot: an answer would come
// too late.
/** @type {EventName[]} */
export const EVENTS = [
  "ready", "annotated", "annotation-created", "annotation-updated", "annotation-removed", "annotation-selected", "filterchange",
  "share", "error",
];

// Lets one of them happen. What is called "error" is kept from the window's `onerror`, which takes it for an error of a script.
/**
 * @param {EventTarget} target
 * @param {string} name
 * @param {unknown} detail
 */
export function dispatch(target, name, detail) {
  const event = new CustomEvent(name, { bubbles: true, composed: true, detail });
  const { onerror } = window;
  /** @type {typeof onerror} */
  const others = onerror && ((...given) => (given[0] === event ? undefined : onerror.apply(window, given)));
  if (onerror) window.onerror = others;
  target.dispatchEvent(event);
  if (onerror && window.onerror === others) window.onerror = onerror;
}
