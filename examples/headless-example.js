// In a worker, a long text does not keep the page waiting.
const worker = new Worker("headless-worker.js", { type: "module" });
const found = document.querySelector("#found");

worker.addEventListener("message", ({ data }) => {
  found.textContent = data;
});

document.querySelector("#annotate").addEventListener("click", () => {
  found.textContent = "Reading …";
  worker.postMessage(document.querySelector("#text").value);
});
