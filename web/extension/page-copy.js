// A copy of what a page shows, as HTML, for the program that finds articles (crates/extraction); and the text nodes whose words are in it.

/** @import { Root } from "./shadow-roots.js" */
/** @typedef {{ html: string, nodes: Text[] }} PageCopy The text nodes with words, in the order of the page. */

import { NONE, isElement, isText } from "../element/dom-text.js";

// What says what an element is for.
const ATTRIBUTES = ["aria-hidden", "class", "hidden", "href", "id", "itemprop", "rel", "role"];

// More is not copied, in characters: finding an article in it takes seconds.
const LONGEST = 4_000_000;

/** @typedef {{ from: Node, to: Element }} Step */

// Without these elements. Nothing where the page is too long.
/** @param {Root} root @param {Element[]} without @returns {PageCopy | undefined} */
export function copyOf(root, without) {
  const page = root.ownerDocument ?? /** @type {Document} */ (root);
  // Nothing of it is loaded, and nothing runs in it.
  const copy = page.implementation.createHTMLDocument(page.title);
  const body = root === page ? page.body : root;
  if (!body) return undefined;
  if (isElement(body)) nameAs(copy.body, body);
  const left = new Set(without);
  /** @type {Text[]} */
  const nodes = [];
  let length = 0;
  // A page may be nested more deeply than functions may call each other.
  /** @type {Step[]} */
  const open = [{ from: body, to: copy.body }];
  /** @type {Node | null} */
  let node = body.firstChild;
  while (open.length > 0) {
    const { from, to } = /** @type {Step} */ (open.at(-1));
    if (!node) {
      open.pop();
      node = from.nextSibling;
      continue;
    }
    if (isText(node)) {
      to.append(node.data);
      length += node.length;
      if (length > LONGEST) return undefined;
      if (node.data.trim()) nodes.push(node);
    } else if (isElement(node) && !left.has(node) && !node.matches(NONE) && getComputedStyle(node).display !== "none") {
      const made = elementLike(copy, node);
      to.append(made);
      open.push({ from: node, to: made });
      node = node.firstChild;
      continue;
    }
    node = node.nextSibling;
  }
  const html = `<!doctype html>${copy.documentElement.outerHTML}`;
  return html.length > LONGEST ? undefined : { html, nodes };
}

/** @param {Document} copy @param {Element} element */
function elementLike(copy, element) {
  let made;
  try {
    made = copy.createElement(element.localName);
  } catch {
    // A parser takes names that a script may not use.
    made = copy.createElement("div");
  }
  nameAs(made, element);
  return made;
}

/** @param {Element} made @param {Element} element */
function nameAs(made, element) {
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value !== null) made.setAttribute(name, value);
  }
}
