// The engine's worker. It loads its files with its own query, so that all three change together.
const query = new URL(import.meta.url).search;
const { default: init } = await import(`./engine.js${query}`);
await init({ module_or_path: new URL(`./engine_bg.wasm${query}`, import.meta.url) });
