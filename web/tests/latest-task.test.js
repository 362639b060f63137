// Which of several changes counts.

import assert from "node:assert/strict";
import test from "node:test";

import { LatestTask } from "../element/latest-task.js";

// A promise that a test settles.
function later() {
  /** @type {(result?: unknown) => void} */
  let resolve = () => {};
  /** @type {(error: Error) => void} */
  let reject = () => {};
  const promise = new Promise((go, refuse) => ([resolve, reject] = [go, refuse]));
  return { promise, resolve, reject };
}

// What was begun before has gone on.
const rest = () => new Promise((go) => setTimeout(go));

// Tasks with what has gone wrong.
function tasks() {
  /** @type {string[]} */
  const problems = [];
  return { latest: new LatestTask((error) => problems.push(error.message)), problems };
}

test("a task that hangs keeps nobody waiting once another has begun, or none counts", async () => {
  const { latest } = tasks();
  const hangs = () => new Promise(() => {});
  latest.begin(hangs);
  await rest();
  const waiting = latest.settled();
  latest.begin(async () => {});
  await waiting;
  latest.begin(hangs);
  await rest();
  const last = latest.settled();
  latest.end();
  await last;
});

test("of tasks that begin at once only the last one does anything", async () => {
  const { latest } = tasks();
  /** @type {number[]} */
  const begun = [];
  for (const number of [1, 2, 3]) latest.begin(async () => begun.push(number));
  await latest.settled();
  assert.deepEqual(begun, [3]);
});

test("of two tasks the later one counts, whichever ends first", async () => {
  const { latest } = tasks();
  /** @type {string[]} */
  const shown = [];
  const slow = later();
  latest.begin(async (signal) => {
    await slow.promise;
    if (!signal.aborted) shown.push("first");
  });
  await rest();
  latest.begin(async () => shown.push("second"));
  await latest.settled();
  slow.resolve();
  await rest();
  assert.deepEqual(shown, ["second"]);
});

test("who waits for a task waits for the one that has taken its place", async () => {
  const { latest } = tasks();
  const slow = later();
  let isSettled = false;
  latest.begin(async () => {});
  const settled = latest.settled().then(() => (isSettled = true));
  latest.begin(() => slow.promise);
  await rest();
  assert.equal(isSettled, false);
  slow.resolve();
  await settled;
});

test("what goes wrong with a task that counts is told once, and to everybody who asks later", async () => {
  const { latest, problems } = tasks();
  latest.begin(async () => {
    throw new Error("no such file");
  });
  for (let times = 0; times < 2; times += 1) await assert.rejects(latest.settled(), { message: "no such file" });
  assert.equal(latest.problem?.message, "no such file");
  assert.deepEqual(problems, ["no such file"]);
  latest.begin(async () => {});
  await latest.settled();
  assert.equal(latest.problem, undefined);
});

test("what goes wrong with a task that counts no more is told to nobody", async () => {
  const { latest, problems } = tasks();
  const slow = later();
  latest.begin(() => slow.promise);
  await rest();
  latest.begin(async () => {});
  slow.reject(new Error("too late"));
  await latest.settled();
  assert.deepEqual(problems, []);
});

test("who hears of a problem may begin another task, which is waited for", async () => {
  /** @type {string[]} */
  const shown = [];
  const latest = new LatestTask(() => latest.begin(async () => shown.push("another")));
  latest.begin(async () => {
    throw new Error("no such file");
  });
  await latest.settled();
  assert.deepEqual(shown, ["another"]);
});

test("after the end no task counts", async () => {
  const { latest, problems } = tasks();
  const slow = later();
  const { signal } = latest;
  /** @type {AbortSignal | undefined} */
  let given;
  latest.begin((its) => {
    given = its;
    return slow.promise;
  });
  await rest();
  latest.end();
  assert.deepEqual([signal.aborted, given?.aborted, latest.signal.aborted], [true, true, true]);
  slow.reject(new Error("too late"));
  await latest.settled();
  assert.deepEqual(problems, []);
});
