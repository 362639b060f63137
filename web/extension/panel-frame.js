// The frame with the panel, over the page: beside the article where there is room, else in a corner. It takes no room from the page,
// and stands outside of its body, in a closed root, where no style sheet of the page reaches it.

/** @import { Box, FrameMessage, FrameRequest } from "./messages.js" */

import { glanceAt } from "./article.js";

// What a list needs beside an article, and the most that it takes, in pixels.
const LEAST = 280;
const MOST = 400;
const GAP = 16;
const HIGHEST = 640;

// How long a panel may take to tidy up, and to begin once the browser has loaded its frame or refused to; in milliseconds.
const FAREWELL = 500;
const GREETING = 1500;
const LOADING = 5000;

export class PanelFrame {
  #host = document.createElement("div");
  #frame = document.createElement("iframe");
  /** @type {Box} */
  #box = { shape: "button", width: 0, height: 0 };
  /** @type {ExtensionPort | undefined} */
  #port;
  /** @type {(() => void) | undefined} */
  #connected;
  /** @type {(() => void) | undefined} */
  #closed;
  #ending = new AbortController();
  // Whether the page lets the panel be.
  /** @type {Promise<boolean>} */
  begun;

  // `place` says where the article is: the number of its frame, or why there is none.
  /** @param {string} place */
  constructor(place) {
    style(this.#host, { all: "initial", position: "fixed", inset: "0 auto auto 0", width: "0", height: "0", margin: "0", padding: "0", border: "0", overflow: "visible", background: "none" });
    style(this.#frame, { all: "initial", position: "fixed", display: "none", "z-index": "2147483647", "color-scheme": "normal", "box-sizing": "border-box" });
    this.#frame.title = "Reportedly: who said what";
    this.#frame.allow = "clipboard-write";
    this.#frame.src = `${chrome.runtime.getURL("panel.html")}#place=${place}`;
    this.begun = this.#hasBegun();
    this.#host.attachShadow({ mode: "closed" }).append(this.#frame);
    document.documentElement.append(this.#host);
    // Over dialogs and whatever else the page has in the browser's top layer by now.
    if ("popover" in this.#host) {
      this.#host.popover = "manual";
      this.#host.showPopover();
    }
    addEventListener("resize", () => this.#place(), { signal: this.#ending.signal, passive: true });
  }

  // Some pages forbid frames so that the browser minds them for an extension's as well: with a sandbox, or with an embedder policy.
  async #hasBegun() {
    const pause = (/** @type {number} */ time) => new Promise((go) => setTimeout(go, time));
    const connected = new Promise((go) => (this.#connected = () => go(undefined)));
    const loaded = new Promise((go) => this.#frame.addEventListener("load", go, { once: true }));
    await Promise.race([connected, Promise.race([loaded, pause(LOADING)]).then(() => pause(GREETING))]);
    return Boolean(this.#port);
  }

  // A page may have taken it away.
  get isOpen() {
    return this.#host.isConnected;
  }

  /** @param {ExtensionPort} port */
  connect(port) {
    this.#port = port;
    port.onMessage.addListener((/** @type {FrameRequest} */ message) => {
      if (message.what === "box") this.#shape(message);
      else if (message.what === "close") this.close();
      else this.#closed?.();
    });
    // The page comes back from the browser's cache, or the extension is another one by now: the panel is none any more.
    port.onDisconnect.addListener(() => {
      this.#port = undefined;
      this.close();
    });
    this.#connected?.();
    this.#send({ what: "room", isBeside: this.#beside() !== undefined });
  }

  // The panel takes away what it has done to the page, and is taken away itself.
  async close() {
    if (this.#port) {
      const closed = new Promise((go) => (this.#closed = () => go(undefined)));
      this.#send({ what: "close" });
      await Promise.race([closed, new Promise((go) => setTimeout(go, FAREWELL))]);
    }
    this.#ending.abort();
    this.#host.remove();
  }

  /** @param {FrameMessage} message */
  #send(message) {
    this.#port?.postMessage(message);
  }

  /** @param {Box} box */
  #shape(box) {
    this.#box = box;
    this.#place();
  }

  // Where the list may stand beside the article of this document.
  #beside() {
    const article = glanceAt(document)?.element;
    if (!article) return undefined;
    const right = rightOf(article);
    const room = document.documentElement.clientWidth - right - 2 * GAP;
    return room < LEAST ? undefined : { left: right + GAP, width: Math.min(room, MOST) };
  }

  #place() {
    const { shape, width, height } = this.#box;
    const { clientWidth, clientHeight } = document.documentElement;
    const window = { width: Math.min(clientWidth || innerWidth, innerWidth), height: innerHeight || clientHeight };
    const beside = shape === "list" ? this.#beside() : undefined;
    const wide = Math.min(shape === "list" ? (beside?.width ?? MOST) : width, window.width - 2 * GAP);
    const high = shape === "list" ? (beside ? window.height - 2 * GAP : Math.min(window.height * 0.7, HIGHEST)) : height;
    style(this.#frame, {
      display: "block",
      width: `${Math.round(wide)}px`,
      height: `${Math.round(high)}px`,
      inset: beside ? `${GAP}px auto auto ${Math.round(beside.left)}px` : `auto ${GAP}px ${GAP}px auto`,
      "border-radius": "10px",
      "box-shadow": "0 0 0 1px rgb(128 128 128 / 35%), 0 4px 20px rgb(0 0 0 / 18%)",
    });
  }
}

// How far to the right the words of an element reach: its own box is often as wide as the page.
/** @param {Element} element */
function rightOf(element) {
  const blocks = [...element.querySelectorAll("p, h1")].filter((one) => one.checkVisibility());
  return Math.max(0, ...(blocks.length > 0 ? blocks : [element]).map((one) => one.getBoundingClientRect().right));
}

// Declarations that no rule of the page overrides.
/** @param {HTMLElement} element @param {Record<string, string>} declarations */
function style(element, declarations) {
  for (const [name, value] of Object.entries(declarations)) element.style.setProperty(name, value, "important");
}
