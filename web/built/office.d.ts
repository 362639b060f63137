// What wasm-bindgen makes of crates/wasm-office. All functions throw strings that say what is wrong.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

export function save(request: Uint8Array, extension: string): Uint8Array<ArrayBuffer>;
