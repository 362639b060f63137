// How the engine's worker is asked for.

import assert from "node:assert/strict";
import test from "node:test";

import { EngineWorker, registerLoader } from "../runtime/engine-client.js";
import { LoadError } from "../runtime/program-loader.js";

// A worker of a browser, as far as it is used.
class FakeWorker extends EventTarget {
  isTerminated = false;
  /** @type {unknown[]} */
  posted = [];

  /** @param {unknown} message */
  postMessage(message) {
    this.posted.push(message);
  }

  terminate() {
    this.isTerminated = true;
  }

  /** @param {unknown} data */
  answer(data) {
    this.dispatchEvent(Object.assign(new Event("message"), { data }));
  }

  refuse() {
    this.dispatchEvent(new Event("error"));
  }
}

/** @import { Message } from "../runtime/engine-client.js" */

const rest = () => new Promise((go) => setTimeout(go));

// A client with these ways to a worker, and what it has said.
/** @param {(() => FakeWorker)[]} ways */
function clientOf(...ways) {
  return clientAfter(0, ...ways);
}

// The same, where a worker's file may take so many milliseconds.
/** @param {number} download @param {(() => FakeWorker)[]} ways */
function clientAfter(download, ...ways) {
  /** @type {string[]} */
  const said = [];
  /** @type {Message[]} */
  const messages = [];
  const loader = {
    engineWorkers: async () => ways.map((start) => ({ start, download })),
    bytes: async () => new Uint8Array(1),
    text: async () => "",
  };
  /** @param {Message} message */
  const hear = (message) => {
    messages.push(message);
    said.push(message.kind);
  };
  return { client: new EngineWorker(registerLoader(loader), hear), said, messages };
}

test("a worker that is refused at once or later gives way to the next one", async () => {
  const late = new FakeWorker(), last = new FakeWorker();
  const throws = () => {
    throw new Error("not from there");
  };
  const { client, said } = clientOf(throws, () => late, () => last);
  await rest();
  client.post({ text: "a" });
  assert.deepEqual(late.posted, [], "nothing is handed over to a worker that may be refused");
  late.refuse();
  await rest();
  assert.equal(last.posted.length, 3, "program, model and text");
  last.answer({ kind: "alive" });
  assert.deepEqual(said, ["started", "started", "alive"]);
});

test("a worker that was refused ends, and neither says anything more nor is refused twice", async () => {
  const refused = new FakeWorker(), last = new FakeWorker();
  let count = 0;
  const { client, said } = clientOf(() => refused, () => (count++, last));
  await rest();
  refused.refuse();
  refused.refuse();
  refused.answer({ kind: "alive" });
  await rest();
  client.post({ text: "a" });
  assert.equal(refused.isTerminated, true);
  assert.deepEqual([count, said], [1, ["started", "started"]]);
  assert.deepEqual([refused.posted.length, last.posted.length], [0, 3]);
});

test("a worker's file that cannot be fetched is told from a worker that is refused", async () => {
  const throws = (/** @type {Error} */ error) => () => {
    throw error;
  };
  const missing = clientOf(throws(new Error("refused")), throws(new LoadError("missing", "engine-worker.js", "could not be downloaded")));
  const refused = clientOf(throws(new Error("refused")));
  await rest();
  assert.deepEqual(missing.messages.map(({ kind, notLoaded }) => [kind, notLoaded]), [["refused", true]]);
  assert.deepEqual(refused.messages.map(({ kind, notLoaded }) => [kind, notLoaded]), [["refused", false]]);
});

test("a worker's file may take long to come before its silence counts", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const slow = new FakeWorker(), quick = new FakeWorker();
  const waiting = clientAfter(30_000, () => slow), answering = clientAfter(30_000, () => quick);
  await new Promise((go) => setImmediate?.(() => go(undefined)));
  context.mock.timers.tick(29_999);
  assert.deepEqual(waiting.said, []);
  quick.answer({ kind: "alive" });
  assert.deepEqual(answering.said, ["started", "alive"]);
  context.mock.timers.tick(1);
  assert.deepEqual([waiting.said, answering.said], [["started"], ["started", "alive"]]);
});

test("where every way is refused, it is said once", async () => {
  const worker = new FakeWorker();
  const { said } = clientOf(() => worker);
  await rest();
  worker.refuse();
  assert.deepEqual(said, ["started", "refused"]);
});

test("a worker that has run and breaks is not taken for one that is refused", async () => {
  const first = new FakeWorker(), second = new FakeWorker();
  const { said } = clientOf(() => first, () => second);
  await rest();
  first.answer({ kind: "alive" });
  first.refuse();
  await rest();
  assert.equal(second.posted.length, 0);
  assert.deepEqual(said, ["started", "alive", "refused"]);
});

test("nothing is heard of a client that has ended, and its worker ends", async () => {
  const worker = new FakeWorker();
  const { client, said } = clientOf(() => worker);
  await rest();
  client.terminate();
  worker.answer({ kind: "alive" });
  assert.deepEqual(said, ["started"]);
  assert.equal(worker.isTerminated, true);
});

test("a loader has one name", () => {
  const loader = {};
  assert.equal(registerLoader(loader), registerLoader(loader));
  assert.notEqual(registerLoader(loader), registerLoader({}));
});
