// Puts the card of a mark into the browser's top layer (https://developer.mozilla.org/docs/Glossary/Top_layer), where no box of
// the page around cuts it off and nothing lies over it. The reader says where the card is by its own corner; here that is moved
// to where the reader is. Browsers without popovers leave the card where it is.

// Between card and edge of the window, in pixels.
const EDGE = 8;

export class TopLayer {
  #reader;
  /** @type {HTMLElement | null} */
  #card = null;
  // How far the card is from where the reader has put it, in pixels.
  /** @type {[x: number, y: number]} */
  #nudge = [0, 0];
  #cardObserver = new MutationObserver(() => this.#update());
  #ending = new AbortController();

  /** @param {HTMLElement} reader */
  constructor(reader) {
    this.#reader = reader;
    if (!("popover" in HTMLElement.prototype)) return;
    // A card's place is in its style.
    this.#cardObserver.observe(reader, { childList: true, subtree: true, attributeFilter: ["style", "data-in-place"] });
    for (const what of ["scroll", "resize"]) {
      addEventListener(what, () => this.#card?.isConnected && this.#move(this.#card), { signal: this.#ending.signal, passive: true, capture: true });
    }
  }

  end() {
    this.#cardObserver.disconnect();
    this.#ending.abort();
  }

  #update() {
    /** @type {HTMLElement | null} */
    const card = this.#reader.querySelector(".reportedly-card");
    this.#card = card;
    // In place, the card is one of the list's own.
    if (!card || this.#reader.dataset.inPlace !== undefined) return;
    if (!card.matches(":popover-open")) {
      card.popover = "manual";
      card.showPopover();
    }
    this.#nudge = [0, 0];
    this.#move(card);
    // A column of the page may be narrower than a card, and lie at the edge of the window. What is in the top layer cannot be
    // scrolled to.
    const { left, right, top, bottom } = card.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    this.#nudge = [inward(left, right, clientWidth), inward(top, bottom, clientHeight)];
    this.#move(card);
    // What was done here is no other place.
    this.#cardObserver.takeRecords();
  }

  /** @param {HTMLElement} card */
  #move(card) {
    const { style } = card;
    style.position = "";
    // At the lower edge of a narrow window, it is there already.
    const isPlaced = getComputedStyle(card).position === "absolute";
    if (isPlaced) style.position = "fixed";
    const { left, top, bottom } = /** @type {Element} */ (card.parentElement).getBoundingClientRect();
    // What lies above its mark counts from the lower edge.
    const edge = style.getPropertyValue("--y") === "auto" ? bottom - document.documentElement.clientHeight : top;
    const [x, y] = isPlaced ? [left + this.#nudge[0], edge + this.#nudge[1]] : [0, 0];
    style.setProperty("--over-x", `${x}px`);
    style.setProperty("--over-y", `${y}px`);
    this.#cardObserver.takeRecords();
  }
}

// How far something has to be moved to lie within a window: its beginning first, where it is larger.
/** @param {number} start @param {number} end @param {number} size */
function inward(start, end, size) {
  return Math.max(Math.min(size - EDGE - end, 0), EDGE - start);
}
