// Runs before the page is drawn, before the program has been loaded, and when it breaks. Without this file the page still
// shows the text box.
//
// - The colours that a person has chosen hold from the first moment on.
// - What a person does too early is kept in data-wanted, and done as soon as the program is there (src/main.rs).
// - If the program cannot be loaded, or breaks later, a sentence in index.html is shown and the text stays in its box.
// - The files of the engine are fetched while the program is: its worker then starts with the program, before the page is painted.
(() => {
  const page = document.documentElement.dataset;
  /** @param {string} id */
  const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** @param {EventTarget | null} target */
  const element = (target) => /** @type {HTMLInputElement} */ (target);
  const there = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  /** @type {<T>(change: (storage: Storage) => T) => T | undefined} */
  const remembered = (change) => {
    try {
      return change(localStorage);
    } catch {
      // Without storage it holds until the tab is closed.
      return undefined;
    }
  };

  // The smallest module that needs SIMD, as in engine-client.js: a browser without it is not given the engine.
  const simd = Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);
  const programs = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=reportedly-programs]"))?.content;
  // A page that is one file has no address for them.
  if (programs && globalThis.WebAssembly?.validate(simd)) {
    /** @type {Promise<typeof import("../runtime/program-loader.js")>} */
    const loader = import(new URL(programs, document.baseURI).href);
    // What fails here is told by whoever wants the engine.
    loader.then(({ prefetch }) => prefetch("engine-worker.js", "engine_bg.wasm", "engine.words", "news.model"), () => {});
  }

  page.theme = remembered((storage) => storage.getItem("reportedly-theme")) ?? "";
  there.then(() => (element(find("theme")).value = page.theme ?? ""));
  addEventListener("change", ({ target }) => {
    const { id, value } = element(target);
    if (id !== "theme") return;
    page.theme = value;
    remembered((storage) => storage.setItem("reportedly-theme", value));
  });

  let started = false;
  let listens = false;
  const listening = new Promise((resolve) => addEventListener("reportedly-listening", resolve)).then(() => (listens = true));
  /** @param {string} what */
  const want = (what) => {
    if (!listens) find("reportedly").dataset.wanted = what;
  };
  // A paste stands in the box as plain text until the program is there, and is given to it then in all its forms, if nobody has written
  // anything else meanwhile.
  addEventListener("paste", async ({ target, clipboardData, defaultPrevented }) => {
    if (listens || defaultPrevented || element(target).value?.trim() !== "" || !clipboardData) return;
    const pasted = new DataTransfer();
    for (const type of ["text/plain", "text/html"]) pasted.setData(type, clipboardData.getData(type));
    for (const file of clipboardData.files) pasted.items.add(file);
    // At once: the program may come before the text is in the box, and puts its own element into the place of this one.
    want("paste");
    const { dataset } = find("reportedly");
    await new Promise((go) => setTimeout(go));
    const { value } = element(target);
    await listening;
    const input = element(document.querySelector("#reportedly textarea"));
    if (input.value !== value || dataset.wanted !== "paste") return;
    input.value = "";
    const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // What a script gives with the event, Firefox does not pass on.
    Object.defineProperty(event, "clipboardData", { value: pasted });
    input.dispatchEvent(event);
  });
  addEventListener("submit", (event) => {
    event.preventDefault();
    want("read");
  });
  addEventListener("keydown", ({ target, key, ctrlKey, metaKey }) => {
    if (element(target).localName === "textarea" && key === "Enter" && (ctrlKey || metaKey)) want("read");
  });
  addEventListener("click", ({ target }) => {
    const { example } = element(target).dataset ?? {};
    if (example) want(example);
  });

  // Files that are chosen or dropped stay in their box until the program takes them (src/main.rs). A dialog that was opened before
  // belongs to that box for good: what is chosen in it later is put into the program's own, as soon as somebody listens there.
  const box = () => element(document.querySelector("[type=file]"));
  there.then(() => {
    const first = box();
    first.addEventListener("change", async () => {
      if (first.isConnected) return want("file");
      await listening;
      const now = box();
      now.files = first.files;
      now.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  addEventListener("dragover", (event) => {
    if (!listens && event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const files = event.dataTransfer?.files;
    if (listens || !files?.length) return;
    event.preventDefault();
    box().files = files;
    want("file");
  });

  /** @param {string} which */
  const failed = (which) => {
    page.failed = which;
    there.then(() => (find(which).hidden = false));
  };
  // Whatever a link has brought, the page can be loaded again without it, and Back leads to what was before.
  const broken = () => {
    failed("broken");
    if (/^#r\d/.test(location.hash)) history.replaceState(null, "", location.href.split("#")[0]);
  };
  addEventListener("TrunkApplicationStarted", () => (started = true));
  // In the capture phase, since a script that cannot be fetched tells nobody but itself.
  addEventListener("error", ({ error, target }) => {
    if (element(target).localName === "link") return;
    if (!started) failed("not-loaded");
    else if (error instanceof WebAssembly.RuntimeError) broken();
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => {
    if (!started) failed("not-loaded");
    else if (reason instanceof WebAssembly.RuntimeError) broken();
  });
})();
