// What of a page is its article, by its nodes: those that a search has found (article-search.js), and what the page adds to them.

/** @typedef {{ element: HTMLElement, isOmitted(node: Element | Text): boolean, isThere(): boolean }} ArticleNodes
 * The element with the article; what of it is not read; and whether most of what was found is in the page still. */

import { BLOCKS, LEAST_PARAGRAPH, articleLength, omittedIn } from "./article.js";

// Of the text nodes that were searched, those that are kept are the article. Nothing where these are too little for one.
/** @param {Text[]} nodes @param {boolean[]} kept @returns {ArticleNodes | undefined} */
export function foundArticle(nodes, kept) {
  const words = nodes.filter((node, at) => kept[at] && node.isConnected);
  const paragraphs = paragraphsOf(words);
  if (articleLength(paragraphs) === 0) return undefined;
  const element = commonElement(words);
  if (!element) return undefined;
  // All that is known: whether it has words of the article.
  /** @type {WeakMap<Node, boolean>} */
  const known = new WeakMap();
  const remember = (/** @type {Text} */ node, /** @type {boolean} */ isKept) => {
    /** @type {Node | null} */
    let one = node;
    for (; one && known.get(one) !== true && known.get(one) !== isKept; one = one.parentNode) known.set(one, isKept);
  };
  nodes.forEach((node, at) => remember(node, kept[at] === true));
  const blocks = paragraphs.map(({ block }) => block);
  const grows = [...words, ...blocks].map(({ parentNode }) => parentNode).filter((parent) => parent !== null);
  const isOmitted = omittedOrAdded(known, new WeakSet([...grows, ...blocks]), omittedIn(element));
  const isThere = () => element.isConnected && blocks.filter((block) => block.isConnected).length * 2 >= blocks.length;
  return { element, isOmitted, isThere };
}

// What the quick finding takes for the article.
/** @param {HTMLElement} element @returns {ArticleNodes} */
export function quickArticle(element) {
  return { element, isOmitted: omittedIn(element), isThere: () => element.isConnected };
}

// The blocks with words of the article that are long enough for a paragraph.
/** @param {Text[]} words */
function paragraphsOf(words) {
  /** @type {Map<Element, number>} */
  const paragraphs = new Map();
  for (const node of words) {
    const block = node.parentElement?.closest(BLOCKS);
    if (block) paragraphs.set(block, (paragraphs.get(block) ?? 0) + node.data.trim().length);
  }
  return [...paragraphs].map(([block, length]) => ({ block, length })).filter(({ length }) => length >= LEAST_PARAGRAPH);
}

// What the page has added since is of the article where its parent may grow: a paragraph, and what has paragraphs.
/** @param {WeakMap<Node, boolean>} known @param {WeakSet<Node>} grows @param {(node: Element | Text) => boolean} isNamedOutside */
function omittedOrAdded(known, grows, isNamedOutside) {
  return (/** @type {Element | Text} */ node) => {
    const isKept = known.get(node);
    if (isKept !== undefined) return !isKept;
    if (!node.parentNode || !grows.has(node.parentNode) || isNamedOutside(node)) return true;
    grows.add(node);
    return false;
  };
}

// The innermost element with all of them. In a shadow root they may have none in common.
/** @param {Text[]} words @returns {HTMLElement | undefined} */
function commonElement(words) {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return undefined;
  const range = new Range();
  range.setStartBefore(first);
  range.setEndAfter(last);
  const { commonAncestorContainer } = range;
  return commonAncestorContainer instanceof HTMLElement ? commonAncestorContainer : undefined;
}
