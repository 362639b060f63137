// Finds the article in a copy of a page (page-copy.js) with the program that reads web pages everywhere else (crates/extraction), and
// says which of the page's own text nodes have its words.

/** @typedef {{ text: string, isAside: boolean }} Line A line of a page, and whether it is none of the article. */

import * as loader from "../runtime/program-loader.js";

// How long it may take, in milliseconds. After it, the quick finding stands (article.js).
const LONGEST = 5_000;

// Starts the program ahead of its first use. What fails, fails for whoever uses it.
export function prepareSearch() {
  loader.call("extraction").catch(() => {});
}

// For each text node of the page, by its words, whether it is of the article. Nothing where there is no article, or no answer.
/** @param {string} html @param {string[]} words @returns {Promise<boolean[] | undefined>} */
export async function searchArticle(html, words) {
  const limit = setTimeout(loader.stopCalls, LONGEST);
  try {
    const [text, known, , problem] = await loader.call("extraction", "article", html, true);
    return problem ? undefined : keptNodes(words, linesOf(text, known));
  } catch {
    return undefined;
  } finally {
    clearTimeout(limit);
  }
}

// The lines of a text that are not blank. `known` has a number for each (`KnownLines`), which is odd for an aside; or nothing, where no line
// is one.
/** @param {string} text @param {string} known @returns {Line[]} */
export function linesOf(text, known) {
  const numbers = known.split(" ");
  const lines = text.split("\n").filter((line) => line.trim());
  return lines.map((line, at) => ({ text: line, isAside: parseInt(numbers[at] ?? "", 16) % 2 === 1 }));
}

// Spaces, hyphens and quotation marks are not always written as in the page.
/** @param {string} text */
const letters = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}\p{S}]+/gu, "");

// A parser of HTML puts some words elsewhere. A line is looked for within so many times its length.
const FURTHEST = 20;

// Which nodes have most of their letters in lines of the article. The lines have the words of the nodes, in the same order.
/** @param {string[]} nodes @param {Line[]} lines @returns {boolean[]} */
export function keptNodes(nodes, lines) {
  const pieces = nodes.map(letters);
  const isKept = keptLetters(pieces.join(""), lines);
  let start = 0;
  const kept = pieces.map((piece) => {
    const inside = isKept.subarray(start, (start += piece.length)).reduce((sum, one) => sum + one, 0);
    return inside * 2 > piece.length;
  });
  // A quotation mark alone belongs to what is beside it.
  return pieces.map((piece, at) => Boolean(piece ? kept[at] : kept[at - 1] || kept[at + 1]));
}

// For each letter of the page 1 if it is of the article.
/** @param {string} page @param {Line[]} lines */
function keptLetters(page, lines) {
  const isKept = new Uint8Array(page.length);
  let at = 0;
  for (const { text, isAside } of lines) {
    const line = letters(text);
    const from = page.slice(at, at + line.length * FURTHEST).indexOf(line);
    if (!line || from < 0) continue;
    at += from;
    if (!isAside) isKept.fill(1, at, at + line.length);
    at += line.length;
  }
  return isKept;
}
