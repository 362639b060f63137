// Starts the engine's worker, or loads the engine onto the main thread, for browsers that refuse workers. `loader` is the absolute
// address of program-loader.js in all of this, or the name that `registerLoader` has given to it.
// `import()` has no other way into Rust: a function made from text would need 'unsafe-eval'.

const MODEL = "news.model";

// The smallest module that needs SIMD: a function that makes a vector of a number.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

export function supported() {
  return WebAssembly.validate(SIMD);
}

const wordsOf = (error) => String(error.message || error);

// Loaders that have no address, because a bundler has put them into a file with other code; by their number.
const loaders = [];
const REGISTERED = "loader ";

// A name for the module program-loader.js, in the place of an address.
export function registerLoader(loader) {
  if (!loaders.includes(loader)) loaders.push(loader);
  return REGISTERED + loaders.indexOf(loader);
}

const loaderOf = async (name) =>
  name.startsWith(REGISTERED)
    ? loaders[Number(name.slice(REGISTERED.length))]
    : import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name);

// The engine's worker. What it says comes to `hear`, and what goes wrong on the way to it as well:
//   {kind: "started"}                      the browser has been asked for a worker; "alive" is to follow
//   {kind: "refused", message, notLoaded}  there is no worker: the browser refuses it, or its file could not be loaded
//   {kind: "not-loaded", message}          a file of the engine could not be loaded
// Messages wait until there is a worker.
export class EngineWorker {
  #loader;
  #hear;
  // The worker that has been asked for last, and the one that is used.
  #starting;
  #worker;
  #waiting = [];
  #ended = false;

  constructor(loader, hear) {
    this.#loader = loaderOf(loader);
    this.#hear = hear;
    this.#start();
    this.#load();
    this.loadModel();
  }

  async #start() {
    let ways;
    try {
      const { engineWorkers } = await this.#loader;
      ways = await engineWorkers();
    } catch (error) {
      return this.#tell({ kind: "refused", message: wordsOf(error), notLoaded: true });
    }
    this.#ask(ways);
  }

  // Asks the browser for a worker, and once more in another way where it refuses.
  async #ask([{ start, download }, ...others]) {
    if (this.#ended) return;
    const isLast = others.length === 0;
    const refused = (message, notLoaded) =>
      this.#tell({ kind: "refused", message: message || "the browser does not say why", notLoaded });
    let worker;
    try {
      worker = await start();
    } catch (error) {
      return isLast ? refused(wordsOf(error), Boolean(error.reason)) : this.#ask(others);
    }
    if (this.#ended) return worker.terminate();
    this.#starting = worker;
    let hasStarted = false;
    const started = () => {
      clearTimeout(downloading);
      if (!hasStarted) this.#tell({ kind: "started" });
      hasStarted = true;
    };
    const downloading = setTimeout(started, download);
    if (download === 0) started();
    const listening = new AbortController();
    const { signal } = listening;
    worker.addEventListener("message", ({ data }) => {
      started();
      this.#use(worker);
      this.#tell(data);
    }, { signal });
    // A worker that is refused reports a plain event without words, perhaps more than one. One that has run is not refused.
    worker.addEventListener("error", ({ message }) => {
      listening.abort();
      clearTimeout(downloading);
      worker.terminate();
      if (isLast || this.#worker === worker) refused(message, false);
      else this.#ask(others);
    }, { signal });
    // What is handed over to a worker is gone: where there is another way, it waits until this one is known to work.
    if (isLast) this.#use(worker);
  }

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
      this.#tell({ kind: "not-loaded", message: wordsOf(error) });
    }
  }

  async loadModel() {
    try {
      const { bytes } = await this.#loader;
      const model = await bytes(MODEL);
      this.post({ model }, [model.buffer]);
    } catch (error) {
      this.#tell({ kind: "no-model", message: wordsOf(error) });
    }
  }

  post(message, transfer = []) {
    if (this.#worker) this.#worker.postMessage(message, transfer);
    else this.#waiting.push([message, transfer]);
  }

  #tell(message) {
    if (!this.#ended) this.#hear(message);
  }

  terminate() {
    this.#ended = true;
    this.#starting?.terminate();
  }
}

// The engine on this thread. One that broke is to be forgotten first.
export async function load(loader) {
  try {
    const { program, text } = await loaderOf(loader);
    const [engine, words] = await Promise.all([program("engine"), text("engine.words")]);
    engine.provideWords(words);
    return engine;
  } catch (error) {
    throw wordsOf(error);
  }
}

export async function forget(loader) {
  (await loaderOf(loader)).forget("engine");
}

export async function download(loader) {
  try {
    const { bytes } = await loaderOf(loader);
    return await bytes(MODEL);
  } catch (error) {
    throw wordsOf(error);
  }
}

export function read(engine, bytes) {
  return new engine.Model(bytes);
}

export function begin(engine, model, text) {
  return model ? engine.Job.withModel(text, model) : new engine.Job(text);
}
