// What wasm-bindgen makes of crates/wasm-extraction.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

/** `whole` is empty where nothing is set aside; `plain` is all of the text, where it is known. */
export function read(page: string, plain: string): [text: string, whole: string, notice: string];
/** Throws a string where the page has no text of its own. Asides are pairs of bytes of the text. */
export function article(page: string, whole: boolean): [text: string, asides: Uint32Array | undefined, setAside: number, notice: string];
/** The text of a page's bytes, and whether nothing says what it is written in. Throws what the browser throws. */
export function decode(page: Uint8Array): [text: string, isGuess: boolean];
