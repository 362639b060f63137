// The programs that bench.html times, each in a worker of its own: this site's engine as the page runs it, and packages of others.

import { EngineWorker } from "../runtime/engine-client.js";

/**
 * A program that is ready to annotate.
 * @typedef {{ annotate: (text: string) => Promise<void>, end: () => void }} Subject
 */
/** @typedef {{ name: string, version: string, open: () => Promise<Subject> }} SubjectEntry */
/** @typedef {typeof import("../runtime/program-loader.js")} Loader */

/** @param {string} name */
const meta = (name) => /** @type {HTMLMetaElement} */ (document.querySelector(`meta[name=reportedly-${name}]`)).content;

const loaderAddress = new URL(meta("programs"), document.baseURI).href;

// The engine with its model.
/** @returns {Promise<Subject>} */
function openEngine() {
  return new Promise((ready, fail) => {
    /** @type {{ done: () => void, fail: (error: Error) => void } | undefined} */
    let waiting;
    let revision = 0;
    const worker = new EngineWorker(loaderAddress, ({ kind, message }) => {
      if (kind === "model") ready({ annotate, end: () => worker.terminate() });
      if (kind === "done") waiting?.done();
      if (!["refused", "not-loaded", "no-model", "broken"].includes(kind)) return;
      const error = new Error(message);
      worker.terminate();
      fail(error);
      waiting?.fail(error);
    });
    /** @param {string} text @returns {Promise<void>} */
    const annotate = (text) =>
      new Promise((done, failed) => {
        waiting = { done, fail: failed };
        worker.post({ revision: (revision += 1), text, known: "", rules: false });
      });
  });
}

// What is put behind a package's script, whose functions are fields of `peer`.
const ANSWERS = "onmessage = ({ data }) => postMessage(peer.annotate(data)); postMessage(0);";

/** @param {string} file @param {string} integrity @returns {Promise<Subject>} */
async function openPeer(file, integrity) {
  /** @type {Loader} */
  const { workerOf } = await import(loaderAddress);
  const answer = await fetch(file, { integrity });
  if (!answer.ok) throw new Error(`${file} could not be downloaded (${answer.status})`);
  const worker = workerOf(`${await answer.text()}\n${ANSWERS}`);
  /** @param {() => void} begin @returns {Promise<void>} */
  const answered = (begin) =>
    new Promise((done, fail) => {
      worker.onmessage = () => done();
      worker.onerror = ({ message }) => fail(new Error(message || `the browser refuses a worker of ${file}`));
      begin();
    });
  await answered(() => {});
  return { annotate: (text) => answered(() => worker.postMessage(text)), end: () => worker.terminate() };
}

// The programs of this site.
/** @type {SubjectEntry[]} */
export const SUBJECTS = [
  { name: "Reportedly", version: "", open: openEngine },
  ...meta("peers").split(", ").filter(Boolean).map((peer) => {
    const [name = "", version = "", integrity = ""] = peer.split(" ");
    return { name, version, open: () => openPeer(`bench/${name}.js`, integrity) };
  }),
];
