// The reader of the panel, for the script that paints the article: what it has said last, and what it is to be told.

/** @import { ArticleReader } from "../element/in-place.js" */
/** @import { MarksMessage } from "./messages.js" */

// As many characters of a text say whether it is another article.
const BEGINNING = 80;

/** @implements {ArticleReader} */
export class RemoteReader {
  #send;
  #address = "";
  #text = "";
  // Goes up with each text. What is drawn of an earlier one is not painted on this.
  #revision = 0;
  #parts = new Uint32Array();
  #found = new Uint32Array();
  #place = new Uint32Array();

  /** @param {(message: MarksMessage) => void} send */
  constructor(send) {
    this.#send = send;
  }

  text() {
    return this.#text;
  }

  // An article that begins as before is at its address still, whatever an endless page calls itself by now.
  /** @param {string} text */
  show(text) {
    const beginning = (/** @type {string} */ whole) => whole.trim().slice(0, BEGINNING);
    if (!this.#address || beginning(text) !== beginning(this.#text)) this.#address = addressOf(location);
    this.#text = text;
    this.#revision += 1;
    this.#parts = this.#found = new Uint32Array();
    this.#send({ what: "text", text, revision: this.#revision, address: this.#address });
  }

  // What the panel draws. Says whether it is of the text that is here.
  /** @param {number} revision @param {number[]} parts @param {number[]} found */
  draw(revision, parts, found) {
    if (revision !== this.#revision) return false;
    this.#parts = Uint32Array.from(parts);
    this.#found = Uint32Array.from(found);
    return true;
  }

  drawnParts() {
    return this.#parts;
  }

  foundWords() {
    return this.#found;
  }

  // Where the panel has led to.
  /** @param {number[]} place */
  lead(place) {
    this.#place = Uint32Array.from(place);
  }

  placeOf() {
    return this.#place;
  }

  /** @param {number} segment */
  openCard(segment) {
    this.#send({ what: "card", segment });
  }
}

// An address without the place in the page.
/** @param {Pick<Location, "href">} location */
export const addressOf = ({ href }) => href.split("#")[0] ?? href;
