// Reportedly without a screen: marks a text and writes the result, in a browser's main thread, in a worker, or in Node (20.16,
// 22.3 or later). docs/headless.md says how to use it. The programs and the model lie beside this file, and are loaded when they
// are wanted for the first time.

/** @import { AnnotatedPage, AnnotateHtmlOptions, AnnotateOptions, FileOf, Format, ReportedlyDocument, ReportedlyError as Declared } from "../declarations/headless.js" */
/** @import { Job, Model } from "../built/engine.js" */
/** @import { Programs } from "../runtime/program-loader.js" */
/** @typedef {{ functions: Programs["engine"], net?: Model }} Engine */

import { bytes, engine as loadedEngine, forget, forgetEngine, linker, once, program, programOfFormat } from "../element/programs.js";
import { runInSlices } from "../runtime/job-slices.js";

/** What went wrong; `code` says it for programs. */
export class ReportedlyError extends Error {
  name = "ReportedlyError";
  /** @param {Declared["code"]} code @param {string} message @param {string} [beginning] */
  constructor(code, message, beginning) {
    super(message);
    this.code = code;
    if (beginning !== undefined) this.beginning = beginning;
  }
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

// The longest text that is read, in UTF-8 bytes: the page's limit, too.
const LONGEST = 8 << 20;

// The longest page, in characters or bytes: the command line's limit, too.
const LONGEST_PAGE = 16 << 20;

// Milliseconds of work before others get their turn.
const SLICE = 30;

const encoder = new TextEncoder();

// What could not be loaded has a code as well.
/**
 * @template T
 * @param {Promise<T>} coming
 */
async function loaded(coming) {
  try {
    return await coming;
  } catch (error) {
    const isBlocked = !globalThis.WebAssembly || (error instanceof Error && ["CompileError", "EvalError"].includes(error.name));
    throw new ReportedlyError(isBlocked ? "wasm-blocked" : "load-failed", messageOf(error));
  }
}

const files = () => loaded(program("files"));

const links = () => loaded(linker());

// The engine, by itself and with the model.
/** @returns {Promise<Engine>} */
const engine = async () => ({ functions: await loadedEngine() });

/** @returns {Promise<Engine>} */
const trained = () =>
  once("the model", async () => {
    const [{ functions }, file] = await Promise.all([engine(), bytes("news.model")]);
    return { functions, net: new functions.Model(file) };
  });

// The engines that broke over a text. They can do nothing any more; another one is started for the next text.
/** @type {WeakSet<Programs["engine"]>} */
const broken = new WeakSet();

// Reads a text. What comes back is the engine's own form of the result; nothing, where another text has broken the engine.
/**
 * @param {string} canonical
 * @param {string} known
 * @param {Engine} engine
 * @param {AbortSignal | undefined} signal
 * @param {((share: number) => void) | undefined} onProgress
 */
async function read(canonical, known, { functions, net }, signal, onProgress) {
  const { Job } = functions;
  /** @type {Job | undefined} */
  let job;
  /** @type {<T>(work: () => T) => T} */
  const run = (work) => {
    try {
      return work();
    } catch (error) {
      broken.add(functions);
      forgetEngine();
      forget("the model");
      throw new ReportedlyError("engine-failed", `the engine broke over this text (${messageOf(error)})`);
    }
  };
  // It may have been given up while the programs were loaded.
  signal?.throwIfAborted();
  try {
    const begun = run(() => {
      const job = net ? Job.withModel(canonical, net) : new Job(canonical);
      return job.knowingLines(known);
    });
    job = begun;
    const steps = { step: () => run(() => begun.step()) };
    const share = await runInSlices(steps, SLICE, (done) => {
      signal?.throwIfAborted();
      onProgress?.(done);
      return !broken.has(functions);
    });
    if (share < 1) return undefined;
    onProgress?.(share);
    return run(() => begun.finish());
  } finally {
    if (!broken.has(functions)) job?.free();
  }
}

// Programs throw strings.
/**
 * @template T
 * @param {Declared["code"]} code
 * @param {() => T} call
 */
function withCode(code, call) {
  try {
    return call();
  } catch (error) {
    throw new ReportedlyError(code, messageOf(error));
  }
}

/** @param {unknown} text */
function assertText(text) {
  if (typeof text !== "string") throw new ReportedlyError("not-text", `a text is a string, not ${text === null ? "null" : typeof text}`);
  // A text of so many characters is at least as long in bytes; a shorter one is measured.
  if (text.length > LONGEST || encoder.encode(text).length > LONGEST) throw new ReportedlyError("too-long", "the text is longer than 8 MiB");
}

/**
 * Marks a text. The result is a document of the format reportedly/1, of the text in its canonical form.
 * @param {string} text
 * @param {AnnotateOptions} [options]
 * @returns {Promise<ReportedlyDocument>}
 */
export async function annotate(text, options) {
  assertText(text);
  options?.signal?.throwIfAborted();
  const { canonical } = await files();
  return annotateKnowing(canonical(text), "", options);
}

// Marks a canonical text, with what is known of its lines.
/** @param {string} canonical @param {string} known @param {AnnotateOptions} [options] @returns {Promise<ReportedlyDocument>} */
async function annotateKnowing(canonical, known, { model = true, signal, onProgress } = {}) {
  const { annotated } = await files();
  for (;;) {
    const analysis = await read(canonical, known, await loaded(model ? trained() : engine()), signal, onProgress);
    if (analysis) return JSON.parse(annotated(canonical, analysis));
  }
}

/**
 * Marks the article of a web page: its HTML, or the bytes of its file in any encoding.
 * @param {string | Uint8Array} page
 * @param {AnnotateHtmlOptions} [options]
 * @returns {Promise<AnnotatedPage>}
 */
export async function annotateHtml(page, { wholePage = false, ...options } = {}) {
  const isBytes = page instanceof Uint8Array;
  if (!isBytes && typeof page !== "string") throw new ReportedlyError("not-text", "a page is a string or a Uint8Array");
  if (page.length > LONGEST_PAGE) throw new ReportedlyError("too-long", "the page is longer than 16 MiB");
  options.signal?.throwIfAborted();
  const { article, decode } = await loaded(program("extraction"));
  /** @type {ReturnType<typeof article>} */
  let found;
  try {
    found = article(isBytes ? decode(page)[0] : page, wholePage);
  } catch (error) {
    // A program that has broken is in no state that could be trusted.
    if (typeof error !== "string") forget("extraction");
    throw new ReportedlyError("bad-page", messageOf(error));
  }
  const [text, known, setAside, notice] = found;
  assertText(text);
  return { document: await annotateKnowing(text, known, options), setAside, notice };
}

// A document as a file.
/** @param {ReportedlyDocument} document */
function fileOf(document) {
  if (typeof document !== "object" || document === null || typeof document.text !== "string") {
    throw new ReportedlyError("bad-document", "this is no document: it has no text");
  }
  assertText(document.text);
  // What is not written in TypeScript may leave the format out.
  /** @type {Partial<ReportedlyDocument>} */
  const given = document;
  return encoder.encode(JSON.stringify({ format: "reportedly/1", ...given }));
}

/**
 * A file of a document: text ("json", "jsonld", "citron.json", "csv", "md", "quotes.md", "html") or bytes ("docx", "xlsx").
 * @template {Format} F
 * @param {ReportedlyDocument} document
 * @param {F} format
 * @returns {Promise<FileOf<F>>}
 */
export async function exportAs(document, format) {
  const file = fileOf(document);
  const { convert, exportable } = await files();
  const office = programOfFormat(format) === "office" && (await loaded(program("office")));
  try {
    return /** @type {FileOf<F>} */ (office ? office.save(exportable(file), String(format)) : convert(file, String(format)));
  } catch (error) {
    const message = messageOf(error);
    throw new ReportedlyError(message === `there is no format ${format}` ? "unknown-format" : "bad-document", message);
  }
}

/**
 * The fragment of a link that carries a document's text and edits, without "#"; with its marks if they are frozen.
 * @param {ReportedlyDocument} document
 * @param {{ freeze?: boolean }} [options]
 */
export async function encodeLink(document, { freeze = false } = {}) {
  const file = fileOf(document);
  const [{ linkable }, coder] = await Promise.all([files(), links()]);
  return withCode("bad-document", () => coder.encode(linkable(file, freeze)));
}

/**
 * The document that a link carries. It has marks if they are frozen in the link; else annotate its text.
 * @param {string} link
 * @returns {Promise<ReportedlyDocument>}
 */
export async function decodeLink(link) {
  if (typeof link !== "string") throw new ReportedlyError("bad-link", `a link is a string, not ${typeof link}`);
  const [{ linked }, coder] = await Promise.all([files(), links()]);
  const [file, beginning] = withCode("bad-link", () => linked(coder.decode(link)));
  if (beginning !== undefined) throw new ReportedlyError("bad-link", file, beginning);
  return JSON.parse(file);
}
