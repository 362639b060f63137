// Makes the page work without a network (service-worker.js), and says when a newer version of it is there.

// Milliseconds after the page is there: until then, the line belongs to what a person waits for.
const DELAY = 3_000;

// Milliseconds between two looks for a newer version, in a page that stays open.
const INTERVAL = 3_600_000;

const WORKER = "service-worker.js";

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

async function register() {
  const registration = await navigator.serviceWorker.register(addresses.createScriptURL(WORKER), { updateViaCache: "none" });
  const offer = () => {
    // The first version is nothing newer.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    // A text that is no draft would be lost.
    find("load-newer").hidden = !hasDrafts();
    find("newer").hidden = false;
  };
  offer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  find("load-newer").addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("begin");
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

if ("serviceWorker" in navigator) {
  const start = () => setTimeout(() => register().catch(tell), DELAY);
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}
