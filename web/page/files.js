// Files that a person opens or saves, and texts that lie beside the page.

import { call } from "./clients.js";

// How much of a file is looked at, at each end. The list of what is in an archive is at its end.
const END = 16_384;

// What a file is, told by its content, and by its name where that leaves doubt: why there is no plain text in it, if there is none, and
// whether it is a web page.
/** @param {File} file @returns {Promise<[refusal: string | undefined, isPage: boolean]>} */
async function kindOf(file) {
  try {
    const ends = [file.slice(0, END), file.slice(-END)].map(async (end) => new Uint8Array(await end.arrayBuffer()));
    return await call("files", "kindOf", ...(await Promise.all(ends)), file.name);
  } catch {
    // What cannot be read says so when all of it is read.
    return [undefined, /\.x?html?$/i.test(file.name)];
  }
}

/** @typedef {[text: string, isGuessed: boolean, isPage: boolean]} FileText */

// A file's text, whether its encoding was guessed, and whether it is a web page; nothing of a file that is no text, or has more bytes than
// `most`.
/** @param {File} file @param {number} most @returns {Promise<FileText | undefined>} */
export async function readFile(file, most) {
  const [refusal, isPage] = await kindOf(file);
  if (refusal) throw refusal;
  if (file.size > most) return undefined;
  const read = await decoded(new Uint8Array(await file.arrayBuffer()), isPage);
  // A text has no hundred control characters that are no white space.
  const controls = read?.[0].slice(0, 10_000).match(/[^\P{Cc}\s]/gu)?.length ?? 0;
  return controls > 100 ? undefined : read;
}

// A web page may say what it is written in.
/** @param {Uint8Array<ArrayBuffer>} bytes @param {boolean} isPage @returns {Promise<FileText | undefined>} */
async function decoded(bytes, isPage) {
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : undefined;
  const hasZeros = !wide && bytes.subarray(0, 65536).includes(0);
  if (hasZeros && !isPage) return undefined;
  try {
    if (!hasZeros) return [new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes), false, isPage];
  } catch {}
  /** @type {[string, boolean] | undefined} */
  const read = isPage && (await call("extraction", "decode", bytes).catch(() => {}));
  if (read) return [...read, isPage];
  return hasZeros ? undefined : [new TextDecoder("windows-1252").decode(bytes), true, isPage];
}

// Hands a file over to the person.
/** @param {string} name @param {string | Uint8Array<ArrayBuffer>} content @param {string} type */
export function download(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A text that lies beside the page, or in it, where the page is one file (`cargo xtask build --single-file`).
/** @param {string} path */
export async function fetchText(path) {
  const inside = document.getElementById(path)?.textContent;
  if (inside) return inside;
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw `${path} could not be downloaded (${response.status}).`;
  return response.text();
}
