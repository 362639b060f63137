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

/** An annotation that was made, changed or removed. Offsets are code points into the canonical text, half open. */
export interface Change {
  id: string;
  layer: Layer;
  text: string;
  start: number;
  end: number;
  byPerson: boolean;
}

/** Why a text could not be marked. */
export interface Failure {
  code: "wasm-blocked" | "load-failed" | "source-failed" | "too-long";
  message: string;
}

/** The version of the element. */
export const version: string;

/** `<reportedly-text>`. */
export interface ReportedlyText extends HTMLElement {
  /** The text, instead of the element's own. */
  text: string;
  /** Loads what there is to load, and marks the text. */
  annotate(): Promise<void>;
  /** The annotations, as the format `reportedly/1` has them. */
  getAnnotations(filter?: { layers?: Layer[] }): Promise<Record<string, unknown>[]>;
  /** A file of what is shown. */
  exportAs(format: Format): Promise<string>;
  /** The fragment of a link that carries the text, without "#". */
  toLink(): Promise<string>;
  /** Shows these layers. */
  setFilter(filter: { layers: Layer[] }): void;
  /** Scrolls to an annotation and puts the focus on it. Says whether there is one. */
  select(id: string): boolean;
  undo(): void;
  redo(): void;
}

/** The element's events, by name. */
export interface ReportedlyTextEvents {
  ready: CustomEvent<Record<string, never>>;
  annotated: CustomEvent<Summary>;
  filterchange: CustomEvent<Summary>;
  "annotation-created": CustomEvent<Change>;
  "annotation-updated": CustomEvent<Change>;
  "annotation-removed": CustomEvent<Change>;
  error: CustomEvent<Failure>;
}

declare global {
  interface HTMLElementTagNameMap {
    "reportedly-text": ReportedlyText;
  }
}
