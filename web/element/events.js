// The events that cross the border of a frame, from embed.js to frame.js. Those that can be refused cannot: an answer would come
// too late.
export const EVENTS = [
  "ready", "annotated", "annotation-created", "annotation-updated", "annotation-removed", "annotation-selected", "filterchange",
  "share", "error",
];
