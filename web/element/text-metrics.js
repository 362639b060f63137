// Lays the reader's paragraphs over the lines of a page's own text: in the page's own letters, so that lines break where the
// page's do, and each where the page has it. Whether that hides a word is measured, not assumed.

import { read } from "./dom-text.js";

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
const letters = (text) => text.replace(/[\s\p{Cc}\u00ad\u200b\u2060\ufeff\ufffc]+/gu, "");

// Puts the rows of `article` over the lines of `under`, by rules in `sheet` for what is in `scope` (a selector). Says whether all
// of them fit: no row is higher than its line, and none lies over another.
export function overlay(under, article, sheet, scope) {
  sheet.replaceSync("");
  // Under a transform, pixels are other ones.
  if (Math.abs(article.getBoundingClientRect().width - article.offsetWidth) > 1) return false;
  const lines = linesOf(under);
  const rows = [...article.querySelectorAll("[data-row]")].filter(({ textContent }) => letters(textContent));
  const isSame = lines.length > 0 && lines.length === rows.length && lines.every(({ text }, at) => text === letters(rows[at].textContent));
  if (!isSame) return false;
  const origin = boxOf(article);
  const styles = lines.map(({ nodes, block }) => styleOf(nodes, block, origin));
  const places = lines.map(({ nodes }) => placeOf(nodes));
  if (styles.includes(undefined) || places.includes(undefined)) return false;
  const write = (scales, gaps) => {
    const rule = (style, at) =>
      `${scope} [data-row="${rows[at].dataset.row}"] { ${style(scales[at])} margin-block: ${gaps[at]}px 0 }`;
    sheet.replaceSync(`@media screen { ${styles.map(rule).join("\n")} }`);
  };
  const scales = lines.map(() => 1);
  const gaps = lines.map(() => 0);
  for (const scale of SCALES) {
    write(scales, gaps);
    const drawn = rows.map(placeOfRow);
    if (drawn.includes(undefined)) return false;
    const isHigher = drawn.map(({ top, bottom }, at) => bottom - top > places[at].bottom - places[at].top + TOLERANCE);
    if (!isHigher.includes(true)) {
      // One below another: what each is too high or too low beyond the one before it.
      let off = 0;
      drawn.forEach(({ top }, at) => {
        const wanted = places[at].top - top;
        gaps[at] = wanted - off;
        off = wanted;
      });
      write(scales, gaps);
      return isClear(rows, places);
    }
    isHigher.forEach((is, at) => is && (scales[at] = SCALES[SCALES.indexOf(scale) + 1] ?? scale));
  }
  return false;
}

// Whether the rows are where the lines are, and none lies over the next.
function isClear(rows, places) {
  const drawn = rows.map(placeOfRow);
  return drawn.every((place, at) => {
    if (Math.abs(place.top - places[at].top) > TOLERANCE) return false;
    const next = drawn[at + 1];
    // Boxes of letters overlap where lines are close, and letters do not.
    const overlap = TOLERANCE + CLOSE * parseFloat(getComputedStyle(rows[at]).fontSize);
    return !next || place.bottom <= next.top + overlap || next.bottom <= place.top + overlap
      || place.right <= next.left || next.right <= place.left;
  });
}

// The lines of an element's text: their letters, the stretches of text nodes that they are in, and their block.
function linesOf(under) {
  const { text, runs } = read(under);
  const lines = [];
  let at = 0;
  let run = 0;
  for (const words of text.split("\n")) {
    const end = at + words.length;
    const nodes = [];
    let block;
    while (runs[run + 1]?.[0] <= at) run += 1;
    for (let next = run; next < runs.length && runs[next][0] < end; next += 1) {
      const [start, node, within] = runs[next];
      const from = Math.max(at - start, 0), to = Math.min(end - start, node.length);
      if (from >= to || !letters(node.data.slice(from, to))) continue;
      nodes.push([node, from, to]);
      block ??= within;
    }
    if (letters(words)) lines.push({ text: letters(words), nodes, block });
    at = end + 1;
  }
  return lines;
}

// A function that writes the style of a row that is to be as a line is; nothing where it cannot be.
function styleOf(nodes, block, origin) {
  const style = getComputedStyle(mostOf(nodes) ?? block);
  if (style.writingMode !== "horizontal-tb") return undefined;
  const { left, width } = boxOf(block);
  const metrics = METRICS.map((name) => `${name}: ${style.getPropertyValue(name)};`).join(" ");
  const size = parseFloat(style.fontSize);
  return (scale) => `${metrics} ${scale === 1 ? "" : `font-size: ${size * scale}px;`}
    box-sizing: content-box; width: ${width}px; max-width: none; padding: 0; margin-left: ${left - origin.left}px; margin-right: 0;`;
}

// The element that nearly all of a line's letters are in, if there is one.
function mostOf(nodes) {
  const [[{ parentElement }, from, to]] = [...nodes].sort(([, from, to], [, start, end]) => end - start - (to - from));
  const all = nodes.reduce((sum, [, from, to]) => sum + to - from, 0);
  return to - from > MOST * all ? parentElement : undefined;
}

// Where the content of a block is, from left to right.
function boxOf(block) {
  const { left, width } = block.getBoundingClientRect();
  const style = getComputedStyle(block);
  const [before, after] = ["left", "right"].map((side) => parseFloat(style[`border-${side}-width`]) + parseFloat(style[`padding-${side}`]));
  return { left: left + before, width: width - before - after };
}

function placeOfRow(row) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push([walker.currentNode, 0, walker.currentNode.length]);
  return placeOf(nodes);
}

// Whether there are no letters of an element's text in a box.
export function isFree(under, { left, right, top, bottom }) {
  const isElsewhere = (box) => box.right <= left || box.left >= right || box.bottom <= top || box.top >= bottom;
  return read(under).runs.every(([, node]) => boxesOf(node, 0, node.length).every(isElsewhere));
}

// The boxes of letters in a stretch of a text node.
function boxesOf(node, from, to) {
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}

// The box of the letters in these stretches of text nodes; nothing where there is none.
function placeOf(nodes) {
  const boxes = nodes.flatMap((stretch) => boxesOf(...stretch));
  if (boxes.length === 0) return undefined;
  // By hand: a call with as many arguments as there may be boxes would be refused.
  return boxes.reduce(({ left, right, top, bottom }, box) => ({
    left: Math.min(left, box.left), right: Math.max(right, box.right), top: Math.min(top, box.top), bottom: Math.max(bottom, box.bottom),
  }));
}
