// What wasm-bindgen makes of crates/element.

import type { Mark, Summary } from "../declarations/reportedly.js";

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

/** What the reader says has happened. What begins with "before-" is asked: false refuses it. */
export type WidgetEvents = {
  annotated: Summary;
  filterchange: Summary;
  "annotation-created": Mark;
  "annotation-updated": Mark;
  "annotation-removed": Mark;
  "annotation-selected": Mark;
  "before-filterchange": Summary;
  "before-annotation-created": Mark;
  "before-annotation-updated": Mark;
  "before-annotation-removed": Mark;
  "before-annotation-selected": Mark;
  drawn: object;
  revealed: { byte: number };
  share: { id: string };
  failed: { code: "load-failed" | "program-failed"; message: string };
};

/** The name of an event with its detail. */
export type WidgetEvent = { [Name in keyof WidgetEvents]: [what: Name, detail: WidgetEvents[Name]] }[keyof WidgetEvents];

export function mount(root: Element, loader: object, layers: string, onEvent: (...event: WidgetEvent) => unknown): Widget;

/** What the parts of a mark are called, with spaces between them. */
export function partNames(): string;

/** A mounted reader. What throws, throws strings. */
export class Widget {
  private constructor();
  text(): string;
  show(text: string, known?: string): void;
  readOnly(readOnly: boolean): void;
  isMarked(): boolean;
  /** Returns what is wrong with the link, if anything is. */
  link(opened: Uint8Array, layers?: string): string | undefined;
  annotations(opened: Uint8Array): void;
  reset(): void;
  destroy(): void;
  leaving(): Uint8Array<ArrayBuffer> | undefined;
  linked(mark?: string): Uint8Array<ArrayBuffer> | undefined;
  has(id: string): boolean;
  /** Five numbers for each part of a mark in a segment: segment, start, end, number of the part, 1 for unsure plus 2 for highlighted. */
  drawnParts(): Uint32Array;
  /** Three numbers for each place of words that are looked for: start, end, 1 if it was led to last. */
  foundWords(): Uint32Array;
  placeOf(byte: number): Uint32Array;
  segmentOf(mark: string): number | undefined;
  openCard(segment: number): void;
  setLayers(names: string): boolean;
  dispatch(command: string): void;
}
