// The highlights of a page's own letters. Their registry is the whole page's: names have a prefix, elements share them, and
// each takes away its own ranges and no others.

const PREFIX = "reportedly-";

// One visual channel a layer, as in static/marks.css: a tint; a wave; a line lower down, thick for a source, dashed for a cue,
// thin for a content. What is not sure is lighter. Highlights of several parts lie over each other, and each draws its line.
// The colours are seen on light paper and on dark; the page may set others on its article.
const ENTITY = "var(--reportedly-entity, rgb(170 140 50 / 22%))";
const HEDGE = "var(--reportedly-hedge, #c8681a)";
const ATTRIBUTION = "var(--reportedly-attribution, #3f86b5)";

// Safari knows no shorthand with more than the line.
const line = (style, thickness, colour, offset) =>
  `text-decoration-line: underline; text-decoration-style: ${style}; text-decoration-thickness: ${thickness};
  text-decoration-color: ${colour}; text-underline-offset: ${offset}; text-decoration-skip-ink: none`;

const LOOKS = {
  content: line("solid", "1px", ATTRIBUTION, "0.36em"),
  "unsure-content": line("dotted", "1.5px", ATTRIBUTION, "0.36em"),
  source: line("solid", "2.5px", ATTRIBUTION, "0.32em"),
  "unsure-source": line("double", "3px", ATTRIBUTION, "0.32em"),
  via: line("dotted", "2.5px", ATTRIBUTION, "0.32em"),
  "unsure-via": line("dotted", "1px", ATTRIBUTION, "0.32em"),
  cue: line("dashed", "2px", ATTRIBUTION, "0.32em"),
  "unsure-cue": line("dashed", "1px", ATTRIBUTION, "0.32em"),
  hedge: line("wavy", "1.25px", HEDGE, "0.14em"),
  "unsure-hedge": line("dotted", "1.5px", HEDGE, "0.14em"),
  entity: `background-color: ${ENTITY}`,
  "unsure-entity": `background-color: color-mix(in srgb, ${ENTITY} 45%, transparent)`,
  lit: "background-color: var(--reportedly-lit, rgb(80 150 200 / 30%))",
};

// The later, the further above.
const NAMES = Object.keys(LOOKS);

let sheet;
// How many elements have their marks in a document or shadow root.
const users = new WeakMap();

export class Highlights {
  #scope;
  #own = [];

  // In a document, or in a shadow root.
  constructor(scope) {
    this.#scope = scope;
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(NAMES.map((name) => `::highlight(${PREFIX}${name}) { ${LOOKS[name]} }`).join("\n"));
    }
    users.set(scope, (users.get(scope) ?? 0) + 1);
  }

  add(name, range) {
    const key = PREFIX + name;
    // The page's own scripts may have made another list of sheets.
    const sheets = this.#scope.adoptedStyleSheets;
    if (!sheets.includes(sheet)) this.#scope.adoptedStyleSheets = [...sheets, sheet];
    let highlight = CSS.highlights.get(key);
    if (!highlight) {
      highlight = new Highlight();
      highlight.priority = NAMES.indexOf(name);
      CSS.highlights.set(key, highlight);
    }
    highlight.add(range);
    this.#own.push([key, range]);
  }

  // Takes away what this one has added.
  clear() {
    for (const [key, range] of this.#own) {
      const highlight = CSS.highlights.get(key);
      highlight?.delete(range);
      if (highlight?.size === 0) CSS.highlights.delete(key);
    }
    this.#own = [];
  }

  end() {
    this.clear();
    const left = users.get(this.#scope) - 1;
    users.set(this.#scope, left);
    if (left === 0) this.#scope.adoptedStyleSheets = this.#scope.adoptedStyleSheets.filter((one) => one !== sheet);
  }
}
