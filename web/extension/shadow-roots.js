// The shadow roots of a page, closed ones too: extensions may look into these.

/** @typedef {Document | ShadowRoot} Root */

// Elements that may have a root.
const HOSTS = "article, aside, blockquote, body, div, footer, header, main, nav, p, section, span";

// The document and every shadow root in it.
/** @param {Document} page @returns {Root[]} */
export function rootsIn(page) {
  /** @type {Root[]} */
  const roots = [page];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      const inner = element.localName.includes("-") || element.matches(HOSTS) ? shadowRootOf(element) : null;
      if (inner) roots.push(inner);
    }
  }
  return roots;
}

/** @param {Element} element @returns {ShadowRoot | null} */
function shadowRootOf(element) {
  if (chrome.dom && element instanceof HTMLElement) return chrome.dom.openOrClosedShadowRoot(element);
  const { openOrClosedShadowRoot } = /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (element);
  return openOrClosedShadowRoot ?? element.shadowRoot;
}
