// Jobs that leave others their turns.

import assert from "node:assert/strict";
import test from "node:test";

import { runInSlices } from "../runtime/job-slices.js";

// A job of so many steps.
/** @param {number} steps */
function jobOf(steps) {
  let done = 0;
  return { step: () => Math.min(++done / steps, 1), steps: () => done };
}

const always = () => true;

test("a job is done after all of its steps, and not one more", async () => {
  const job = jobOf(5);
  assert.equal(await runInSlices(job, 0, always), 1);
  assert.equal(job.steps(), 5);
});

test("others get their turn between two slices", async () => {
  /** @type {string[]} */
  const order = [];
  const begin = (/** @type {string} */ name) =>
    runInSlices(jobOf(3), 0, () => {
      order.push(name);
      return true;
    });
  await Promise.all([begin("a"), begin("b")]);
  assert.deepEqual(order, ["a", "b", "a", "b"]);
});

test("a job that nobody waits for any more is not gone on with", async () => {
  const job = jobOf(5);
  assert.equal(await runInSlices(job, 0, (share) => share < 0.4), 0.4);
  assert.equal(job.steps(), 2);
});

test("who is asked whether to go on may refuse with an error, as a step may", async () => {
  const refuses = () => {
    throw new Error("aborted");
  };
  await assert.rejects(runInSlices(jobOf(5), 0, refuses), { message: "aborted" });
  await assert.rejects(runInSlices({ step: refuses }, 0, always), { message: "aborted" });
});

test("without Node's way of waiting, turns are taken in order as well", async (context) => {
  const { setImmediate, MessageChannel } = globalThis;
  /** @type {MessageChannel[]} */
  const channels = [];
  class Channel extends MessageChannel {
    constructor() {
      super();
      channels.push(this);
    }
  }
  context.after(() => {
    Object.assign(globalThis, { setImmediate, MessageChannel });
    // Node waits for those that somebody listens to.
    for (const { port1 } of channels) port1.close();
  });
  Object.assign(globalThis, { setImmediate: undefined, MessageChannel: Channel });
  /** @type {string[]} */
  const order = [];
  const begin = (/** @type {string} */ name) => runInSlices(jobOf(3), 0, () => order.push(name) > 0);
  assert.deepEqual(await Promise.all([begin("a"), begin("b"), begin("c")]), [1, 1, 1]);
  assert.deepEqual(order, ["a", "b", "c", "a", "b", "c"]);
});
