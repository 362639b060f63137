// The engine in a module worker. The page (src/engine/worker.rs) sends
//   {revision, text}   analyse this text; an analysis under way is given up
//   {stop: true}       end the analysis under way and send what it has found so far
// and receives
//   {kind: "alive"}                              this file runs
//   {kind: "ready"}                              the engine has been loaded
//   {kind: "progress", revision, share}          share of the work done, 0 to 1
//   {kind: "done", revision, complete, bytes}    a postcard-encoded Analysis, transferred
//   {kind: "failed", revision, message}          revision is null when the engine could not be loaded
//
// A release puts the hash of the engine's files into this file's query; the files are asked for with the same query.

const SLICE = 30; // milliseconds of work between two looks at the messages

const file = (name) => new URL(name + new URL(import.meta.url).search, import.meta.url).href;

async function load() {
  const engine = await import(file("engine.js"));
  await engine.default({ module_or_path: file("engine_bg.wasm") });
  // The first text pays for the engine's tables: a short one while nobody waits, instead of the first that is pasted.
  const job = new engine.Job("It may rain in Oslo, Ana Diaz said on Friday.");
  while (job.step() < 1);
  job.finish();
  return engine.Job;
}

// A message to oneself comes after the messages that wait already, and sooner than a timer, which browsers slow down.
const { port1, port2 } = new MessageChannel();
const turn = () =>
  new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });

let wanted = null; // the newest request that has not begun
let stopped = false;
let busy = false;

async function work() {
  if (busy) return;
  busy = true;
  let revision = null;
  try {
    const Job = await loaded;
    while (wanted) {
      revision = wanted.revision;
      const job = new Job(wanted.text);
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
      }
    }
  } catch (error) {
    postMessage({ kind: "failed", revision, message: String(error) });
  }
  busy = false;
}

onmessage = ({ data }) => {
  stopped = "stop" in data;
  if (!stopped) wanted = data;
  work();
};

postMessage({ kind: "alive" });
const loaded = load();
loaded.then(
  () => postMessage({ kind: "ready" }),
  (error) => postMessage({ kind: "failed", revision: null, message: String(error) }),
);
