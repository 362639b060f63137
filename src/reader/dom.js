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

// Says whether there was something to put the focus on.
export function focusOn(root, selector, reveal) {
  const element = root.querySelector(selector);
  if (!element) return false;
  if (reveal) element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: reveal });
  return true;
}

export function firstSeen(article) {
  const children = [...article.children];
  const seen = children.findIndex((child) => child.getBoundingClientRect().bottom > 0);
  return Math.max(seen, 0);
}

const OF_ROOT = ["click", "keydown", "change", "input", "focusin", "focusout", "pointerover", "pointermove", "pointerdown",
  "pointerup", "pointercancel", "mousedown"];

export function listen(root, heard) {
  const ending = new AbortController();
  const { signal } = ending;
  for (const type of OF_ROOT) root.addEventListener(type, heard, { signal });
  root.addEventListener("pointerleave", heard, { signal });
  let settled;
  document.addEventListener("selectionchange", (event) => {
    clearTimeout(settled);
    settled = setTimeout(heard, 250, event);
  }, { signal });
  addEventListener("beforeprint", heard, { signal });
  return ending;
}

export function endListening(listening) {
  listening.abort();
}
