// The inside of a <reportedly-text>, fetched when one comes near the viewport: where its text comes from, the reader that
// shows it, what the page around it can ask and hears. ./reportedly.js is its outside.

import { Attributes, LAYERS } from "./attributes.js";
import { LatestTask } from "./latest-task.js";
import { call, loader, pageOfLinks, program, styles } from "./programs.js";
import { Share } from "./share.js";
import { coded, failure, sourceOf, withCode } from "./source.js";
import { SlotLayout } from "./slot-layout.js";
import { TopLayer } from "./top-layer.js";

export const open = (...given) => new Controller(...given);

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
  #waiting = [];
  // Where the text comes from, and shows it. What was there before is shown still where that fails.
  #texts = new LatestTask((error) => {
    this.#fail(error);
    this.#go();
  });
  // The annotations that a page has given last. Whoever has given them is told what went wrong.
  #annotating = new AbortController();
  // Why the text that is shown could not be read, where it could not.
  #failure;
  #ending = new AbortController();
  // Looks at the element's own words, which the page may change.
  #own = new MutationObserver(() => this.#later());
  #timer;

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
    this.#change();
    await this.settled();
  }

  // Puts the reader, without a text, into the element.
  #mount(mount, style) {
    this.#root.adoptedStyleSheets = [style];
    const reader = this.#root.querySelector("[part=reader]");
    const place = document.createElement("div");
    // What is said around the text is English, whatever the page is.
    Object.assign(place, { lang: "en", dir: "ltr" });
    reader.replaceChildren(place);
    this.#share = new Share(this.#root, () => this.#pageOfLinks(), (id) => this.toLink(id), (what, detail) => this.#say(what, detail));
    this.#offerSharing();
    this.#slotLayout = new SlotLayout(this.#host, this.#root, this.#attributes);
    this.#topLayer = new TopLayer(reader);
    const layers = this.#attributes.layers().join(" ");
    this.#widget = mount(place, loader, layers, (what, detail) => this.#heard(what, detail));
    this.#widget.readOnly(this.#attributes.value("mode") === "read");
    // A dialog of the page that the element is in stays open: Escape is meant for what lies over the text.
    this.#root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#root.querySelector(".reportedly-card, .reportedly-over")) event.preventDefault();
    }, { capture: true, signal: this.#ending.signal });
  }

  // Ends when the text that was set last has been marked, or there is nothing to mark. Rejects where there is no such text.
  async settled() {
    for (;;) {
      await this.#texts.settled();
      if (!this.#widget) throw failure("not-annotated", "the element was taken out of the page");
      if (!this.text.trim() || this.#widget.isMarked()) return;
      if (this.#failure) throw this.#failure;
      await this.#next();
    }
  }

  // An attribute has another value, one that says what the text is or another one; or the property `text` has.
  changed(name, isSource) {
    this.#attributes.check(name);
    // The one that is being fetched is not the one that is wanted any more.
    if (isSource) return this.#change();
    // All others are read when there is a reader.
    if (!this.#widget) return;
    if (name === "layers") return this.setFilter({ layers: this.#attributes.layers() });
    if (name === "theme") return this.#slotLayout.colour();
    if (name === "size") return this.#slotLayout.resize();
    if (name === "share") return this.#offerSharing();
    if (name === "mode") this.#widget.readOnly(this.#attributes.value("mode") === "read");
  }

  end() {
    this.#texts.end();
    this.#annotating.abort();
    this.#ending.abort();
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

  #pageOfLinks() {
    return this.#attributes.shareAddress() ?? pageOfLinks();
  }

  // Where no page opens links, none is offered.
  #offerSharing() {
    this.#root.querySelector("[part=reader]").toggleAttribute("data-unshared", !this.#pageOfLinks());
  }

  // A file of this format ("json", "jsonld", "citron.json", "csv", "md", "html", "quotes.md"), of what is shown.
  async exportAs(format) {
    return coded("unknown-format", call("files", "save", this.#marked("leaving"), String(format)));
  }

  // The annotations, as the format "reportedly/1" has them.
  async getAnnotations({ layers = LAYERS } = {}) {
    if (!this.text.trim()) return [];
    const { annotations } = JSON.parse(await this.exportAs("json"));
    return annotations.filter(({ layer }) => layers.includes(layer));
  }

  // Shows these annotations, or a whole document of "reportedly/1", in the place of what is found; without any, what is found.
  async setAnnotations(given) {
    this.#annotating.abort();
    const { signal } = (this.#annotating = new AbortController());
    if (given == null) {
      this.#widget.reset();
    } else {
      const { text } = this;
      const source = this.#texts.signal;
      const opened = await this.#opened(given);
      if (signal.aborted || source.aborted || text !== this.text) {
        throw failure("not-annotated", "the text or its annotations are other ones by now");
      }
      this.#widget.annotations(opened);
    }
    await this.settled();
  }

  // What `files` makes of annotations of the text, or of a whole document.
  async #opened(given) {
    const { text } = JSON.parse(await this.exportAs("json"));
    const whole = Array.isArray(given) ? { format: "reportedly/1", text, annotations: given } : given;
    const file = new TextEncoder().encode(JSON.stringify(whole));
    return coded("bad-document", call("files", "open", file, "annotations.json", undefined));
  }

  // The fragment of a link that carries the text, without "#". It points at an annotation where one is named.
  async toLink(id) {
    const marked = this.#marked("linked", id ?? undefined);
    // A link to nothing would open with an apology.
    if (id != null && !this.#widget.has(String(id))) throw failure("unknown-annotation", `there is no annotation ${id}`);
    return coded("bad-document", call("links", "encode", marked));
  }

  // Shows these layers and no others, unless the page refuses. It is asked once.
  setFilter({ layers } = {}) {
    if (!Array.isArray(layers) || !layers.every((layer) => LAYERS.includes(layer))) {
      throw failure("unknown-layer", `layers is an array of ${LAYERS.join(", ")}`);
    }
    this.#widget.setLayers(layers.join(" "));
  }

  undo() {
    this.#widget.dispatch("undo");
  }

  redo() {
    this.#widget.dispatch("redo");
  }

  // Scrolls to an annotation. Says whether there is one.
  scrollTo(id) {
    const mark = this.#mark(id);
    if (mark) this.#slotLayout.reveal();
    if (mark && !this.#inPlace?.scrollTo(mark)) mark.scrollIntoView({ block: "center" });
    return Boolean(mark);
  }

  // The same, and opens its card, unless the page refuses: the reader then closes what the focus has opened, too.
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
    if (this.#texts.problem) throw this.#texts.problem;
    const answer = this.#widget?.isMarked() && this.#widget[verb](...given);
    if (!answer) throw this.#failure ?? failure("not-annotated", "the text has not been marked");
    return answer;
  }

  // Ends when a text has been marked, or there is nobody to mark it.
  #next() {
    return new Promise((go) => this.#waiting.push(go));
  }

  #go() {
    for (const go of this.#waiting.splice(0)) go();
  }

  #heard(what, detail) {
    if (what === "share") return void this.#share.share(detail.id);
    if (what === "failed") {
      this.#failure = failure(detail.code, detail.message);
      this.#fail(this.#failure);
      return void this.#go();
    }
    if (what === "annotated") {
      // The reader has tried again.
      if (this.#failure) this.#forgetFailure();
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
  #change() {
    this.#texts.begin(async (signal) => {
      try {
        await this.#update(signal);
      } catch (error) {
        throw withCode(error, "load-failed");
      }
    });
  }

  // Shows what the attributes say by now. The reader is mounted when there is something for it to show.
  async #update(signal) {
    const [{ mount }, style] = await Promise.all([program("widget"), styles()]);
    const source = await this.#source();
    if (signal.aborted) return;
    if (!this.#widget) this.#mount(mount, style);
    const before = this.text;
    const hadFailed = Boolean(this.#failure);
    this.#forgetFailure();
    await this.#show(source, signal);
    // To the reader it is the text that it has already.
    if (hadFailed && !signal.aborted && this.text === before) this.#widget.dispatch("retry");
  }

  #forgetFailure() {
    this.#failure = undefined;
    this.#root.querySelector("[part=notice]").hidden = true;
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#change(), 300);
  }

  async #show({ text, link, article }, signal) {
    this.#own.disconnect();
    // In place, the article is looked at anyway.
    const isOwn = article === this.#host && !this.#isInPlace();
    if (isOwn) this.#own.observe(this.#host, { childList: true, characterData: true, subtree: true });
    const wasInPlace = Boolean(this.#inPlace);
    this.#inPlace?.end();
    this.#inPlace = undefined;
    if (link) {
      // What the page says is shown counts for more than what the link says.
      const layers = this.#host.hasAttribute("layers") ? this.#attributes.layers().join(" ") : undefined;
      const problem = this.#widget.link(link, layers);
      if (problem) this.#fail(failure("link-damaged", problem));
      // Of a link that cannot be read at all, the page's own words are what is left.
      this.#slotLayout.text(this.text.trim() ? this.text : undefined);
      if (this.#shown) this.#slotLayout.appear();
    } else if (article && this.#isInPlace()) {
      const { InPlace } = await import("./in-place.js");
      if (signal.aborted) return;
      this.#inPlace = new InPlace(this.#host, this.#root, article, this.#widget, () => this.#change());
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
