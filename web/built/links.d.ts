// What wasm-bindgen makes of crates/wasm-links.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

/** Makes links and opens them. All throw strings that say what is wrong. */
export class Links {
  constructor(priming: Uint8Array);
  encode(request: Uint8Array): string;
  makeLink(request: Uint8Array, page: string): Uint8Array<ArrayBuffer>;
  decode(link: string): Uint8Array<ArrayBuffer>;
  free(): void;
}
