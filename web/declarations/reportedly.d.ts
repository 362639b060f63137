import type { Annotation, ReportedlyDocument } from "./headless.js";

/** A layer of annotations. */
export type Layer = "entity" | "hedge" | "attribution";

/** A format whose files are text, by what their names end with. */
export type TextFormat = "json" | "jsonld" | "citron.json" | "csv" | "md" | "quotes.md" | "html";

/** A format of office suites, whose files are bytes. */
export type OfficeFormat = "docx" | "xlsx";

/** A format of `exportAs`. */
export type Format = TextFormat | OfficeFormat;

/** What a file of a format is. */
export type FileOf<F extends Format> = F extends OfficeFormat ? Uint8Array : string;

/** How many annotations there are of each layer, and which layers are shown. */
export interface Summary {
  entity: number;
  hedge: number;
  attribution: number;
  layers: Layer[];
}

/** An annotation, as events have it. Offsets are code points into the canonical text, half open. */
export interface Mark {
  id: string;
  layer: Layer;
  text: string;
  start: number;
  end: number;
  byPerson: boolean;
}

/** A link: its address, its fragment without "#", and the id of the annotation that it points at, or null. */
export interface Link {
  url: string;
  fragment: string;
  id: string | null;
}

/** Why a text could not be marked, or a method failed. */
export type FailureCode =
  /** WebAssembly is not there, or forbidden by the page's policy. */
  | "wasm-blocked"
  /** A file of the folder could not be fetched or run. */
  | "load-failed"
  /** What `for` or `src` names is not there, or no text that is read here. */
  | "source-failed"
  /** What `src` names is longer than 1 MiB. */
  | "too-long"
  /** The link of `link` is damaged; the beginning of its text is shown, if any can be read. */
  | "link-damaged"
  /** There are no marks that a method could tell of. */
  | "not-annotated"
  /** `toLink` was asked for an annotation that is not there. */
  | "unknown-annotation"
  /** `exportAs` was asked for a format that is not there. */
  | "unknown-format"
  /** `setFilter` was asked for layers that are not there. */
  | "unknown-layer"
  /** What `setAnnotations` was given is no document; the message says what is wrong and where. */
  | "bad-document"
  /** A program of the folder broke, or was stopped. The next call starts another one; a text that broke the engine is to be set again. */
  | "program-failed";

/** The detail of an `error` event. */
export interface Failure {
  code: FailureCode;
  message: string;
}

/** What a method rejects with. */
export interface ReportedlyTextError extends Error {
  code: FailureCode;
}

/** The version of the element. */
export const version: string;

/** What can be written as an attribute; as properties, the values are strings. (`text` and `in-place` as well, whose
 * properties are others.) */
export interface ReportedlyTextAttributes {
  /** A selector: marks a copy of that element's text, or with `in-place` that element itself. */
  for?: string;
  /** The address of a text or a page: `text/plain`, `text/markdown` or `text/html`, at most 1 MiB. */
  src?: string;
  /** The fragment of a link: shows what it carries. */
  link?: string;
  /** Some of the layers, with spaces between. */
  layers?: string;
  mode?: "edit" | "read" | (string & {});
  theme?: "inherit" | "light" | "dark" | "auto" | (string & {});
  panel?: "on" | "off" | (string & {});
  /** "off", or the address (`http:` or `https:`) of the page that opens the links that readers make. */
  share?: "on" | "off" | (string & {});
  density?: "comfortable" | "compact" | (string & {});
  loading?: "lazy" | "eager" | (string & {});
  /** "full": legend and list are there at once, whatever moves. */
  size?: "text" | "full" | (string & {});
  /** About how many characters the text of `src` has: so much room is kept until it has come. */
  length?: string;
}

/** `<reportedly-text>`. */
export class ReportedlyText extends HTMLElement implements Required<ReportedlyTextAttributes> {
  /** The version of the element. */
  static readonly version: string;

  /** The text, instead of the element's own. Set to `null`: the element's own again. */
  get text(): string;
  set text(text: string | null | undefined);
  for: string;
  src: string;
  link: string;
  /** Marks the article where it stands, where the browser can. */
  inPlace: boolean;
  layers: string;
  mode: string;
  theme: string;
  panel: string;
  share: string;
  density: string;
  loading: string;
  size: string;
  length: string;

  /**
   * Loads what there is to load, and marks the text. Ends when the text that was set last is marked; rejects with a
   * `ReportedlyTextError` where it cannot be (an `error` event says so, too).
   */
  annotate(): Promise<void>;
  /**
   * The annotations of the text that was set last, as the format `reportedly/1` has them. Loads what there is to load, and
   * rejects, like all methods below.
   */
  getAnnotations(filter?: { layers?: readonly Layer[] }): Promise<Annotation[]>;
  /**
   * Shows these annotations, or those of a `reportedly/1` document with its text, in the place of those that are found;
   * without any, those that are found. Rejects, and changes nothing, where one is wrong: the message says which and why.
   */
  setAnnotations(annotations?: readonly Annotation[] | ReportedlyDocument | null): Promise<void>;
  /** A file of what is shown: bytes for "docx" and "xlsx", else text. */
  exportAs<F extends Format>(format: F): Promise<FileOf<F>>;
  /** The fragment of a link that carries the text, without "#". With the id of an annotation, it points at that one. */
  toLink(id?: string | null): Promise<string>;
  /** Shows these layers and no others. The page is asked once (`before-filterchange`). */
  setFilter(filter: { layers: readonly Layer[] }): Promise<void>;
  /** Scrolls to an annotation and opens its card. Says whether there is one that is shown. */
  select(id: string): Promise<boolean>;
  /** Scrolls to an annotation. Says whether there is one that is shown. Else as every element's. */
  scrollTo(id: string): Promise<boolean>;
  scrollTo(options?: ScrollToOptions): void;
  scrollTo(x: number, y: number): void;
  /** Takes the reader's last correction back. */
  undo(): Promise<void>;
  /** Does it again. */
  redo(): Promise<void>;

  addEventListener<Name extends keyof ReportedlyTextEventMap>(
    type: Name,
    listener: (this: ReportedlyText, event: ReportedlyTextEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Name extends keyof ReportedlyTextEventMap>(
    type: Name,
    listener: (this: ReportedlyText, event: ReportedlyTextEventMap[Name]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/**
 * The element's own events, by name. They bubble and pass shadow roots. Those that begin with `before-` can be cancelled
 * (`preventDefault()`): then what they announce does not happen.
 */
export interface ReportedlyTextEvents {
  ready: CustomEvent<Record<string, never>>;
  annotated: CustomEvent<Summary>;
  filterchange: CustomEvent<Summary>;
  "annotation-created": CustomEvent<Mark>;
  "annotation-updated": CustomEvent<Mark>;
  "annotation-removed": CustomEvent<Mark>;
  "annotation-selected": CustomEvent<Mark>;
  share: CustomEvent<Link>;
  error: CustomEvent<Failure>;
  "before-filterchange": CustomEvent<Summary>;
  "before-annotation-created": CustomEvent<Mark>;
  "before-annotation-updated": CustomEvent<Mark>;
  "before-annotation-removed": CustomEvent<Mark>;
  "before-annotation-selected": CustomEvent<Mark>;
  "before-share": CustomEvent<Link>;
}

/** All events that the element has, with those of every element. */
export type ReportedlyTextEventMap = Omit<HTMLElementEventMap, keyof ReportedlyTextEvents> & ReportedlyTextEvents;

declare global {
  interface HTMLElementTagNameMap {
    "reportedly-text": ReportedlyText;
  }
}
