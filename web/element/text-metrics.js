// Lays the reader's paragraphs over the lines of a page's own text: in the page's own letters, so that lines break where the
// page's do, and each where the page has it. Whether that hides a word is measured, not assumed.

import { read } from "./dom-text.js";

/** @import { Run } from "./dom-text.js" */
/** @typedef {[node: Text, from: number, to: number]} Stretch */
/** @typedef {{ text: string, nodes: Stretch[], block: Element }} Line */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

// What decides how wide and how high words are. All of it is inherited: the element that a text node is in has all of it.
const METRICS = [
  "font-family", "font-size", "font-style", "font-weight", "font-stretch", "font-size-adjust", "font-kerning", "font-optical-sizing",
  "font-feature-settings", "font-variation-settings", "font-variant-alternates", "font-variant-caps", "font-variant-east-asian",
  "font-variant-ligatures", "font-variant-numeric", "font-variant-position", "letter-spacing", "word-spacing", "line-height",
  "text-align", "text-align-last", "text-indent", "text-transform", "text-rendering", "text-wrap-mode", "text-wrap-style",
  "hyphens", "line-break", "overflow-wrap", "word-break",
];

// Letters are made smaller by this where a paragraph would be higher than the page's.
const SCALES = [1, 0.99, 0.97, 0.94, 0.9];

// The share of a line that is nearly all of it.
const MOST = 0.8;

// Differences that nobody sees, in pixels.
const TOLERANCE = 2;

// How far boxes of letters may overlap, in sizes of a font.
const CLOSE = 0.3;

// What the canonical text leaves out, and what it makes of all white space.
/** @param {string | null} text */
const letters = (text) => (text ?? "").replace(/[\s\p{Cc}\u00ad\u200b\u2060\ufeff\ufffc]+/gu, "");

// Puts the rows of `article` over the lines of `under`, by rules in `sheet` for what is in `scope` (a selector). Says whether all
// of them fit: no row is higher than its line, and none lies over another.
/** @param {Element} under @param {HTMLElement} article @param {CSSStyleSheet} sheet @param {string} scope */
export function overlay(under, article, sheet, scope) {
  sheet.replaceSync("");
  // Under a transform, pixels are other ones.
  if (Math.abs(article.getBoundingClientRect().width - article.offsetWidth) > 1) return false;
  const lines = linesOf(under);
  const rows = /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-row]")]).filter(({ textContent }) => letters(textContent));
  const isSame = lines.length > 0 && lines.length === rows.length && lines.every(({ text }, at) => text === letters(rows[at]?.textContent ?? null));
  if (!isSame) return false;
  const origin = boxOf(article);
  const fittings = rows.map((row, at) => fittingOf(row, lines[at], origin)).filter((fitting) => fitting !== undefined);
  if (fittings.length < rows.length) return false;
  const write = () => {
    const rules = fittings.map(({ row, style, scale, gap }) =>
      `${scope} [data-row="${row.dataset.row}"] { ${style(scale)} margin-block: ${gap}px 0 }`);
    sheet.replaceSync(`@media screen { ${rules.join("\n")} }`);
  };
  for (const [at, scale] of SCALES.entries()) {
    write();
    const drawn = rows.map(placeOfRow).filter((place) => place !== undefined);
    if (drawn.length < rows.length) return false;
    const higher = fittings.filter(({ place }, number) => heightOf(drawn[number]) > heightOf(place) + TOLERANCE);
    if (higher.length === 0) {
      // One below another: what each is too high or too low beyond the one before it.
      let off = 0;
      fittings.forEach((fitting, number) => {
        const wanted = fitting.place.top - (drawn[number]?.top ?? 0);
        fitting.gap = wanted - off;
        off = wanted;
      });
      write();
      return isClear(fittings);
    }
    for (const fitting of higher) fitting.scale = SCALES[at + 1] ?? scale;
  }
  return false;
}

/** @typedef {{ row: HTMLElement, style: (scale: number) => string, place: Box, scale: number, gap: number }} Fitting */

// A row, with the style and the place of the line that it is to lie over; nothing where it cannot lie there.
/** @param {HTMLElement} row @param {Line | undefined} line @param {{ left: number }} origin @returns {Fitting | undefined} */
function fittingOf(row, line, origin) {
  const style = line && styleOf(line.nodes, line.block, origin);
  const place = line && placeOf(line.nodes);
  return style && place && { row, style, place, scale: 1, gap: 0 };
}

/** @param {Box | undefined} box */
const heightOf = (box) => (box ? box.bottom - box.top : 0);

// Whether the rows are where the lines are, and none lies over the next.
/** @param {Fitting[]} fittings */
function isClear(fittings) {
  const drawn = fittings.map(({ row }) => placeOfRow(row));
  return fittings.every(({ row, place: wanted }, at) => {
    const place = drawn[at], next = drawn[at + 1];
    if (!place || Math.abs(place.top - wanted.top) > TOLERANCE) return false;
    // Boxes of letters overlap where lines are close, and letters do not.
    const overlap = TOLERANCE + CLOSE * parseFloat(getComputedStyle(row).fontSize);
    return !next || place.bottom <= next.top + overlap || next.bottom <= place.top + overlap
      || place.right <= next.left || next.right <= place.left;
  });
}

// The lines of an element's text: their letters, the stretches of text nodes that they are in, and their block.
/** @param {Element} under */
function linesOf(under) {
  const { text, runs } = read(under);
  const startOf = (/** @type {number} */ run) => runs[run]?.[0] ?? Infinity;
  /** @type {Line[]} */
  const lines = [];
  let at = 0;
  let run = 0;
  for (const words of text.split("\n")) {
    const end = at + words.length;
    /** @type {Stretch[]} */
    const nodes = [];
    /** @type {Element | undefined} */
    let block;
    while (startOf(run + 1) <= at) run += 1;
    for (let next = run; startOf(next) < end; next += 1) {
      const [start, node, within] = /** @type {Run} */ (runs[next]);
      const from = Math.max(at - start, 0), to = Math.min(end - start, node.length);
      if (from >= to || !letters(node.data.slice(from, to))) continue;
      nodes.push([node, from, to]);
      block ??= within;
    }
    if (letters(words) && block) lines.push({ text: letters(words), nodes, block });
    at = end + 1;
  }
  return lines;
}

// A function that writes the style of a row that is to be as a line is; nothing where it cannot be.
/** @param {Stretch[]} nodes @param {Element} block @param {{ left: number }} origin */
function styleOf(nodes, block, origin) {
  const style = getComputedStyle(mostOf(nodes) ?? block);
  if (style.writingMode !== "horizontal-tb") return undefined;
  const { left, width } = boxOf(block);
  const metrics = METRICS.map((name) => `${name}: ${style.getPropertyValue(name)};`).join(" ");
  const size = parseFloat(style.fontSize);
  return (/** @type {number} */ scale) => `${metrics} ${scale === 1 ? "" : `font-size: ${size * scale}px;`}
    box-sizing: content-box; width: ${width}px; max-width: none; padding: 0; margin-left: ${left - origin.left}px; margin-right: 0;`;
}

// The element that nearly all of a line's letters are in, if there is one.
/** @param {Stretch[]} nodes */
function mostOf(nodes) {
  const lengthOf = (/** @type {Stretch} */ [, from, to]) => to - from;
  const all = nodes.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  return nodes.find((stretch) => lengthOf(stretch) > MOST * all)?.[0].parentElement;
}

// Where the content of a block is, from left to right.
/** @param {Element} block */
function boxOf(block) {
  const { left, width } = block.getBoundingClientRect();
  const style = getComputedStyle(block);
  const before = parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
  const after = parseFloat(style.borderRightWidth) + parseFloat(style.paddingRight);
  return { left: left + before, width: width - before - after };
}

/** @param {Element} row */
function placeOfRow(row) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  /** @type {Stretch[]} */
  const nodes = [];
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    nodes.push([node, 0, node.length]);
  }
  return placeOf(nodes);
}

// Whether there are no letters of an element's text in a box.
/** @param {Element} under @param {Box} box */
export function isFree(under, { left, right, top, bottom }) {
  const isElsewhere = (/** @type {Box} */ box) => box.right <= left || box.left >= right || box.bottom <= top || box.top >= bottom;
  return read(under).runs.every(([, node]) => boxesOf(node, 0, node.length).every(isElsewhere));
}

// The boxes of letters in a stretch of a text node.
/** @param {Text} node @param {number} from @param {number} to */
function boxesOf(node, from, to) {
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}

// The box of the letters in these stretches of text nodes; nothing where there is none.
/** @param {Stretch[]} nodes @returns {Box | undefined} */
function placeOf(nodes) {
  /** @type {Box[]} */
  const boxes = nodes.flatMap((stretch) => boxesOf(...stretch));
  if (boxes.length === 0) return undefined;
  // By hand: a call with as many arguments as there may be boxes would be refused.
  return boxes.reduce(({ left, right, top, bottom }, box) => ({
    left: Math.min(left, box.left), right: Math.max(right, box.right), top: Math.min(top, box.top), bottom: Math.max(bottom, box.bottom),
  }));
}
