// The attributes of a <reportedly-text>: a wrong value is as if there was none, and is told of once.

/** @import { Layer } from "../declarations/reportedly.js" */
/** @typedef {"mode" | "theme" | "panel" | "share" | "density" | "loading" | "size"} Choice */

// The values that an attribute may have, the default first.
/** @type {Record<Choice, [string, ...string[]]>} */
const VALUES = {
  mode: ["edit", "read"],
  theme: ["inherit", "light", "dark", "auto"],
  panel: ["on", "off"],
  share: ["on", "off"],
  density: ["comfortable", "compact"],
  loading: ["lazy", "eager"],
  size: ["text", "full"],
};

/** @type {Layer[]} */
export const LAYERS = ["entity", "hedge", "attribution"];

/** @param {string} name @returns {name is Layer} */
const isLayer = (name) => LAYERS.some((layer) => layer === name);

/** @param {string | null} list */
const words = (list) => list?.split(/[\s,]+/).filter(Boolean) ?? [];

// What has a slash or a dot in it is no word. Readers pass these addresses on: they are those of pages.
/** @param {string} given */
const isAddress = (given) =>
  /[/.]/.test(given) && URL.canParse(given, document.baseURI) && /^https?:$/.test(new URL(given, document.baseURI).protocol);

export class Attributes {
  #host;
  /** @type {Set<string>} */
  #warned = new Set();

  /** @param {Pick<Element, "getAttribute">} host */
  constructor(host) {
    this.#host = host;
  }

  /** @param {Choice} name */
  value(name) {
    const given = this.#host.getAttribute(name);
    return VALUES[name].find((value) => value === given) ?? VALUES[name][0];
  }

  // The address of the page that opens the links which readers make, where one is named.
  shareAddress() {
    const given = this.#host.getAttribute("share") ?? "";
    return isAddress(given) ? new URL(given, document.baseURI).href : undefined;
  }

  // The layers that are to be shown. Where none is named that there is, all of them are.
  layers() {
    const named = words(this.#host.getAttribute("layers")).filter(isLayer);
    return named.length > 0 ? named : LAYERS;
  }

  checkAll() {
    for (const name of ["lang", "layers", ...Object.keys(VALUES)]) this.check(name);
  }

  /** @param {string} name */
  check(name) {
    const given = this.#host.getAttribute(name);
    if (given === null || this.#warned.has(name)) return;
    /** @param {string[]} allowed */
    const warn = (allowed) => {
      this.#warned.add(name);
      console.warn(`<reportedly-text>: ${name}="${given}" is none of ${allowed.join(", ")}`);
    };
    if (name === "share" && isAddress(given)) return;
    /** @type {Partial<Record<string, string[]>>} */
    const { [name]: values } = VALUES;
    if (values?.includes(given) === false) warn(values);
    if (name === "layers" && !words(given).every(isLayer)) warn(LAYERS);
    if (name === "lang" && !/^en\b/i.test(given)) warn(["en (other languages are shown in English)"]);
  }
}
