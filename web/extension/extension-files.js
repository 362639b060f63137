// Where the extension has the programs and their data: with the page that is packed into it. Workers are files of the extension, whose
// policy allows no others.

/** @import { BundledFiles } from "../runtime/program-loader.js" */

const DATA = ["engine_bg.wasm", "engine.words", "news.model", "files_bg.wasm", "office_bg.wasm", "links_bg.wasm", "extraction_bg.wasm", "news-1.txt", "compare_bg.wasm", "widget_bg.wasm"];
const SCRIPTS = /** @type {const} */ (["engine", "files", "office", "links", "extraction", "compare", "widget"]);
const WORKERS = ["engine-worker.js", "task-worker.js"];

// `page` is the address of the packed page's folder, `reader` that of the element's, whose program is the panel's.
/** @param {URL} page @param {URL} [reader] @returns {BundledFiles} */
export function extensionFiles(page, reader = page) {
  const addressOf = (/** @type {string} */ file) => new URL(file, file.startsWith("widget") ? reader : page);
  const files = [...DATA, ...SCRIPTS.map((name) => `${name}.js`), ...WORKERS];
  const worker = (/** @type {string} */ file) => new Worker(trusted(addressOf(file).href, page), { type: "module" });
  return {
    addresses: Object.fromEntries(files.map((file) => [file, addressOf(file)])),
    scripts: Object.fromEntries(SCRIPTS.map((name) => [name, () => import(addressOf(`${name}.js`).href)])),
    engineWorker: () => worker("engine-worker.js"),
    taskWorker: () => worker("task-worker.js"),
  };
}

/** @type {{ createScriptURL: (address: string) => string } | undefined} */
let addresses;

// An address that may become a worker where Trusted Types are required: of these files alone.
/** @param {string} address @param {URL} page */
function trusted(address, page) {
  const rules = {
    /** @param {string} address */
    createScriptURL(address) {
      if (!WORKERS.some((file) => address === new URL(file, page).href)) throw new TypeError(`${address} is no worker of this extension`);
      return address;
    },
  };
  addresses ??= globalThis.trustedTypes?.createPolicy("reportedly", rules) ?? rules;
  return addresses.createScriptURL(address);
}
