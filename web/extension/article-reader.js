// The reader of the panel: shows what the page's article says, keeps what is corrected, and makes links of it.

/** @import { Widget, WidgetEvent, mount } from "../built/widget.js" */
/** @import { Corrections } from "./corrections.js" */
/** @import { PanelMessage } from "./messages.js" */
/** @typedef {{ text: string, revision: number, address: string }} Given An article, as it stands at an address now. */
/** @typedef {{ post(message: PanelMessage): void, failed(message: string): void, marked(): void, share(id: string): void, notice(sentence: string): void }} Listener */

import * as loader from "../runtime/program-loader.js";
import { messageOf } from "../element/source.js";

// How long corrections rest before they are kept, in milliseconds: a tab may be closed right after one.
const REST = 50;

export class ArticleReader {
  #widget;
  #corrections;
  #listener;
  /** @type {Given} */
  #given = { text: "", revision: 0, address: "" };
  // While corrections of an earlier visit are read, the text that is shown is theirs.
  #restoring = false;
  /** @type {(() => void) | undefined} */
  #annotated;
  // Counts the texts that were shown: what was begun for an earlier one is not to go on.
  #shown = 0;
  // What was kept last, and whether anything is.
  #kept = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  #saving = Promise.resolve();
  // Whether what was corrected last could not be kept.
  #hadProblem = false;

  /** @param {Element} place @param {typeof mount} begin @param {Corrections} corrections @param {Listener} listener */
  constructor(place, begin, corrections, listener) {
    this.#corrections = corrections;
    this.#listener = listener;
    /** @type {Widget} */
    this.#widget = begin(place, loader, "", (...event) => this.#onEvent(...event));
  }

  get hasText() {
    return Boolean(this.#given.text.trim());
  }

  /** @param {Given} given */
  async show(given) {
    const isElsewhere = given.address !== this.#given.address;
    if (isElsewhere) await this.#saveNow();
    const shown = ++this.#shown;
    this.#given = given;
    if (isElsewhere) {
      this.#kept = "";
      this.#restoring = false;
      const known = await this.#corrections.of(given.address);
      if (shown !== this.#shown) return;
      this.#widget.reset();
      if (known) await this.#restore(known.fragment, shown);
      if (shown !== this.#shown) return;
    }
    this.#widget.show(given.text);
  }

  // Shows the text that was corrected, so that the corrections move from it to the one that is there now.
  /** @param {string} fragment @param {number} shown */
  async #restore(fragment, shown) {
    try {
      const opened = await loader.call("links", "decode", fragment);
      if (shown !== this.#shown) return;
      this.#restoring = true;
      const annotated = new Promise((go) => (this.#annotated = () => go(undefined)));
      const problem = this.#widget.link(opened);
      if (problem) throw problem;
      await annotated;
      this.#kept = fragment;
    } catch (error) {
      this.#listener.notice(`What you have corrected here before could not be read: ${messageOf(error)}.`);
    } finally {
      this.#restoring = false;
    }
  }

  /** @param {number} segment */
  openCard(segment) {
    this.#widget.openCard(segment);
  }

  // The fragment of a link that carries the text, to a mark of it if one is named.
  /** @param {string} [id] @returns {Promise<string>} */
  async toLink(id) {
    const marked = this.#widget.linked(id);
    if (!marked) throw new Error("the text has not been marked yet");
    return loader.call("links", "encode", marked);
  }

  /** @param {WidgetEvent} event */
  #onEvent(...[what, detail]) {
    if (what === "failed") return this.#listener.failed(detail.message);
    if (what === "annotated" && this.#restoring) return this.#annotated?.();
    if (this.#restoring) return true;
    if (what === "annotated") this.#listener.marked();
    if (what === "drawn" || what === "annotated") this.#draw();
    if (what === "revealed") this.#listener.post({ what: "revealed", byte: detail.byte, place: [...this.#widget.placeOf(detail.byte)] });
    if (what === "share") this.#listener.share(detail.id);
    if (/^annotation-(created|updated|removed)$/.test(what)) this.#saveLater();
    return true;
  }

  #draw() {
    const { revision } = this.#given;
    this.#listener.post({ what: "drawn", revision, parts: [...this.#widget.drawnParts()], found: [...this.#widget.foundWords()] });
  }

  #saveLater() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#enqueueSave(), REST);
  }

  // One after the other, so that what is kept last is the latest.
  #enqueueSave() {
    this.#rest = undefined;
    this.#saving = this.#saving.then(() => this.#save()).catch((error) => this.#listener.notice(`These corrections could not be kept: ${messageOf(error)}.`));
    return this.#saving;
  }

  // What waits to be kept is kept now: the panel closes, or another article comes.
  async #saveNow() {
    clearTimeout(this.#rest);
    await (this.#rest === undefined ? this.#saving : this.#enqueueSave());
  }

  async end() {
    await this.#saveNow();
    this.#widget.destroy();
  }

  async #save() {
    const { text, address } = this.#given;
    const payload = this.#widget.leaving();
    if (!payload) return;
    const [file, fragment] = await Promise.all([loader.call("files", "save", payload, "json"), this.toLink()]);
    if (fragment === this.#kept) return;
    const { edits = [] } = JSON.parse(file);
    if (edits.length === 0) {
      await this.#corrections.remove(address);
      this.#kept = "";
      return;
    }
    const problem = await this.#corrections.save(address, fragment, text);
    if (problem || this.#hadProblem) this.#listener.notice(problem ?? "");
    this.#hadProblem = Boolean(problem);
    if (!problem) this.#kept = fragment;
  }
}
