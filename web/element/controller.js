// The inside of a <reportedly-text>, fetched when one comes near the viewport: where its text comes from, the reader that
// shows it, what the page around it can ask and hears. ./reportedly.js is its outside.

import { Attributes, LAYERS } from "./attributes.js";
import { call, program, styles } from "./programs.js";
import { Share } from "./share.js";
import { failure, sourceOf } from "./source.js";
import { SlotLayout } from "./slot-layout.js";
import { TopLayer } from "./top-layer.js";

const beside = (file) => new URL(file, import.meta.url).href;

export const open = (...given) => new Controller(...given);

// What a program refuses is an error with a code; what could not be loaded is not.
async function coded(code, coming) {
  try {
    return await coming;
  } catch (error) {
    throw typeof error === "string" ? failure(code, error) : error;
  }
}

class Controller {
  #host;
  #root;
  // The element's text property, where it was set.
  #given;
  #fail;
  #attributes;
  #widget;
  #slotLayout;
  #topLayer;
  #share;
  #inPlace;
  #shown = false;
  // Whether the text that is shown is the element's own.
  #isOwn = true;
  #ended = false;
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
    this.#attributes = new Attributes(host);
  }

  async begin() {
    this.#attributes.checkAll();
    const [{ mount }, style] = await Promise.all([program("widget"), styles()]);
    const source = await this.#source();
    if (this.#ended) return;
    this.#root.adoptedStyleSheets = [style];
    const reader = this.#root.querySelector("[part=reader]");
    const place = document.createElement("div");
    // What is said around the text is English, whatever the page is.
    Object.assign(place, { lang: "en", dir: "ltr" });
    reader.replaceChildren(place);
    this.#share = new Share(this.#root, (id) => this.toLink(id), (what, detail) => this.#say(what, detail));
    this.#slotLayout = new SlotLayout(this.#host, this.#root, this.#attributes);
    this.#topLayer = new TopLayer(reader);
    const layers = this.#attributes.layers().join(" ");
    this.#widget = mount(place, beside("program-loader.js"), layers, (what, detail) => this.#heard(what, detail));
    const marked = this.#next();
    this.#widget.readOnly(this.#attributes.value("mode") === "read");
    await this.#show(source);
    await marked;
  }

  // An attribute has another value, one that says what the text is or another one; or the property `text` has.
  changed(name, isSource) {
    this.#attributes.check(name);
    if (!this.#widget) return;
    if (name === "layers") return this.setFilter({ layers: this.#attributes.layers() });
    if (name === "theme") return this.#slotLayout.colour();
    if (name === "size") return this.#slotLayout.resize();
    if (isSource) return this.#again();
    if (name === "mode") this.#widget.readOnly(this.#attributes.value("mode") === "read");
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#own.disconnect();
    this.#inPlace?.end();
    this.#slotLayout?.end();
    this.#topLayer?.end();
    this.#share?.end();
    this.#widget?.destroy();
    this.#widget = undefined;
    this.#go();
  }

  // A file of this format ("json", "jsonld", "citron.json", "csv", "md", "html", "quotes.md"), of what is shown.
  async exportAs(format) {
    return coded("unknown-format", call("files", "save", this.#marked("leaving"), String(format)));
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
      const opened = await coded("bad-document", call("files", "open", file, "annotations.json", undefined));
      shown = this.#next();
      this.#widget.annotations(opened);
    }
    await shown;
  }

  // The fragment of a link that carries the text, without "#". It points at an annotation where one is named.
  async toLink(id) {
    const marked = this.#marked("linked", id ?? undefined);
    // A link to nothing would open with an apology.
    if (id != null && !this.#widget.has(String(id))) throw failure("unknown-annotation", `there is no annotation ${id}`);
    return call("links", "encode", marked);
  }

  // Shows these layers.
  setFilter({ layers } = {}) {
    if (!Array.isArray(layers) || !layers.every((layer) => LAYERS.includes(layer))) {
      throw failure("unknown-layer", `layers is an array of ${LAYERS.join(", ")}`);
    }
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
    if (mark) this.#slotLayout.reveal();
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
        if (!this.#inPlace) this.#slotLayout.appear();
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
    // In place, the article is looked at anyway.
    const isOwn = article === this.#host && !this.#isInPlace();
    if (isOwn) this.#own.observe(this.#host, { childList: true, characterData: true, subtree: true });
    const wasInPlace = Boolean(this.#inPlace);
    this.#inPlace?.end();
    this.#inPlace = undefined;
    this.#root.querySelector("[part=notice]").hidden = true;
    if (link) {
      const problem = this.#widget.link(link);
      if (problem) this.#fail(failure("link-damaged", problem));
      // Of a link that cannot be read at all, the page's own words are what is left.
      this.#slotLayout.text(this.text.trim() ? this.text : undefined);
      if (this.#shown) this.#slotLayout.appear();
    } else if (article && this.#isInPlace()) {
      const { InPlace } = await import("./in-place.js");
      if (!this.#widget) return;
      this.#inPlace = new InPlace(this.#host, this.#root, article, this.#widget, () => this.#again());
      this.#slotLayout.leave();
      this.#inPlace.begin();
    } else {
      const isOther = text !== this.text || !this.#shown;
      if (isOther) this.#widget.show(text);
      if (isOther || wasInPlace || isOwn !== this.#isOwn) this.#slotLayout.text(isOwn ? undefined : text);
      this.#isOwn = isOwn;
      if (this.#shown) this.#slotLayout.appear();
    }
    // There is nothing to wait for.
    if (!this.text.trim()) this.#go();
  }

  // Whether the article is to be marked where it stands, and can be.
  #isInPlace() {
    return this.#host.hasAttribute("in-place") && Boolean(globalThis.Highlight && CSS.highlights);
  }

  async #source() {
    const given = this.#given();
    return given === undefined ? sourceOf(this.#host) : { text: given };
  }
}
