// The wasm programs of this folder and what they need (../runtime/program-loader.js), and the element's style.

import { once } from "../runtime/program-loader.js";

export { bytes, call, forget, linker, once, program } from "../runtime/program-loader.js";

export function styles() {
  return once("style", async () => {
    const { default: css } = await import("./widget-style.js");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
}
