// Starts the engine's worker, or loads the engine onto the main thread, for browsers that refuse workers.
// `import()` has no other way into Rust: a function made from text would need 'unsafe-eval'.

// Starts a worker. Browsers refuse one whose file is of another origin, but not one whose file imports it: that is how a widget
// comes to its engine on somebody else's page.
export function startWorker(url) {
  const type = "module";
  if (new URL(url).origin === self.origin) return new Worker(url, { type });
  const shim = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
  const worker = new Worker(shim, { type });
  worker.addEventListener("message", () => URL.revokeObjectURL(shim), { once: true });
  return worker;
}

const file = (worker, name) => new URL(name + new URL(worker).search, worker).href;

// The smallest module that needs SIMD (static/engine-worker.js has it too).
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

export function supported() {
  return WebAssembly.validate(SIMD);
}

async function words(worker) {
  const response = await fetch(file(worker, "engine.words"));
  if (!response.ok) throw new Error(`the word lists could not be downloaded (${response.status})`);
  return response.text();
}

async function program(worker) {
  const engine = await import(file(worker, "engine.js"));
  await engine.default({ module_or_path: file(worker, "engine_bg.wasm") });
  return engine;
}

export async function load(worker) {
  const [engine, lists] = await Promise.all([program(worker), words(worker)]);
  engine.provideWords(lists);
  return engine;
}

export async function download(worker, cache) {
  let problem;
  try {
    const response = await fetch(file(worker, "news.model"), { cache });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    problem = response.status;
  } catch (error) {
    problem = error.message;
  }
  throw `the model file could not be downloaded (${problem})`;
}

export function read(engine, bytes) {
  return new engine.Model(bytes);
}

export function begin(engine, model, text) {
  return model ? engine.Job.withModel(text, model) : new engine.Job(text);
}
