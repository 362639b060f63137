// The highlights of a page's own letters. Their registry is the whole page's: names have a prefix, elements share them, and
// each takes away its own ranges and no others.

/** @typedef {[name: string, range: AbstractRange]} Look */

const PREFIX = "reportedly-";

// One visual channel a layer, as in static/marks.css: a tint; a wave; a line lower down, thick for a source, dashed for a cue,
// thin for a content. What is not sure is lighter. Highlights of several parts lie over each other, and each draws its line.
// The colours are those of static/layers.css, which is in the reader's style; the page may set others on its article.
/** @param {CSSStyleSheet} style */
function colours(style) {
  const rules = /** @type {CSSStyleRule[]} */ ([...style.cssRules]);
  const own = rules.find(({ selectorText }) => selectorText === ".reportedly-in-place")?.style;
  if (!own) throw new Error("the style sheet of marks in place has no colours");
  const colour = (/** @type {string} */ name) => `var(--reportedly-${name}, ${own.getPropertyValue(`--${name}`).trim()})`;
  return { entity: colour("entity"), hedge: colour("hedge"), attribution: colour("attribution"), lit: colour("lit") };
}

// How far above a baseline letters reach, at most, in most fonts.
const ASCENT = "0.76em";

// A line that is so far below the letters, or less where the lines of the text are close: `height` is what is drawn below each
// other, and it ends above the letters of the next line. Safari knows no shorthand with more than the line.
/** @type {(style: string, thickness: string, colour: string, offset: string, height?: string) => string} */
const line = (style, thickness, colour, offset, height = thickness) =>
  `text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: ${thickness};
  text-decoration-color: ${colour}; text-underline-offset: ${offset};
  text-underline-offset: clamp(0em, 1lh - ${ASCENT} - ${height}, ${offset}); text-decoration-skip-ink: none`;

// How each highlight looks. The later, the further above: of the same priority, which is all that there is here, that which was
// registered later. (Safari may crash where a page's highlights have several priorities: WebKit's
// MarkedText::collectForHighlights puts one before the first.)
/** @param {ReturnType<typeof colours>} colours */
function declarations({ entity, hedge, attribution, lit }) {
  return {
    content: line("solid", "1px", attribution, "0.36em"),
    "unsure-content": line("dotted", "1.5px", attribution, "0.36em"),
    source: line("solid", "2.5px", attribution, "0.32em"),
    "unsure-source": line("double", "3px", attribution, "0.32em", "7px"),
    via: line("dotted", "2.5px", attribution, "0.32em"),
    "unsure-via": line("dotted", "1px", attribution, "0.32em"),
    cue: line("dashed", "2px", attribution, "0.32em"),
    "unsure-cue": line("dashed", "1px", attribution, "0.32em"),
    hedge: line("wavy", "1px", hedge, "0.14em", "4px"),
    "unsure-hedge": line("dotted", "1.5px", hedge, "0.14em"),
    entity: `background-color: ${entity}`,
    "unsure-entity": `background-color: color-mix(in srgb, ${entity} 45%, transparent)`,
    lit: `background-color: ${lit}`,
  };
}

/** @type {CSSStyleSheet | undefined} */
let sheet;
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

  // In a document, or in a shadow root. `style` is the reader's style sheet.
  /** @param {DocumentOrShadowRoot} scope @param {CSSStyleSheet} style */
  constructor(scope, style) {
    this.#scope = scope;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      const all = Object.entries(declarations(colours(style)));
      sheet.replaceSync(all.map(([name, look]) => `::highlight(${PREFIX}${name}) { ${look} }`).join("\n"));
      highlights = new Map(all.map(([name]) => [PREFIX + name, new Highlight()]));
    }
    this.#sheet = sheet;
    users.set(scope, (users.get(scope) ?? 0) + 1);
  }

  // Paints these, `[name, range]`, and nothing else any more.
  /** @param {Look[]} looks */
  paint(looks) {
    // The page's own scripts may have made another list of sheets.
    const sheets = this.#scope.adoptedStyleSheets;
    if (!sheets.includes(this.#sheet)) this.#scope.adoptedStyleSheets = [...sheets, this.#sheet];
    for (const [name, range] of this.#own) highlights.get(PREFIX + name)?.delete(range);
    for (const [name, range] of looks) highlights.get(PREFIX + name)?.add(range);
    this.#own = looks;
    register();
  }

  end() {
    this.paint([]);
    const left = (users.get(this.#scope) ?? 0) - 1;
    users.set(this.#scope, left);
    if (left === 0) this.#scope.adoptedStyleSheets = this.#scope.adoptedStyleSheets.filter((one) => one !== this.#sheet);
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
