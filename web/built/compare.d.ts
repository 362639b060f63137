// What wasm-bindgen makes of the page's second program (src/bin/compare.rs). It starts when it is there.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;
