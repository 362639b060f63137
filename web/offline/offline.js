// Makes the page work without a network (service-worker.js), lets it be installed, and says when a newer version of it is there.

// All of that waits until nobody has done anything for so many milliseconds: until then, line and processor belong to what a person
// waits for. A browser that may install a page moves something beside its address, and is slow meanwhile.
const REST = 3_000;

// What a person does.
const ACTS = ["click", "keydown", "paste"];

// Milliseconds between two looks for a newer version, in a page that stays open.
const INTERVAL = 3_600_000;

const WORKER = "service-worker.js";
const MANIFEST = "manifest.webmanifest";

// The page's policy requires Trusted Types.
const rules = {
  /** @param {string} address */
  createScriptURL(address) {
    if (address !== WORKER) throw new TypeError("this page has one service worker");
    return address;
  },
};
const addresses = globalThis.trustedTypes?.createPolicy("reportedly-offline", rules) ?? rules;

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

// Whether what is on the screen is there again after a reload.
function hasDrafts() {
  try {
    return localStorage.getItem("reportedly-keeps") !== "no";
  } catch {
    return false;
  }
}

// Whether the version that waits is another one than this page's, which may have come from the network already: whether any file
// that this page has checked is no part of it.
/** @param {ServiceWorkerRegistration} registration */
async function isNewer({ scope }) {
  const newest = (await caches.keys()).findLast((name) => name.startsWith(`reportedly ${scope} `));
  if (!newest) return false;
  const cache = await caches.open(newest);
  const page = (await cache.match(location.origin + location.pathname)) ?? (await cache.match(scope));
  const html = (await page?.text()) ?? "";
  return [...document.querySelectorAll("[integrity]")].some((file) => !html.includes(file.getAttribute("integrity") ?? ""));
}

async function register() {
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: MANIFEST }));
  const registration = await navigator.serviceWorker.register(addresses.createScriptURL(WORKER), { updateViaCache: "none" });
  const offer = async () => {
    // The first version is nothing newer.
    if (!registration.waiting || !navigator.serviceWorker.controller || !(await isNewer(registration))) return;
    // A text that is no draft would be lost.
    find("load-newer").hidden = !hasDrafts();
    find("newer").hidden = false;
  };
  const watch = () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state !== "redundant") offer().catch(tell);
      else if (!registration.active) tell("not every file of this version could be stored");
    });
  };
  // A navigation begins to look for a newer version before this script runs.
  watch();
  await offer();
  registration.addEventListener("updatefound", watch);
  find("load-newer").addEventListener("click", () => {
    // Another tab has begun with it already.
    if (!registration.waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("begin");
  });
  find("stay").addEventListener("click", () => (find("newer").hidden = true));
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - last < INTERVAL) return;
    last = Date.now();
    registration.update().catch(tell);
  });
}

/** @param {unknown} error */
const tell = (error) => console.info(`Reportedly needs a network here: ${error instanceof Error ? error.message : error}`);

// Resolves when nobody has done anything for a while.
/** @returns {Promise<void>} */
function rest() {
  const ended = new AbortController();
  return new Promise((go) => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        ended.abort();
        go();
      }, REST);
    };
    for (const act of ACTS) addEventListener(act, again, { capture: true, signal: ended.signal });
    again();
  });
}

// In a frame nothing is stored.
if ("serviceWorker" in navigator && top === self) {
  const start = () => rest().then(register).catch(tell);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
