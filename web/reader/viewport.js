// What of the article is in the window, and how the window is scrolled.

export const isSeen = ({ top, bottom }) => top >= 0 && bottom <= innerHeight;

export function firstSeen(article) {
  const children = [...article.children];
  const seen = children.findIndex((child) => child.getBoundingClientRect().bottom > 0);
  return Math.max(seen, 0);
}

// The last of some elements, which lie one below the other, that begins above this height of the window.
function lastAbove(elements, y) {
  let from = 0, to = elements.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (elements[middle].getBoundingClientRect().top <= y) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

// The byte of the text at this height of the window.
function byteAt(article, y, length) {
  const sheet = article.children[lastAbove(article.children, y)];
  const rows = sheet?.querySelectorAll("[data-row]") ?? [];
  const at = lastAbove(rows, y);
  if (at < 0) return 0;
  const next = rows[at + 1] ?? sheet.nextElementSibling?.querySelector("[data-row]");
  const start = +rows[at].dataset.row, end = next ? +next.dataset.row : length;
  const { top, height } = rows[at].getBoundingClientRect();
  return start + Math.min((y - top) / height, 1) * (end - start);
}

// What depends on where the page is scrolled to, and on how large things are.
export function updateScrolled(root) {
  const [article, strip, bar] = ["article", "strip", "bar"].map((name) => root.querySelector(`.reportedly-${name}`));
  if (!article || !strip || !bar) return;
  root.style.setProperty("--bar", `${bar.offsetHeight}px`);
  if (!strip.getClientRects().length) return;
  strip.style.setProperty("--length", `${article.offsetHeight}px`);
  const length = +strip.dataset.length || 1;
  const units = (y) => (byteAt(article, y, length) / length) * strip.viewBox.baseVal.height;
  const from = units(Math.max(bar.getBoundingClientRect().bottom, 0));
  const seen = strip.querySelector(".reportedly-seen");
  seen.setAttribute("y", from);
  seen.setAttribute("height", Math.max(units(innerHeight) - from, 0));
}

// Whether the second element lies below the first, and both can be seen.
export function isBelow(first, second) {
  const above = first.getBoundingClientRect(), below = second.getBoundingClientRect();
  return above.height > 0 && below.height > 0 && below.top >= above.bottom - 1;
}

// The first row that reaches below the upper edge of the window, by its data-row, and how far below that edge it begins.
export function rowInView(article) {
  for (const row of article.querySelectorAll("[data-row]")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom > 0) return [+row.dataset.row, top];
  }
  return undefined;
}

export function scrollRowTo(article, row, top) {
  const element = article.querySelector(`[data-row="${row}"]`);
  const place = () => element?.isConnected && scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  place();
  // A smooth scroll that is under way still moves the page by a frame.
  requestAnimationFrame(() => requestAnimationFrame(place));
}
