// The highlights of a page's own letters. Their registry is the whole page's: names have a prefix, elements share them, and
// each takes away its own ranges and no others.

/** @typedef {[name: string, range: AbstractRange]} Look */

const PREFIX = "reportedly-";

// What the reader's style says of marks in place: colours (`static/embed/widget.css`), of which the page may set others on its
// article, and the lines of a statement (`static/layers.css`).
/** @param {CSSStyleSheet} style */
function tokens(style) {
  const rules = /** @type {CSSStyleRule[]} */ ([...style.cssRules]).filter(({ selectorText }) => selectorText?.endsWith(".reportedly-in-place"));
  const value = (/** @type {string} */ name) => {
    const found = rules.map(({ style }) => style.getPropertyValue(name).trim()).find(Boolean);
    if (!found) throw new Error(`the style sheet has no ${name} for marks in place`);
    return found;
  };
  const colour = (/** @type {string} */ name) => `var(--reportedly-${name}, ${value(`--${name}`)})`;
  return { value, colour };
}

// How far above a baseline letters reach, at most, in most fonts.
const ASCENT = "0.76em";

// A line that is so far below the letters, or less where the lines of the text are close: `height` is what is drawn below each
// other, and it ends above the letters of the next line. Safari knows no shorthand with more than the line.
/** @type {(line: string, colour: string, offset: string, height: string) => string} */
const underline = (line, colour, offset, height) => {
  const [thickness, style] = line.split(" ");
  return `text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: ${thickness};
  text-decoration-color: ${colour}; text-underline-offset: ${offset};
  text-underline-offset: clamp(0em, 1lh - ${ASCENT} - ${height}, ${offset}); text-decoration-skip-ink: none`;
};

// Words that are looked for, and those of them that a person was led to last. A reader that shows a text itself has highlights of
// its own for them (`web/reader/search.js`).
const FOUND = ["found", "found-current"];

// Nobody prints what they look for, and a system's colours tell apart what was led to.
const OVERRIDES = `@media (forced-colors: active) {
  ::highlight(${PREFIX}in-place-found) { color: MarkText; background-color: Mark }
  ::highlight(${PREFIX}in-place-found-current) { color: HighlightText; background-color: Highlight }
}
@media print {
  ${FOUND.map((name) => `::highlight(${PREFIX}in-place-${name})`).join(", ")} { color: inherit; background-color: transparent }
}`;

// How each highlight looks: as in `static/mark-parts.css`, but for the raised ends of a content, which highlights cannot have.
// What is unsure follows what is sure. The later, the further above: of the same priority, which is all that there is here, that
// which was registered later. (Safari may crash where a page's highlights have several priorities: WebKit's
// MarkedText::collectForHighlights puts one before the first.)
/** @param {CSSStyleSheet} style @returns {[name: string, declarations: string][]} */
function declarations(style) {
  const { value, colour } = tokens(style);
  const statement = (/** @type {string} */ part) => (/** @type {string} */ colour) =>
    underline(value(`--line-${part}`), colour, "0.44em", "2.5px");
  /** @type {[part: string, colour: string, draw: (colour: string) => string][]} */
  const parts = [
    ...["content", "via", "source", "cue"].map((part) => /** @type {[string, string, (colour: string) => string]} */ ([part, colour("attribution"), statement(part)])),
    ["hedge", colour("hedge"), (colour) => underline("1px wavy", colour, "0.14em", "4px")],
    ["entity", colour("entity"), (colour) => `background-color: ${colour}`],
  ];
  const all = parts.flatMap(([part, colour, draw]) => [
    [part, draw(colour)],
    [`unsure-${part}`, draw(`color-mix(in srgb, ${colour} ${value(part === "entity" ? "--unsure-tint" : "--unsure")}, transparent)`)],
  ]);
  const found = FOUND.map((name) => [`in-place-${name}`, `color: ${colour(`${name}-letters`)}; background-color: ${colour(name)}`]);
  return /** @type {[string, string][]} */ ([...all, ["lit", `background-color: ${colour("lit")}`], ...found]);
}

// The rules of all highlights, as a style sheet has them. `style` is the reader's style sheet.
/** @param {CSSStyleSheet} style @returns {{ names: string[], css: string }} */
export function highlightRules(style) {
  const all = declarations(style);
  const css = [...all.map(([name, look]) => `::highlight(${PREFIX}${name}) { ${look} }`), OVERRIDES].join("\n");
  return { names: all.map(([name]) => name), css };
}

/** @type {CSSStyleSheet | undefined} */
let sheet;

// The sheet of all highlights, made once.
/** @param {CSSStyleSheet} style */
export function highlightSheet(style) {
  const { names, css } = highlightRules(style);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return { names, sheet };
}

// All highlights, by their names; and the names of those that are registered, which are those with something to paint.
/** @type {Map<string, Highlight>} */
let highlights = new Map();
/** @type {string[]} */
let registered = [];
// How many elements have their marks in a document or shadow root.
/** @type {WeakMap<DocumentOrShadowRoot, number>} */
const users = new WeakMap();

export class Highlights {
  #scope;
  #sheet;
  /** @type {Look[]} */
  #own = [];

  // In a document, or in a shadow root. `names` are those of all highlights, in their order. Without a sheet, somebody else has
  // given the page their style.
  /** @param {DocumentOrShadowRoot} scope @param {{ names: string[], sheet?: CSSStyleSheet }} look */
  constructor(scope, { names, sheet }) {
    this.#scope = scope;
    this.#sheet = sheet;
    if (highlights.size === 0) highlights = new Map(names.map((name) => [PREFIX + name, new Highlight()]));
    users.set(scope, (users.get(scope) ?? 0) + 1);
  }

  // Paints these, `[name, range]`, and nothing else any more.
  /** @param {Look[]} looks */
  paint(looks) {
    this.#adopt();
    for (const [name, range] of this.#own) highlights.get(PREFIX + name)?.delete(range);
    for (const [name, range] of looks) highlights.get(PREFIX + name)?.add(range);
    this.#own = looks;
    register();
  }

  // The page's own scripts may have made another list of sheets.
  #adopt() {
    if (!this.#sheet) return;
    const sheets = this.#scope.adoptedStyleSheets;
    if (!sheets.includes(this.#sheet)) this.#scope.adoptedStyleSheets = [...sheets, this.#sheet];
  }

  end() {
    this.paint([]);
    const left = (users.get(this.#scope) ?? 0) - 1;
    users.set(this.#scope, left);
    if (left === 0 && this.#sheet) this.#scope.adoptedStyleSheets = this.#scope.adoptedStyleSheets.filter((one) => one !== this.#sheet);
  }
}

// Registers what has something to paint, in its order.
function register() {
  const painted = [...highlights].filter(([, { size }]) => size > 0);
  const names = painted.map(([name]) => name);
  // The page's own scripts may have cleared the registry.
  if (names.join() === registered.join() && names.every((name) => CSS.highlights.has(name))) return;
  for (const name of registered) CSS.highlights.delete(name);
  for (const [name, highlight] of painted) CSS.highlights.set(name, highlight);
  registered = names;
}
