// The wasm programs of this folder and what they need (../runtime/program-loader.js), and the element's style.

import * as loader from "../runtime/program-loader.js";

const { once } = loader;

// For the reader, which loads the engine.
export { loader };

export { bytes, call, engine, forget, forgetEngine, linker, once, pageOfLinks, program, programOfFormat, textOfPage, withLinesAround } from "../runtime/program-loader.js";

/** @returns {Promise<CSSStyleSheet>} */
export function styles() {
  return once("style", async () => {
    const { default: css } = await import("./widget-style.js");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
}
