// Starts the engine's worker, or loads the engine onto the main thread, for browsers that refuse workers. `loader` is the absolute
// address of program-loader.js in all of this.
// `import()` has no other way into Rust: a function made from text would need 'unsafe-eval'.

const MODEL = "news.model";

// The smallest module that needs SIMD: a function that makes a vector of a number.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

export function supported() {
  return WebAssembly.validate(SIMD);
}

const wordsOf = (error) => String(error.message || error);

// The engine's worker. What it says comes to `hear`, and what goes wrong on the way to it as well:
//   {kind: "started"}                      the browser has been asked for a worker; "alive" is to follow
//   {kind: "refused", message, notLoaded}  there is no worker: the browser refuses it, or its file could not be loaded
//   {kind: "not-loaded", message}          a file of the engine could not be loaded
// Messages wait until there is a worker.
export class EngineWorker {
  #loader;
  #hear;
  #worker;
  #waiting = [];
  #ended = false;

  constructor(loader, hear) {
    this.#loader = import(loader);
    this.#hear = hear;
    this.#start();
    this.#load();
    this.loadModel();
  }

  async #start() {
    let source;
    try {
      const { text } = await this.#loader;
      source = await text("engine-worker.js");
    } catch (error) {
      return this.#tell({ kind: "refused", message: wordsOf(error), notLoaded: true });
    }
    if (this.#ended) return;
    try {
      // A worker of a blob: address is under the policy of the page that has made it. It needs `worker-src blob:` there.
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      this.#worker = new Worker(address, { type: "module" });
      this.#worker.addEventListener("message", ({ data }) => {
        URL.revokeObjectURL(address);
        this.#tell(data);
      });
      // A worker that is refused reports a plain event without words.
      this.#worker.addEventListener("error", ({ message }) =>
        this.#tell({ kind: "refused", message: message || "the browser does not say why", notLoaded: false }));
    } catch (error) {
      return this.#tell({ kind: "refused", message: wordsOf(error), notLoaded: false });
    }
    this.#tell({ kind: "started" });
    for (const [message, transfer] of this.#waiting.splice(0)) this.#worker.postMessage(message, transfer);
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
    this.#worker?.terminate();
  }
}

// The engine on this thread. One that broke is to be forgotten first.
export async function load(loader) {
  try {
    const { program, text } = await import(loader);
    const [engine, words] = await Promise.all([program("engine"), text("engine.words")]);
    engine.provideWords(words);
    return engine;
  } catch (error) {
    throw wordsOf(error);
  }
}

export async function forget(loader) {
  (await import(loader)).forget("engine");
}

export async function download(loader) {
  try {
    const { bytes } = await import(loader);
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
