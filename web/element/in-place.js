// Marks the page's own article where it stands, without a change of its DOM: with highlights (CSS Custom Highlight API), which
// style letters and move none.
//
// The reader says which parts of marks it draws, and where in the text they stand: what is painted here, so that the filter,
// corrections and what stands out mean the same in both. Its own copy of the text is not shown.

/** @import { Widget } from "../built/widget.js" */
/** @import { Run } from "./dom-text.js" */
/** @import { Highlights } from "./highlights.js" */
/** @typedef {Pick<Widget, "text" | "show" | "drawnParts" | "foundWords" | "placeOf" | "openCard">} ArticleReader What finds the marks of an article. */
/** @typedef {{ begin(signal: AbortSignal): void, show(): void, open(): void, end(): void }} ArticlePanel Where the list of who said what is. */
/** @typedef {{ segment?: number, name: string, from: number, to: number, blocks: Element[], range?: Range }} Painted A part of a mark in its segment, or words that are looked for, with the highlight. */

import { blocksIn, placeIn, read, rootOf } from "./dom-text.js";

// The parts that have a line, the uppermost last, as in static/mark-parts.css.
const LINES = ["content", "via", "source", "cue"];

// How long an article rests before it is read again, in milliseconds.
const REST = 300;

// How many numbers the reader says of a part, and what the last of them are made of.
const ROW = 5;
const UNSURE = 1;
const HIGHLIGHTED = 2;

// How many numbers the reader says of words that are looked for.
const FOUND_ROW = 3;

// What somebody clicks on for another reason than to read.
const BUSY = "a, button, input, select, textarea, label, summary, audio, video, [contenteditable], [role=button]";

export class InPlace {
  #article;
  #widget;
  #partNames;
  #locateArticle;
  #highlights;
  #panel;
  #isOmitted;
  /** @type {Run[]} */
  #runs = [];
  // What there is to paint.
  /** @type {Painted[]} */
  #painted = [];
  // The article's blocks, and those of them that are in the window or half a window above or below. Only there is anything
  // painted: with thousands of ranges, a browser takes long over every line (WebKit asks each of them).
  /** @type {Set<Element>} */
  #blocks = new Set();
  /** @type {Set<Element>} */
  #near = new Set();
  #seen = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: "50%" });
  #waits = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  #page = new MutationObserver(() => this.#changed());
  #ending = new AbortController();

  // `partNames` is what the parts of marks are called; `locateArticle` looks for the article once more; `isOmitted` says which
  // nodes of it have no words of the article.
  /**
   * @param {{
   *   article: HTMLElement,
   *   widget: ArticleReader,
   *   partNames: string[],
   *   highlights: Highlights,
   *   panel: ArticlePanel,
   *   locateArticle: () => void,
   *   isOmitted?: (node: Element | Text) => boolean,
   * }} parts
   */
  constructor({ article, widget, partNames, highlights, panel, locateArticle, isOmitted }) {
    this.#article = article;
    this.#widget = widget;
    this.#partNames = partNames;
    this.#highlights = highlights;
    this.#panel = panel;
    this.#locateArticle = locateArticle;
    this.#isOmitted = isOmitted;
  }

  // Reads the article and gives it to the reader.
  begin() {
    const { signal } = this.#ending;
    this.#page.observe(this.#article, { subtree: true, childList: true, characterData: true });
    // Frameworks make elements anew.
    if (this.#article.parentNode) this.#page.observe(this.#article.parentNode, { childList: true });
    this.#article.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#panel.begin(signal);
    this.#read();
  }

  // The reader has something to show.
  show() {
    this.#panel.show();
  }

  // Scrolls the page to the words of a segment. Says whether they are painted.
  /** @param {number} segment */
  scrollTo(segment) {
    const painted = this.#painted.find((one) => one.segment === segment);
    const range = painted && this.#rangeOf(painted);
    if (range) reveal(range);
    return Boolean(range);
  }

  // Scrolls the page to a byte of the canonical text.
  /** @param {number} byte */
  reveal(byte) {
    const [from = 0, to = 0] = this.#widget.placeOf(byte);
    const range = this.#range(from, to);
    if (range) reveal(range);
  }

  end() {
    clearTimeout(this.#rest);
    this.#page.disconnect();
    this.#seen.disconnect();
    this.#ending.abort();
    this.#highlights.end();
    this.#panel.end();
  }

  #read() {
    const { text, runs } = read(this.#article, this.#isOmitted);
    this.#runs = runs;
    const blocks = new Set(runs.map(([, , block]) => block));
    for (const known of this.#blocks) {
      if (blocks.has(known)) continue;
      this.#seen.unobserve(known);
      this.#near.delete(known);
    }
    // Those that are observed already are not observed twice.
    for (const block of blocks) this.#seen.observe(block);
    this.#blocks = blocks;
    if (text !== this.#widget.text()) this.#widget.show(text);
    this.schedulePaint();
  }

  #changed() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.#article.isConnected ? this.#read() : this.#locateArticle()), REST);
  }

  // Paints with the next frame, once: the page has changed, or what the reader draws.
  schedulePaint() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      if (!this.#ending.signal.aborted) this.#paint();
    });
  }

  #paint() {
    const drawn = this.#widget.drawnParts();
    const lines = this.#lines(drawn);
    this.#painted = [];
    for (let row = 0; row < drawn.length; row += ROW) {
      const [segment = 0, from = 0, to = 0, part = 0, flags = 0] = drawn.subarray(row, row + ROW);
      const blocks = blocksIn(this.#runs, from, to);
      const name = this.#partNames[part] ?? "";
      if (!LINES.includes(name) || lines.get(segment) === name)
        this.#painted.push({ segment, name: flags & UNSURE ? `unsure-${name}` : name, from, to, blocks });
      if (flags & HIGHLIGHTED) this.#painted.push({ segment, name: "lit", from, to, blocks });
    }
    const found = this.#widget.foundWords();
    for (let row = 0; row < found.length; row += FOUND_ROW) {
      const [from = 0, to = 0, isCurrent] = found.subarray(row, row + FOUND_ROW);
      const name = isCurrent ? "in-place-found-current" : "in-place-found";
      this.#painted.push({ name, from, to, blocks: blocksIn(this.#runs, from, to) });
    }
    this.#paintNear();
  }

  // The part whose line each segment has: source or cue of an inner statement stand in the place of the outer content.
  /** @param {Uint32Array} drawn */
  #lines(drawn) {
    /** @type {Map<number, string>} */
    const lines = new Map();
    for (const line of LINES) {
      for (let row = 0; row < drawn.length; row += ROW) {
        const [segment = 0, , , part = 0] = drawn.subarray(row, row + ROW);
        if (this.#partNames[part] === line) lines.set(segment, line);
      }
    }
    return lines;
  }

  // The page was scrolled, or its blocks are elsewhere.
  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && this.#blocks.has(target)) this.#near.add(target);
      else this.#near.delete(target);
    }
    this.#paintNear();
  }

  #paintNear() {
    this.#highlights.paint(this.#nearPainted().map(([painted, range]) => [painted.name, range]));
  }

  // What is near the window, with its ranges: a browser moves every range with every change of the page.
  #nearPainted() {
    const near = this.#painted.filter(({ blocks }) => blocks.some((block) => this.#near.has(block)));
    return near.flatMap((painted) => {
      const range = this.#rangeOf(painted);
      return range ? [/** @type {[Painted, Range]} */ ([painted, range])] : [];
    });
  }

  /** @param {Painted} painted */
  #rangeOf(painted) {
    return (painted.range ??= this.#range(painted.from, painted.to));
  }

  // Where these characters of the text stand in the page.
  /** @param {number} from @param {number} to */
  #range(from, to) {
    const start = placeIn(this.#runs, from, false), end = placeIn(this.#runs, to, true);
    if (!start || !end || from >= to) return undefined;
    const range = new Range();
    range.setStart(...start);
    range.setEnd(...end);
    return range;
  }

  // On a mark: its card is opened. The click stays the page's own, too.
  /** @param {MouseEvent} event */
  #clicked({ clientX, clientY, target, defaultPrevented }) {
    if (defaultPrevented || !(target instanceof Element) || target.closest(BUSY)) return;
    if (selectionIn(this.#article)?.isCollapsed === false) return;
    const under = (/** @type {[Painted, Range]} */ [, range]) => [...range.getClientRects()].some(({ left, right, top, bottom }) =>
      left <= clientX && clientX <= right && top <= clientY && clientY <= bottom);
    const segment = this.#nearPainted().filter(under).find(([painted]) => painted.segment !== undefined)?.[0].segment;
    if (segment === undefined) return;
    this.#panel.open();
    this.#widget.openCard(segment);
  }
}

// Scrolls whatever scrolls so that words can be seen, if they cannot.
/** @param {Range} range */
function reveal(range) {
  const { top, bottom } = range.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  const parentElement = /** @type {Element} */ (range.startContainer.parentElement);
  // A paragraph that is higher than the window would be shown by its middle.
  if (parentElement.getBoundingClientRect().height < innerHeight) parentElement.scrollIntoView({ block: "center", behavior });
  else scrollBy({ top: top - innerHeight / 3, behavior });
}

// What is selected. Not all browsers look into shadow roots for it.
/** @param {Element} article @returns {Selection | null} */
function selectionIn(article) {
  const root = /** @type {{ getSelection?(): Selection | null }} */ (rootOf(article));
  return root.getSelection?.() ?? getSelection();
}
