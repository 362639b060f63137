// What of the article is in the window, and how the window is scrolled.

/** @param {{ top: number, bottom: number }} box */
export const isSeen = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;

// Ends a smooth scroll that is under way: what is seen now would not be seen at its end.
export function endSmoothScroll() {
  scrollBy({ top: 0, behavior: "instant" });
}

/** @param {Element} article */
export function firstSeen(article) {
  const children = [...article.children];
  const seen = children.findIndex((child) => child.getBoundingClientRect().bottom > 0);
  return Math.max(seen, 0);
}

/** @param {Element} row */
const numberOf = (row) => Number(row.getAttribute("data-row"));

// The last of some elements, which lie one below the other, that begins above this height of the window.
/** @param {ArrayLike<Element>} elements @param {number} y */
function lastAbove(elements, y) {
  let from = 0, to = elements.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((elements[middle]?.getBoundingClientRect().top ?? 0) <= y) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

// The byte of the text at this height of the window.
/** @param {Element} article @param {number} y @param {number} length */
function byteAt(article, y, length) {
  const sheet = article.children[lastAbove(article.children, y)];
  const rows = sheet?.querySelectorAll("[data-row]") ?? [];
  const at = lastAbove(rows, y);
  const row = rows[at];
  if (!row) return 0;
  const next = rows[at + 1] ?? sheet?.nextElementSibling?.querySelector("[data-row]");
  const start = numberOf(row), end = next ? numberOf(next) : length;
  const { top, height } = row.getBoundingClientRect();
  return start + Math.min((y - top) / height, 1) * (end - start);
}

// Scrolls to words of a row, if they cannot be seen.
/** @param {Element} row @param {Range} words */
export function scrollToWords(row, words) {
  endSmoothScroll();
  // Not under the bars at the upper edge.
  const isClear = () => {
    const box = words.getBoundingClientRect();
    return isSeen(box) && box.top > 120;
  };
  if (!isClear()) row.scrollIntoView({ block: "center", behavior: "instant" });
  // A row that is higher than the window.
  if (!isClear()) scrollBy({ top: words.getBoundingClientRect().top - innerHeight / 2, behavior: "instant" });
}

// What depends on where the page is scrolled to, and on how large things are.
/** @param {HTMLElement} root */
export function updateScrolled(root) {
  /** @type {HTMLElement | null} */
  const article = root.querySelector(".reportedly-article");
  /** @type {SVGSVGElement | null} */
  const strip = root.querySelector(".reportedly-strip");
  /** @type {HTMLElement | null} */
  const bar = root.querySelector(".reportedly-bar");
  if (!article || !strip || !bar) return;
  root.style.setProperty("--bar", `${bar.offsetHeight}px`);
  if (!strip.getClientRects().length) return;
  strip.style.setProperty("--length", `${article.offsetHeight}px`);
  const length = Number(strip.dataset.length) || 1;
  const units = (/** @type {number} */ y) => (byteAt(article, y, length) / length) * strip.viewBox.baseVal.height;
  const from = units(Math.max(bar.getBoundingClientRect().bottom, 0));
  const seen = strip.querySelector(".reportedly-seen");
  seen?.setAttribute("y", String(from));
  seen?.setAttribute("height", String(Math.max(units(innerHeight) - from, 0)));
}

// Whether the second element lies below the first, and both can be seen.
/** @param {Element} first @param {Element} second */
export function isBelow(first, second) {
  const above = first.getBoundingClientRect(), below = second.getBoundingClientRect();
  return above.height > 0 && below.height > 0 && below.top >= above.bottom - 1;
}

// The first row that reaches below the upper edge of the window, by its data-row, and how far below that edge it begins.
/** @param {Element} article */
export function rowInView(article) {
  for (const row of article.querySelectorAll("[data-row]")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > 0) return [numberOf(row), top];
  }
  return undefined;
}

/** @param {Element} article @param {number} row @param {number} top */
export function scrollRowTo(article, row, top) {
  const element = article.querySelector(`[data-row="${row}"]`);
  const place = () => element?.isConnected && scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  place();
  // A smooth scroll that is under way still moves the page by a frame.
  requestAnimationFrame(() => requestAnimationFrame(place));
}
