import { Worker, isMainThread, parentPort } from "node:worker_threads";

if (isMainThread) {
  new Worker(new URL(import.meta.url)).on("message", (found) => console.log(JSON.stringify(found)));
} else {
  const { version } = await import("reportedly");
  const { annotate } = await import("reportedly/headless");
  const { annotations } = await annotate("The talks may resume, a source said.");
  parentPort.postMessage({ annotations: annotations.length, version });
}
