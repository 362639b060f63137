// The page's service worker: after one visit the page works without a network.
//
// - A file whose address changes with its content comes from the cache, where it is complete before it is used.
// - The page itself, and what is fetched by a plain name, comes from the network; from the cache where that does not answer.
// - Nothing else is touched: no other origin, no file of the folder for other sites (embed/).
//
// A version fills a cache of its own and waits until no page of the version before it is open, or until a person wants it
// (offline.js). `cargo xtask build` writes the files here; with --no-service-worker it writes a worker that removes itself.

// A hash of all files.
const VERSION = "";
// Files by addresses that change with their content.
/** @type {string[]} */
const VERSIONED = [];
// Files by plain addresses. "./" is the page.
/** @type {string[]} */
const PLAIN = [];

// Milliseconds after which the page comes from the cache, though the network may still answer.
const PATIENCE = 3_000;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const { scope } = worker.registration;
// Two copies of the page on one site have caches of their own.
const prefix = `reportedly ${scope} `;
const name = prefix + VERSION;

/** @param {string} file */
const addressOf = (file) => new URL(file, scope).href;

const versioned = new Set(VERSIONED.map(addressOf));
const plain = new Set(PLAIN.map(addressOf));

worker.addEventListener("install", (event) => event.waitUntil(fill()));

// All or nothing: a version that lacks a file is none. One file at a time leaves the line to what a person waits for.
async function fill() {
  const cache = await caches.open(name);
  for (const address of [...versioned, ...plain]) {
    if (await cache.match(address)) continue;
    const known = versioned.has(address) ? await caches.match(address) : undefined;
    await cache.put(address, known ?? (await download(address)));
  }
}

/** @param {string} address */
async function download(address) {
  const response = await fetch(address, { cache: versioned.has(address) ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  // A browser does not show a page from a response that was redirected.
  return response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response;
}

worker.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  for (const other of await caches.keys()) {
    if (other.startsWith(prefix) && other !== name) await caches.delete(other);
  }
  await worker.clients.claim();
}

worker.addEventListener("message", ({ data }) => {
  if (data === "begin") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = "";
  // The loader fetches a damaged file once more, past every cache.
  if (request.method !== "GET" || request.cache === "reload") return;
  if (versioned.has(address.href)) return event.respondWith(fromCache(request, address.href));
  address.search = "";
  const page = address.href === addressOf("index.html") ? addressOf("./") : address.href;
  if (plain.has(page)) event.respondWith(fromNetwork(request, page));
});

/** @param {string} address */
const cached = async (address) => (await caches.open(name)).match(address);

/** @param {Request} request @param {string} address */
async function fromCache(request, address) {
  return (await cached(address)) ?? fetch(request);
}

/** @param {Request} request @param {string} address */
async function fromNetwork(request, address) {
  const network = fetch(request).then((response) => {
    if (response.status >= 500) throw new Error(`${response.status}`);
    return response;
  });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(async () => (await cached(address)) ?? network);
  try {
    return await Promise.race([network, late]);
  } catch {
    return (await cached(address)) ?? fetch(request);
  }
}
