// Runs before the program has been loaded, and when it breaks. Without this file the page still shows the text box.
//
// - The colours that a person has chosen hold from the first moment on.
// - What a person does too early is kept in data-wanted, and done as soon as the program is there (src/main.rs).
// - If the program cannot be loaded, or breaks later, a sentence in index.html is shown and the text stays in its box.
try {
  document.documentElement.dataset.theme = localStorage.getItem("reportedly-theme") ?? "";
} catch {
  // Without storage, the system's colours.
}
(() => {
  const root = document.getElementById("reportedly");
  let started = false;

  const want = (what) => {
    if (!started) root.dataset.wanted = what;
  };
  root.addEventListener("paste", ({ target, clipboardData }) => {
    if (target.value.trim() === "" && clipboardData.getData("text/plain").trim() !== "") want("read");
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    want("read");
  });
  root.addEventListener("click", ({ target }) => {
    if (target.dataset.example) want(target.dataset.example);
  });

  const failed = (which) => {
    document.documentElement.dataset.failed = which;
    document.getElementById(which).hidden = false;
  };
  addEventListener("TrunkApplicationStarted", () => (started = true));
  // In the capture phase, since a script that cannot be fetched tells nobody but itself.
  addEventListener("error", ({ error }) => {
    if (!started) failed("not-loaded");
    else if (error instanceof WebAssembly.RuntimeError) failed("broken");
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => {
    if (!started) failed("not-loaded");
    else if (reason instanceof WebAssembly.RuntimeError) failed("broken");
  });
})();
