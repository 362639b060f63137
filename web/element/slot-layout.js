// How a reader comes into a page without moving anything in it, and without hiding a word of it.
//
// The reader is larger than the text was that it takes the place of. It is tried in full size, and that stays so where nothing
// in the window moves and nothing is cut off. Else the page's own text keeps its room, and the reader lies over it: the text
// alone, in the page's own letters, until somebody asks for the rest or the element is out of sight. Where even that would
// hide a word, the page's own text is seen, and a button offers the marks.

/** @import { Attributes } from "./attributes.js" */
/** @typedef {[one: Element | Range, x: number, y: number]} Neighbour */

import { isElement, isText, rootOf } from "./dom-text.js";
import { partIn, partOf, readerIn } from "./parts.js";
import { isFree, overlay } from "./text-metrics.js";

// Of a colour's channels as they are seen, darker than this is dark (relative luminance of a middle grey).
const DARK = 0.18;

// A margin that swallows every other one, in pixels.
const PROBE = 10_000;

// What nobody sees move, in pixels.
const STILL = 0.5;

// So many elements around are looked at.
const MANY = 1_000;

const REST = "Legend and list";
const MARKS = "Show who said what";
const CLOSE = "Back to the text";

export class SlotLayout {
  #host;
  #root;
  #attributes;
  #slot;
  // The text of an element whose words are not its own.
  #plain;
  // Which of the two it is that the reader takes the place of.
  #under;
  #around;
  #reader;
  /** @type {HTMLButtonElement | undefined} */
  #more;
  #close = Object.assign(document.createElement("button"), { type: "button", part: "toggle", textContent: CLOSE });
  #rules = new CSSStyleSheet();
  // The words that were measured last.
  /** @type {string | null | undefined} */
  #fitted;
  /** @type {IntersectionObserver | undefined} */
  #seen;
  /** @type {ResizeObserver | undefined} */
  #sized;
  /** @type {MutationObserver | undefined} */
  #drawn;
  #isThere = false;
  // Whether a box of the page has no room for more than the text.
  #isCut = false;
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #ending = new AbortController();

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {Attributes} attributes */
  constructor(host, root, attributes) {
    this.#host = host;
    this.#root = root;
    this.#attributes = attributes;
    this.#around = partIn(root, ".around");
    this.#slot = this.#under = partIn(root, "slot");
    this.#plain = partIn(root, ".plain");
    this.#reader = readerIn(root);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#rules];
    this.#scheme.addEventListener("change", () => this.colour(), { signal: this.#ending.signal });
    this.#close.addEventListener("click", () => {
      this.#lower();
      this.#hold();
      this.#more?.focus({ preventScroll: true });
    });
    document.fonts.addEventListener("loadingdone", () => this.#more && this.#fit(), { signal: this.#ending.signal });
  }

  // The text is another one: nothing is left of the room that the last one had. It comes from elsewhere, or is the element's own
  // where nothing is given.
  /** @param {string} [given] */
  text(given) {
    this.#reader.style.removeProperty("--least");
    // It was empty lines, as many as were expected.
    if (this.#plain.ariaHidden) this.#around.style.minBlockSize = `${this.#place().height}px`;
    this.#plain.ariaHidden = null;
    this.#plain.replaceChildren(...paragraphs(given ?? ""));
    this.#under.removeAttribute("data-covered");
    this.#under = given === undefined ? this.#slot : this.#plain;
    const isSeen = !this.#isThere || this.#more || this.#reader.dataset.lifted !== undefined;
    for (const one of [this.#slot, this.#plain]) one.hidden = one !== this.#under || !isSeen;
    if (this.#more) this.#fit();
  }

  // Shows the reader in the place of the page's own text, if it is not there yet.
  appear() {
    if (this.#isThere) return;
    this.#isThere = true;
    this.colour();
    const { top, height } = this.#place();
    const before = neighbours(this.#host);
    const under = this.#under;
    this.#reader.style.setProperty("--least", `${height}px`);
    this.#reader.hidden = false;
    under.hidden = true;
    if (!height) return;
    this.#begin(top);
    /** @param {Neighbour} neighbour */
    const hasMoved = ([one, x, y]) => {
      const { left, top } = one.getBoundingClientRect();
      return Math.abs(left - x) > STILL || Math.abs(top - y) > STILL;
    };
    const mayMove = this.#attributes.value("size") === "full";
    if ((mayMove || !before.some(hasMoved)) && !isCut(this.#reader)) return this.#unreserve();
    under.hidden = false;
    this.#reader.style.marginBlockStart = "";
    this.#hold();
  }

  // Shows the page's own text again, as it was.
  leave() {
    this.#release();
    this.#isThere = false;
    this.#under = this.#slot;
    this.#slot.hidden = false;
    this.#plain.hidden = true;
    this.#reader.style.marginBlockStart = "";
    this.#reader.style.removeProperty("--least");
    this.#unreserve();
    this.#lower();
    this.colour();
  }

  // Shows the reader if the page's own text is seen in its place: somebody has asked for a mark.
  reveal() {
    if (this.#reader.dataset.held === "waits") this.#release();
  }

  // The attribute has changed.
  resize() {
    if (this.#attributes.value("size") === "full") this.#release();
  }

  // Light or dark, as the page is around it, where nobody has said which.
  colour() {
    this.#reader.style.colorScheme = this.#attributes.value("theme") === "inherit" ? schemeAround(this.#host) : "";
  }

  end() {
    this.#unwatch();
    this.#ending.abort();
  }

  #place() {
    return this.#around.getBoundingClientRect();
  }

  // Room that was kept while there was no text yet.
  #unreserve() {
    this.#around.style.minBlockSize = "";
  }

  // Begins where the text began. The margin of its first paragraph may have reached out of the element, into one that is there
  // anyway: how far is seen with one that swallows both.
  /** @param {number} top */
  #begin(top) {
    const { style } = this.#reader;
    style.marginBlockStart = `${PROBE}px`;
    style.marginBlockStart = `${top - (this.#place().top - PROBE)}px`;
  }

  // Lies over the text, which is there still and keeps its room.
  #hold() {
    const more = document.createElement("button");
    Object.assign(more, { type: "button", part: "more" });
    more.addEventListener("click", () => this.#release());
    this.#reader.after(more);
    this.#more = more;
    this.#sized = new ResizeObserver(() => this.#fit());
    this.#sized.observe(this.#around);
    this.#fit();
    // A text is drawn in steps, and may become another one.
    this.#drawn = new MutationObserver(() => this.#article()?.textContent !== this.#fitted && this.#fit());
    this.#drawn.observe(this.#reader, { childList: true, characterData: true, subtree: true });
    // Below the window it may grow, if there is room.
    this.#seen = new IntersectionObserver((seen) => {
      const last = seen.at(-1);
      if (!last || last.isIntersecting || last.boundingClientRect.top < innerHeight || !this.#grow()) return;
      this.#isCut = true;
      this.#under.hidden = false;
      this.#hold();
    });
    if (!this.#isCut) this.#seen.observe(this.#host);
  }

  #article() {
    return partOf(this.#reader, ".reportedly-article");
  }

  // Over the text if that hides nothing, else unseen behind it.
  #fit() {
    // On paper, there are no rules for it.
    if (matchMedia("print").matches) return;
    this.#reader.dataset.held = "measured";
    const under = this.#under;
    const article = this.#article();
    this.#fitted = article?.textContent;
    // Other marks may break its lines elsewhere.
    if (article) this.#sized?.observe(article);
    const scope = "[part=reader][data-held]";
    const fits = article !== null && overlay(this.#underText(), article, this.#rules, scope);
    this.#reader.dataset.held = fits ? "fits" : "waits";
    under.toggleAttribute("data-covered", fits);
    if (this.#more) this.#placeMore(this.#more, fits ? REST : MARKS);
  }

  #underText() {
    return this.#under === this.#slot ? this.#host : this.#plain;
  }

  // The button is at the end of the last line, where there is room beside it; else below the element, over the margin of what
  // stands there.
  /** @param {HTMLButtonElement} more @param {string} words */
  #placeMore(more, words) {
    more.textContent = words;
    more.toggleAttribute("data-inside", true);
    more.toggleAttribute("data-inside", isFree(this.#underText(), more.getBoundingClientRect()));
  }

  #unwatch() {
    this.#seen?.disconnect();
    this.#sized?.disconnect();
    this.#drawn?.disconnect();
  }

  // Somebody has asked for all of it.
  #release() {
    if (this.#more && this.#grow()) this.#lift();
  }

  // Becomes as large as it is. Says whether a box of the page cuts it off then.
  #grow() {
    this.#unwatch();
    // Its mark will be elsewhere.
    partOf(this.#reader, ".reportedly-card .reportedly-close")?.click();
    const under = this.#under;
    const hadFocus = this.#root.activeElement === this.#more;
    this.#more?.remove();
    this.#more = undefined;
    delete this.#reader.dataset.held;
    under.removeAttribute("data-covered");
    under.hidden = true;
    this.#rules.replaceSync("");
    this.#unreserve();
    if (hadFocus) partOf(this.#reader, ".reportedly")?.focus({ preventScroll: true });
    return isCut(this.#reader);
  }

  // Over the page, where a box of the page would cut off what is larger than the text was.
  #lift() {
    if (!("popover" in this.#reader)) return;
    this.#under.hidden = false;
    this.#reader.dataset.lifted = "";
    this.#reader.popover = "manual";
    this.#reader.prepend(this.#close);
    this.#reader.showPopover();
  }

  #lower() {
    this.#close.remove();
    this.#reader.popover = null;
    delete this.#reader.dataset.lifted;
  }
}

// A paragraph for each line of a text.
/** @param {string} text */
function paragraphs(text) {
  const lines = text.split(/[\n\r]+/).filter((line) => line.trim());
  return lines.map((textContent) => Object.assign(document.createElement("p"), { textContent, dir: "auto" }));
}

// What can be seen around an element and would move if the element became larger, each with the place of its upper left corner:
// its ancestors' children and what is in them. Text has no element, but a range.
/** @param {Element} host */
function neighbours(host) {
  /** @type {Neighbour[]} */
  const found = [];
  /** @param {Element | Range} one */
  const add = (one) => {
    const { left, top, bottom, width, height } = one.getBoundingClientRect();
    const isSeen = width + height > 0 && top < innerHeight && bottom > 0;
    if (isSeen) found.push([one, left, top]);
    return isSeen;
  };
  for (let at = /** @type {Element | undefined} */ (host); at && at !== document.documentElement; at = parentOf(at)) {
    for (const node of at.parentNode?.childNodes ?? []) {
      if (isElement(node)) {
        const isBeside = add(node) && node !== at;
        // What is in a box that grows with the element may move where the box does not.
        if (isBeside && found.length < MANY) [...node.getElementsByTagName("*")].slice(0, MANY - found.length).forEach(add);
      } else if (isText(node) && node.data.trim()) {
        const range = new Range();
        range.selectNode(node);
        add(range);
      }
    }
  }
  return found;
}

/** @type {(node: Element) => Element | undefined} */
const parentOf = (node) => {
  const root = rootOf(node);
  return node.assignedSlot ?? node.parentElement ?? ("host" in root ? root.host : undefined);
};

// Whether something around an element cuts off what is below it.
/** @param {Element} element */
function isCut(element) {
  const { bottom } = element.getBoundingClientRect();
  for (let at = /** @type {Element | undefined} */ (element); at; at = parentOf(at)) {
    if (/hidden|clip/.test(getComputedStyle(at).overflowY) && at.getBoundingClientRect().bottom < bottom - 1) return true;
  }
  return false;
}

// What `color-scheme` the page around an element amounts to. Pages that are dark do not always say so: their background does.
/** @param {Element} element */
function schemeAround(element) {
  if (getComputedStyle(element).colorScheme !== "normal") return "";
  for (let at = /** @type {Element | undefined} */ (element); at; at = parentOf(at)) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = channels(getComputedStyle(at).backgroundColor);
    if (alpha < 128) continue;
    const light = (/** @type {number} */ channel) => (channel / 255) ** 2.2;
    return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue) < DARK ? "dark" : "light";
  }
  return "light";
}

// Red, green, blue and opacity, up to 255 each, in whatever way a style says a colour.
/** @param {string} colour */
function channels(colour) {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  if (!pen) return [];
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data;
}
