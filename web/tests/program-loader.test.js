// Loading files from a disk, as in Node.

import assert from "node:assert/strict";
import test from "node:test";

import { LoadError, bytes, forget, once, program, useBundledFiles } from "../runtime/program-loader.js";

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

test("a page that is one file has what its files have, and needs no address", async () => {
  useBundledFiles({ addresses: {}, scripts: {}, contents: { "engine.words": new Blob(["words"]) } });
  assert.equal(new TextDecoder().decode(await bytes("engine.words")), "words");
  await assert.rejects(bytes("news.model"), { reason: "missing" });
});

test("a program that broke is another instance where its script has a factory", async () => {
  /** @type {any} As little of a program as the loader needs. */
  const factories = { links: () => ({ default: async () => {} }) };
  useBundledFiles({ addresses: {}, scripts: {}, contents: { "links_bg.wasm": new Blob([]) }, factories });
  const first = await program("links");
  assert.equal(await program("links"), first);
  forget("links");
  assert.notEqual(await program("links"), first);
});
