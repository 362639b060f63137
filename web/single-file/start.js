// Starts the page that is one file (`cargo xtask build --single-file`). The files of a build are in it, compressed, and are unpacked here:
// the page's policy allows no connection, not even to files beside it.

/** @type {Record<string, string>} */
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

// Programs beside the page's own, whose scripts are imported where there is no worker for them.
const PROGRAMS = ["engine.js", "files.js", "office.js", "links.js", "extraction.js"];

/** @param {Element} block A file: gzip in base64. */
async function unpack(block) {
  const name = block.getAttribute("data-file") ?? "";
  const packed = atob(block.textContent ?? "");
  // It is long, and not needed any more.
  block.remove();
  const bytes = new Uint8Array(packed.length);
  for (let index = 0; index < packed.length; index++) bytes[index] = packed.charCodeAt(index);
  const content = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return /** @type {const} */ ([name, new Blob([content], { type: TYPES[name.split(".").pop() ?? ""] ?? "" })]);
}

const contents = Object.fromEntries(await Promise.all([...document.querySelectorAll("script[data-file]")].map(unpack)));

/** @param {string} name */
function addressOf(name) {
  const content = contents[name];
  if (!content) throw new Error(`${name} is missing in this file`);
  return URL.createObjectURL(content);
}

// The page's policy requires Trusted Types.
const rules = { createScriptURL: addressOf };
const workers = globalThis.trustedTypes?.createPolicy("reportedly-file", rules) ?? rules;

const meta = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=reportedly-programs]"));
meta.content = addressOf("program-loader.js");
/** @type {typeof import("../runtime/program-loader.js")} */
const loader = await import(meta.content);
loader.useBundledFiles({
  addresses: Object.fromEntries(PROGRAMS.map((name) => [name, new URL(addressOf(name))])),
  scripts: {},
  contents,
  // No modules: where a page comes from a disk, Chromium refuses workers that are, and whatever a worker imports or fetches.
  engineWorker: () => new Worker(workers.createScriptURL("engine-worker.js")),
  taskWorker() {
    const worker = new Worker(workers.createScriptURL("task-worker.js"));
    worker.postMessage(contents);
    return worker;
  },
});

const { default: start } = await import(addressOf("page.js"));
await start({ module_or_path: await contents["page_bg.wasm"]?.arrayBuffer() });
// What boot.js waits for.
dispatchEvent(new Event("TrunkApplicationStarted"));

export {};
