// The inside of a <reportedly-text>, fetched when one comes near the viewport: where its text comes from, the reader that
// shows it, what the page around it can ask and hears. ./reportedly.js is its outside.

/** @import { FileOf, Format, Layer, ReportedlyTextError, ReportedlyTextEvents } from "../declarations/reportedly.js" */
/** @import { Annotation, ReportedlyDocument } from "../declarations/headless.js" */
/** @import { Widget, WidgetEvent, mount } from "../built/widget.js" */
/** @import { InPlace } from "./in-place.js" */
/** @import { Source } from "./source.js" */

import { Attributes, LAYERS } from "./attributes.js";
import { rootOf } from "./dom-text.js";
import { LatestTask } from "./latest-task.js";
import { showPageNotice } from "./page-notice.js";
import { hasOpen, partIn, partOf, readerIn } from "./parts.js";
import { call, loader, pageOfLinks, program, styles, programOfFormat } from "./programs.js";
import { Share } from "./share.js";
import { coded, failure, sourceOf, withCode } from "./source.js";
import { SlotLayout } from "./slot-layout.js";
import { TopLayer } from "./top-layer.js";

export class Controller {
  #host;
  #root;
  // The element's text property, where it was set.
  #given;
  #fail;
  #attributes;
  // The reader and what belongs to it, once there is something to show.
  /** @type {{ widget: Widget, layout: SlotLayout, topLayer: TopLayer, share: Share, style: CSSStyleSheet } | undefined} */
  #mounted;
  /** @type {InPlace | undefined} */
  #inPlace;
  #shown = false;
  // Whether the text that is shown is the element's own.
  #isOwn = true;
  /** @type {(() => void)[]} */
  #waiting = [];
  // Where the text comes from, and shows it. What was there before is shown still where that fails.
  #texts = new LatestTask((error) => {
    this.#fail(error);
    this.#resumeWaiters();
  });
  // The annotations that a page has given last. Whoever has given them is told what went wrong.
  #annotating = new AbortController();
  // Why the text that is shown could not be read, where it could not.
  /** @type {ReportedlyTextError | undefined} */
  #failure;
  #ending = new AbortController();
  // Looks at the element's own words, which the page may change.
  #own = new MutationObserver(() => this.#scheduleUpdate());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  get text() {
    return this.#mounted?.widget.text() ?? "";
  }

  /**
   * @param {HTMLElement} host
   * @param {ShadowRoot} root
   * @param {() => string | undefined} given
   * @param {(error: Error) => void} fail
   */
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
  /** @param {typeof mount} begin @param {CSSStyleSheet} style */
  #mount(begin, style) {
    this.#root.adoptedStyleSheets = [style];
    const reader = readerIn(this.#root);
    const place = document.createElement("div");
    // What is said around the text is English, whatever the page is.
    Object.assign(place, { lang: "en", dir: "ltr" });
    reader.replaceChildren(place);
    const share = new Share(this.#root, () => this.#pageOfLinks(), (id) => this.toLink(id), (what, detail) => this.#dispatch(what, detail));
    this.#offerSharing();
    const layout = new SlotLayout(this.#host, this.#root, this.#attributes);
    const topLayer = new TopLayer(reader);
    const layers = this.#attributes.layers().join(" ");
    const widget = begin(place, loader, layers, (...event) => this.#onWidgetEvent(...event));
    this.#mounted = { widget, layout, topLayer, share, style };
    widget.readOnly(this.#attributes.value("mode") === "read");
    // A dialog of the page that the element is in stays open: Escape is meant for what lies over the text.
    this.#root.addEventListener("keydown", (event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
      if (isEscape && hasOpen(this.#root)) event.preventDefault();
    }, { capture: true, signal: this.#ending.signal });
  }

  // The reader, for what makes no sense without one.
  get #reader() {
    if (!this.#mounted) throw failure("not-annotated", "the element was taken out of the page");
    return this.#mounted;
  }

  // Ends when the text that was set last has been marked, or there is nothing to mark. Rejects where there is no such text.
  async settled() {
    for (;;) {
      await this.#texts.settled();
      const { widget } = this.#reader;
      if (!this.text.trim() || widget.isMarked()) return;
      if (this.#failure) throw this.#failure;
      await this.#nextResult();
    }
  }

  // An attribute has another value, one that says what the text is or another one; or the property `text` has.
  /** @param {string} name @param {boolean} isSource */
  changed(name, isSource) {
    this.#attributes.check(name);
    // The one that is being fetched is not the one that is wanted any more.
    if (isSource) return this.#change();
    // All others are read when there is a reader.
    if (!this.#mounted) return;
    const { widget, layout } = this.#mounted;
    if (name === "layers") return this.setFilter({ layers: this.#attributes.layers() });
    if (name === "theme") return layout.colour();
    if (name === "size") return layout.resize();
    if (name === "share") return this.#offerSharing();
    if (name === "mode") widget.readOnly(this.#attributes.value("mode") === "read");
  }

  end() {
    this.#texts.end();
    this.#annotating.abort();
    this.#ending.abort();
    clearTimeout(this.#timer);
    this.#own.disconnect();
    this.#inPlace?.end();
    this.#mounted?.layout.end();
    this.#mounted?.topLayer.end();
    this.#mounted?.share.end();
    this.#mounted?.widget.destroy();
    this.#mounted = undefined;
    this.#resumeWaiters();
  }

  #pageOfLinks() {
    return this.#attributes.shareAddress() ?? pageOfLinks();
  }

  // Where no page opens links, none is offered.
  #offerSharing() {
    readerIn(this.#root).toggleAttribute("data-unshared", !this.#pageOfLinks());
  }

  // A file of this format, of what is shown: text ("json", "jsonld", "citron.json", "csv", "md", "html", "quotes.md") or bytes ("docx",
  // "xlsx").
  /** @template {Format} F @param {F} format @returns {Promise<FileOf<F>>} */
  async exportAs(format) {
    return coded("unknown-format", call(programOfFormat(format), "save", this.#marked((widget) => widget.leaving()), String(format)));
  }

  // The annotations, as the format "reportedly/1" has them.
  /** @param {{ layers?: readonly Layer[] }} [filter] @returns {Promise<Annotation[]>} */
  async getAnnotations({ layers = LAYERS } = {}) {
    if (!this.text.trim()) return [];
    /** @type {ReportedlyDocument} */
    const { annotations } = JSON.parse(await this.exportAs("json"));
    return annotations.filter(({ layer }) => layers.includes(layer));
  }

  // Shows these annotations, or a whole document of "reportedly/1", in the place of what is found; without any, what is found.
  /** @param {readonly Annotation[] | ReportedlyDocument | null} [given] */
  async setAnnotations(given) {
    this.#annotating.abort();
    const { signal } = (this.#annotating = new AbortController());
    if (given == null) {
      this.#call((widget) => widget.reset());
    } else {
      const { text } = this;
      const source = this.#texts.signal;
      const opened = await this.#opened(given);
      if (signal.aborted || source.aborted || text !== this.text) {
        throw failure("not-annotated", "the text or its annotations are other ones by now");
      }
      this.#call((widget) => widget.annotations(opened));
    }
    await this.settled();
  }

  // What `files` makes of annotations of the text, or of a whole document.
  /** @param {readonly Annotation[] | ReportedlyDocument} given @returns {Promise<Uint8Array>} */
  async #opened(given) {
    /** @type {ReportedlyDocument} */
    const { text } = JSON.parse(await this.exportAs("json"));
    const whole = Array.isArray(given) ? { format: "reportedly/1", text, annotations: given } : given;
    const file = new TextEncoder().encode(JSON.stringify(whole));
    return coded("bad-document", call("files", "open", file, "annotations.json", undefined));
  }

  // The fragment of a link that carries the text, without "#". It points at an annotation where one is named.
  /** @param {string | null} [id] @returns {Promise<string>} */
  async toLink(id) {
    const marked = this.#marked((widget) => widget.linked(id ?? undefined));
    // A link to nothing would open with an apology.
    if (id != null && !this.#reader.widget.has(String(id))) throw failure("unknown-annotation", `there is no annotation ${id}`);
    return coded("bad-document", call("links", "encode", marked));
  }

  // Shows these layers and no others, unless the page refuses. It is asked once.
  /** @param {{ layers: readonly Layer[] }} filter */
  setFilter(filter) {
    const { layers } = filter ?? {};
    if (!Array.isArray(layers) || !layers.every((layer) => LAYERS.includes(layer))) {
      throw failure("unknown-layer", `layers is an array of ${LAYERS.join(", ")}`);
    }
    this.#call((widget) => widget.setLayers(layers.join(" ")));
  }

  undo() {
    this.#call((widget) => widget.dispatch("undo"));
  }

  redo() {
    this.#call((widget) => widget.dispatch("redo"));
  }

  // Scrolls to an annotation. Says whether there is one.
  /** @param {string} id */
  scrollTo(id) {
    const segment = this.#segmentOf(id);
    if (segment === undefined) return false;
    this.#reader.layout.reveal();
    if (!this.#inPlace?.scrollTo(segment)) this.#markAt(segment)?.scrollIntoView({ block: "center" });
    return true;
  }

  // The same, and opens its card, unless the page refuses: the reader then closes what the focus has opened, too.
  /** @param {string} id */
  select(id) {
    const segment = this.#segmentOf(id);
    if (segment === undefined) return false;
    this.scrollTo(id);
    this.#markAt(segment)?.focus({ preventScroll: true });
    this.#reader.widget.openCard(segment);
    return true;
  }

  /** @param {string} id */
  #segmentOf(id) {
    return this.#mounted?.widget.segmentOf(String(id));
  }

  // The element of a segment, which is not there yet where a long text is being drawn.
  /** @param {number} segment */
  #markAt(segment) {
    return partOf(this.#root, `mark[data-at="${segment}"]`);
  }

  // Calls the reader. What breaks it is an error with a code.
  /**
   * @template T
   * @param {(widget: Widget) => T} call
   */
  #call(call) {
    const { widget } = this.#reader;
    try {
      return call(widget);
    } catch (error) {
      throw withCode(error, "program-failed");
    }
  }

  // What the reader says of marks, if there are any.
  /** @param {(widget: Widget) => Uint8Array | undefined} ask */
  #marked(ask) {
    if (this.#texts.problem) throw this.#texts.problem;
    const widget = this.#mounted?.widget;
    const answer = widget?.isMarked() && ask(widget);
    if (!answer) throw this.#failure ?? failure("not-annotated", "the text has not been marked");
    return answer;
  }

  // Ends when a text has been marked, or there is nobody to mark it.
  /** @returns {Promise<void>} */
  #nextResult() {
    return new Promise((go) => this.#waiting.push(go));
  }

  #resumeWaiters() {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** @param {WidgetEvent} event */
  #onWidgetEvent(...[what, detail]) {
    if (what === "drawn") return this.#inPlace?.schedulePaint();
    if (what === "revealed") return this.#inPlace?.reveal(detail.byte);
    if (what === "share") return void this.#reader.share.share(detail.id);
    if (what === "failed") {
      this.#failure = failure(detail.code, detail.message);
      this.#fail(this.#failure);
      return void this.#resumeWaiters();
    }
    if (what === "annotated") {
      // The reader has tried again.
      if (this.#failure) this.#forgetFailure();
      if (!this.#shown) {
        this.#shown = true;
        if (!this.#inPlace) this.#reader.layout.appear();
        this.#dispatch("ready", {});
      }
      this.#inPlace?.show();
      this.#resumeWaiters();
    }
    return this.#dispatch(what, detail);
  }

  // What may be refused says whether it was not.
  /** @param {keyof ReportedlyTextEvents} what @param {object} detail */
  #dispatch(what, detail) {
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
  /** @param {AbortSignal} signal */
  async #update(signal) {
    const [{ mount: begin }, style] = await Promise.all([program("widget"), styles()]);
    if (signal.aborted) return;
    const source = await this.#source(signal);
    if (signal.aborted) return;
    if (!this.#mounted) this.#mount(begin, style);
    const before = this.text;
    const hadFailed = Boolean(this.#failure);
    this.#forgetFailure();
    await this.#show(source, signal);
    // To the reader it is the text that it has already.
    if (hadFailed && !signal.aborted && this.text === before) this.#reader.widget.dispatch("retry");
  }

  #forgetFailure() {
    this.#failure = undefined;
    partIn(this.#root, "[part=notice]").hidden = true;
  }

  #scheduleUpdate() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#change(), 300);
  }

  /** @param {Source} source @param {AbortSignal} signal */
  async #show({ text = "", link, article, page }, signal) {
    const { widget, layout, style } = this.#reader;
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
      const problem = widget.link(link, layers);
      if (problem) this.#fail(failure("link-damaged", problem));
      // Of a link that cannot be read at all, the page's own words are what is left.
      layout.text(this.text.trim() ? this.text : undefined);
      if (this.#shown) layout.appear();
    } else if (article && this.#isInPlace()) {
      const [{ InPlace }, { FloatingPanel }, { Highlights, highlightSheet }] =
        await Promise.all([import("./in-place.js"), import("./floating-panel.js"), import("./highlights.js")]);
      const partNames = (await program("widget")).partNames().split(" ");
      if (signal.aborted) return;
      const highlights = new Highlights(rootOf(article), highlightSheet(style));
      const panel = new FloatingPanel(this.#host, this.#root, article);
      this.#inPlace = new InPlace({ article, widget, partNames, highlights, panel, locateArticle: () => this.#change() });
      layout.leave();
      this.#inPlace.begin();
    } else {
      const isOther = text !== this.text || !this.#shown;
      if (isOther) widget.show(text, page?.known);
      if (isOther || wasInPlace || isOwn !== this.#isOwn) layout.text(isOwn ? undefined : text);
      this.#isOwn = isOwn;
      if (this.#shown) layout.appear();
    }
    showPageNotice(readerIn(this.#root), text, page, (whole) => {
      if (!signal.aborted) this.#show(whole, signal);
    });
    // There is nothing to wait for.
    if (!this.text.trim()) this.#resumeWaiters();
  }

  // Whether the article is to be marked where it stands, and can be.
  #isInPlace() {
    return this.#host.hasAttribute("in-place") && Boolean(globalThis.Highlight && CSS.highlights);
  }

  /** @param {AbortSignal} signal @returns {Promise<Source>} */
  async #source(signal) {
    const given = this.#given();
    return given === undefined ? sourceOf(this.#host, signal) : { text: given };
  }
}
