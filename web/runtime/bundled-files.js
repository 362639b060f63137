// Where a bundler finds the programs and their data: each address is written so that Vite, webpack and Turbopack know it for a
// file. Only the package's entries for bundlers import this.

import { useBundledFiles } from "./program-loader.js";

useBundledFiles({
  addresses: {
    "engine_bg.wasm": new URL("./engine_bg.wasm", import.meta.url),
    "engine.words": new URL("./engine.words", import.meta.url),
    "news.model": new URL("./news.model", import.meta.url),
    "files_bg.wasm": new URL("./files_bg.wasm", import.meta.url),
    "office_bg.wasm": new URL("./office_bg.wasm", import.meta.url),
    "links_bg.wasm": new URL("./links_bg.wasm", import.meta.url),
    "extraction_bg.wasm": new URL("./extraction_bg.wasm", import.meta.url),
    "news-1.txt": new URL("./news-1.txt", import.meta.url),
    "widget_bg.wasm": new URL("./widget_bg.wasm", import.meta.url),
    // As files of their own, for a program that has broken and is started again, and for a worker of a blob: address.
    "engine.js": new URL("./engine.js", import.meta.url),
    "files.js": new URL("./files.js", import.meta.url),
    "office.js": new URL("./office.js", import.meta.url),
    "links.js": new URL("./links.js", import.meta.url),
    "extraction.js": new URL("./extraction.js", import.meta.url),
    "engine-worker.js": new URL("./engine-worker.js", import.meta.url),
  },
  scripts: {
    engine: () => import("./engine.js"),
    files: () => import("./files.js"),
    office: () => import("./office.js"),
    links: () => import("./links.js"),
    extraction: () => import("./extraction.js"),
    widget: () => import("./widget.js"),
  },
  engineWorker: () => new Worker(new URL("./engine-worker.js", import.meta.url), { type: "module" }),
  taskWorker: () => new Worker(new URL("./task-worker.js", import.meta.url), { type: "module" }),
});
