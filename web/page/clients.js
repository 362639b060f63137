// Files and links, which are programs of their own (crates/wasm-files, crates/wasm-links).

/** @returns {Promise<typeof import("../runtime/program-loader.js")>} */
const loader = () => {
  const meta = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=reportedly-programs]"));
  return import(new URL(meta.content, document.baseURI).href);
};

// A function of the program "files" or "links", beside the page's thread.
/** @param {"files" | "links"} name @param {string} [verb] @param {unknown[]} given */
export async function call(name, verb, ...given) {
  return (await loader()).call(name, verb, ...given);
}

export async function stopCalls() {
  (await loader()).stopCalls();
}

// Who points at the button is about to share: what takes longest is done by the time of the click. If it fails now, the
// click will say so.
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, ({ target }) => {
    if (target instanceof Element && target.closest("[data-page=share]")) call("links").catch(() => {});
  });
}

/** @param {string} text */
export const bytesOf = (text) => new TextEncoder().encode(text);
