// Loads the engine onto the main thread, for browsers that refuse workers.
// `import()` has no other way into Rust: a function made from text would need 'unsafe-eval'.
export async function load(worker) {
  const file = (name) => new URL(name + new URL(worker).search, worker).href;
  const engine = await import(file("engine.js"));
  await engine.default({ module_or_path: file("engine_bg.wasm") });
  return engine;
}
export function begin(engine, text) {
  return new engine.Job(text);
}
