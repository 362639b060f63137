// The words of an element: blocks as paragraphs, and where in the page's own text nodes they stand.
//
// Not `innerText`, which says them as the page's style writes them: in capitals, say.

/** @typedef {[start: number, node: Text, block: Element]} Run */

// What has no words of an article in it.
export const NONE = "script, style, template, noscript, button, select, textarea, svg, iframe, reportedly-text";

/** @param {Node} node @returns {node is Text} */
export const isText = (node) => node.nodeType === Node.TEXT_NODE;

/** @param {Node} node @returns {node is Element} */
export const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

// The text, and its runs: where in it each text node begins, the node, and the block that its lines are in. As many characters
// as the text nodes have, so that a place in the text is a place in a node; spaces that a browser would not show are the
// canonical text's matter. What is omitted has no words of it.
/** @param {Element} element @param {(node: Element | Text) => boolean} [isOmitted] */
export function read(element, isOmitted = () => false) {
  /** @type {Run[]} */
  const runs = [];
  let text = "";
  /** @type {(node: Element, kept: boolean, block: Element) => void} */
  const walk = (node, kept, block) => {
    for (const child of node.childNodes) {
      if (isText(child) && !isOmitted(child)) {
        runs.push([text.length, child, block]);
        text += kept ? child.data : child.data.replace(/[\t\n\f\r]/g, " ");
      }
      if (!isElement(child) || child.matches(NONE) || isOmitted(child)) continue;
      const { display, whiteSpaceCollapse, whiteSpace } = getComputedStyle(child);
      if (display === "none") continue;
      const gap = child.localName === "br" || !/^(inline|contents|ruby)/.test(display) ? "\n" : "";
      text += gap;
      walk(child, /preserve|pre/.test(whiteSpaceCollapse ?? whiteSpace), gap ? child : block);
      text += gap;
    }
  };
  walk(element, false, boxOf(element));
  return { text, runs };
}

// The element itself, or what it stands in where it has no box of its own.
/** @type {(element: Element) => Element} */
const boxOf = (element) =>
  getComputedStyle(element).display === "contents" && element.parentElement ? boxOf(element.parentElement) : element;

// The words alone, as somebody would write them down.
/** @param {Element} element */
export function textOf(element) {
  return read(element).text.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").trim();
}

// Where in the text nodes a place in the text is. An end belongs to the node before it.
/**
 * @param {Run[]} runs
 * @param {number} at
 * @param {boolean} isEnd
 * @returns {[node: Text, offset: number] | undefined}
 */
export function placeIn(runs, at, isEnd) {
  const [start, node] = runs[runAt(runs, at, isEnd)] ?? [0];
  return node?.isConnected ? [node, Math.min(at - start, node.length)] : undefined;
}

// The blocks that a stretch of the text is in, one for each text node.
/**
 * @param {Run[]} runs
 * @param {number} from
 * @param {number} to
 */
export function blocksIn(runs, from, to) {
  return runs.slice(Math.max(runAt(runs, from, false), 0), runAt(runs, to, true) + 1).map(([, , block]) => block);
}

// Which run it is; -1 before the first.
/**
 * @param {Run[]} runs
 * @param {number} at
 * @param {boolean} isEnd
 */
function runAt(runs, at, isEnd) {
  let low = 0, high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = runs[middle]?.[0] ?? 0;
    if (isEnd ? start < at : start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// The document or the shadow root that an element is in.
/** @param {Element} element */
export const rootOf = (element) => /** @type {Document | ShadowRoot} */ (element.getRootNode());
