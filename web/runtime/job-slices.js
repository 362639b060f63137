// Works on jobs of the engine a little at a time, so that others get their turn: for the worker, the main thread and headless.js.

// What waits for its turn, in order.
/** @type {(() => void)[]} */
const waiting = [];
/** @type {MessageChannel | undefined} */
let channel;

// After whatever waits already, and sooner than a timer, which browsers slow down.
/** @returns {Promise<void>} */
function turn() {
  const { setImmediate } = globalThis;
  // In Node, a channel that somebody listens to lets no program end.
  if (setImmediate) return new Promise((go) => setImmediate(go));
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  channel.port2.postMessage(null);
  return new Promise((go) => waiting.push(go));
}

// Works on a job for so many milliseconds at a time. After each, and when others have had their turn, `goesOn` is told which share is
// done, and says whether to go on. Returns the share that is done: 1 where it is all of it.
/**
 * @param {{ step(): number }} job
 * @param {number} milliseconds
 * @param {(share: number) => boolean} goesOn
 */
export async function runInSlices(job, milliseconds, goesOn) {
  for (;;) {
    const pause = performance.now() + milliseconds;
    let share = job.step();
    while (share < 1 && performance.now() < pause) share = job.step();
    if (share >= 1) return share;
    await turn();
    if (!goesOn(share)) return share;
  }
}
