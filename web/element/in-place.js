// Marks the page's own article where it stands, without a change of its DOM: with highlights (CSS Custom Highlight API), which
// style letters and move none.
//
// The reader still makes its own copy of the text, which is not shown. What is marked in it is what is painted here, so that
// the filter, corrections and what stands out mean the same in both.

/** @import { Widget } from "../built/widget.js" */
/** @import { Run } from "./dom-text.js" */
/** @import { Look } from "./highlights.js" */
/** @typedef {{ mark: HTMLElement, range: Range, looks: Look[], blocks: Element[] }} Painted */

import { FloatingPanel } from "./floating-panel.js";
import { Highlights } from "./highlights.js";
import { blocksIn, placeIn, read, rootOf } from "./dom-text.js";
import { readerIn } from "./parts.js";

// How long an article rests before it is read again, in milliseconds.
const REST = 300;

const encoder = new TextEncoder();

// What somebody clicks on for another reason than to read.
const BUSY = "a, button, input, select, textarea, label, summary, audio, video, [contenteditable], [role=button]";

export class InPlace {
  #root;
  #article;
  #widget;
  #locateArticle;
  #highlights;
  #floatingPanel;
  /** @type {Run[]} */
  #runs = [];
  // What there is to paint: where, in which blocks, how, and which mark of the copy it is.
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
  #reveals = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  #copy = new MutationObserver(() => this.#schedulePaint());
  #page = new MutationObserver(() => this.#changed());
  #ending = new AbortController();

  // `style` is the reader's style sheet; `again` looks for the article once more.
  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   * @param {HTMLElement} article
   * @param {CSSStyleSheet} style
   * @param {Widget} widget
   * @param {() => void} again
   */
  constructor(host, root, article, style, widget, again) {
    this.#locateArticle = again;
    this.#root = root;
    this.#article = article;
    this.#widget = widget;
    this.#highlights = new Highlights(rootOf(article), style);
    this.#floatingPanel = new FloatingPanel(host, root, article);
  }

  // Reads the article and gives it to the reader.
  begin() {
    const { signal } = this.#ending;
    const reader = readerIn(this.#root);
    this.#copy.observe(reader, { subtree: true, childList: true, characterData: true, attributeFilter: ["data-parts", "data-unsure", "data-lit"] });
    this.#page.observe(this.#article, { subtree: true, childList: true, characterData: true });
    // Frameworks make elements anew.
    if (this.#article.parentNode) this.#page.observe(this.#article.parentNode, { childList: true });
    this.#article.addEventListener("click", (event) => this.#clicked(event), { signal });
    reader.addEventListener("click", (event) => this.#onPanelClick(event), { signal });
    this.#floatingPanel.begin(signal);
    this.#read();
  }

  // The reader has something to show.
  show() {
    this.#floatingPanel.show();
  }

  // Scrolls the page to what a mark of the copy is about. Says whether it is painted.
  /** @param {HTMLElement} mark */
  scrollTo(mark) {
    const painted = this.#painted.find((one) => one.mark === mark);
    if (painted) reveal(painted.range);
    return Boolean(painted);
  }

  end() {
    clearTimeout(this.#rest);
    this.#copy.disconnect();
    this.#page.disconnect();
    this.#seen.disconnect();
    this.#ending.abort();
    this.#highlights.end();
    this.#floatingPanel.end();
  }

  #read() {
    const { text, runs } = read(this.#article);
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
    this.#schedulePaint();
  }

  #changed() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => (this.#article.isConnected ? this.#read() : this.#locateArticle()), REST);
  }

  // Paints with the next frame, once.
  #schedulePaint() {
    if (this.#waits) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      if (!this.#ending.signal.aborted) this.#paint();
    });
  }

  #paint() {
    const marks = /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(".reportedly-article mark")]);
    const spans = new Uint32Array(2 * marks.length);
    marks.forEach((mark, at) => {
      const start = Number(mark.dataset.at);
      spans.set([start, start + encoder.encode(mark.textContent ?? "").length], 2 * at);
    });
    const places = this.#widget.places(spans);
    this.#painted = [];
    marks.forEach((mark, at) => {
      const [from = 0, to = 0] = places.subarray(2 * at, 2 * at + 2);
      const range = this.#range(from, to);
      if (!range) return;
      const next = wordAfter(marks, spans, at);
      const painted = looks(mark).map(([name, part]) => {
        // Places leave out the space between two words: what goes on has it, too.
        const goesOn = next && has(next.mark.dataset.parts, part) && !has(next.mark.dataset.starts, part);
        const longer = goesOn && this.#range(from, places[2 * next.at] ?? to);
        return /** @type {Look} */ ([name, longer || range]);
      });
      this.#painted.push({ mark, range, looks: painted, blocks: blocksIn(this.#runs, from, to) });
    });
    this.#paintNear();
    if (this.#reveals) this.#reveal();
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
    const near = this.#painted.filter(({ blocks }) => blocks.some((block) => this.#near.has(block)));
    this.#highlights.paint(near.flatMap(({ looks }) => looks));
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
    /** @param {Painted} painted */
    const under = ({ range }) => [...range.getClientRects()].some(({ left, right, top, bottom }) =>
      left <= clientX && clientX <= right && top <= clientY && clientY <= bottom);
    const painted = this.#painted.find(under);
    if (!painted) return;
    this.#floatingPanel.open();
    // Not composed: for the page, nobody has clicked on this element.
    painted.mark.dispatchEvent(new PointerEvent("click", { bubbles: true }));
  }

  // In the panel: what was chosen there is shown in the page.
  /** @param {Event} event */
  #onPanelClick({ target }) {
    const words = (target instanceof Element && target.closest("[data-do]")?.getAttribute("data-do")) || "";
    if (words.startsWith("choose ")) {
      this.#reveals = true;
      this.#schedulePaint();
    } else if (words.startsWith("go ")) {
      const at = Number(words.slice(3));
      const [from = 0, to = 0] = this.#widget.places(Uint32Array.of(at, at + 1));
      const range = this.#range(from, to);
      if (range) reveal(range);
    }
  }

  // Scrolls to the first of the marks that stand out.
  #reveal() {
    const lit = this.#painted.find(({ mark }) => mark.dataset.lit);
    if (!lit) return;
    this.#reveals = false;
    reveal(lit.range);
  }
}

// The next mark with letters in it, where nothing without a mark lies between.
/** @param {HTMLElement[]} marks @param {Uint32Array} spans @param {number} at */
function wordAfter(marks, spans, at) {
  for (let next = at; spans[2 * next + 1] === spans[2 * next + 2]; ) {
    next += 1;
    const mark = marks[next];
    if (mark?.textContent?.trim()) return { mark, at: next };
  }
  return undefined;
}

/** @param {string | undefined} list @param {string} word */
const has = (list, word) => (list ?? "").split(" ").includes(word);

// The highlights of a mark, each with the part that it is of.
/** @param {HTMLElement} mark @returns {[name: string, part: string][]} */
function looks({ dataset: { parts = "", unsure, lit } }) {
  /** @type {(part: string) => [name: string, part: string]} */
  const look = (part) => [has(unsure, part) ? `unsure-${part}` : part, part];
  const all = parts.split(" ").map(look);
  return lit ? [...all, ["lit", lit]] : all;
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
