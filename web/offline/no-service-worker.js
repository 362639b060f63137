// In the place of the service worker where a build has none: it removes itself, and what an earlier one has cached.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  for (const cache of await caches.keys()) {
    if (cache.startsWith(`reportedly ${worker.registration.scope} `)) await caches.delete(cache);
  }
  await worker.registration.unregister();
}
