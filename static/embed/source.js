// Where the text of a <reportedly-text> comes from: a link, a file, another element, or its own words.

import { linker } from "./programs.js";
import { wordsOf } from "./words.js";

// A text that is longer is not fetched: so many bytes.
const LARGEST = 1 << 20;

// What goes wrong has a code, for the page's scripts.
export const failure = (code, message) => Object.assign(new Error(message), { code });

// What an element's attributes say. The text, or what `links` has made of a link; and the element whose words they are.
export async function sourceOf(host) {
  const link = host.getAttribute("link");
  if (link) return { link: (await linker()).decode(link) };
  const from = host.getAttribute("src");
  if (from) return { text: await fetched(from) };
  const selector = host.getAttribute("for");
  const article = selector ? found(host.getRootNode(), selector) : host;
  return { text: wordsOf(article), article };
}

function found(root, selector) {
  let article;
  try {
    article = root.querySelector(selector);
  } catch {
    throw failure("source-failed", `for="${selector}" is no selector`);
  }
  if (!article) throw failure("source-failed", `there is no ${selector} on this page`);
  return article;
}

async function fetched(from) {
  const response = await fetch(new URL(from, document.baseURI)).catch(() => {});
  if (!response?.ok) throw failure("source-failed", `${from} could not be fetched`);
  if (!/^text\//.test(response.headers.get("content-type") ?? "")) throw failure("source-failed", `${from} is not a text`);
  const bytes = await limited(response);
  if (!bytes) throw failure("too-long", `${from} is longer than 1 MiB, which is more than is marked here`);
  return new TextDecoder().decode(bytes);
}

// What a response brings, unless that is too much: then the rest is not waited for.
async function limited(response) {
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
