// What wasm-bindgen makes of crates/wasm-extraction.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

/** `whole` is empty where nothing is set aside; `plain` is all of the text, where it is known. What is known of lines is `KnownLines`, encoded. */
export function read(page: string, plain: string):
  [text: string, known: string, whole: string, notice: string];
/** Throws a string where the page has no text of its own. */
export function article(page: string, whole: boolean): [text: string, known: string, setAside: number, notice: string];
/** A text with the other lines of its page. Throws a string where none of its lines is the article's. */
export function include(text: string, known: string, whole: string): [text: string, known: string];
/** The text of a page's bytes, and whether nothing says what it is written in. Throws what the browser throws. */
export function decode(page: Uint8Array): [text: string, isGuess: boolean];
