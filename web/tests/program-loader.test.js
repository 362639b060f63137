// Loading files from a disk, as in Node.

import assert from "node:assert/strict";
import test from "node:test";

import { LoadError, bytes, forget, once, useBundledFiles } from "../runtime/program-loader.js";

test("a file that is none of this version is named", async () => {
  await assert.rejects(bytes("nonsense.wasm"), (error) => error instanceof LoadError && error.reason === "missing" && error.file === "nonsense.wasm");
});

test("a Node that is too old is told so", async (context) => {
  const { getBuiltinModule } = process;
  context.after(() => (process.getBuiltinModule = getBuiltinModule));
  process.getBuiltinModule = undefined;
  await assert.rejects(bytes("engine.words"), (error) => error instanceof LoadError && /Node has to be/.test(error.message));
});

test("what is loaded once is loaded once, unless it failed or is forgotten", async () => {
  let count = 0;
  const load = async () => ++count;
  assert.deepEqual([await once("a", load), await once("a", load)], [1, 1]);
  forget("a");
  assert.equal(await once("a", load), 2);
  await assert.rejects(once("b", async () => Promise.reject(new Error("no"))));
  assert.equal(await once("b", load), 3);
});

test("a file that a bundler knows nothing of is missing", async () => {
  useBundledFiles({ addresses: {}, scripts: {} });
  await assert.rejects(bytes("engine.words"), { reason: "missing" });
});
