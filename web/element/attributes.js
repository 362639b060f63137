// The attributes of a <reportedly-text>: a wrong value is as if there was none, and is told of once.

// The values that an attribute may have, the default first.
const VALUES = {
  mode: ["edit", "read"],
  theme: ["inherit", "light", "dark", "auto"],
  panel: ["on", "off"],
  share: ["on", "off"],
  density: ["comfortable", "compact"],
  loading: ["lazy", "eager"],
  size: ["text", "full"],
};

export const LAYERS = ["entity", "hedge", "attribution"];

const words = (list) => list?.split(/[\s,]+/).filter(Boolean);

// What has a slash or a dot in it is no word. Readers pass these addresses on: they are those of pages.
const isAddress = (given) =>
  /[/.]/.test(given) && URL.canParse(given, document.baseURI) && /^https?:$/.test(new URL(given, document.baseURI).protocol);

export class Attributes {
  #host;
  #warned = new Set();

  constructor(host) {
    this.#host = host;
  }

  value(name) {
    const given = this.#host.getAttribute(name);
    return VALUES[name].includes(given) ? given : VALUES[name][0];
  }

  // The address of the page that opens the links which readers make, where one is named.
  shareAddress() {
    const given = this.#host.getAttribute("share") ?? "";
    return isAddress(given) ? new URL(given, document.baseURI).href : undefined;
  }

  // The layers that are to be shown. Where none is named that there is, all of them are.
  layers() {
    const named = words(this.#host.getAttribute("layers"))?.filter((layer) => LAYERS.includes(layer));
    return named?.length ? named : LAYERS;
  }

  checkAll() {
    for (const name of ["lang", "layers", ...Object.keys(VALUES)]) this.check(name);
  }

  check(name) {
    const given = this.#host.getAttribute(name);
    if (given === null || this.#warned.has(name)) return;
    const tell = (allowed) => {
      this.#warned.add(name);
      console.warn(`<reportedly-text>: ${name}="${given}" is none of ${allowed.join(", ")}`);
    };
    if (name === "share" && isAddress(given)) return;
    if (VALUES[name] && !VALUES[name].includes(given)) tell(VALUES[name]);
    if (name === "layers" && !words(given).every((layer) => LAYERS.includes(layer))) tell(LAYERS);
    if (name === "lang" && !/^en\b/i.test(given)) tell(["en (other languages are shown in English)"]);
  }
}
