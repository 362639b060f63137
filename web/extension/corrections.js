// What a person has corrected, by the address of the article: the fragment of a link (docs/link-format.md), which has the text and what
// was done to its marks. It is kept in the extension's own storage, and only once something was corrected.

/** @typedef {{ fragment: string, title: string, saved: number }} Correction What was corrected, how the text begins, and when (milliseconds). */
/** @typedef {Pick<typeof chrome.storage.local, "get" | "set" | "remove">} Storage */

const PREFIX = "corrections ";

// As much of the beginning of a text is its title.
const LONGEST_TITLE = 100;

const FULL = "These corrections could not be kept: the room that the browser gives to this extension is full. They are here until this tab is closed, and what was kept before is kept still. Settings has a list of it.";

export class Corrections {
  #storage;

  /** @param {Storage} storage */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param {string} address @returns {Promise<Correction | undefined>} */
  async of(address) {
    const key = PREFIX + address;
    const { [key]: found } = await this.#storage.get(key);
    return isCorrection(found) ? found : undefined;
  }

  // Keeps them. Says what went wrong, if anything did: what was kept before is kept then.
  /** @param {string} address @param {string} fragment @param {string} text @returns {Promise<string | undefined>} */
  async save(address, fragment, text) {
    const title = (text.trim().split("\n")[0] ?? "").slice(0, LONGEST_TITLE);
    /** @type {Correction} */
    const correction = { fragment, title, saved: Date.now() };
    try {
      await this.#storage.set({ [PREFIX + address]: correction });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return /quota/i.test(reason) ? FULL : `These corrections could not be kept: ${reason}. They are here until this tab is closed.`;
    }
    return undefined;
  }

  /** @param {string[]} addresses */
  async remove(...addresses) {
    await this.#storage.remove(addresses.map((address) => PREFIX + address));
  }

  // All of them with their addresses, the newest first.
  async all() {
    const found = Object.entries(await this.#storage.get(null)).flatMap(([key, value]) =>
      key.startsWith(PREFIX) && isCorrection(value) ? [{ address: key.slice(PREFIX.length), ...value }] : []);
    return found.sort((a, b) => b.saved - a.saved);
  }
}

/** @param {unknown} value @returns {value is Correction} */
function isCorrection(value) {
  const { fragment, title, saved } = /** @type {Partial<Record<string, unknown>>} */ (value ?? {});
  return typeof fragment === "string" && typeof title === "string" && typeof saved === "number";
}
