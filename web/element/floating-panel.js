// Where legend and panel are when the article is marked in place: beside it where there is room, else behind a button in the
// window's corner; or in the element's own box, where the page has given it a height. None of it takes room from the page.

import { hasOpen, readerIn } from "./parts.js";

// What a panel needs beside an article, and the most that it takes, in pixels.
const LEAST = 280;
const MOST = 400;
const GAP = 16;

const OPEN = "Who said what";
const CLOSE = "Hide this list";

export class FloatingPanel {
  #host;
  #reader;
  #article;
  #button = Object.assign(document.createElement("button"), { type: "button", part: "toggle" });
  #near = new IntersectionObserver((seen) => {
    if (seen.at(-1)?.isIntersecting) delete this.#reader.dataset.away;
    else this.#reader.dataset.away = "";
  });
  #frame = 0;

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {HTMLElement} article */
  constructor(host, root, article) {
    this.#host = host;
    this.#reader = readerIn(root);
    this.#article = article;
  }

  /** @param {AbortSignal} signal */
  begin(signal) {
    const isBox = this.#article !== this.#host && this.#host.clientHeight > 0;
    this.#reader.hidden = false;
    this.#reader.dataset.inPlace = isBox ? "box" : "float";
    if (isBox) return;
    this.#escape();
    // Until there is something to show.
    this.#reader.dataset.waits = "";
    this.#reader.prepend(this.#button);
    this.#button.addEventListener("click", () => this.#set(this.#reader.dataset.open === undefined), { signal });
    this.#reader.addEventListener("keydown", (event) => {
      const { key, defaultPrevented } = event;
      if (key !== "Escape" || defaultPrevented || this.#reader.dataset.open === undefined) return;
      if (hasOpen(this.#reader)) return;
      // A dialog around it stays.
      event.preventDefault();
      this.#set(false);
      this.#button.focus();
    }, { signal });
    // Also of what scrolls inside the page.
    for (const what of ["scroll", "resize"]) addEventListener(what, () => this.#soon(), { signal, passive: true, capture: true });
    this.#near.observe(this.#article);
    this.#set(this.#room() >= LEAST);
  }

  // Some boxes of a page (transformed ones, say) hold what is fixed to the window, and may cut it off: then the list is put into the
  // browser's top layer.
  #escape() {
    const { style } = this.#reader;
    style.inset = "0 auto auto 0";
    const { left, top } = this.#reader.getBoundingClientRect();
    style.inset = "";
    if (Math.abs(left) + Math.abs(top) < 1 || !("popover" in this.#reader)) return;
    this.#reader.popover = "manual";
    this.#reader.showPopover();
  }

  show() {
    delete this.#reader.dataset.waits;
    this.#place();
  }

  open() {
    if (this.#button.isConnected) this.#set(true);
  }

  end() {
    cancelAnimationFrame(this.#frame);
    this.#near.disconnect();
    this.#button.remove();
    delete this.#reader.dataset.inPlace;
    this.#reader.popover = null;
    this.#reader.hidden = true;
  }

  /** @param {boolean} open */
  #set(open) {
    this.#button.ariaExpanded = String(open);
    this.#button.textContent = open ? CLOSE : OPEN;
    if (open) this.#reader.dataset.open = "";
    else delete this.#reader.dataset.open;
  }

  // How wide a panel may be beside the article.
  #room() {
    return document.documentElement.clientWidth - this.#article.getBoundingClientRect().right - 2 * GAP;
  }

  #soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  #place() {
    const { style, dataset } = this.#reader;
    const { top, right } = this.#article.getBoundingClientRect();
    const room = this.#room();
    if (room < LEAST) {
      // Where it was beside the article, it would be over it now.
      if (dataset.beside !== undefined) this.#set(false);
      delete dataset.beside;
      return;
    }
    dataset.beside = "";
    style.setProperty("--left", `${Math.round(right + GAP)}px`);
    style.setProperty("--top", `${Math.round(Math.max(top, GAP))}px`);
    style.setProperty("--width", `${Math.round(Math.min(room, MOST))}px`);
  }
}
