// Words that are looked for: painted in text and panel, and led to. What stands where says the program; ranges are made here, for what
// is near the window only, as a browser takes long over tens of thousands.

import { isSeen } from "./viewport.js";

const FOUND = "reportedly-found", CURRENT = "reportedly-found-current";

/**
 * @typedef {object} Painted
 * @property {Uint32Array} inText three numbers a place: row, and where in its words it begins and ends
 * @property {Uint32Array} inPanel two numbers a place: where in the panel's words it begins and ends
 * @property {number} position of all places
 * @property {[string, Range][]} ranges
 * @property {AbortController} listening
 */

// What each reader has painted: highlights are the whole document's.
/** @type {WeakMap<Element, Painted>} */
const readers = new WeakMap();

/** @param {Element} root */
const articleOf = (root) => root.querySelector(".reportedly-article");

/** @param {Element} root @returns {Text[]} */
function panelTexts(root) {
  const panel = root.querySelector(".reportedly-panel");
  if (!panel) return [];
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const node = /** @type {Text} */ (texts.currentNode);
    if (!node.parentElement?.closest(".reportedly-tabs, .reportedly-jump, h2, [hidden]")) found.push(node);
  }
  return found;
}

// The words of the panel, each text on a line of its own.
/** @param {Element} root */
export const panelWords = (root) => panelTexts(root).map(({ data }) => data.replaceAll("\n", " ")).join("\n");

// Makes ranges from one offset to another in text nodes that are `gap` apart, one behind the other.
/** @param {Text[]} texts @param {number} gap @returns {(from: number | undefined, to: number | undefined) => Range | undefined} */
function rangesIn(texts, gap) {
  let at = 0, start = 0;
  return (from = 0, to = 0) => {
    const range = document.createRange();
    let begun = false;
    for (; at < texts.length; at++) {
      const text = /** @type {Text} */ (texts[at]), end = start + text.length;
      if (!begun && from < end) {
        range.setStart(text, from - start);
        begun = true;
      }
      if (begun && to <= end) {
        range.setEnd(text, to - start);
        return range;
      }
      start = end + gap;
    }
    return undefined;
  };
}

/** @param {Element} row */
function textsOf(row) {
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) found.push(/** @type {Text} */ (texts.currentNode));
  return found;
}

/** @param {Element} element */
const isNear = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
};

// The first place of a row, by a binary search.
/** @param {Uint32Array} inText @param {number} row */
function firstOf(inText, row) {
  let from = 0, to = inText.length / 3;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (Number(inText[3 * middle]) < row) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param {Painted} painted */
function clear(painted) {
  for (const [name, range] of painted.ranges) CSS.highlights.get(name)?.delete(range);
  painted.ranges = [];
}

/** @param {Element} root @param {Painted} painted */
function repaint(root, painted) {
  const { inText, inPanel, position } = painted;
  if (!globalThis.Highlight) return;
  clear(painted);
  /** @param {Range | undefined} range @param {number} place */
  const add = (range, place) => {
    if (!range) return;
    const name = place === position ? CURRENT : FOUND;
    let highlight = CSS.highlights.get(name);
    if (!highlight) CSS.highlights.set(name, (highlight = new Highlight()));
    highlight.priority = name === CURRENT ? 1 : 0;
    highlight.add(range);
    painted.ranges.push([name, range]);
  };
  for (const sheet of articleOf(root)?.children ?? []) {
    if (!isNear(sheet)) continue;
    for (const row of sheet.querySelectorAll("[data-row]")) {
      const number = Number(row.getAttribute("data-row"));
      let place = firstOf(inText, number);
      if (inText[3 * place] !== number || !isNear(row)) continue;
      const range = rangesIn(textsOf(row), 0);
      for (; inText[3 * place] === number; place++) add(range(inText[3 * place + 1], inText[3 * place + 2]), place);
    }
  }
  if (inPanel.length === 0) return;
  const range = rangesIn(panelTexts(root), 1);
  for (let place = 0; place < inPanel.length / 2; place++) {
    add(range(inPanel[2 * place], inPanel[2 * place + 1]), inText.length / 3 + place);
  }
}

// Paints these places, and leads to one of them if it is to be seen.
/** @param {Element} root @param {Uint32Array} inText @param {Uint32Array} inPanel @param {number} position @param {boolean} reveal */
export function showFound(root, inText, inPanel, position, reveal) {
  let painted = readers.get(root);
  if (painted) {
    Object.assign(painted, { inText, inPanel, position });
  } else {
    const listening = new AbortController(), { signal } = listening;
    const made = { inText, inPanel, position, ranges: [], listening };
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => signal.aborted || repaint(root, made));
    };
    addEventListener("scroll", soon, { signal, passive: true, capture: true });
    addEventListener("resize", soon, { signal });
    // Marks that are drawn anew have other text nodes.
    const changes = new MutationObserver(soon);
    changes.observe(root, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => changes.disconnect());
    readers.set(root, (painted = made));
  }
  if (reveal) lead(root, painted);
  repaint(root, painted);
}

/** @param {Element} root @param {Painted} painted */
function lead(root, { inText, inPanel, position }) {
  const known = articleOf(root)?.querySelector("[data-found]");
  known?.removeAttribute("data-found");
  const place = position - inText.length / 3;
  if (place >= 0) {
    const range = rangesIn(panelTexts(root), 1)(inPanel[2 * place], inPanel[2 * place + 1]);
    range?.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
    return;
  }
  const row = articleOf(root)?.querySelector(`[data-row="${inText[3 * position]}"]`);
  if (!row) return;
  // Seen where a browser cannot paint words.
  row.setAttribute("data-found", "");
  const range = rangesIn(textsOf(row), 0)(inText[3 * position + 1], inText[3 * position + 2]);
  // Not under the bars at the upper edge.
  const isClear = () => {
    const box = range?.getBoundingClientRect();
    return box && isSeen(box) && box.top > 120;
  };
  if (!isClear()) row.scrollIntoView({ block: "center", behavior: "instant" });
  // A row that is higher than the window.
  if (range && !isClear()) scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 2, behavior: "instant" });
}

/** @param {Element} root */
export function endFound(root) {
  const painted = readers.get(root);
  if (!painted) return;
  readers.delete(root);
  painted.listening.abort();
  articleOf(root)?.querySelector("[data-found]")?.removeAttribute("data-found");
  if (globalThis.Highlight) clear(painted);
}
