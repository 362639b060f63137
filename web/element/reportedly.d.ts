/** A layer of annotations. */
export type Layer = "entity" | "hedge" | "attribution";

/** A format of `exportAs`, by what the names of its files end with. */
export type Format = "json" | "jsonld" | "citron.json" | "csv" | "md" | "quotes.md" | "html";

/** How many annotations there are of each layer, and which layers are shown. */
export interface Summary {
  entity: number;
  hedge: number;
  attribution: number;
  layers: Layer[];
}

/** An annotation. Offsets are code points into the canonical text, half open. */
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
export interface Failure {
  code:
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
    | "bad-document";
  message: string;
}

/** The version of the element. */
export const version: string;

/** `<reportedly-text>`. Attributes of the same names can be set as properties. */
export interface ReportedlyText extends HTMLElement {
  /** The text, instead of the element's own. `null`: the element's own again. */
  text: string;
  /** A selector: marks a copy of that element's text, or with `inPlace` that element itself. */
  for: string;
  /** The address of a text or a page: `text/plain`, `text/markdown` or `text/html`, at most 1 MiB. */
  src: string;
  /** The fragment of a link: shows what it carries. */
  link: string;
  /** Marks the article where it stands, where the browser can. */
  inPlace: boolean;
  /** Some of the layers, with spaces between. */
  layers: string;
  mode: string;
  theme: string;
  panel: string;
  share: string;
  density: string;
  loading: string;
  /** "full": legend and list are there at once, whatever moves. */
  size: string;
  /** About how many characters the text of `src` has: so much room is kept until it has come. */
  length: string;

  /** Loads what there is to load, and marks the text. Ends when it is marked, or cannot be (an `error` event says why). */
  annotate(): Promise<void>;
  /** The annotations, as the format `reportedly/1` has them. Loads what there is to load, like all methods below. */
  getAnnotations(filter?: { layers?: Layer[] }): Promise<Record<string, unknown>[]>;
  /**
   * Shows these annotations, or those of a `reportedly/1` document with its text, in the place of those that are found;
   * without any, those that are found. Rejects, and changes nothing, where one is wrong: the message says which and why.
   */
  setAnnotations(annotations?: Record<string, unknown>[] | Record<string, unknown> | null): Promise<void>;
  /** A file of what is shown. */
  exportAs(format: Format): Promise<string>;
  /** The fragment of a link that carries the text, without "#". With the id of an annotation, it points at that one. */
  toLink(id?: string): Promise<string>;
  /** Shows these layers. */
  setFilter(filter: { layers: Layer[] }): Promise<void>;
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
}

/**
 * The element's events, by name. They bubble and pass shadow roots. Those that begin with `before-` can be cancelled
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

declare global {
  interface HTMLElementTagNameMap {
    "reportedly-text": ReportedlyText;
  }
}
