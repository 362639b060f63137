// The engine in a module worker. It asks the network for nothing: web/runtime/engine-client.js gives it all that it needs, checked.
//
// It is started from a blob: address, so that the policy of the page holds in it too: a worker that is started from a file has
// a policy of its own, or none. Therefore it has to be one file: `cargo xtask programs` puts the two scripts in the place of its imports.
//
// crates/reader/src/engine/worker.rs sends
//   {wasm, words}             the engine's program and its word lists
//   {model}                   the bytes of a model file
//   {revision, text, rules}   analyse this text, with the model if it is there and `rules` is false; an analysis under way is
//                             given up
//   {stop: true}              end the analysis under way and send what it has found so far
//   {revision, why}           what the model thinks of the annotation at place `why` of the last analysis of this text; there
//                             is no answer where there is nothing to say, or where another analysis has begun
// and receives
//   {kind: "alive"}                              this file runs
//   {kind: "ready"}                              the engine has been loaded
//   {kind: "model"}                              the model is there: analyses that begin from now on use it
//   {kind: "no-model", message}                  it is unusable
//   {kind: "progress", revision, share}          share of the work done, 0 to 1
//   {kind: "done", revision, complete, bytes}    a postcard-encoded Analysis, transferred
//   {kind: "evidence", revision, why, bytes}     a postcard-encoded Evidence, transferred
//   {kind: "broken", revision, message}          the engine broke over this text; over something else if it is null. Its state
//                                                cannot be trusted any more: this worker is to be ended

import { runInSlices } from "./job-slices.js";
import init, { Job, Model, provideWords } from "./engine.js";

/** @typedef {{ revision: number, text: string, rules: boolean }} Request */

const SLICE = 30; // milliseconds of work between two looks at the messages

// The first text pays for the engine's tables: a short one while nobody waits, instead of the first that is pasted.
function warmUp() {
  const job = new Job("It may rain in Oslo, Ana Diaz said on Friday.");
  while (job.step() < 1);
  job.finish();
  job.free();
}

/** @param {{ wasm: ArrayBuffer, words: string }} program */
async function load({ wasm, words }) {
  try {
    await init({ module_or_path: wasm });
    provideWords(words);
    warmUp();
    isLoaded = true;
  } catch (error) {
    postMessage({ kind: "broken", revision: null, message: String(error) });
    return;
  }
  postMessage({ kind: "ready" });
  readModel();
  work();
}

let isLoaded = false;
/** @type {Uint8Array | null} */
let modelFile = null; // the bytes of a model that has not been read
/** @type {Model | null} */
let model = null;

function readModel() {
  if (!isLoaded || !modelFile) return;
  const file = modelFile;
  modelFile = null;
  try {
    model = new Model(file);
  } catch (error) {
    postMessage({ kind: "no-model", message: String(error) });
    return;
  }
  postMessage({ kind: "model" });
}

/** @type {Request | null} */
let wanted = null; // the newest request that has not begun
/** @type {{ revision: number, job: Job } | null} */
let read = null; // the last text that was read: its revision and its job, which can be asked why
let stopped = false;
let busy = false;

async function work() {
  if (busy || !isLoaded) return;
  busy = true;
  /** @type {number | null} */
  let revision = null;
  try {
    while (wanted) {
      revision = wanted.revision;
      const { text, rules } = wanted;
      read?.job.free();
      read = null;
      const job = model && !rules ? Job.withModel(text, model) : new Job(text);
      wanted = null;
      const share = await runInSlices(job, SLICE, (done) => {
        postMessage({ kind: "progress", revision, share: done });
        return !wanted && !stopped;
      });
      if (wanted) {
        job.free();
      } else {
        const bytes = job.finish().buffer;
        postMessage({ kind: "done", revision, complete: share >= 1, bytes }, { transfer: [bytes] });
        read = { revision, job };
      }
    }
  } catch (error) {
    postMessage({ kind: "broken", revision, message: String(error) });
  }
  busy = false;
}

/** @param {{ revision: number, why: number }} asked */
function weigh({ revision, why }) {
  try {
    const bytes = read?.revision === revision && read.job.evidence(why)?.buffer;
    if (bytes) postMessage({ kind: "evidence", revision, why, bytes }, { transfer: [bytes] });
  } catch (error) {
    postMessage({ kind: "broken", revision: null, message: String(error) });
  }
}

onmessage = ({ data }) => {
  if (data.wasm) {
    load(data);
  } else if (data.model) {
    modelFile = data.model;
    readModel();
  } else if ("why" in data) {
    weigh(data);
  } else {
    stopped = "stop" in data;
    if (!stopped) wanted = data;
    work();
  }
};
postMessage({ kind: "alive" });
