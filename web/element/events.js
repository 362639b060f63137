// The events that cross the border of a frame, from embed.js to frame.js. Those that can be refused cannot: an answer would come
// too late.
export const EVENTS = [
  "ready", "annotated", "annotation-created", "annotation-updated", "annotation-removed", "annotation-selected", "filterchange",
  "share", "error",
];

// Lets one of them happen. What is called "error" is kept from the window's `onerror`, which takes it for an error of a script.
export function dispatch(target, name, detail) {
  const event = new CustomEvent(name, { bubbles: true, composed: true, detail });
  const { onerror } = window;
  const others = onerror && function (...given) {
    return given[0] === event ? undefined : onerror.apply(this, given);
  };
  if (onerror) window.onerror = others;
  target.dispatchEvent(event);
  if (onerror && window.onerror === others) window.onerror = onerror;
}
