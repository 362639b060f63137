// Paints the marks of a frame's article for as long as the panel is there, and follows what the page changes.

/** @import { MarksMessage, PanelMessage } from "./messages.js" */

import { findArticle, omittedIn } from "./article.js";
import { Highlights } from "../element/highlights.js";
import { InPlace } from "../element/in-place.js";
import { rootOf } from "../element/dom-text.js";
import { isDark } from "./colours.js";
import { RemoteReader } from "./remote-reader.js";

// How long a page rests before its article is looked for once more, in milliseconds.
const REST = 300;

// The panel is elsewhere: a click on a mark opens it there (RemoteReader.openCard).
const PANEL = { begin() {}, show() {}, open() {}, end() {} };

export class MarkSession {
  #port;
  #reader = new RemoteReader((message) => this.#send(message));
  /** @type {{ names: string[], css: string, partNames: string[] }} */
  #look = { names: [], css: "", partNames: [] };
  /** @type {HTMLElement | undefined} */
  #article;
  /** @type {InPlace | undefined} */
  #inPlace;
  #isOver = false;
  // Whoever makes an article anew may begin far above it.
  #page = new MutationObserver(() => this.#article?.isConnected || this.#locateLater());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;

  /** @param {ExtensionPort} port */
  constructor(port) {
    this.#port = port;
    port.onMessage.addListener((message) => this.#receive(message));
    // Whatever has become of the panel: without it, nobody could take the marks away.
    port.onDisconnect.addListener(() => this.#end());
  }

  get isOpen() {
    return !this.#isOver;
  }

  // Asks the panel to take the marks away.
  close() {
    this.#send({ what: "close" });
  }

  /** @param {PanelMessage} message */
  #receive(message) {
    if (message.what === "begin") {
      this.#look = message;
      this.#locate();
    } else if (message.what === "drawn") {
      if (this.#reader.draw(message.revision, message.parts, message.found)) this.#inPlace?.schedulePaint();
    } else {
      this.#reader.lead(message.place);
      this.#inPlace?.reveal(message.byte);
    }
  }

  /** @param {MarksMessage} message */
  #send(message) {
    if (!this.#isOver) this.#port.postMessage(message);
  }

  #locate() {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    if (this.#isOver) return;
    this.#release();
    this.#page.observe(document, { childList: true, subtree: true });
    const article = findArticle(document)?.element;
    if (!article) return this.#send({ what: "lost" });
    this.#article = article;
    const root = rootOf(article);
    if (root !== document) this.#page.observe(root, { childList: true, subtree: true });
    this.#send({ what: "found", isDark: isDark(article) });
    const { names, css, partNames } = this.#look;
    this.#inPlace = new InPlace({
      article,
      widget: this.#reader,
      partNames,
      highlights: new Highlights(root, { names, sheet: root === document ? undefined : sheetOf(css) }),
      panel: PANEL,
      locateArticle: () => this.#locateLater(),
      isOmitted: omittedIn(article),
    });
    this.#inPlace.begin();
  }

  #locateLater() {
    this.#rest ??= setTimeout(() => this.#locate(), REST);
  }

  #release() {
    this.#inPlace?.end();
    this.#inPlace = this.#article = undefined;
    this.#page.disconnect();
  }

  #end() {
    this.#isOver = true;
    clearTimeout(this.#rest);
    this.#release();
  }
}

// A sheet for a shadow root, where the panel's does not reach; nothing where a browser lets no extension put one there.
/** @param {string} css */
function sheetOf(css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    // Firefox lets no extension see those of a page.
    return document.adoptedStyleSheets ? sheet : undefined;
  } catch {
    return undefined;
  }
}
