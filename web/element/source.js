// Where the text of a <reportedly-text> comes from: a link, a file, another element, or its own words.

/** @import { FailureCode, ReportedlyTextError } from "../declarations/reportedly.js" */
/** @import { PageOrigin } from "../runtime/program-loader.js" */
/** @typedef {{ text?: string, link?: Uint8Array, article?: HTMLElement, page?: PageOrigin }} Source */

import { call, textOfPage } from "./programs.js";
import { rootOf, textOf } from "./dom-text.js";

// A text that is longer is not fetched: so many bytes.
const LARGEST = 1 << 20;

// What goes wrong has a code, for the page's scripts.
/** @type {(code: FailureCode, message: string, cause?: unknown) => ReportedlyTextError} */
export const failure = (code, message, cause) => Object.assign(new Error(message, { cause }), { code });

// What is wrong, in words. Programs throw strings.
/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

// What went wrong elsewhere, as an error with a code of ours: programs refuse in strings, and a DOMException has a number.
/** @param {unknown} error @param {FailureCode} code @returns {ReportedlyTextError} */
export function withCode(error, code, refusal = code) {
  if (typeof error === "string") return failure(refusal, error);
  if (isCoded(error)) return error;
  return failure(hasReason(error) ? "load-failed" : code, messageOf(error), error);
}

/** @param {unknown} error @returns {error is ReportedlyTextError} */
const isCoded = (error) => error instanceof Error && "code" in error && typeof error.code === "string";

// Whether it is a `LoadError`, also one that has come from a worker.
/** @param {unknown} error */
const hasReason = (error) => error instanceof Error && "reason" in error && Boolean(error.reason);

// What a program refuses, and what breaks it or cannot be loaded, are errors with a code, too.
/**
 * @template T
 * @param {FailureCode} refusal
 * @param {Promise<T>} coming
 */
export async function coded(refusal, coming) {
  try {
    return await coming;
  } catch (error) {
    throw withCode(error, "program-failed", refusal);
  }
}

// What an element's attributes say. The text, or what `links` has made of a link; and the element whose words they are.
/** @param {HTMLElement} host @param {AbortSignal} signal @returns {Promise<Source>} */
export async function sourceOf(host, signal) {
  const link = host.getAttribute("link");
  if (link) return { link: await coded("link-damaged", call("links", "decode", link)) };
  const from = host.getAttribute("src");
  if (from) return fetched(from, signal);
  const selector = host.getAttribute("for");
  const article = selector ? found(rootOf(host), selector) : host;
  return { text: textOf(article), article };
}

/** @param {ParentNode} root @param {string} selector */
function found(root, selector) {
  /** @type {Element | null} */
  let article;
  try {
    article = root.querySelector(selector);
  } catch {
    throw failure("source-failed", `for="${selector}" is no selector`);
  }
  if (!article) throw failure("source-failed", `there is no ${selector} on this page`);
  return /** @type {HTMLElement} */ (article);
}

// Of these kinds, a file is what it is to be read as; of a page, its text is taken.
const PLAIN = ["text/plain", "text/markdown", "text/x-markdown"];
const PAGES = ["text/html", "application/xhtml+xml"];

/** @param {string} from @param {AbortSignal} signal @returns {Promise<Source>} */
async function fetched(from, signal) {
  const response = await fetch(addressOf(from), { signal }).catch(() => {});
  if (!response?.ok) throw failure("source-failed", `${from} could not be fetched`);
  const [kind = "", ...parameters] = (response.headers.get("content-type") ?? "").toLowerCase().split(";").map((part) => part.trim());
  if (![...PLAIN, ...PAGES].includes(kind)) {
    throw failure("source-failed", `${from} is ${kind || "of no known kind"}, and not text/plain, text/markdown or text/html`);
  }
  const bytes = await limited(response).catch(() => {
    throw failure("source-failed", `${from} came in part only`);
  });
  if (!bytes) throw failure("too-long", `${from} is longer than 1 MiB, which is more than is marked here`);
  const [charset] = parameters.filter((part) => part.startsWith("charset=")).map((part) => part.slice(8).replaceAll('"', ""));
  return PAGES.includes(kind) ? articleOf(from, bytes, charset) : { text: decoded(from, bytes, charset) };
}

/** @param {string} from */
function addressOf(from) {
  try {
    return new URL(from, document.baseURI);
  } catch {
    throw failure("source-failed", `src="${from}" is no address`);
  }
}

/** @param {string} from @param {Uint8Array} bytes */
function decoded(from, bytes, charset = "utf-8") {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw failure("source-failed", `${from} is in ${charset}, which this browser cannot read`);
  }
}

// The article of a web page, and what is told of what is around it. What the server says of the encoding goes before what the page says.
/** @param {string} from @param {Uint8Array} bytes @param {string | undefined} charset @returns {Promise<Source>} */
async function articleOf(from, bytes, charset) {
  const ofPage = async () => (await call("extraction", "decode", bytes).catch(() => [decoded(from, bytes)]))[0];
  const html = charset ? decoded(from, bytes, charset) : await ofPage();
  /** @type {[text: string, page: PageOrigin]} */
  let read;
  try {
    read = await coded("source-failed", textOfPage(html));
  } catch (error) {
    const { code, message } = withCode(error, "source-failed");
    throw failure(code, `${from} could not be read: ${message}`);
  }
  const [text, page] = read;
  if (!text && page.notice) throw failure("source-failed", `${from} could not be read: ${page.notice}`);
  return { text, page };
}

// What a response brings, unless that is too much: then the rest is not waited for.
/** @param {Response} response */
async function limited(response) {
  if (!response.body) return new Uint8Array();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const chunks = [];
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    if (length > LARGEST) return void reader.cancel();
    chunks.push(value);
  }
}
