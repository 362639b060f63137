// Sharing what an element shows: a link to a page that shows the text, on the clipboard.

import { messageOf } from "./source.js";
import { readerIn } from "./parts.js";

/** @import { Link } from "../declarations/reportedly.js" */

export class Share {
  #address;
  #make;
  #dispatch;
  #status = Object.assign(document.createElement("p"), { className: "reportedly-shared", role: "status" });
  #ending = new AbortController();

  // `address` gives the address of the page that opens links, `make` makes the fragment of one, `say` dispatches an event.
  /**
   * @param {ShadowRoot} root
   * @param {() => string | undefined} address
   * @param {(id?: string) => Promise<string>} make
   * @param {(what: "share" | "before-share", detail: Link) => boolean} say
   */
  constructor(root, address, make, say) {
    this.#address = address;
    this.#make = make;
    this.#dispatch = say;
    readerIn(root).append(this.#status);
    const { signal } = this.#ending;
    root.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("[data-share]")) this.share();
    }, { signal });
  }

  /** @param {string} [id] */
  async share(id) {
    let fragment;
    try {
      fragment = await this.#make(id);
    } catch (error) {
      this.#status.textContent = `There is no link: ${messageOf(error)}.`;
      return;
    }
    const url = `${this.#address()}#${fragment}`;
    const detail = { url, fragment, id: id ?? null };
    if (!this.#dispatch("before-share", detail)) return;
    try {
      await navigator.clipboard.writeText(url);
      this.#status.textContent = `Copied: a link of ${url.length.toLocaleString("en")} characters that carries this text with its marks.`;
    } catch {
      // A page may forbid it. A link in a box can be copied by hand.
      const box = Object.assign(document.createElement("input"), { readOnly: true, value: url, ariaLabel: "The link" });
      this.#status.replaceChildren("This page does not let links be copied. Here it is: ", box);
      box.select();
    }
    this.#dispatch("share", detail);
  }

  end() {
    this.#ending.abort();
  }
}
