// <reportedly-text>: who said what, in an article on any page. docs/embedding.md says how to use it.
//
// This file is all that a page names. What is large (the element's inside, the reader, the engine, its model) lies beside it
// and is fetched when an element comes near the viewport; nothing is fetched from anywhere else. The page's own text is seen
// until then, and instead of it where anything fails.

/** @import { Controller } from "./controller.js" */
/** @import { Failure, FailureCode, ReportedlyTextError } from "../declarations/reportedly.js" */

/** @type {string} */
export const version = "0.1.0";

const TAG = "reportedly-text";
const ATTRIBUTES = /** @type {const} */ (["for", "src", "link", "layers", "mode", "theme", "panel", "share", "density", "loading", "size", "length"]);

// Those that say what the text is.
const SOURCES = ["text", "for", "src", "link", "in-place"];

// What the inside does when it is there; until then, calls wait.
const METHODS = /** @type {const} */ (["getAnnotations", "setAnnotations", "exportAs", "toLink", "select", "setFilter", "undo", "redo"]);

/** @typedef {(typeof METHODS)[number]} Method */
/**
 * @template {Method} Name
 * @typedef {(...given: Parameters<Controller[Name]>) => Promise<Awaited<ReturnType<Controller[Name]>>>} Asked
 */
/** @typedef {Record<(typeof ATTRIBUTES)[number], string> & { [Name in Method]: Asked<Name> }} Listed */

// What an element's root begins with: the page's own text, a place for the reader, and one for a sentence. That one takes no
// room: it hangs below the element.
function frame() {
  /** @type {(tag: string, part: string) => HTMLElement} */
  const place = (tag, part) => Object.assign(document.createElement(tag), { part, hidden: true });
  const notice = place("div", "notice");
  notice.role = "status";
  const details = document.createElement("details");
  details.append(document.createElement("summary"), document.createElement("p"));
  notice.append(details);
  // The element itself has whatever style the page gives it.
  const around = Object.assign(document.createElement("div"), { className: "around" });
  const plain = Object.assign(document.createElement("div"), { className: "plain", hidden: true });
  around.append(document.createElement("slot"), plain, place("div", "reader"), notice);
  return around;
}

// About as wide as English is, so many characters of it, in paragraphs.
/** @param {number} length */
const filler = (length) => "A source said it may rain in the north on Friday. ".repeat(4).concat("\n").repeat(Math.min(length, 20_000) / 190 + 1);

// How long the text of a link is, which its header says behind version, codec, flags and another length: seven bits in each byte,
// the lowest first (docs/link-format.md).
/** @param {string} link */
function statedLength(link) {
  const [, letters] = /r\d=([\w-]{12})/.exec(link) ?? [];
  if (!letters) return 0;
  const bytes = [...atob(letters.replaceAll("-", "+").replaceAll("_", "/"))].map((letter) => letter.charCodeAt(0));
  let at = 3;
  /** @returns {number} */
  const number = () => {
    const byte = bytes[at++] ?? 0;
    return byte < 128 ? byte : byte - 128 + 128 * number();
  };
  number();
  return number();
}

// Enough for the sentence, until the style sheet is there, and where it never will be.
const FIRST = `
  :host { display: block }
  .around { position: relative }
  .plain { overflow-wrap: break-word }
  [aria-hidden] { visibility: hidden }
  [hidden] { display: none !important }
  [part=notice] { all: initial; position: absolute; z-index: 1; inset: 100% 0 auto auto; max-inline-size: 28em; color-scheme: inherit; color: CanvasText; background: Canvas; font: 12px/1.4 system-ui, sans-serif }
`;

// Whether programs can run here at all: this is the smallest one.
function hasWasm() {
  try {
    // Safari lets a page that may not have any compile it.
    return Boolean(new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))));
  } catch {
    return false;
  }
}

/** @type {(code: FailureCode, message: string, cause?: unknown) => ReportedlyTextError} */
const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

// An event called "error" that bubbles reaches the window, whose `onerror` takes it for one of a script that broke. (events.js has
// the same.)
/** @param {EventTarget} target @param {Failure} detail */
function dispatchError(target, detail) {
  const event = new CustomEvent("error", { bubbles: true, composed: true, detail });
  const { onerror } = window;
  /** @type {typeof onerror} */
  const others = onerror && ((...given) => (given[0] === event ? undefined : onerror.apply(window, given)));
  if (onerror) window.onerror = others;
  target.dispatchEvent(event);
  if (onerror && window.onerror === others) window.onerror = onerror;
}

/** @param {string} css */
function sheetOf(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

// Where there is no screen, as on a server that renders a page, there are no elements. What is listed above is defined below.
const Base = /** @type {new () => HTMLElement & Listed} */ (globalThis.HTMLElement ?? Object);

export class ReportedlyText extends Base {
  static version = version;
  static observedAttributes = [...ATTRIBUTES, "lang", "in-place"];
  // Whether the root is open.
  static open = false;
  // Says where the files are, where a bundler has moved them.
  /** @type {(() => Promise<unknown>) | undefined} */
  static prepare;

  #root = this.attachShadow({ mode: ReportedlyText.open ? "open" : "closed" });
  /** @type {string | undefined} */
  #given;
  // Whether the attribute `text` has been read, which says what the text is at first.
  #isRead = false;
  /** @type {IntersectionObserver | undefined} */
  #nearObserver;
  /** @type {Promise<unknown> | undefined} */
  #opening;
  /** @type {Controller | undefined} */
  #controller;
  /** @type {ReportedlyTextError | undefined} */
  #problem;
  // Goes up when the element is taken out: what was begun before is not to go on.
  #life = 0;

  constructor() {
    super();
    this.#furnish();
  }

  /** @returns {string} */
  get text() {
    return this.#given ?? this.#controller?.text ?? "";
  }

  /** @param {string | null | undefined} text */
  set text(text) {
    this.#given = text == null ? undefined : String(text);
    this.#changed("text");
  }

  connectedCallback() {
    // What a framework has set before this file was there.
    for (const name of ["text", "inPlace", ...ATTRIBUTES]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    // What a framework that renders on a server has written in the place of the property.
    if (!this.#isRead) this.#given ??= this.getAttribute("text") ?? undefined;
    this.#isRead = true;
    if (this.#opening) return;
    this.#reserve();
    if (this.getAttribute("loading") === "eager") return void this.#begin();
    this.#nearObserver ??= new IntersectionObserver((seen) => seen.slice(-1).forEach((last) => this.#onIntersection(last)), { rootMargin: "600px" });
    this.#nearObserver.observe(this.#observed());
  }

  /** @param {IntersectionObserverEntry} seen */
  #onIntersection({ isIntersecting, target }) {
    if (isIntersecting) return void this.#begin();
    // What has no box of its own is never near.
    const { parentElement } = target;
    if (parentElement && getComputedStyle(target).display === "contents") this.#nearObserver?.observe(parentElement);
  }

  // What is to come near the viewport.
  #observed() {
    return (this.inPlace && this.#article()) || this;
  }

  // The element that `for` names. (A wrong selector is told of when it is wanted.)
  #article() {
    try {
      /** @type {HTMLElement | null} */
      const article = this.#around().querySelector(this.for);
      return article;
    } catch {
      return null;
    }
  }

  #around() {
    return /** @type {Document | ShadowRoot} */ (this.getRootNode());
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(selector));
  }

  // Shows the text that is to be marked, where it is not in the element and is known; or keeps as much room as it is said to need.
  #reserve() {
    if (this.inPlace || this.textContent?.trim()) return;
    const plain = this.#part(".plain");
    const text = this.#given ?? (this.link || this.src ? undefined : this.#article()?.innerText);
    const length = statedLength(this.link) || Number(this.length);
    plain.hidden = !(text || length > 0);
    plain.ariaHidden = text === undefined ? "true" : null;
    const lines = (text ?? filler(length)).split(/[\n\r]+/).filter((line) => line.trim());
    plain.replaceChildren(...lines.map((textContent) => Object.assign(document.createElement("p"), { textContent, dir: "auto" })));
  }

  disconnectedCallback() {
    // Frameworks move elements by taking them out and putting them in again.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    this.#changed(name);
  }

  /** @param {string} name */
  #changed(name) {
    const isSource = SOURCES.includes(name);
    this.#controller?.changed(name, isSource);
    if (!this.#controller && (this.#nearObserver || this.#opening)) this.#reserve();
    // What could not be marked may be another text now.
    if (this.#problem && !this.#controller && isSource) this.#begin();
  }

  // Loads what there is to load, and marks the text. Ends when the text that was set last is marked; rejects where it cannot be.
  async annotate() {
    for (;;) {
      const opening = this.#begin();
      await opening;
      // It may have been taken out and put in again meanwhile.
      if (opening === this.#opening) break;
      // A listener to "error" may have set another text.
      if (this.#opening) continue;
      if (this.#problem) throw this.#problem;
      if (!this.isConnected) throw failure("not-annotated", "the element was taken out of the page");
    }
    await this.#requireController().settled();
  }

  #requireController() {
    if (!this.#controller) throw failure("not-annotated", "the element was taken out of the page");
    return this.#controller;
  }

  // Begins, unless it has begun. What fails is an event, and no rejection.
  #begin() {
    this.#nearObserver?.disconnect();
    const life = this.#life;
    return (this.#opening ??= this.#open().catch((error) => life === this.#life && this.#fail(error)));
  }

  // Scrolls to an annotation, and says whether there is one; or does what it does with every element.
  /**
   * @overload @param {string} id @returns {Promise<boolean>}
   * @overload @param {ScrollToOptions} [options] @returns {void}
   * @overload @param {number} x @param {number} y @returns {void}
   */
  /** @param {any[]} where Any: what every element's takes, too. */
  scrollTo(...where) {
    const [id] = where;
    return typeof id === "string" ? this.#withController((controller) => controller.scrollTo(id)) : super.scrollTo(...where);
  }

  async #open() {
    const life = this.#life;
    if (!hasWasm()) throw new Error("WebAssembly is not allowed here, or not known to this browser");
    // What a bundler has moved is found again; its entry says so right after this module has run.
    await undefined;
    await ReportedlyText.prepare?.();
    const { Controller } = await import("./controller.js");
    if (life !== this.#life) return;
    this.#controller = new Controller(this, this.#root, () => this.#given, (error) => this.#reportError(error));
    await this.#controller.begin();
    this.#problem = undefined;
  }

  /**
   * @template T
   * @param {(inside: Controller) => T} ask
   */
  async #withController(ask) {
    await this.annotate();
    return ask(this.#requireController());
  }

  // The next call begins anew.
  /** @param {Error} error */
  #fail(error) {
    this.#controller?.end();
    this.#opening = this.#controller = undefined;
    for (const filler of this.#root.querySelectorAll("[aria-hidden]")) filler.toggleAttribute("hidden", true);
    this.#reportError(error);
  }

  /** @param {Error & { code?: unknown }} problem */
  #reportError(problem) {
    // What the inside could not begin with, it has told of already.
    if (problem === this.#problem) return;
    // A DOMException has a code, too, which is a number.
    const isCoded = typeof problem.code === "string";
    const error = isCoded
      ? /** @type {ReportedlyTextError} */ (problem)
      : failure(hasWasm() ? "load-failed" : "wasm-blocked", problem.message, problem);
    const { code } = error;
    const hint = code === "wasm-blocked" ? " The site’s content security policy has to allow 'wasm-unsafe-eval'." : "";
    this.#part("[part=notice] summary").textContent = "This text could not be marked";
    this.#part("[part=notice] p").textContent = `${error.message}.${hint}`;
    this.#part("[part=notice]").hidden = false;
    console.warn(`<${TAG}>: ${error.message}.${hint}`);
    this.#problem = error;
    dispatchError(this, { code, message: error.message });
  }

  #end() {
    this.#life += 1;
    this.#nearObserver?.disconnect();
    this.#controller?.end();
    this.#nearObserver = this.#opening = this.#controller = this.#problem = undefined;
    this.#furnish();
  }

  #furnish() {
    this.#root.adoptedStyleSheets = [sheetOf(FIRST)];
    this.#root.replaceChildren(frame());
  }

  static {
    for (const name of METHODS) {
      Object.defineProperty(this.prototype, name, {
        /** @this {ReportedlyText} @param {never[]} given */
        value(...given) {
          return this.#withController((controller) => Reflect.apply(controller[name], controller, given));
        },
        writable: true,
        configurable: true,
      });
    }
    for (const name of ATTRIBUTES) {
      Object.defineProperty(this.prototype, name, {
        /** @this {ReportedlyText} */
        get() {
          return this.getAttribute(name) ?? "";
        },
        /** @this {ReportedlyText} @param {unknown} value */
        set(value) {
          if (value == null) this.removeAttribute(name);
          else this.setAttribute(name, String(value));
        },
      });
    }
  }

  get inPlace() {
    return this.hasAttribute("in-place");
  }

  set inPlace(is) {
    this.toggleAttribute("in-place", Boolean(is));
  }
}

const known = /** @type {typeof ReportedlyText | undefined} */ (globalThis.customElements?.get(TAG));
if (known) {
  if (known.version !== version) console.warn(`<${TAG}> is defined already, as version ${known.version}; version ${version} is not used.`);
} else {
  // For tests, which cannot look into a closed root.
  ReportedlyText.open = new URL(import.meta.url).searchParams.has("open");
  globalThis.customElements?.define(TAG, ReportedlyText);
}
