// The page's service worker: after one visit the page works without a network.
//
// - A file whose address changes with its content comes from the cache, where all files of a version are before one is used.
// - The page itself, and what is fetched by a plain name, comes from the network; from the cache where that does not answer.
// - A file is stored only if it is the one that was built: a server may be in the middle of an update.
// - Nothing else is touched: no other origin, no file of the folder for other sites (embed/).
//
// A version fills a cache of its own and waits until no page of the version before it is open, or until a person wants it
// (offline.js). The cache before it stays: another tab may still show that version. `cargo xtask build` writes the files here; with --no-service-worker it writes a worker that removes itself.

// A hash of all files.
const VERSION = "";
// Files by addresses that change with their content, each with the first 12 bytes of its SHA-384 in base64.
/** @type {Record<string, string>} */
const VERSIONED = {};
// Files by plain addresses, with the same. "./" is the page.
/** @type {Record<string, string>} */
const PLAIN = {};

// Milliseconds after which the page comes from the cache, though the network may still answer.
const PATIENCE = 3_000;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const { scope } = worker.registration;
// Two copies of the page on one site have caches of their own.
const prefix = `reportedly ${scope} `;
const name = prefix + VERSION;

/** @param {string} file */
const addressOf = (file) => new URL(file, scope).href;

/** @param {Record<string, string>} files */
const byAddress = (files) => new Map(Object.entries(files).map(([file, hash]) => [addressOf(file), hash]));

const versioned = byAddress(VERSIONED);
const plain = byAddress(PLAIN);

worker.addEventListener("install", (event) => event.waitUntil(fill()));

// All or nothing: a version that lacks a file is none. One file at a time leaves the line to what a person waits for.
async function fill() {
  const cache = await caches.open(name);
  for (const [address, hash] of [...versioned, ...plain]) {
    if (await cache.match(address)) continue;
    const known = versioned.has(address) ? await caches.match(address) : undefined;
    await cache.put(address, known ?? (await download(address, hash)));
  }
}

/** @param {string} address @param {string} hash */
async function download(address, hash) {
  /** @type {RequestCache[]} */
  const ways = [versioned.has(address) ? "default" : "no-cache", "reload"];
  // The browser may have a damaged copy.
  for (const cache of ways) {
    const response = await fetch(address, { cache });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    if (!(await hashOf(response.clone())).startsWith(hash)) continue;
    // A browser does not show a page from a response that was redirected.
    return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
  }
  throw new Error(`${address} is not the file of this version`);
}

/** @param {Response} response */
async function hashOf(response) {
  const hash = await crypto.subtle.digest("SHA-384", await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

worker.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  // In the order in which they were made.
  const others = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
  for (const other of others.slice(0, -1)) await caches.delete(other);
  await worker.clients.claim();
}

worker.addEventListener("message", ({ data }) => {
  if (data === "begin") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = "";
  if (request.method !== "GET") return;
  if (request.cache === "reload") {
    // The loader has met a damaged copy. What it does not check is not stored.
    if (versioned.has(address.href) && request.integrity) event.respondWith(renew(request, address.href));
    return;
  }
  // A program that is started anew is the same file.
  if (address.searchParams.has("start")) address.searchParams.delete("start");
  if (versioned.has(address.href)) return event.respondWith(fromCache(request, address.href));
  address.search = "";
  const page = address.href === addressOf("index.html") ? addressOf("./") : address.href;
  if (plain.has(page)) event.respondWith(fromNetwork(request, page));
});

/** @param {string} address */
const cached = async (address) => (await caches.open(name)).match(address);

// Also of the version before this one.
/** @param {Request} request @param {string} address */
async function fromCache(request, address) {
  return (await cached(address)) ?? (await caches.match(address)) ?? fetch(request);
}

/** @param {Request} request @param {string} address */
async function renew(request, address) {
  const response = await fetch(request);
  if (response.ok) await (await caches.open(name)).put(address, response.clone());
  return response;
}

/** @param {Request} request @param {string} address */
async function fromNetwork(request, address) {
  const network = request.mode === "navigate" ? fetch(request) : fetch(request, { cache: "no-cache" });
  // In the middle of an update a file may be gone for a moment.
  const answer = network.then((response) => {
    if (!response.ok && response.type !== "opaqueredirect") throw new Error(`${response.status}`);
    return response;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(async () => (await cached(address)) ?? answer);
  try {
    return await Promise.race([answer, late]);
  } catch {
    return (await cached(address)) ?? network;
  }
}
