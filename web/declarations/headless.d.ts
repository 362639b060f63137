import type { FileOf, Format, Layer, OfficeFormat, TextFormat } from "./reportedly.js";

export type { FileOf, Format, Layer, OfficeFormat, TextFormat };

/** A stretch of a document's text: code points, half open. */
export type Span = [start: number, end: number];

interface Common {
  /** Stable: the same text, engine and edits give the same. */
  id?: string;
  confidence?: "low" | "medium" | "high";
  /** The rule that made it, or "model". */
  rule?: string;
  /** `person`: somebody made or changed it; `confirmed`: somebody has found that the machine is right. */
  origin?: "machine" | "person" | "confirmed";
  /** What a person wrote about it. */
  note?: string;
}

/** A name, a date, an amount. */
export interface Entity extends Common {
  layer: "entity";
  start: number;
  end: number;
  kind: string;
}

/** Words that say how sure somebody is. */
export interface Hedge extends Common {
  layer: "hedge";
  start: number;
  end: number;
  kind: string;
  voice?: string;
}

/** Who said what. */
export interface Attribution extends Common {
  layer: "attribution";
  source: Span[];
  cue: Span[];
  content: Span[];
  form?: string;
  source_class?: string;
  stance?: string;
  refers_to?: string | null;
  /** What a person calls who says it, where that is not what the text says. */
  speaker?: string;
  via?: Span[];
}

export type Annotation = Entity | Hedge | Attribution;

/** A document of the format `reportedly/1`. Fields that are not known are kept. */
export interface ReportedlyDocument {
  format: "reportedly/1";
  id?: string;
  /** The canonical text, which all offsets refer to. */
  text: string;
  engine?: string;
  annotations: Annotation[];
  [unknown: string]: unknown;
}

/** What went wrong. */
export class ReportedlyError extends Error {
  code:
    /** WebAssembly does not run here. */
    | "wasm-blocked"
    /** A file of the folder is missing or damaged. */
    | "load-failed"
    /** The engine broke over this text; it reads others. */
    | "engine-failed"
    /** A text that is no string. */
    | "not-text"
    /** A text of more than 8 MiB. */
    | "too-long"
    /** What is to be written is no document, or a mark of it lies outside the text. */
    | "bad-document"
    /** A web page without a text of its own, or one that breaks the program that reads it. */
    | "bad-page"
    | "unknown-format"
    /** The link is damaged, or none; `beginning` is what could be read of its text. */
    | "bad-link";
  beginning?: string;
}

export interface AnnotateOptions {
  /** Whether to read with the trained model (the default), or by rules alone, which loads less and finds less. */
  model?: boolean;
  /** Ends the reading: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Hears the share that is done, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** Marks a text. */
export function annotate(text: string, options?: AnnotateOptions): Promise<ReportedlyDocument>;

export interface AnnotateHtmlOptions extends AnnotateOptions {
  /** Whether the document has all lines of the page, those around the article as asides. */
  wholePage?: boolean;
}

/** The article of a web page. */
export interface AnnotatedPage {
  document: ReportedlyDocument;
  /** How many lines of the page are not in the document. */
  setAside: number;
  /** What there is to tell of the page, as a sentence; empty where there is nothing. */
  notice: string;
}

/** Marks the article of a web page: its HTML, or the bytes of its file in any encoding. */
export function annotateHtml(page: string | Uint8Array, options?: AnnotateHtmlOptions): Promise<AnnotatedPage>;

/** A file of a document: bytes for "docx" and "xlsx", else text. */
export function exportAs<F extends Format>(document: ReportedlyDocument, format: F): Promise<FileOf<F>>;

/** The fragment of a link that carries a document's text and edits, without "#"; with its marks if they are frozen. */
export function encodeLink(document: ReportedlyDocument, options?: { freeze?: boolean }): Promise<string>;

/** The document that a link, or its fragment, carries. It has marks if they are frozen in the link; else annotate its text. */
export function decodeLink(link: string): Promise<ReportedlyDocument>;
