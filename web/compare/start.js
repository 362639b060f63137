// Starts the program of compare.html, which is loaded and checked like the programs beside the page.

const meta = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=reportedly-programs]"));
/** @type {typeof import("../runtime/program-loader.js")} */
const loader = await import(new URL(meta.content, document.baseURI).href);
await loader.program("compare");
// What boot.js waits for.
dispatchEvent(new Event("TrunkApplicationStarted"));

export {};
