// Where the article of a page is, at a glance: in which frame and root, in which element, and beside which others. It is what a click
// waits for, and what the panel stands beside; which of the words are the article is searched thoroughly afterwards
// (article-search.js). Where that gives nothing, this stands. Nothing is changed.

/** @import { Root } from "./shadow-roots.js" */
/** @typedef {{ root: Root, length: number, element?: HTMLElement, others: Element[] }} Glance
 * Where paragraphs are, and how many characters they have; the element with the article, if one stands out; other articles of the page. */
/** @typedef {{ block: Element, length: number }} Paragraph A block, and how many characters it has. */
/** @typedef {{ core: Element, length: number, others: Element[] }} Core The element with the paragraphs of the article. */

import { isElement } from "../element/dom-text.js";
import { rootsIn } from "./shadow-roots.js";

// What begins a line of its own.
export const BLOCKS =
  "address, article, aside, blockquote, body, dd, details, dialog, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, html, li, main, nav, ol, p, pre, section, summary, table, td, th, ul";

// What has no prose of an article in it.
const SILENT = "script, style, template, noscript, button, select, textarea, option, svg, iframe, canvas, math, h1, h2, h3, h4, h5, h6";

// What is not read, by what it is for.
const OUTSIDE =
  "nav, aside, footer, form, dialog, menu, [hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=contentinfo], [role=search], [role=dialog], [role=alert], [role=alertdialog], [role=menu], [role=toolbar]";

// The same by its names. Words of crates/extraction/src/context.rs, and those of what only a page with scripts has.
const NAMES =
  /(^|[-_\s])(comments?|disqus|related|recommend\w*|promo\w*|newsletters?|subscri\w+|sign-?up|share\w*|sharing|social\w*|advert\w*|ads?|sponsor\w*|outbrain|taboola|cookies?|consent|breadcrumbs?|most-read|trending|read-?more|more-from|toolbar|popup|modal|paywall|pull-?quote)($|[-_\s])/i;

// Of more, the names mean something else: an article about comments, a body that is called "social".
const MOST_NAMED = 0.35;

const ARTICLES = "article, [role=article], [itemprop~=articleBody]";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const LINKED_HEADING = ":is(h1, h2, h3, h4, h5, h6) a[href], a[href] :is(h1, h2, h3, h4, h5, h6)";

// A paragraph of an article, and an article, have so many characters.
export const LEAST_PARAGRAPH = 60;
const LEAST_ARTICLE = 350;

// Of several articles below each other, those count that are about as long as the longest.
const ALIKE = 0.4;

// The share of the prose that an article has to have where no element is called one.
const MOST_PROSE = 0.7;

/** @type {{ core?: Element, length: number, others: Element[] }} */
const NOTHING = { length: 0, others: [] };

// How many elements above a paragraph a teaser may begin, and how many characters it may have.
const TEASER_DEPTH = 4;
const LONGEST_TEASER = 400;

// Of the document and its shadow roots, the one with the article. Nothing where there are links and short sentences alone.
/** @param {Document} page @returns {Glance | undefined} */
export function glanceAt(page) {
  const found = rootsIn(page).map(glanceAtRoot).filter((one) => one !== undefined);
  return found.sort((a, b) => Number(Boolean(b.element)) - Number(Boolean(a.element)) || b.length - a.length)[0];
}

// What of an article is not read: advertisements, related headlines, comments, forms.
/** @param {Element} article @returns {(node: Element | Text) => boolean} */
export function omittedIn(article) {
  const byPurpose = (/** @type {Element} */ element) => element.matches(OUTSIDE) || isListOfLinks(element);
  const named = [...article.querySelectorAll("[class], [id]")].filter(isNamedOutside);
  const words = (/** @type {Element} */ element) => element.textContent?.length ?? 0;
  const outermost = named.filter((one) => !named.some((other) => other !== one && other.contains(one)));
  const share = outermost.reduce((sum, one) => sum + words(one), 0) / Math.max(words(article), 1);
  return (node) => isElement(node) && (byPurpose(node) || share <= MOST_NAMED && isNamedOutside(node));
}

// How many characters these paragraphs have without teasers of other articles; 0 where that is too little for an article.
/** @param {Paragraph[]} paragraphs */
export function articleLength(paragraphs) {
  const length = sum(withoutTeasers(paragraphs));
  return length < LEAST_ARTICLE ? 0 : length;
}

/** @param {Element} element */
const isNamedOutside = (element) => NAMES.test(`${element.getAttribute("class") ?? ""} ${element.id}`.replace(/([a-z])([A-Z])/g, "$1-$2"));

/** @param {Element} element */
const lengthOf = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim().length;

// Whether it lists what else can be read.
/** @param {Element} element */
function isListOfLinks(element) {
  if (!element.matches("ul, ol")) return false;
  const entries = [...element.children];
  return entries.length > 1 && entries.every((entry) => linkedShare(entry) > 0.8);
}

/** @param {Element} element */
function linkedShare(element) {
  const linked = [...element.querySelectorAll("a[href]")].reduce((sum, link) => sum + lengthOf(link), 0);
  return linked / Math.max(lengthOf(element), 1);
}

/** @param {Root} root @returns {Glance | undefined} */
function glanceAtRoot(root) {
  const all = paragraphsOf(root);
  const paragraphs = withoutTeasers(all.filter(({ block }) => !block.closest(OUTSIDE) && !isOfComments(block)));
  const total = sum(paragraphs);
  const { core, length, others } = namedArticle(root, paragraphs, total) ?? commonElement(root, paragraphs, total) ?? NOTHING;
  if (core && length >= LEAST_ARTICLE) return { root, element: withHeadline(root, core, paragraphs, length), length, others };
  const prose = articleLength(all);
  return prose > 0 ? { root, length: prose, others: [] } : undefined;
}

/** @param {{ length: number }[]} paragraphs */
const sum = (paragraphs) => paragraphs.reduce((all, { length }) => all + length, 0);

/** @param {Paragraph[]} paragraphs @param {Element} element */
const within = (paragraphs, element) => paragraphs.filter(({ block }) => element.contains(block));

// The blocks with enough words of their own, which can be seen and are no links.
/** @param {Root} root */
function paragraphsOf(root) {
  /** @type {Map<Element, { length: number, linked: number }>} */
  const blocks = new Map();
  const page = root.ownerDocument ?? /** @type {Document} */ (root);
  const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node.nodeValue ?? "").replace(/\s+/g, " ").trim().length;
    const parent = node.parentElement;
    const block = words > 0 && parent && !parent.closest(SILENT) ? parent.closest(BLOCKS) : null;
    if (!block) continue;
    const known = blocks.get(block) ?? { length: 0, linked: 0 };
    known.length += words;
    if (parent?.closest("a[href]")) known.linked += words;
    blocks.set(block, known);
  }
  return [...blocks].filter(([block, { length, linked }]) =>
    length >= LEAST_PARAGRAPH && linked < length / 2 && isSeen(block)).map(([block, { length }]) => ({ block, length }));
}

/** @param {Element} block */
const isSeen = (block) => block.checkVisibility({ visibilityProperty: true });

// Comments may be longer than what they are about.
/** @param {Element} block */
const isOfComments = (block) => Boolean(block.closest("[id*=comment i], [class*=comment i], [id*=disqus i], [class*=cookie i], [id*=cookie i], [class*=consent i], [id*=consent i]"));

// Without what stands below a headline that is a link, alone or in twos: that is another article's.
/** @param {Paragraph[]} paragraphs */
function withoutTeasers(paragraphs) {
  return paragraphs.filter(({ block, length }) => {
    if (length > LONGEST_TEASER) return true;
    let above = block.parentElement;
    for (let depth = 0; above && depth < TEASER_DEPTH; depth++, above = above.parentElement) {
      if (within(paragraphs, above).length > 2) return true;
      if (above.matches("a[href]") || [...above.querySelectorAll(LINKED_HEADING)].some((heading) => isAbove(heading, block))) return false;
    }
    return true;
  });
}

/** @param {Element} one @param {Element} other */
const isAbove = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

// The element that the page calls an article. Of several, the one that is read now.
/** @param {Root} root @param {Paragraph[]} paragraphs @param {number} total @returns {Core | undefined} */
function namedArticle(root, paragraphs, total) {
  const outermost = [...root.querySelectorAll(ARTICLES)].filter((element) => !element.parentElement?.closest(ARTICLES));
  const found = outermost.map((core) => ({ core, length: sum(within(paragraphs, core)) }));
  const longest = Math.max(0, ...found.map(({ length }) => length));
  if (longest < LEAST_ARTICLE || sum(found) < total / 2) return undefined;
  const alike = found.filter(({ length }) => length >= Math.max(longest * ALIKE, LEAST_ARTICLE));
  const [read, ...others] = alike.sort((a, b) => seenHeight(b.core) - seenHeight(a.core) || b.length - a.length);
  return read && { ...read, others: others.map(({ core }) => core) };
}

// How many pixels of it are in the window.
/** @param {Element} element */
function seenHeight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, Math.round(Math.min(bottom, innerHeight) - Math.max(top, 0)));
}

// The innermost element that has most of the prose.
/** @param {Root} root @param {Paragraph[]} paragraphs @param {number} total @returns {Core | undefined} */
function commonElement(root, paragraphs, total) {
  /** @type {Core | undefined} */
  let found;
  let children = [...root.children];
  for (;;) {
    const next = children.map((core) => ({ core, length: sum(within(paragraphs, core)), others: [] }))
      .find(({ length }) => length >= total * MOST_PROSE);
    if (!next || paragraphs.some(({ block }) => block === next.core && block.matches("p, li, blockquote"))) break;
    found = next;
    children = [...next.core.children];
  }
  return found;
}

// The same with the headline, where that stands above it and little else does.
/** @param {Root} root @param {Element} core @param {Paragraph[]} paragraphs @param {number} length @returns {HTMLElement} */
function withHeadline(root, core, paragraphs, length) {
  const html = (/** @type {Element} */ element) => /** @type {HTMLElement} */ (element);
  if (core.querySelector("h1")) return html(core);
  const headline = [...root.querySelectorAll("h1")].find((one) =>
    isSeen(one) && lengthOf(one) > 0 && isAbove(one, core));
  let above = headline ? core : null;
  while (above && headline && !above.contains(headline)) above = above.parentElement;
  if (!above || above.matches("html")) return html(core);
  const isMore = sum(within(paragraphs, above)) > length * 1.25 || above.querySelectorAll(HEADINGS).length > core.querySelectorAll(HEADINGS).length + 6;
  return html(isMore ? core : above);
}
