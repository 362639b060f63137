// Starts the engine's worker, or loads the engine onto the main thread, for browsers that refuse workers. `loader` is the absolute
// address of program-loader.js in all of this, or the name that `registerLoader` has given to it.
// `import()` has no other way into Rust: a function made from text would need 'unsafe-eval'.

import { EngineSession } from "./engine-session.js";

/** @typedef {typeof import("./program-loader.js")} Loader */
/** @import { WorkerStart } from "./program-loader.js" */
/** @typedef {Pick<Loader, "engineWorkers" | "bytes" | "text">} WorkerLoader */
/** @import { SessionRequest } from "./engine-session.js" */
/** @typedef {{ kind: string, message?: string, notLoaded?: boolean }} Message */

const MODEL = "news.model";

// The smallest module that needs SIMD: a function that makes a vector of a number.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

export function supported() {
  return WebAssembly.validate(SIMD);
}

/** @param {unknown} error */
const messageOf = (error) => String((error instanceof Error && error.message) || error);

// A `LoadError` of program-loader.js, which may be another module for each loader.
/** @param {unknown} error */
const isOfLoading = (error) => error instanceof Error && "reason" in error;

// Loaders that have no address, because a bundler has put them into a file with other code; by their number.
/** @type {object[]} */
const loaders = [];
const REGISTERED = "loader ";

// A name for the module program-loader.js, in the place of an address.
/** @param {object} loader */
export function registerLoader(loader) {
  if (!loaders.includes(loader)) loaders.push(loader);
  return REGISTERED + loaders.indexOf(loader);
}

/** @type {(name: string) => Promise<Loader>} */
const loaderOf = async (name) =>
  name.startsWith(REGISTERED)
    ? /** @type {Loader} */ (loaders[Number(name.slice(REGISTERED.length))])
    : import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name);

// The engine's worker. What it says comes to `onMessage`, and what goes wrong on the way to it as well:
//   {kind: "started"}                      the browser has been asked for a worker; "alive" is to follow
//   {kind: "refused", message, notLoaded}  there is no worker: the browser refuses it, or its file could not be loaded
//   {kind: "not-loaded", message}          a file of the engine could not be loaded
// Messages wait until there is a worker.
export class EngineWorker {
  /** @type {Promise<WorkerLoader>} */
  #loader;
  #onMessage;
  // The worker that has been asked for last, and the one that is used.
  /** @type {Worker | undefined} */
  #starting;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {[message: object, transfer: Transferable[]][]} */
  #waiting = [];
  #ended = false;
  // Ends the listeners and the timer of the worker that has been asked for last.
  /** @type {AbortController | undefined} */
  #listening;

  /** @param {string} loader @param {(message: Message) => void} onMessage */
  constructor(loader, onMessage) {
    this.#loader = loaderOf(loader);
    this.#onMessage = onMessage;
    this.#start();
    this.#load();
    this.loadModel();
  }

  async #start() {
    /** @type {WorkerStart[]} */
    let ways;
    try {
      const { engineWorkers } = await this.#loader;
      ways = await engineWorkers();
    } catch (error) {
      return this.#emit({ kind: "refused", message: messageOf(error), notLoaded: true });
    }
    this.#startWorker(ways);
  }

  // Asks the browser for a worker, and once more in another way where it refuses.
  /** @param {WorkerStart[]} ways @returns {Promise<void>} */
  async #startWorker([way, ...others]) {
    if (this.#ended || !way) return;
    const { start, download } = way;
    const isLast = others.length === 0;
    /** @param {string} message @param {boolean} notLoaded */
    const refused = (message, notLoaded) =>
      this.#emit({ kind: "refused", message: message || "the browser does not say why", notLoaded });
    /** @type {Worker} */
    let worker;
    try {
      worker = await start();
    } catch (error) {
      return isLast ? refused(messageOf(error), isOfLoading(error)) : this.#startWorker(others);
    }
    if (this.#ended) return worker.terminate();
    this.#starting = worker;
    let hasStarted = false;
    const started = () => {
      clearTimeout(downloading);
      if (!hasStarted) this.#emit({ kind: "started" });
      hasStarted = true;
    };
    const downloading = setTimeout(started, download);
    if (download === 0) started();
    const { signal } = (this.#listening = new AbortController());
    signal.addEventListener("abort", () => clearTimeout(downloading));
    worker.addEventListener("message", ({ data }) => {
      started();
      this.#use(worker);
      this.#emit(data);
    }, { signal });
    // A worker that is refused reports a plain event without words, perhaps more than one. One that has run is not refused.
    worker.addEventListener("error", ({ message }) => {
      this.#listening?.abort();
      worker.terminate();
      if (isLast || this.#worker === worker) refused(message, false);
      else this.#startWorker(others);
    }, { signal });
    // What is handed over to a worker is gone: where there is another way, it waits until this one is known to work.
    if (isLast) this.#use(worker);
  }

  /** @param {Worker} worker */
  #use(worker) {
    if (this.#worker === worker) return;
    this.#worker = worker;
    for (const [message, transfer] of this.#waiting.splice(0)) worker.postMessage(message, transfer);
  }

  async #load() {
    try {
      const { bytes, text } = await this.#loader;
      const [{ buffer }, words] = await Promise.all([bytes("engine_bg.wasm"), text("engine.words")]);
      this.post({ wasm: buffer, words }, [buffer]);
    } catch (error) {
      this.#emit({ kind: "not-loaded", message: messageOf(error) });
    }
  }

  async loadModel() {
    try {
      const { bytes } = await this.#loader;
      const model = await bytes(MODEL);
      this.post({ model }, [model.buffer]);
    } catch (error) {
      this.#emit({ kind: "no-model", message: messageOf(error) });
    }
  }

  /** @param {object} message @param {Transferable[]} transfer */
  post(message, transfer = []) {
    if (this.#worker) this.#worker.postMessage(message, transfer);
    else this.#waiting.push([message, transfer]);
  }

  /** @param {Message} message */
  #emit(message) {
    if (!this.#ended) this.#onMessage(message);
  }

  terminate() {
    this.#ended = true;
    this.#listening?.abort();
    this.#starting?.terminate();
  }
}

// How many milliseconds the engine may hold the page's own thread at a time: less than a frame.
const SLICE = 10;

// The engine on this thread, with the messages of a worker, which come and go as late as a worker's.
export class MainThreadEngine {
  /** @type {Promise<Loader>} */
  #loader;
  #onMessage;
  #session = new EngineSession(SLICE, (message) => this.#emit(message));
  #ended = false;

  // After one that `broke`, the engine is loaded anew.
  /** @param {string} loader @param {(message: Message) => void} onMessage @param {boolean} broke */
  constructor(loader, onMessage, broke) {
    this.#loader = loaderOf(loader);
    this.#onMessage = onMessage;
    this.#load(broke);
    this.loadModel();
  }

  /** @param {boolean} broke */
  async #load(broke) {
    try {
      const { engine, forgetEngine } = await this.#loader;
      if (broke) forgetEngine();
      this.#session.begin(await engine());
    } catch (error) {
      this.#emit({ kind: "not-loaded", message: messageOf(error) });
    }
  }

  async loadModel() {
    try {
      const { bytes } = await this.#loader;
      this.post({ model: await bytes(MODEL) });
    } catch (error) {
      this.#emit({ kind: "no-model", message: messageOf(error) });
    }
  }

  // The page is painted before anything is done about it.
  /** @param {SessionRequest} request */
  post(request) {
    setTimeout(() => {
      if (!this.#ended) this.#session.receive(request);
    });
  }

  /** @param {Message} message */
  #emit(message) {
    if (!this.#ended) this.#onMessage(message);
  }

  terminate() {
    this.#ended = true;
    this.#session.end();
  }
}
