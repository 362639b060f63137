// What wasm-bindgen makes of crates/wasm-files. All functions throw strings that say what is wrong.

export default function init(options: { module_or_path: BufferSource | Response }): Promise<unknown>;

export function save(request: Uint8Array, extension: string): string;
export function copy(request: Uint8Array): Uint8Array<ArrayBuffer>;
export function open(file: Uint8Array, name: string, current?: string): Uint8Array<ArrayBuffer>;
export function merge(names: string[], files: string[]): Uint8Array<ArrayBuffer>;
/** Of a file without plain text, what it is and what can be done, by its first and its last 16 KiB. */
export function kindOf(head: Uint8Array, tail: Uint8Array, name: string): [refusal: string | undefined, isPage: boolean];
export function canonical(text: string): string;
export function annotated(text: string, analysis: Uint8Array): string;
export function convert(file: Uint8Array, extension: string): string;
export function exportable(file: Uint8Array): Uint8Array<ArrayBuffer>;
export function linkable(file: Uint8Array, freeze: boolean): Uint8Array<ArrayBuffer>;
/** A file; or what is wrong with the link, and what could be read of its text. */
export function linked(opened: Uint8Array): [file: string] | [problem: string, beginning: string];
