// Words that are looked for: painted in text and panel, and led to. What stands where says the program; ranges are made here, for what
// is near the window only, as a browser takes long over tens of thousands.

import { pointsIn, rangeOf, revealIn, textsOf } from "./dom-position.js";
import { unfold } from "./focus.js";

const FOUND = "reportedly-found", CURRENT = "reportedly-found-current";

// What of the panel is not searched: what leads to its lists, and what is not seen unless it is opened.
const UNSEARCHED = ".reportedly-tabs, .reportedly-jump, .reportedly-edit, h2, option, [hidden]";

/** @typedef {import("./dom-position.js").Point} Point */

/**
 * @typedef {object} Painted
 * @property {Uint32Array} inText three numbers a place: row, and where in its words it begins and ends
 * @property {Uint32Array} inPanel two numbers a place: where in the panel's words it begins and ends
 * @property {Map<Element, [start: Point, end: Point, place: number][]>} [blocks] the places of the panel, by what they are in
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
  // An element's panel may be switched off.
  if (!panel?.getClientRects().length) return [];
  return textsOf(panel).filter((text) => !text.parentElement?.closest(UNSEARCHED));
}

// The words of the panel, each text on a line of its own.
/** @param {Element} root */
export const panelWords = (root) => panelTexts(root).map(({ data }) => data.replaceAll("\n", " ")).join("\n");

// The places of the panel, by the entries and lines that they begin in.
/** @param {Element} root @param {Painted} painted */
function blocksOf(root, { inText, inPanel }) {
  const point = pointsIn(panelTexts(root), 1);
  /** @type {NonNullable<Painted["blocks"]>} */
  const blocks = new Map();
  for (let place = 0; place < inPanel.length / 2; place++) {
    const start = point(inPanel[2 * place], false), end = point(inPanel[2 * place + 1], true);
    const block = start?.[0].parentElement?.closest("li, p, tr, h3, summary, div");
    if (!start || !end || !block) continue;
    const inBlock = blocks.get(block) ?? [];
    inBlock.push([start, end, inText.length / 3 + place]);
    blocks.set(block, inBlock);
  }
  return blocks;
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
  const { inText, position } = painted;
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
      const point = pointsIn(textsOf(row));
      for (; inText[3 * place] === number; place++) {
        add(rangeOf(point(inText[3 * place + 1], false), point(inText[3 * place + 2], true)), place);
      }
    }
  }
  painted.blocks ??= blocksOf(root, painted);
  for (const [block, places] of painted.blocks) {
    if (isNear(block)) for (const [start, end, place] of places) add(rangeOf(start, end), place);
  }
}

// Paints these places, and leads to one of them if it is to be seen.
/** @param {Element} root @param {Uint32Array} inText @param {Uint32Array} inPanel @param {number} position @param {boolean} reveal */
export function showFound(root, inText, inPanel, position, reveal) {
  let painted = readers.get(root);
  if (painted) {
    Object.assign(painted, { inText, inPanel, blocks: undefined, position });
  } else {
    const listening = new AbortController(), { signal } = listening;
    /** @type {Painted} */
    const made = { inText, inPanel, position, ranges: [], listening };
    let frame = 0;
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => signal.aborted || repaint(root, made));
    };
    addEventListener("scroll", soon, { signal, passive: true, capture: true });
    addEventListener("resize", soon, { signal });
    // Marks that are drawn anew have other text nodes.
    const changes = new MutationObserver((records) => {
      const panel = root.querySelector(".reportedly-panel");
      if (records.some(({ target }) => panel?.contains(target))) made.blocks = undefined;
      soon();
    });
    changes.observe(root, { childList: true, characterData: true, subtree: true });
    signal.addEventListener("abort", () => changes.disconnect());
    readers.set(root, (painted = made));
  }
  if (reveal) lead(root, painted);
  repaint(root, painted);
}

// Leads to another one of these places.
/** @param {Element} root @param {number} position */
export function leadToFound(root, position) {
  const painted = readers.get(root);
  if (!painted) return;
  painted.position = position;
  lead(root, painted);
  repaint(root, painted);
}

/** @param {Element} root @param {Painted} painted */
function lead(root, { inText, inPanel, position }) {
  const known = articleOf(root)?.querySelector("[data-found]");
  known?.removeAttribute("data-found");
  const place = position - inText.length / 3;
  if (place >= 0) {
    const element = pointsIn(panelTexts(root), 1)(inPanel[2 * place], false)?.[0].parentElement;
    unfold(element);
    element?.scrollIntoView({ block: "center", behavior: "instant" });
    return;
  }
  const row = articleOf(root)?.querySelector(`[data-row="${inText[3 * position]}"]`);
  // Beside an article that is marked in place, the page leads to it.
  if (!row?.getClientRects().length) return;
  // Seen where a browser cannot paint words.
  row.setAttribute("data-found", "");
  revealIn(row, inText[3 * position + 1], inText[3 * position + 2]);
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
