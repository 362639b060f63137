// The wasm programs of this folder and what they need, each loaded once for all who want it: elements, or scripts without a
// screen, in Node too.

const beside = (file) => new URL(file, import.meta.url);

// Node's `fetch` reads no files.
const isOnDisk = beside("").protocol === "file:";

const coming = new Map();

// What failed once may do the next time.
export function once(name, load) {
  if (!coming.has(name)) {
    const loaded = load();
    coming.set(name, loaded);
    loaded.catch(() => coming.delete(name));
  }
  return coming.get(name);
}

// The bytes of a file of this folder.
export async function bytes(name) {
  try {
    if (isOnDisk) return await (await import("node:fs/promises")).readFile(beside(name));
    const response = await fetch(beside(name));
    if (!response.ok) throw new Error(String(response.status));
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Error(`${name} could not be loaded (${error.message})`);
  }
}

export function program(name) {
  return once(name, async () => {
    const functions = await import(beside(`${name}.js`).href);
    const wasm = `${name}_bg.wasm`;
    await functions.default({ module_or_path: isOnDisk ? await bytes(wasm) : beside(wasm) });
    return functions;
  });
}

export function styles() {
  return once("style", async () => {
    const { default: css } = await import("./widget-style.js");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
}

// What makes links and opens them, with the text that it has read before.
export function linker() {
  return once("linker", async () => {
    const [{ Links }, news] = await Promise.all([program("links"), bytes("news-1.txt")]);
    return new Links(news);
  });
}
