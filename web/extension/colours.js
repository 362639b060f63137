// Whether a page is dark, which many are without saying so.

// Letters that are lighter stand on something dark: of 255.
const MIDDLE = 140;

// By the colour of the letters, which a page always sets for its words to be seen.
/** @param {Element} element */
export function isDark(element) {
  const [red = 0, green = 0, blue = 0] = (/^rgba?\(([^)]*)\)/.exec(getComputedStyle(element).color)?.[1] ?? "").split(/[\s,/]+/).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue > MIDDLE;
}
