// The worker for files, links and web pages, where a bundler makes a file of it. All scripts are imported at once: some bundlers make a worker
// of one file.

import * as extraction from "./extraction.js";
import * as files from "./files.js";
import * as links from "./links.js";
import * as office from "./office.js";
import { answerCalls, useBundledFiles } from "./program-loader.js";

useBundledFiles({
  addresses: {
    "files_bg.wasm": new URL("./files_bg.wasm", import.meta.url),
    "office_bg.wasm": new URL("./office_bg.wasm", import.meta.url),
    "links_bg.wasm": new URL("./links_bg.wasm", import.meta.url),
    "extraction_bg.wasm": new URL("./extraction_bg.wasm", import.meta.url),
    "news-1.txt": new URL("./news-1.txt", import.meta.url),
    "files.js": new URL("./files.js", import.meta.url),
    "office.js": new URL("./office.js", import.meta.url),
    "links.js": new URL("./links.js", import.meta.url),
    "extraction.js": new URL("./extraction.js", import.meta.url),
  },
  scripts: { files: async () => files, office: async () => office, links: async () => links, extraction: async () => extraction },
});
answerCalls();
