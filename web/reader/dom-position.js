// Positions in the article: a row of it, by its data-row, and a UTF-16 offset into the row's words. Browsers know positions by
// node and offset; rows are what the program draws and knows.

import { scrollToWords } from "./viewport.js";

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/** @param {Node} node @returns {HTMLElement | null | undefined} */
const rowOf = (node) => (isElement(node) ? node : node.parentElement)?.closest("[data-row]");

/** @param {HTMLElement} row */
const numberOf = (row) => Number(row.dataset.row);

/** @param {Element} element */
export function textsOf(element) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) found.push(/** @type {Text} */ (texts.currentNode));
  return found;
}

/** @typedef {[node: Text, offset: number]} Point */

// Finds offsets into the words of text nodes that are `gap` apart. They are asked for in ascending order. Of two nodes that an offset
// lies between, an end is in the first one.
/** @param {Text[]} texts @param {number} [gap] @returns {(offset: number | undefined, isEnd: boolean) => Point | undefined} */
export function pointsIn(texts, gap = 0) {
  let at = 0, start = 0;
  return (offset = 0, isEnd) => {
    for (; at < texts.length; at++) {
      const text = /** @type {Text} */ (texts[at]), inside = Math.max(offset - start, 0);
      if (inside < text.length || (isEnd && inside === text.length)) return [text, inside];
      start += text.length + gap;
    }
    return undefined;
  };
}

/** @param {Element} article @param {Node} node @param {number} offset @returns {[row: number, offset: number] | undefined} */
function positionOf(article, node, offset) {
  const row = node && rowOf(node);
  if (!row || !article.contains(row)) return undefined;
  const range = document.createRange();
  range.setStart(row, 0);
  range.setEnd(node, offset);
  return [numberOf(row), range.toString().length];
}

/** @param {Element} article */
const selectionIn = (article) => {
  // Not all browsers have it in shadow roots.
  const root = /** @type {{ getSelection?(): Selection | null }} */ (article.getRootNode());
  return root.getSelection?.() ?? document.getSelection();
};

// What is selected, as two positions in the order of the text; nothing where it is not in the article alone.
/** @param {Element} article */
export function selected(article) {
  const selection = selectionIn(article);
  if (!selection || selection.isCollapsed || !selection.rangeCount) return undefined;
  const range = selection.getRangeAt(0);
  const start = positionOf(article, range.startContainer, range.startOffset);
  let end = positionOf(article, range.endContainer, range.endOffset);
  // A paragraph that is selected by three clicks ends where the next one begins.
  if (start && !end && article.contains(range.startContainer)) {
    const row = rowOf(range.startContainer);
    if (row) end = [numberOf(row), row.textContent?.length ?? 0];
  }
  return start && end ? [...start, ...end] : undefined;
}

// Where on the screen the selection is: its last line's left, top and bottom.
/** @param {Element} article */
export function selectedBox(article) {
  const selection = selectionIn(article);
  if (!selection?.rangeCount) return undefined;
  const boxes = selection.getRangeAt(0).getClientRects();
  const first = boxes[0], last = boxes[boxes.length - 1];
  return first && last && [last.left, first.top, last.bottom];
}

/** @param {Element} article @param {number} row @param {number} from @param {number} lastRow @param {number} to */
export function select(article, row, from, lastRow, to) {
  /** @param {number} row @param {number} offset */
  const point = (row, offset) => {
    const element = article.querySelector(`[data-row="${row}"]`);
    return element ? pointsIn(textsOf(element))(offset, true) : undefined;
  };
  const start = point(row, from), end = point(lastRow, to);
  if (start && end) selectionIn(article)?.setBaseAndExtent(...start, ...end);
}

/** @param {Element} article */
export function deselect(article) {
  selectionIn(article)?.removeAllRanges();
}

// The position under the pointer.
/** @param {Element} article @param {number} x @param {number} y */
export function positionAtPoint(article, x, y) {
  if (document.caretPositionFromPoint) {
    const at = document.caretPositionFromPoint(x, y);
    return at ? positionOf(article, at.offsetNode, at.offset) : undefined;
  }
  const at = document.caretRangeFromPoint?.(x, y);
  return at ? positionOf(article, at.startContainer, at.startOffset) : undefined;
}

/** @param {Point | undefined} start @param {Point | undefined} end */
export function rangeOf(start, end) {
  if (!start || !end) return undefined;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

// Scrolls to words of a row, if they cannot be seen.
/** @param {Element} row @param {number | undefined} from @param {number | undefined} to */
export function revealIn(row, from, to) {
  const point = pointsIn(textsOf(row));
  const words = rangeOf(point(from, false), point(to, true));
  if (words) scrollToWords(row, words);
}

/** @param {Element} article @param {number} row @param {number} from @param {number} to */
export function revealWords(article, row, from, to) {
  const element = article.querySelector(`[data-row="${row}"]`);
  if (element) revealIn(element, from, to);
}
