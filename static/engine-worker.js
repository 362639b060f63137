// The engine in a module worker. The page (src/engine/worker.rs) sends
//   {revision, text}   analyse this text, with the model if it is there; an analysis under way is given up
//   {stop: true}       end the analysis under way and send what it has found so far
//   {model: true}      try once more to get the model
//   {revision, why}    what the model thinks of the annotation at place `why` of the last analysis of this text; there is no
//                      answer where there is nothing to say, or where another analysis has begun
// and receives
//   {kind: "alive"}                              this file runs
//   {kind: "unsupported"}                        this browser lacks what the engine is built for; nothing else comes
//   {kind: "ready"}                              the engine has been loaded
//   {kind: "model"}                              the model is there: analyses that begin from now on use it
//   {kind: "no-model", message}                  it is missing or unusable
//   {kind: "progress", revision, share}          share of the work done, 0 to 1
//   {kind: "done", revision, complete, bytes}    a postcard-encoded Analysis, transferred
//   {kind: "evidence", revision, why, bytes}     a postcard-encoded Evidence, transferred
//   {kind: "failed", revision, message}          revision is null when the engine could not be loaded
//
// A release puts the hash of the engine's files into this file's query; the files are asked for with the same query.

const SLICE = 30; // milliseconds of work between two looks at the messages

// The smallest module that needs SIMD (src/engine/load.js has it too): a function that makes a vector of a number.
const SIMD = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

const file = (name) => new URL(name + new URL(import.meta.url).search, import.meta.url).href;

async function words() {
  const response = await fetch(file("engine.words"));
  if (!response.ok) throw new Error(`the word lists could not be downloaded (${response.status})`);
  return response.text();
}

async function program() {
  const engine = await import(file("engine.js"));
  await engine.default({ module_or_path: file("engine_bg.wasm") });
  return engine;
}

async function load() {
  const [engine, lists] = await Promise.all([program(), words()]);
  engine.provideWords(lists);
  // The first text pays for the engine's tables: a short one while nobody waits, instead of the first that is pasted.
  const job = new engine.Job("It may rain in Oslo, Ana Diaz said on Friday.");
  while (job.step() < 1);
  job.finish();
  job.free();
  return engine;
}

async function download(cache) {
  let problem;
  try {
    const response = await fetch(file("news.model"), { cache });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    problem = response.status;
  } catch (error) {
    problem = error.message;
  }
  throw `the model file could not be downloaded (${problem})`;
}

let model = null;

// A damaged file may lie in the browser's cache: a second attempt has to pass that by.
async function loadModel(cache) {
  try {
    const bytes = await download(cache);
    const { Model } = await loaded;
    model = new Model(bytes);
    postMessage({ kind: "model" });
  } catch (error) {
    postMessage({ kind: "no-model", message: String(error) });
  }
}

// A message to oneself comes after the messages that wait already, and sooner than a timer, which browsers slow down.
const { port1, port2 } = new MessageChannel();
const turn = () =>
  new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

let wanted = null; // the newest request that has not begun
let read = null; // the last text that was read: its revision and its job, which can be asked why
let stopped = false;
let busy = false;

async function work() {
  if (busy) return;
  busy = true;
  let revision = null;
  try {
    const { Job } = await loaded;
    while (wanted) {
      revision = wanted.revision;
      const { text } = wanted;
      read?.job.free();
      read = null;
      const job = model ? Job.withModel(text, model) : new Job(text);
      wanted = null;
      let share = 0;
      while (share < 1 && !wanted && !stopped) {
        const pause = performance.now() + SLICE;
        do share = job.step();
        while (share < 1 && performance.now() < pause);
        if (share < 1) {
          postMessage({ kind: "progress", revision, share });
          await turn();
        }
      }
      if (wanted) {
        job.free();
      } else {
        const bytes = job.finish().buffer;
        postMessage({ kind: "done", revision, complete: share >= 1, bytes }, [bytes]);
        read = { revision, job };
      }
    }
  } catch (error) {
    postMessage({ kind: "failed", revision, message: String(error) });
  }
  busy = false;
}

// A failure is not caught: the page hears of it as an error of the worker.
function weigh({ revision, why }) {
  const bytes = read?.revision === revision && read.job.evidence(why)?.buffer;
  if (bytes) postMessage({ kind: "evidence", revision, why, bytes }, [bytes]);
}

let loaded;

if (WebAssembly.validate(SIMD)) {
  postMessage({ kind: "alive" });
  loaded = load();
  loaded.then(
    () => postMessage({ kind: "ready" }),
    (error) => postMessage({ kind: "failed", revision: null, message: String(error) }),
  );
  loadModel("default");
  onmessage = ({ data }) => {
    if (data.model) {
      loadModel("reload");
    } else if ("why" in data) {
      weigh(data);
    } else {
      stopped = "stop" in data;
      if (!stopped) wanted = data;
      work();
    }
  };
} else {
  postMessage({ kind: "unsupported" });
}
