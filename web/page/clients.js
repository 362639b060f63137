// Files and links, which are programs of their own (crates/wasm-files, crates/wasm-office, crates/wasm-links, crates/wasm-extraction).

/** @typedef {typeof import("../runtime/program-loader.js")} Loader */
/** @import { PageOrigin } from "../runtime/program-loader.js" */

// The loader, once it is there.
/** @type {Loader | undefined} */
let loader;

export const loaded = () => loader;

/** @returns {Promise<Loader>} */
async function load() {
  const meta = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=reportedly-programs]"));
  return (loader ??= await import(new URL(meta.content, document.baseURI).href));
}

// A function of one of these programs, beside the page's thread.
/** @param {import("../runtime/program-loader.js").TaskProgram} name @param {string} [method] @param {unknown[]} parameters */
export async function call(name, method, ...parameters) {
  return (loader ?? (await load())).call(name, method, ...parameters);
}

// A web page as a text, or where its origin is given, a text with the lines of its page that are not in it.
/** @param {string} text @param {string} plain @param {PageOrigin} [origin] */
export async function readPage(text, plain, origin) {
  const { textOfPage, withLinesAround } = loader ?? (await load());
  return origin ? withLinesAround(text, origin) : textOfPage(text, plain);
}

// Before the loader is there, nothing is under way.
export function stopCalls() {
  loader?.stopCalls();
}

// Starts the worker of these programs when the browser has nothing else to do.
export function prepareCalls() {
  // Safari has no such callback.
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  whenIdle(() => load().then(({ prepareCalls }) => prepareCalls(), () => {}));
}

// Who points at the button is about to share: what takes longest is done by the time of the click, or begins before the page
// draws its dialog. If it fails now, the click will say so.
let wantsLinks = false;
for (const type of ["pointerover", "focusin", "click"]) {
  document.addEventListener(
    type,
    ({ target }) => {
      if (wantsLinks || !(target instanceof Element) || !target.closest("[data-page=share]")) return;
      wantsLinks = true;
      call("links").catch(() => (wantsLinks = false));
    },
    { capture: true },
  );
}

// So that `loaded` has it when the page's program asks.
load().catch(() => {});

/** @param {string} text */
export const bytesOf = (text) => new TextEncoder().encode(text);
