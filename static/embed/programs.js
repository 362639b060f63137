// The wasm programs of this folder and the style sheet, each loaded once for all elements of a page.

const beside = (file) => new URL(file, import.meta.url).href;

const coming = new Map();

// What failed once may do the next time.
function once(name, load) {
  if (!coming.has(name)) {
    const loaded = load();
    coming.set(name, loaded);
    loaded.catch(() => coming.delete(name));
  }
  return coming.get(name);
}

export function program(name) {
  return once(name, async () => {
    const functions = await import(beside(`${name}.js`));
    await functions.default({ module_or_path: beside(`${name}_bg.wasm`) });
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
    const { Links } = await program("links");
    const response = await fetch(beside("news-1.txt"));
    if (!response.ok) throw new Error(`news-1.txt could not be fetched (${response.status})`);
    return new Links(new Uint8Array(await response.arrayBuffer()));
  });
}
