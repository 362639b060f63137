// Places in the article: a row of it, by its data-row, and a UTF-16 offset into the row's words. Browsers know places by
// node and offset; rows are what the program draws and knows.

const rowOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-row]");

function placeOf(article, node, offset) {
  const row = node && rowOf(node);
  if (!row || !article.contains(row)) return undefined;
  const range = document.createRange();
  range.setStart(row, 0);
  range.setEnd(node, offset);
  return [+row.dataset.row, range.toString().length];
}

const selectionIn = (article) => {
  const root = article.getRootNode();
  return root.getSelection?.() ?? document.getSelection();
};

// What is selected, as two places in the order of the text; nothing where it is not in the article alone.
export function selected(article) {
  const selection = selectionIn(article);
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  const start = placeOf(article, range.startContainer, range.startOffset);
  let end = placeOf(article, range.endContainer, range.endOffset);
  // A paragraph that is selected by three clicks ends where the next one begins.
  if (start && !end && article.contains(range.startContainer)) {
    const row = rowOf(range.startContainer);
    end = [+row.dataset.row, row.textContent.length];
  }
  return start && end ? [...start, ...end] : undefined;
}

// Where on the screen the selection is: its last line's left, top and bottom.
export function selectedBox(article) {
  const selection = selectionIn(article);
  if (!selection?.rangeCount) return undefined;
  const boxes = selection.getRangeAt(0).getClientRects();
  const first = boxes[0], last = boxes[boxes.length - 1];
  return last && [last.left, first.top, last.bottom];
}

export function select(article, row, from, lastRow, to) {
  const point = (row, offset) => {
    const element = article.querySelector(`[data-row="${row}"]`);
    if (!element) return undefined;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node;
    while ((node = texts.nextNode())) {
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
    return undefined;
  };
  const start = point(row, from), end = point(lastRow, to);
  if (start && end) selectionIn(article).setBaseAndExtent(...start, ...end);
}

export function deselect(article) {
  selectionIn(article)?.removeAllRanges();
}

// The place under the pointer.
export function placeAt(article, x, y) {
  if (document.caretPositionFromPoint) {
    const at = document.caretPositionFromPoint(x, y);
    return at ? placeOf(article, at.offsetNode, at.offset) : undefined;
  }
  const at = document.caretRangeFromPoint?.(x, y);
  return at ? placeOf(article, at.startContainer, at.startOffset) : undefined;
}

// Lets those entries of a list stand out that are about these marks. Scrolls the list so that the first can be seen; the page
// stays where it is.
export function showCurrent(list, marks, reveal) {
  for (const entry of list.querySelectorAll("[aria-current]")) entry.removeAttribute("aria-current");
  let first;
  for (const mark of marks) {
    for (const entry of list.querySelectorAll(`[data-glance~="${mark}"]`)) {
      entry.setAttribute("aria-current", "true");
      first ??= entry;
    }
  }
  if (!first || !reveal || list.scrollHeight <= list.clientHeight) return;
  const box = first.getBoundingClientRect(), frame = list.getBoundingClientRect();
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top + 8;
  else if (box.bottom > frame.bottom) list.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top);
}

const focused = (root) => root.getRootNode().activeElement;

// Says whether the element has the focus then. One that is folded away is unfolded.
export function focusOn(root, selector, reveal) {
  const element = root.querySelector(selector);
  if (!element) return false;
  const folded = element.closest("details:not([open])");
  if (folded && element.localName !== "summary") folded.open = true;
  // Of what is higher than the window, the beginning.
  const block = element.offsetHeight > innerHeight / 2 ? "start" : "center";
  if (reveal) element.scrollIntoView({ block });
  // The article as a whole is where the reader is already.
  element.focus({ preventScroll: reveal || element.matches(".reportedly-article") });
  return focused(root) === element;
}

const isSeen = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;

export function leadBack(root, selector) {
  const element = root.querySelector(selector);
  if (!element) return;
  if (!isSeen(element.getBoundingClientRect())) element.scrollIntoView({ block: "center" });
  const now = focused(root);
  if (!now?.matches("button, select, input") || !root.contains(now)) element.focus({ preventScroll: true });
}

export function revealSelection(article) {
  const selection = selectionIn(article);
  const range = selection?.rangeCount && selection.getRangeAt(0);
  if (range && !isSeen(range.getBoundingClientRect())) rowOf(range.startContainer)?.scrollIntoView({ block: "center" });
}

export function putUnderButton(root) {
  const over = root.querySelector(".reportedly-over"), button = root.querySelector(".reportedly-bar [aria-expanded=true]");
  if (!over || !button) return;
  const from = over.offsetParent?.getBoundingClientRect().left ?? 0;
  over.style.setProperty("--x", `${Math.round(button.parentElement.matches(".reportedly-switch")
    ? button.parentElement.getBoundingClientRect().left - from : button.getBoundingClientRect().left - from)}px`);
}

export function showChoices(card) {
  for (const list of card.querySelectorAll("select")) {
    // Options are put in from the last one on, and a browser shows the first that it is given.
    const now = list.querySelector("option[selected]") ?? list.options[0];
    if (now && !now.selected) now.selected = true;
  }
}

export function firstSeen(article) {
  const children = [...article.children];
  const seen = children.findIndex((child) => child.getBoundingClientRect().bottom > 0);
  return Math.max(seen, 0);
}

// The last of some elements, which lie one below the other, that begins above this height of the window.
function lastAbove(elements, y) {
  let from = 0, to = elements.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (elements[middle].getBoundingClientRect().top <= y) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

// The byte of the text at this height of the window.
function byteAt(article, y, length) {
  const sheet = article.children[lastAbove(article.children, y)];
  const rows = sheet?.querySelectorAll("[data-row]") ?? [];
  const at = lastAbove(rows, y);
  if (at < 0) return 0;
  const next = rows[at + 1] ?? sheet.nextElementSibling?.querySelector("[data-row]");
  const start = +rows[at].dataset.row, end = next ? +next.dataset.row : length;
  const { top, height } = rows[at].getBoundingClientRect();
  return start + Math.min((y - top) / height, 1) * (end - start);
}

// What depends on where the page is scrolled to, and on how large things are.
function look(root) {
  const [article, strip, bar] = ["article", "strip", "bar"].map((name) => root.querySelector(`.reportedly-${name}`));
  if (!article || !strip || !bar) return;
  root.style.setProperty("--bar", `${bar.offsetHeight}px`);
  if (!strip.getClientRects().length) return;
  strip.style.setProperty("--length", `${article.offsetHeight}px`);
  const length = +strip.dataset.length || 1;
  const units = (y) => (byteAt(article, y, length) / length) * strip.viewBox.baseVal.height;
  const from = units(Math.max(bar.getBoundingClientRect().bottom, 0));
  const seen = strip.querySelector(".reportedly-seen");
  seen.setAttribute("y", from);
  seen.setAttribute("height", Math.max(units(innerHeight) - from, 0));
}

// Presses that happened in the reader.
const inside = new WeakSet();

const OF_ROOT = ["click", "keydown", "change", "input", "focusin", "focusout", "pointerover", "pointermove", "pointerdown",
  "pointerup", "pointercancel", "mousedown"];

export function listen(root, heard) {
  const ending = new AbortController();
  const { signal } = ending;
  for (const type of OF_ROOT) root.addEventListener(type, heard, { signal });
  root.addEventListener("mousedown", (event) => inside.add(event), { signal });
  // Anywhere else. A finger that scrolls presses nothing.
  document.addEventListener("mousedown", (event) => {
    if (!inside.has(event)) heard(new Event("outside"));
  }, { signal });
  let resized;
  addEventListener("resize", (event) => {
    cancelAnimationFrame(resized);
    resized = requestAnimationFrame(() => heard(event));
  }, { signal });
  root.addEventListener("pointerleave", heard, { signal });
  let settled;
  document.addEventListener("selectionchange", (event) => {
    clearTimeout(settled);
    settled = setTimeout(heard, 250, event);
  }, { signal });
  addEventListener("beforeprint", heard, { signal });
  let looks;
  const soon = () => {
    cancelAnimationFrame(looks);
    looks = requestAnimationFrame(() => look(root));
  };
  // Also of what the reader is scrolled in.
  addEventListener("scroll", soon, { signal, passive: true, capture: true });
  const sized = new ResizeObserver(soon);
  sized.observe(root);
  signal.addEventListener("abort", () => sized.disconnect());
  return ending;
}

export function endListening(listening) {
  listening.abort();
}

// Whether the second element lies below the first, and both can be seen.
export function isBelow(first, second) {
  const above = first.getBoundingClientRect(), below = second.getBoundingClientRect();
  return above.height > 0 && below.height > 0 && below.top >= above.bottom - 1;
}

// The first row that reaches below the upper edge of the window, by its data-row, and how far below that edge it begins.
export function rowInView(article) {
  for (const row of article.querySelectorAll("[data-row]")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > 0) return [+row.dataset.row, top];
  }
  return undefined;
}

export function scrollRowTo(article, row, top) {
  const element = article.querySelector(`[data-row="${row}"]`);
  const place = () => element?.isConnected && scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  place();
  // A smooth scroll that is under way still moves the page by a frame.
  requestAnimationFrame(() => requestAnimationFrame(place));
}

export function focusInPlace(root, selector) {
  root.querySelector(selector)?.focus({ preventScroll: true });
}
