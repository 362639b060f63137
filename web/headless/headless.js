// Reportedly without a screen: marks a text and writes the result, in a browser's main thread, in a worker, or in Node (20.16,
// 22.3 or later). docs/headless.md says how to use it.
//
// The programs and the model lie beside this file, and are loaded when they are wanted for the first time.

import { bytes, forget, linker, once, program } from "../element/programs.js";

/** What went wrong; `code` says it for programs. */
export class ReportedlyError extends Error {
  constructor(code, message, more) {
    super(message);
    Object.assign(this, { name: "ReportedlyError", code }, more);
  }
}

// The longest text that is read, in UTF-8 bytes: the page's limit, too.
const LONGEST = 8 << 20;

// Milliseconds of work before others get their turn.
const SLICE = 30;

const encoder = new TextEncoder();

// What could not be loaded has a code as well.
async function loaded(coming) {
  try {
    return await coming;
  } catch (error) {
    const isBlocked = !globalThis.WebAssembly || ["CompileError", "EvalError"].includes(error.name);
    throw new ReportedlyError(isBlocked ? "wasm-blocked" : "load-failed", String(error.message ?? error));
  }
}

const files = () => loaded(program("files"));

const links = () => loaded(linker());

// The engine, by itself and with the model.
const engine = () =>
  once("the engine", async () => {
    const [functions, words] = await Promise.all([program("engine"), bytes("engine.words")]);
    functions.provideWords(new TextDecoder().decode(words));
    return { functions };
  });

const trained = () =>
  once("the model", async () => {
    const [{ functions }, file] = await Promise.all([engine(), bytes("news.model")]);
    return { functions, net: new functions.Model(file) };
  });

// The engines that broke over a text. They can do nothing any more; another one is started for the next text.
const broken = new WeakSet();

// Reads a text. What comes back is the engine's own form of the result; nothing, where another text has broken the engine.
async function read(canonical, { functions, net }, signal, onProgress) {
  const { Job } = functions;
  let job;
  const run = (work) => {
    try {
      return work();
    } catch (error) {
      broken.add(functions);
      forget("engine", "the engine", "the model");
      throw new ReportedlyError("engine-failed", `the engine broke over this text (${error.message ?? error})`);
    }
  };
  try {
    job = run(() => (net ? Job.withModel(canonical, net) : new Job(canonical)));
    for (let share = 0; share < 1; ) {
      signal?.throwIfAborted();
      const pause = performance.now() + SLICE;
      do share = run(() => job.step());
      while (share < 1 && performance.now() < pause);
      onProgress?.(share);
      if (share < 1) await turn();
      if (broken.has(functions)) return undefined;
    }
    return run(() => job.finish());
  } finally {
    if (!broken.has(functions)) job?.free();
  }
}

// Programs throw strings.
function asked(code, ask) {
  try {
    return ask();
  } catch (error) {
    throw new ReportedlyError(code, String(error.message ?? error));
  }
}

// After whatever waits, and sooner than a timer, which browsers slow down.
function turn() {
  if (globalThis.setImmediate) return new Promise((go) => setImmediate(go));
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

function isText(text) {
  if (typeof text !== "string") throw new ReportedlyError("not-text", `a text is a string, not ${text === null ? "null" : typeof text}`);
  // A text of so many characters is at least as long in bytes; a shorter one is measured.
  if (text.length > LONGEST || encoder.encode(text).length > LONGEST) throw new ReportedlyError("too-long", "the text is longer than 8 MiB");
}

/** Marks a text. The result is a document of the format reportedly/1, of the text in its canonical form. */
export async function annotate(text, { model = true, signal, onProgress } = {}) {
  isText(text);
  signal?.throwIfAborted();
  const { canonical: made, annotated } = await files();
  const canonical = made(text);
  for (;;) {
    const analysis = await read(canonical, await loaded(model ? trained() : engine()), signal, onProgress);
    if (analysis) return JSON.parse(annotated(canonical, analysis));
  }
}

// A document as a file.
function fileOf(document) {
  if (typeof document !== "object" || document === null || typeof document.text !== "string") {
    throw new ReportedlyError("bad-document", "this is no document: it has no text");
  }
  isText(document.text);
  return encoder.encode(JSON.stringify({ format: "reportedly/1", ...document }));
}

/** A file of a document: "json", "jsonld", "citron.json", "csv", "md", "quotes.md" or "html". */
export async function exportAs(document, format) {
  const file = fileOf(document);
  const { convert } = await files();
  try {
    return convert(file, String(format));
  } catch (error) {
    const message = String(error.message ?? error);
    throw new ReportedlyError(message === `there is no format ${format}` ? "unknown-format" : "bad-document", message);
  }
}

/** The fragment of a link that carries a document's text and edits, without "#"; with its marks if they are frozen. */
export async function encodeLink(document, { freeze = false } = {}) {
  const file = fileOf(document);
  const [{ linkable }, coder] = await Promise.all([files(), links()]);
  return asked("bad-document", () => coder.encode(linkable(file, freeze)));
}

/** The document that a link carries. It has marks if they are frozen in the link; else annotate its text. */
export async function decodeLink(link) {
  if (typeof link !== "string") throw new ReportedlyError("bad-link", `a link is a string, not ${typeof link}`);
  const [{ linked }, coder] = await Promise.all([files(), links()]);
  const [file, beginning] = asked("bad-link", () => linked(coder.decode(link)));
  if (beginning !== undefined) throw new ReportedlyError("bad-link", file, { beginning });
  return JSON.parse(file);
}
