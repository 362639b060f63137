// Paints the marks of a frame's article for as long as the panel is there, and follows what the page changes. The panel has the
// program that finds the article in a copy of the page.

/** @import { MarksMessage, PanelMessage } from "./messages.js" */
/** @import { Glance } from "./article.js" */
/** @import { ArticleNodes } from "./article-nodes.js" */

import { glanceAt } from "./article.js";
import { foundArticle, quickArticle } from "./article-nodes.js";
import { Highlights } from "../element/highlights.js";
import { InPlace } from "../element/in-place.js";
import { rootOf } from "../element/dom-text.js";
import { isDark } from "./colours.js";
import { copyOf } from "./page-copy.js";
import { RemoteReader } from "./remote-reader.js";

// How long a page rests before its article is looked for once more, in milliseconds. The longest is for a page that changes all the
// time and has none.
const REST = 300;
const LONGEST_REST = 10_000;

// The panel is elsewhere: a click on a mark opens it there (RemoteReader.openCard).
const PANEL = { begin() {}, show() {}, open() {}, end() {} };

export class MarkSession {
  #port;
  #reader = new RemoteReader((message) => this.#send(message));
  /** @type {{ names: string[], css: string, partNames: string[] }} */
  #look = { names: [], css: "", partNames: [] };
  /** @type {ArticleNodes | undefined} */
  #article;
  // What waits for the panel's answer, by a number.
  /** @type {{ number: number, glance: Glance, nodes: Text[] } | undefined} */
  #search;
  #searches = 0;
  /** @type {InPlace | undefined} */
  #inPlace;
  #isOver = false;
  // Whoever makes an article anew may begin far above it. While it is searched, it is not looked for once more.
  #page = new MutationObserver(() => this.#search || this.#article?.isThere() || this.#locateLater());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  #pause = REST;

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
    } else if (message.what === "article") {
      if (message.number === this.#search?.number) this.#found(this.#search, message.kept);
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
    const glance = glanceAt(document);
    if (!glance) return this.#send({ what: "lost" });
    if (glance.root !== document) this.#page.observe(glance.root, { childList: true, subtree: true });
    const copy = copyOf(glance.root, glance.others);
    this.#search = { number: ++this.#searches, glance, nodes: copy?.nodes ?? [] };
    if (copy) this.#send({ what: "page", number: this.#searches, html: copy.html, words: copy.nodes.map(({ data }) => data) });
    else this.#found(this.#search, null);
  }

  /** @param {{ glance: Glance, nodes: Text[] }} search @param {boolean[] | null} kept */
  #found({ glance, nodes }, kept) {
    this.#search = undefined;
    const article = kept && foundArticle(nodes, kept) || glance.element && quickArticle(glance.element);
    if (!article) return this.#send({ what: "lost" });
    this.#article = article;
    // The page may have changed meanwhile.
    if (!article.isThere()) return this.#locateLater();
    this.#mark(article);
  }

  /** @param {ArticleNodes} article */
  #mark({ element, isOmitted }) {
    this.#pause = REST;
    const root = rootOf(element);
    this.#send({ what: "found", isDark: isDark(element) });
    const { names, css, partNames } = this.#look;
    this.#inPlace = new InPlace({
      article: element,
      widget: this.#reader,
      partNames,
      highlights: new Highlights(root, { names, sheet: root === document ? undefined : sheetOf(css) }),
      panel: PANEL,
      locateArticle: () => this.#locateLater(),
      isOmitted,
    });
    this.#inPlace.begin();
  }

  #locateLater() {
    if (this.#rest !== undefined) return;
    this.#rest = setTimeout(() => this.#locate(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_REST);
  }

  #release() {
    this.#inPlace?.end();
    this.#inPlace = this.#article = this.#search = undefined;
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
