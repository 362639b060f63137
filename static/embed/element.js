// The inside of a <reportedly-text>, fetched when one comes near the viewport: where its text comes from, the reader that
// shows it, what the page around it can ask and hears. ./reportedly.js is its outside.

import { linker, program, styles } from "./programs.js";
import { Share } from "./share.js";
import { Stay } from "./stay.js";
import { wordsOf } from "./words.js";

const beside = (file) => new URL(file, import.meta.url).href;

// The values that an attribute may have, the default first.
const VALUES = {
  mode: ["edit", "read"],
  theme: ["inherit", "light", "dark", "auto"],
  panel: ["on", "off"],
  share: ["on", "off"],
  density: ["comfortable", "compact"],
  loading: ["lazy", "eager"],
};

const LAYERS = ["entity", "hedge", "attribution"];

// A text that is longer is not fetched: so many bytes.
const LARGEST = 1 << 20;

const failure = (code, message) => Object.assign(new Error(message), { code });

export const open = (...given) => new Inside(...given);

class Inside {
  #host;
  #root;
  // The element's text property, where it was set.
  #given;
  #fail;
  #widget;
  #stay;
  #share;
  #inPlace;
  #shown = false;
  #ended = false;
  #warned = new Set();
  #waiting = [];
  // Looks at the element's own words, which the page may change.
  #own = new MutationObserver(() => this.#later());
  #timer;
  // Counts what was asked for: an answer that comes after the next question is none.
  #asked = 0;

  get text() {
    return this.#widget?.text() ?? "";
  }

  constructor(host, root, given, fail) {
    this.#host = host;
    this.#root = root;
    this.#given = given;
    this.#fail = fail;
  }

  async begin() {
    for (const name of ["lang", "layers", ...Object.keys(VALUES)]) this.#check(name);
    const [{ mount }, style] = await Promise.all([program("widget"), styles()]);
    const source = await this.#source();
    if (this.#ended) return;
    this.#root.adoptedStyleSheets = [style];
    const reader = this.#root.querySelector("[part=reader]");
    const place = document.createElement("div");
    // What is said around the text is English, whatever the page is.
    place.lang = "en";
    reader.replaceChildren(place);
    this.#share = new Share(this.#root, (id) => this.toLink(id), (what, detail) => this.#say(what, detail));
    this.#stay = new Stay(this.#host, this.#root, () => this.#value("theme"));
    const layers = this.#layers().join(" ");
    this.#widget = mount(place, beside("engine-worker.js"), layers, (what, detail) => this.#heard(what, detail));
    const marked = this.#next();
    this.#widget.readOnly(this.#value("mode") === "read");
    await this.#show(source);
    await marked;
  }

  // An attribute has another value, or the text has.
  async changed(name) {
    this.#check(name);
    if (!this.#widget) return;
    if (name === "layers") return this.setFilter({ layers: this.#layers() });
    if (name === "theme") return this.#stay.colour();
    if (["text", "for", "src", "link", "in-place"].includes(name)) return this.#again();
    if (name === "mode") this.#widget.readOnly(this.#value("mode") === "read");
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#own.disconnect();
    this.#inPlace?.end();
    this.#stay?.end();
    this.#share?.end();
    this.#widget?.destroy();
    this.#widget = undefined;
    this.#go();
  }

  // A file of this format ("json", "jsonld", "citron.json", "csv", "md", "html", "quotes.md"), of what is shown.
  async exportAs(format) {
    return (await program("files")).save(this.#marked("leaving"), format);
  }

  // The annotations, as the format "reportedly/1" has them.
  async getAnnotations({ layers = LAYERS } = {}) {
    const { annotations } = JSON.parse(await this.exportAs("json"));
    return annotations.filter(({ layer }) => layers.includes(layer));
  }

  // Shows these annotations, or a whole document of "reportedly/1", in the place of what is found; without any, what is found.
  async setAnnotations(given) {
    let shown;
    if (given == null) {
      shown = this.#next();
      this.#widget.reset();
    } else {
      const { text } = JSON.parse(await this.exportAs("json"));
      const whole = Array.isArray(given) ? { format: "reportedly/1", text, annotations: given } : given;
      const file = new TextEncoder().encode(JSON.stringify(whole));
      const opened = (await program("files")).open(file, "annotations.json", undefined);
      shown = this.#next();
      this.#widget.annotations(opened);
    }
    await shown;
  }

  // The fragment of a link that carries the text, without "#". It points at an annotation where one is named.
  async toLink(id) {
    return (await linker()).encode(this.#marked("linked", id));
  }

  // Shows these layers.
  setFilter({ layers }) {
    for (const layer of LAYERS) {
      const button = this.#root.querySelector(`[data-do="layer ${layer}"]`);
      if (button && (button.ariaPressed === "true") !== layers.includes(layer)) button.click();
    }
  }

  undo() {
    this.#root.querySelector("[data-do=undo]")?.click();
  }

  redo() {
    this.#root.querySelector("[data-do=redo]")?.click();
  }

  // Scrolls to an annotation. Says whether there is one.
  scrollTo(id) {
    const mark = this.#mark(id);
    if (mark && !this.#inPlace?.scrollTo(mark)) mark.scrollIntoView({ block: "center" });
    return Boolean(mark);
  }

  // The same, and opens its card.
  select(id) {
    const mark = this.#mark(id);
    if (!mark) return false;
    this.scrollTo(id);
    mark.focus({ preventScroll: true });
    // Not composed: the page did not see anybody click.
    mark.dispatchEvent(new PointerEvent("click", { bubbles: true }));
    return true;
  }

  #mark(id) {
    return this.#root.querySelector(`mark[data-ids~="${CSS.escape(id)}"]`);
  }

  #marked(verb, ...given) {
    const answer = this.#widget?.[verb](...given);
    if (!answer) throw failure("not-annotated", "the text has not been marked");
    return answer;
  }

  // Ends when the next text has been marked, or there is nobody to mark it.
  #next() {
    return new Promise((go) => this.#waiting.push(go));
  }

  #go() {
    for (const go of this.#waiting.splice(0)) go();
  }

  #heard(what, detail) {
    if (what === "share") return void this.#share.share(detail.id);
    if (what === "annotated") {
      if (!this.#shown) {
        this.#shown = true;
        if (!this.#inPlace) this.#stay.appear();
        this.#say("ready", {});
      }
      this.#inPlace?.show();
      this.#go();
    }
    return this.#say(what, detail);
  }

  // What may be refused says whether it was not.
  #say(what, detail) {
    const cancelable = what.startsWith("before-");
    return this.#host.dispatchEvent(new CustomEvent(what, { bubbles: true, composed: true, cancelable, detail }));
  }

  // The text comes from elsewhere, or is another one.
  async #again() {
    const asked = ++this.#asked;
    try {
      const source = await this.#source();
      if (asked === this.#asked && !this.#ended) await this.#show(source);
    } catch (error) {
      if (asked === this.#asked && !this.#ended) this.#fail(error);
    }
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#again(), 300);
  }

  async #show({ text, link, article }) {
    this.#own.disconnect();
    const isOwn = article === this.#host;
    if (isOwn) this.#own.observe(this.#host, { childList: true, characterData: true, subtree: true });
    this.#inPlace?.end();
    this.#inPlace = undefined;
    this.#root.querySelector("[part=notice]").hidden = true;
    if (link) {
      const problem = this.#widget.link(link);
      if (problem) this.#fail(failure("link-damaged", problem));
      return;
    }
    if (article && this.#isInPlace()) {
      const { InPlace } = await import("./in-place.js");
      if (!this.#widget) return;
      this.#inPlace = new InPlace(this.#host, this.#root, article, this.#widget, () => this.#again());
      this.#stay.colour();
      this.#inPlace.begin();
    } else if (text !== this.text || !this.#shown) {
      this.#widget.show(text);
    }
    // There is nothing to wait for.
    if (!text.trim()) this.#go();
  }

  // Whether the article is to be marked where it stands, and can be.
  #isInPlace() {
    return this.#host.hasAttribute("in-place") && Boolean(globalThis.Highlight && CSS.highlights);
  }

  async #source() {
    const host = this.#host, given = this.#given();
    if (given !== undefined) return { text: given };
    const link = host.getAttribute("link");
    if (link) return { link: (await linker()).decode(link) };
    const from = host.getAttribute("src");
    if (from) return { text: await fetched(from) };
    const selector = host.getAttribute("for");
    const article = selector ? found(host.getRootNode(), selector) : host;
    return { text: wordsOf(article), article };
  }

  // An attribute's value; a wrong one is as if there was none.
  #value(name) {
    const given = this.#host.getAttribute(name);
    return VALUES[name].includes(given) ? given : VALUES[name][0];
  }

  #layers() {
    return words(this.#host.getAttribute("layers"))?.filter((layer) => LAYERS.includes(layer)) ?? LAYERS;
  }

  // Tells of a wrong value, once.
  #check(name) {
    const given = this.#host.getAttribute(name);
    if (given === null || this.#warned.has(name)) return;
    const tell = (allowed) => {
      this.#warned.add(name);
      console.warn(`<reportedly-text>: ${name}="${given}" is none of ${allowed.join(", ")}`);
    };
    if (VALUES[name] && !VALUES[name].includes(given)) tell(VALUES[name]);
    if (name === "layers" && !words(given).every((layer) => LAYERS.includes(layer))) tell(LAYERS);
    if (name === "lang" && !/^en\b/i.test(given)) tell(["en (other languages are shown in English)"]);
  }
}

const words = (list) => list?.split(/[\s,]+/).filter(Boolean);

function found(root, selector) {
  let article;
  try {
    article = root.querySelector(selector);
  } catch {
    throw failure("source-failed", `for="${selector}" is no selector`);
  }
  if (!article) throw failure("source-failed", `there is no ${selector} on this page`);
  return article;
}

async function fetched(from) {
  const response = await fetch(new URL(from, document.baseURI)).catch(() => {});
  if (!response?.ok) throw failure("source-failed", `${from} could not be fetched`);
  if (!/^text\//.test(response.headers.get("content-type") ?? "")) throw failure("source-failed", `${from} is not a text`);
  const bytes = await limited(response);
  if (!bytes) throw failure("too-long", `${from} is longer than 1 MiB, which is more than is marked here`);
  return new TextDecoder().decode(bytes);
}

// What a response brings, unless that is too much: then the rest is not waited for.
async function limited(response) {
  const chunks = [];
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > LARGEST) return void reader.cancel();
    chunks.push(value);
  }
}
