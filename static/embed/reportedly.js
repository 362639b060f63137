// <reportedly-text>: who said what, in an article on any page. docs/embedding.md says how to use it.
//
// This file is all that a page names. What is large (the reader, the engine, its model) lies beside it and is fetched when
// an element comes near the viewport; nothing is fetched from anywhere else. The page's own text is seen until then, and
// instead of it where anything fails.

export const version = "0.1.0";

const TAG = "reportedly-text";
const beside = (file) => new URL(file, import.meta.url).href;

const programs = new Map();

// A wasm program of this folder, loaded once for all elements.
function program(name) {
  if (!programs.has(name)) {
    const coming = import(beside(`${name}.js`)).then(async (functions) => {
      await functions.default({ module_or_path: beside(`${name}_bg.wasm`) });
      return functions;
    });
    programs.set(name, coming);
    coming.catch(() => programs.delete(name));
  }
  return programs.get(name);
}

let sheet;

// One sheet for all elements.
async function styles() {
  const { default: css } = await import(beside("widget-style.js"));
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(css);
  return sheet;
}

let coder;

async function linker() {
  const { Links } = await program("links");
  if (!coder) {
    const response = await fetch(beside("news-1.txt"));
    if (!response.ok) throw new Failure("load-failed", `news-1.txt could not be fetched (${response.status})`);
    coder = new Links(new Uint8Array(await response.arrayBuffer()));
  }
  return coder;
}

// What an element's root begins with: the page's own text, and places for the reader and for a sentence.
function frame() {
  const place = (tag, part) => Object.assign(document.createElement(tag), { part, hidden: true });
  const notice = place("p", "notice");
  notice.role = "status";
  return [document.createElement("slot"), place("div", "reader"), notice];
}

// The values that an attribute may have, the default first.
const VALUES = {
  mode: ["edit", "read"],
  theme: ["inherit", "light", "dark", "auto"],
  panel: ["on", "off"],
  loading: ["lazy", "eager"],
};

const LAYERS = ["entity", "hedge", "attribution"];

// Text that is longer is not fetched.
const LARGEST = 1 << 20;

// The words of an element, blocks as paragraphs. Not `innerText`, which says them as the page's style writes them: in capitals.
function wordsOf(element) {
  let words = "";
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) words += child.data.replace(/\s+/g, " ");
      if (child.nodeType !== Node.ELEMENT_NODE || child.matches("script, style, template, noscript")) continue;
      const { display } = getComputedStyle(child);
      if (display === "none") continue;
      const gap = child.localName === "br" || !/^(inline|contents)/.test(display) ? "\n" : "";
      words += gap;
      walk(child);
      words += gap;
    }
  };
  walk(element);
  return words.trim();
}

class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

class ReportedlyText extends HTMLElement {
  static version = version;
  static observedAttributes = ["for", "src", "layers", ...Object.keys(VALUES)];

  #root = this.attachShadow({ mode: ReportedlyText.open ? "open" : "closed" });
  #widget;
  #text;
  #given;
  #wanted;
  #warned = new Set();
  // Goes up when the element is taken out: what was begun before is not to go on.
  #life = 0;

  constructor() {
    super();
    this.#root.replaceChildren(...frame());
  }

  get text() {
    return this.#given ?? this.#text ?? "";
  }

  set text(text) {
    this.#given = String(text);
    this.#changed();
  }

  connectedCallback() {
    // What a framework has set before this file was there.
    if (Object.hasOwn(this, "text")) {
      const { text } = this;
      delete this.text;
      this.text = text;
    }
    if (this.#widget) return;
    if (this.#value("loading") === "eager") return void this.annotate();
    this.#wanted ??= new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.annotate(), {
      rootMargin: "600px",
    });
    this.#wanted.observe(this);
  }

  disconnectedCallback() {
    // Frameworks move elements by taking them out and putting them in again.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  attributeChangedCallback(name) {
    this.#changed(name);
  }

  // Loads what there is to load, and marks the text. Ends when the text is marked.
  async annotate() {
    this.#wanted?.disconnect();
    this.#beginning ??= this.#begin().catch((error) => this.#fail(error));
    return this.#beginning;
  }

  #beginning;

  // A file of this format ("json", "jsonld", "citron.json", "csv", "md", "html", "quotes.md"), of what is shown.
  async exportAs(format) {
    const leaving = await this.#marked((widget) => widget.leaving());
    return (await program("files")).save(leaving, format);
  }

  // The annotations, as the format "reportedly/1" has them.
  async getAnnotations({ layers = LAYERS } = {}) {
    const { annotations } = JSON.parse(await this.exportAs("json"));
    return annotations.filter(({ layer }) => layers.includes(layer));
  }

  // The fragment of a link that carries the text, without "#".
  async toLink() {
    const linked = await this.#marked((widget) => widget.linked());
    return (await linker()).encode(linked);
  }

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

  // Scrolls to an annotation and puts the focus on it. Says whether there is one.
  select(id) {
    const mark = this.#root.querySelector(`mark[data-ids~="${CSS.escape(id)}"]`);
    mark?.scrollIntoView({ block: "center" });
    mark?.focus({ preventScroll: true });
    return Boolean(mark);
  }

  async #begin() {
    if (!globalThis.WebAssembly) throw new Failure("wasm-blocked", "this browser has no WebAssembly, or does not allow it here");
    const life = this.#life;
    const [{ mount }, style] = await Promise.all([program("widget"), styles()]);
    const text = await this.#source();
    if (life !== this.#life) return;
    this.#text = text;
    this.#root.adoptedStyleSheets = [style];
    const place = this.#root.querySelector("[part=reader]");
    const layers = this.#layers().join(" ");
    const marked = new Promise((resolve) => {
      this.#widget = mount(place, this.text, beside("engine-worker.js"), this.#readOnly(), layers, (what, detail) => {
        if (what === "annotated" && place.hidden) {
          place.hidden = false;
          this.#root.querySelector("slot").hidden = true;
          this.#say("ready", {});
          resolve();
        }
        this.#say(what, detail);
      });
    });
    return marked;
  }

  async #source() {
    const from = this.getAttribute("src");
    if (from) {
      const response = await fetch(new URL(from, document.baseURI)).catch(() => {});
      if (!response?.ok) throw new Failure("source-failed", `${from} could not be fetched`);
      if (!/^text\//.test(response.headers.get("content-type") ?? "")) throw new Failure("source-failed", `${from} is not a text`);
      const text = await response.text();
      if (text.length > LARGEST) throw new Failure("too-long", `${from} is longer than can be marked here`);
      return text;
    }
    const id = this.getAttribute("for");
    if (!id) return wordsOf(this);
    const article = this.getRootNode().querySelector(id);
    if (!article) throw new Failure("source-failed", `there is no ${id} on this page`);
    return wordsOf(article);
  }

  async #changed(name) {
    if (name) this.#value(name);
    if (!this.#widget) return;
    if (name === "layers") return this.setFilter({ layers: this.#layers() });
    if (name === "for" || name === "src") {
      try {
        this.#text = await this.#source();
      } catch (error) {
        return this.#fail(error);
      }
    }
    this.#widget?.update(this.text, this.#readOnly());
  }

  #readOnly() {
    return this.#value("mode") === "read";
  }

  // An attribute's value; a wrong one is told of once, and is as if there was none.
  #value(name) {
    const given = this.getAttribute(name), allowed = VALUES[name];
    if (!allowed || given === null || allowed.includes(given)) return given ?? allowed?.[0];
    this.#warn(name, `${name}="${given}" is none of ${allowed.join(", ")}`);
    return allowed[0];
  }

  #layers() {
    const given = this.getAttribute("layers")?.split(/\s+/).filter(Boolean) ?? LAYERS;
    const wrong = given.filter((layer) => !LAYERS.includes(layer));
    if (wrong.length) this.#warn("layers", `layers="${wrong.join(" ")}" is none of ${LAYERS.join(", ")}`);
    return given.filter((layer) => LAYERS.includes(layer));
  }

  #warn(about, message) {
    if (this.#warned.has(about)) return;
    this.#warned.add(about);
    console.warn(`<${TAG}>: ${message}`);
  }

  async #marked(ask) {
    await this.annotate();
    const answer = this.#widget && ask(this.#widget);
    if (!answer) throw new Failure("not-annotated", "the text has not been marked");
    return answer;
  }

  #say(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { bubbles: true, composed: true, detail }));
  }

  #fail(error) {
    this.#beginning = undefined;
    const blocked = error instanceof WebAssembly.CompileError || /wasm|WebAssembly/i.test(error.message);
    const code = error.code ?? (blocked ? "wasm-blocked" : "load-failed");
    const hint = code === "wasm-blocked" ? " The site’s content security policy has to allow 'wasm-unsafe-eval'." : "";
    const notice = this.#root.querySelector("[part=notice]");
    notice.textContent = `This text could not be marked: ${error.message}.${hint}`;
    notice.hidden = false;
    this.#say("error", { code, message: error.message });
  }

  #end() {
    this.#life += 1;
    this.#wanted?.disconnect();
    this.#wanted = this.#beginning = undefined;
    this.#widget?.destroy();
    this.#widget = undefined;
    this.#root.replaceChildren(...frame());
  }
}

const known = customElements.get(TAG);
if (!known) {
  // For tests, which cannot look into a closed root.
  ReportedlyText.open = new URL(import.meta.url).searchParams.has("open");
  customElements.define(TAG, ReportedlyText);
} else if (known.version !== version) {
  console.warn(`<${TAG}> is defined already, as version ${known.version}; version ${version} is not used.`);
}
