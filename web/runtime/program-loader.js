// Loads the wasm programs that lie beside this file, and the files that they need, for the page, the element and headless.js.
//
// Every file is checked against its hash before it is used, except scripts that a bundler has rewritten. A damaged copy in the
// browser's cache is fetched once more. What cannot be loaded is a LoadError, whose message names the file and what is wrong with it.

/**
 * The programs, by their names.
 * @typedef {{
 *   engine: typeof import("../built/engine.js"),
 *   files: typeof import("../built/files.js"),
 *   office: typeof import("../built/office.js"),
 *   links: typeof import("../built/links.js"),
 *   extraction: typeof import("../built/extraction.js"),
 *   widget: typeof import("../built/widget.js"),
 *   compare: typeof import("../built/compare.js"),
 * }} Programs
 */
/** @typedef {keyof Programs} ProgramName */
/** @typedef {"files" | "office" | "links" | "extraction"} TaskProgram The programs that a worker beside the page's thread runs. */
/** @typedef {{ start: () => Worker | Promise<Worker>, download: number }} WorkerStart */
/**
 * @typedef {{
 *   addresses: Partial<Record<string, URL>>,
 *   scripts: { [Name in ProgramName]?: () => Promise<Programs[Name]> },
 *   engineWorker?: () => Worker,
 *   taskWorker?: () => Worker,
 *   contents?: Partial<Record<string, Blob>>,
 *   factories?: { [Name in ProgramName]?: () => Programs[Name] },
 * }} BundledFiles
 * A page that is one file has the contents of its files instead of addresses; factories make a new instance of a script each time.
 */

// The SHA-384 of each file, written here by `cargo xtask programs`.
/** @type {Record<string, string>} */
const INTEGRITY = {};

const here = new URL(import.meta.url);

// Where a bundler has put the files (bundled-files.js), or nothing where they lie beside this file.
/** @type {BundledFiles | undefined} */
let bundled;

// Says where the files are, and how scripts are loaded. To be called before anything is loaded.
/** @param {BundledFiles} files */
export function useBundledFiles(files) {
  bundled = files;
}

export class LoadError extends Error {
  name = "LoadError";

  /** @param {"missing" | "damaged" | "unreachable"} reason @param {string} file @param {string} problem */
  constructor(reason, file, problem) {
    super(`${file} ${problem}`);
    this.reason = reason;
    this.file = file;
  }
}

/** @param {string} file */
function hashOf(file) {
  const hash = Object.hasOwn(INTEGRITY, file) && INTEGRITY[file];
  if (!hash) throw new LoadError("missing", file, "is no file of this version");
  return hash;
}

// Where a file is. The page asks for this file by a hash in the query, and this file for the others: a new version has new
// addresses. In the element's folder there are no queries.
/** @param {string} file */
function addressOf(file) {
  if (bundled) {
    const address = bundled.addresses[file];
    if (!address) throw new LoadError("missing", file, "is no file of this version");
    // Where a bundler names the page's own root, without its origin.
    return new URL(address, globalThis.location?.href);
  }
  const address = new URL(file, here);
  if (here.search) address.searchParams.set("v", hashOf(file).slice(7, 23));
  return address;
}

// What is wrong with a file that the browser did not accept: a refused hash and a lost connection look alike to a script.
/** @param {string} file @param {URL} address @param {string} integrity */
async function diagnose(file, address, integrity) {
  let answer;
  try {
    answer = await fetch(address, { cache: "reload" });
    await answer.clone().arrayBuffer();
  } catch {
    const isOffline = globalThis.navigator?.onLine === false;
    const why = isOffline ? "this device is offline" : "the server cannot be reached, or this site's policy forbids it";
    return new LoadError("unreachable", file, `could not be downloaded: ${why}`);
  }
  if (!answer.ok) return new LoadError("missing", file, `could not be downloaded (${answer.status})`);
  try {
    // Past every cache as well: a service worker would answer with its damaged copy.
    return await fetch(address, { cache: "reload", integrity });
  } catch {
    return new LoadError("damaged", file, "is damaged: it is not the file that belongs to this version");
  }
}

// A file as a `Response` whose content has been checked.
/** @param {string} file @param {RequestPriority} [priority] */
async function responseOf(file, priority) {
  const content = bundled?.contents?.[file];
  if (content) return new Response(content);
  // Bundlers rewrite scripts.
  const isRewritten = bundled && file.endsWith(".js");
  const [address, integrity] = [addressOf(file), isRewritten ? "" : hashOf(file)];
  try {
    return await fetch(address, { integrity, priority });
  } catch {
    const found = await diagnose(file, address, integrity);
    if (found instanceof LoadError) throw found;
    return found;
  }
}

// Node's `fetch` reads no files. An import of its module, however it is written, would be one more file to look for in the eyes of
// a bundler.
/** @param {string} file */
const isOnDisk = (file) => !bundled?.contents && addressOf(file).protocol === "file:";

/** @param {string} file @param {URL} address */
async function fromDisk(file, address) {
  const { process } = globalThis;
  if (!process.getBuiltinModule) throw new LoadError("unreachable", file, "could not be read: Node has to be 20.16, 22.3 or newer");
  const { readFile } = process.getBuiltinModule("node:fs/promises");
  let bytes;
  try {
    bytes = await readFile(address);
  } catch (error) {
    const why = error instanceof Error ? ("code" in error ? error.code : error.message) : error;
    throw new LoadError("missing", file, `could not be read (${why})`);
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));
  if (`sha384-${btoa(String.fromCharCode(...hash))}` !== hashOf(file)) {
    throw new LoadError("damaged", file, "is damaged: it is not the file that belongs to this version");
  }
  return bytes;
}

// Files that are fetched before they are wanted, by their names, for whoever wants them first.
/** @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
const prefetched = new Map();

// Fetches files that will be wanted, behind what a page needs to be shown. What fails, fails for whoever wants it.
/** @param {string[]} files */
export function prefetch(...files) {
  for (const file of files) {
    const fetched = download(file, "low");
    fetched.catch(() => {});
    prefetched.set(file, fetched);
  }
}

/** @param {string} file @param {RequestPriority} [priority] */
async function download(file, priority) {
  if (isOnDisk(file)) return fromDisk(file, addressOf(file));
  return new Uint8Array(await (await responseOf(file, priority)).arrayBuffer());
}

// The bytes of a file, which belong to the caller.
/** @param {string} file */
export async function bytes(file) {
  const fetched = prefetched.get(file) ?? download(file);
  prefetched.delete(file);
  return fetched;
}

/** @param {string} file */
export async function text(file) {
  return new TextDecoder().decode(await bytes(file));
}

/** @type {Map<string, Promise<any>>} Any: what each name stands for is known to those who load it. */
const loads = new Map();

// Loads something once for all who want it. What failed is loaded again for the next one.
/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
export function once(name, load) {
  const known = loads.get(name);
  if (known) return known;
  const loaded = load();
  loads.set(name, loaded);
  loaded.catch(() => loads.get(name) === loaded && loads.delete(name));
  return loaded;
}

// Forgets what `once` has loaded: a program that broke, and what was made with it.
/** @param {string[]} names */
export function forget(...names) {
  for (const name of names) loads.delete(name);
}

// How often each program has been started on this thread.
/** @type {Map<ProgramName, number>} */
const starts = new Map();

// A program on this thread. After `forget` it is started anew: one that has broken is in no state that could be trusted.
/**
 * @template {ProgramName} Name
 * @param {Name} name
 * @returns {Promise<Programs[Name]>}
 */
export function program(name) {
  return once(name, async () => {
    const start = starts.get(name) ?? 0;
    const file = `${name}_bg.wasm`;
    const wasm = (isOnDisk(file) || prefetched.has(file) ? bytes : responseOf)(file);
    const [functions, module_or_path] = await Promise.all([scriptOf(name, start), wasm]);
    await functions.default({ module_or_path });
    starts.set(name, start + 1);
    return functions;
  });
}

// The script of a program, as a module of its own for each start.
/**
 * @template {ProgramName} Name
 * @param {Name} name
 * @param {number} start
 * @returns {Promise<Programs[Name]>}
 */
async function scriptOf(name, start) {
  // What a bundler has made of a script is its matter.
  const known = start === 0 && bundled?.scripts[name];
  if (known) return known();
  const factory = bundled?.factories?.[name];
  if (factory) return factory();
  const script = `${name}.js`;
  // The widget's script imports these.
  const parts = name === "widget" ? Object.keys(INTEGRITY).filter((file) => file.startsWith("snippets/")) : [];
  // Checked here; `import` gets them from the browser's cache.
  if (!bundled) await Promise.all([script, ...parts].map(bytes));
  const address = addressOf(script);
  // A module that has been imported stays as it is: another address is another module. One of a blob: has no query.
  if (start > 0 && address.protocol === "blob:") address.hash = String(start);
  else if (start > 0) address.searchParams.set("start", String(start));
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ address.href);
}

const ENGINE = "engine with words";

// The engine on this thread, with its word lists.
export function engine() {
  return once(ENGINE, async () => {
    const [functions, words] = await Promise.all([program("engine"), text("engine.words")]);
    functions.provideWords(words);
    return functions;
  });
}

// Drops an engine that broke. The next call of `engine` starts another.
export function forgetEngine() {
  forget("engine", ENGINE);
}

// The page that shows what a link carries; nothing where a bundler has taken the folder apart.
export const pageOfLinks = () => (bundled ? undefined : new URL("embed.html", here).href);

// What makes links and opens them, with the text that it has read before.
export function linker() {
  return once("linker", async () => {
    const [{ Links }, news] = await Promise.all([program("links"), bytes("news-1.txt")]);
    return new Links(news);
  });
}

// Programs on a thread beside the page's: what somebody's file or link holds can take seconds, and all memory there is.

// A worker that has not said after so many milliseconds that it runs is given up.
const START = 5_000;

// A worker of a file has so many milliseconds more: the browser does not say when it has fetched the file.
const DOWNLOAD = 30_000;

// A promise of the worker; of nothing where the browser refuses one.
/** @type {Promise<Worker | undefined> | undefined} */
let worker;
// The same once it has started.
/** @type {Worker | undefined} */
let running;

// What waits for an answer, by the number of its call.
/** @type {Map<number, { done: (result: any) => void, fail: (error: unknown) => void }>} Any: each call has a result of its own. */
const calls = new Map();
let lastCall = 0;

/** @type {{ createScriptURL: (address: string) => string } | undefined} */
let addresses;

// An address that may become a worker where the page requires Trusted Types (`trusted-types reportedly`): of what was made here alone.
/** @param {string} address */
function trusted(address) {
  const rules = {
    /** @param {string} address */
    createScriptURL(address) {
      if (!address.startsWith("blob:")) throw new TypeError("a worker is made here");
      return address;
    },
  };
  addresses ??= globalThis.trustedTypes?.createPolicy("reportedly", rules) ?? rules;
  return addresses.createScriptURL(address);
}

// A worker of a blob: address is under the policy of the page that has made it, which has to allow it (`worker-src blob:`). What it
// imports statically would have to be allowed as a worker, what it imports later is a script.
/** @param {string} source */
export function workerOf(source) {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(trusted(address), { type: "module" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

// The ways to the engine's worker, the best one first. `start` asks the browser for a worker, and throws where it is refused at
// once; it may be refused later as well. It may take so many milliseconds until its file is there (`download`).
/** @returns {Promise<WorkerStart[]>} */
export async function engineWorkers() {
  if (bundled?.engineWorker) {
    const ofSource = async () => workerOf(await text("engine-worker.js"));
    return [{ start: bundled.engineWorker, download: DOWNLOAD }, { start: ofSource, download: 0 }];
  }
  const source = await text("engine-worker.js");
  return [{ start: () => workerOf(source), download: 0 }];
}

async function startWorker() {
  if (!globalThis.Worker || !bundled && here.protocol === "file:") return undefined;
  /** @type {Worker | undefined} */
  let starting;
  try {
    const source = `import(${JSON.stringify(here.href)}).then((loader) => loader.answerCalls(), () => postMessage({ isRefused: true }));`;
    const started = bundled?.taskWorker ? bundled.taskWorker() : workerOf(source);
    starting = started;
    await new Promise((go, refuse) => {
      started.onmessage = ({ data }) => (data.isRefused ? refuse() : go(undefined));
      started.onerror = refuse;
      setTimeout(refuse, bundled ? DOWNLOAD + START : START);
    });
    listenTo(started);
    return started;
  } catch {
    starting?.terminate();
    return undefined;
  }
}

// What the worker answers, and that it broke.
/** @param {Worker} started */
function listenTo(started) {
  started.onerror = () => endCalls("its worker broke");
  started.onmessage = ({ data: { number, result, error } }) => {
    const call = calls.get(number);
    calls.delete(number);
    if (error === undefined) call?.done(result);
    else call?.fail(typeof error === "string" ? error : Object.assign(new Error(error.message), error));
  };
}

// The program that writes a format. What is no format is refused by the program.
/** @param {unknown} format @returns {"files" | "office"} */
export const programOfFormat = (format) => (["docx", "xlsx"].includes(String(format)) ? "office" : "files");

// A function of a program on this thread. Without a method the program is only loaded.
/** @param {TaskProgram} name @param {string | undefined} method @param {unknown[]} parameters */
async function run(name, method, parameters) {
  try {
    const target = name === "links" ? await linker() : await program(name);
    return method && Reflect.get(target, method).apply(target, parameters);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) forget(name, "linker");
    throw error;
  }
}

// Starts the worker ahead of the first call, which then need not wait for it. One that did not come is tried again the next time:
// it may have been the network, or a device that slept.
export function prepareCalls() {
  if (worker) return worker;
  const starting = (worker = startWorker());
  starting.then((started) => {
    // It may have been ended meanwhile.
    if (worker !== starting) return;
    running = started;
    if (!started) worker = undefined;
  });
  return starting;
}

// The same in a worker, one call after the other, or here where there is none.
/**
 * @param {TaskProgram} name
 * @param {string} [method]
 * @param {unknown[]} parameters
 * @returns {Promise<any>} Any: each method has a result of its own.
 */
export function call(name, method, ...parameters) {
  return new Promise((done, fail) => {
    const number = ++lastCall;
    calls.set(number, { done, fail });
    /** @param {Worker | undefined} started */
    const send = (started) => {
      if (!calls.has(number)) return;
      if (started) return started.postMessage({ number, name, method, parameters });
      calls.delete(number);
      run(name, method, parameters).then(done, fail);
    };
    // At once where it can be: the page may have something to draw meanwhile.
    if (running) send(running);
    else prepareCalls().then(send);
  });
}

// The calls that have not been answered fail, and the next one gets another worker.
/** @param {string} why */
function endCalls(why) {
  worker?.then((started) => started?.terminate());
  worker = running = undefined;
  for (const { fail } of calls.values()) fail(new Error(why));
  calls.clear();
}

export function stopCalls() {
  if (calls.size > 0) endCalls("it was stopped");
}

// How long finding an article may take, the download of its program included, in milliseconds.
const LONGEST_SEARCH = 20_000;

/**
 * What is known of a text out of a web page, as it is stored: of its lines (`KnownLines`); all text of the page, where some is set
 * aside; and what a person is told.
 * @typedef {{ known: string, whole: string, notice: string }} PageOrigin
 */

// The text of a web page, and what is known of it. Where the program cannot be loaded, takes too long or breaks, the text is all words:
// `plain`, if it is known.
/** @param {string} html @returns {Promise<[text: string, origin: PageOrigin]>} */
export async function textOfPage(html, plain = "") {
  const limit = setTimeout(stopCalls, LONGEST_SEARCH);
  try {
    const [text, known, whole, notice] = await call("extraction", "read", html, plain);
    return [text, { known, whole, notice }];
  } catch (error) {
    const page = new TextEncoder().encode(`<!doctype html>${html}`);
    const text = plain || JSON.parse(await call("files", "convert", page, "json")).text;
    const why = error instanceof Error ? error.message : error;
    const notice = `The article could not be told from what is around it (${why}): all of the text is shown.`;
    return [text, { known: "", whole: "", notice }];
  } finally {
    clearTimeout(limit);
  }
}

// A text with the lines of its page that are not in it.
/** @param {string} text @param {PageOrigin} origin @returns {Promise<[text: string, origin: PageOrigin]>} */
export async function withLinesAround(text, { known, whole }) {
  const [all, knownOfAll] = await call("extraction", "include", text, known, whole);
  return [all, { known: knownOfAll, whole: "", notice: "" }];
}

// The worker's side.
export function answerCalls() {
  addEventListener("message", async ({ data: { number, name, method, parameters } }) => {
    try {
      postMessage({ number, result: await run(name, method, parameters) });
    } catch (error) {
      postMessage({ number, error: typeof error === "string" ? error : fieldsOf(/** @type {Error & Partial<LoadError>} */ (error)) });
    }
  });
  postMessage({});
}

// Errors cross the border to another thread as their fields.
/** @param {Error & Partial<LoadError>} error */
const fieldsOf = ({ name, message, reason, file }) => ({ name, message, reason, file });
