// What wasm-bindgen makes of crates/wasm-engine.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

/** Throws a string where they are no word lists. */
export function provideWords(words: string): void;

/** A trained model. Its constructor throws a string where the file is none. */
export class Model {
  constructor(file: Uint8Array);
  free(): void;
}

export class Job {
  constructor(text: string);
  static withModel(text: string, model: Model): Job;
  /** With what is known of the text's lines (`KnownLines`). Takes the place of the job. */
  knowingLines(known: string): Job;
  /** Does some of the work. Returns the share that is done, from 0 to 1. */
  step(): number;
  /** A postcard-encoded Analysis. */
  finish(): Uint8Array<ArrayBuffer>;
  /** A postcard-encoded Evidence, where there is something to say. */
  evidence(at: number): Uint8Array<ArrayBuffer> | undefined;
  free(): void;
}
