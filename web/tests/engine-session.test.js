// What an engine does with the texts that it is given, wherever it runs.

import assert from "node:assert/strict";
import test from "node:test";

import { EngineSession } from "../runtime/engine-session.js";

/** @import { Engine, SessionMessage } from "../runtime/engine-session.js" */

// An engine that takes three steps over a text, breaks over "ice", comes to no end of "fog", and finds the text itself.
class FakeJob {
  static free = 0;
  #text;
  #steps = 0;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  /** @param {string} text */
  static withModel(text) {
    return new FakeJob(`${text} with model`);
  }

  /** @param {string} known */
  knowingLines(known) {
    return known ? new FakeJob(`${this.#text} knowing ${known}`) : this;
  }

  step() {
    if (this.#text === "ice") throw new Error("too cold");
    if (!this.#text.startsWith("fog")) this.#steps += 1;
    return this.#steps / 3;
  }

  finish() {
    return new TextEncoder().encode(this.#text);
  }

  /** @param {number} index */
  evidence(index) {
    return index === 0 ? new TextEncoder().encode(`why ${this.#text}`) : undefined;
  }

  free() {
    FakeJob.free += 1;
  }
}

class FakeModel {
  /** @param {Uint8Array} file */
  constructor(file) {
    if (file.length === 0) throw new Error("no model");
  }
}

const engine = /** @type {Engine} */ (/** @type {unknown} */ ({ Job: FakeJob, Model: FakeModel }));

// A session that looks at what it is sent after each step, and what it has sent, in words.
function sessionOf() {
  /** @type {string[]} */
  const sent = [];
  const words = (/** @type {ArrayBuffer | undefined} */ bytes) => (bytes ? [new TextDecoder().decode(bytes)] : []);
  /** @param {SessionMessage} message */
  const send = ({ kind, revision, complete, message, bytes }) => {
    if (kind !== "progress") sent.push([kind, revision, complete, message, ...words(bytes)].filter((word) => word !== undefined).join(" "));
  };
  return { session: new EngineSession(0, send), sent };
}

const rest = () => new Promise((go) => setTimeout(go, 20));
/** @param {number} revision @param {string} text */
const request = (revision, text, rules = false, known = "") => ({ revision, text, known, rules });

test("what is sent before the engine is loaded waits for it", async () => {
  const { session, sent } = sessionOf();
  session.receive({ model: new Uint8Array(1) });
  session.receive(request(1, "rain"));
  await rest();
  assert.deepEqual(sent, []);
  session.begin(engine);
  await rest();
  assert.deepEqual(sent, ["ready", "model", "done 1 true rain with model"]);
});

test("only the newest text is read to its end, and the job of an older one is freed", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  const before = FakeJob.free;
  session.receive(request(1, "rain"));
  session.receive(request(2, "snow"));
  session.receive(request(3, "hail"));
  await rest();
  assert.deepEqual(sent, ["ready", "done 3 true hail"]);
  assert.equal(FakeJob.free, before + 1, "the second text was never begun");
});

test("a reading that is stopped tells what it has found", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  session.receive(request(1, "rain"));
  session.receive({ stop: true });
  await rest();
  assert.deepEqual(sent, ["ready", "done 1 false rain"]);
});

test("a text that breaks the engine is named, and a model that cannot be read", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  session.receive({ model: new Uint8Array(0) });
  session.receive(request(1, "ice"));
  await rest();
  assert.deepEqual(sent, ["ready", "no-model Error: no model", "broken 1 Error: too cold"]);
});

test("nobody is told of a text that only prepares the engine, but of an engine that breaks over it", async () => {
  const { session, sent } = sessionOf();
  await session.prepare("before the engine is there");
  session.begin(engine);
  const before = FakeJob.free;
  await session.prepare("rain");
  assert.equal(FakeJob.free, before + 1);
  await session.prepare("ice");
  assert.deepEqual(sent, ["ready", "broken  Error: too cold"]);
});

test("what prepares the engine ends where a text comes, and where it is to be done anew", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  const before = FakeJob.free;
  const first = session.prepare("fog");
  await rest();
  const second = session.prepare("fog");
  await first;
  assert.equal(FakeJob.free, before + 1);
  await rest();
  session.receive(request(1, "snow"));
  await second;
  assert.equal(FakeJob.free, before + 2);
  await rest();
  assert.deepEqual(sent, ["ready", "done 1 true snow"]);
});

test("the engine is told what is known of a text's lines", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  session.receive(request(1, "rain", false, "7 8"));
  await rest();
  assert.deepEqual(sent, ["ready", "done 1 true rain knowing 7 8"]);
});

test("rules alone are used where they are asked for", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  session.receive({ model: new Uint8Array(1) });
  session.receive(request(1, "rain", true));
  await rest();
  assert.deepEqual(sent, ["ready", "model", "done 1 true rain"]);
});

test("there is evidence for the text that was read last, and for no other", async () => {
  const { session, sent } = sessionOf();
  session.receive({ revision: 1, why: 0 });
  session.begin(engine);
  session.receive(request(1, "rain"));
  await rest();
  session.receive({ revision: 1, why: 0 });
  session.receive({ revision: 1, why: 7 });
  session.receive({ revision: 2, why: 0 });
  assert.deepEqual(sent, ["ready", "done 1 true rain", "evidence 1 why rain"]);
});

test("a session that has ended finishes nothing, frees its job and begins nothing more", async () => {
  const { session, sent } = sessionOf();
  session.begin(engine);
  const before = FakeJob.free;
  session.receive(request(1, "rain"));
  session.receive(request(2, "snow"));
  session.end();
  await rest();
  assert.deepEqual(sent, ["ready"]);
  assert.equal(FakeJob.free, before + 1);
  const late = sessionOf();
  late.session.receive(request(1, "rain"));
  late.session.end();
  late.session.begin(engine);
  await rest();
  assert.deepEqual(late.sent, []);
});
