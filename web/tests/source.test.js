// Errors of the element's methods.

import assert from "node:assert/strict";
import test from "node:test";

import { coded, withCode } from "../element/source.js";
import { LoadError } from "../runtime/program-loader.js";

test("every error has a code of ours, whatever went wrong", async () => {
  const codeOf = (/** @type {unknown} */ error) => coded("unknown-format", Promise.reject(error)).catch(({ code, message }) => [code, message]);
  assert.deepEqual(await codeOf("there is no format docx"), ["unknown-format", "there is no format docx"]);
  assert.deepEqual(await codeOf(new DOMException("no", "DataCloneError")), ["program-failed", "no"]);
  assert.deepEqual(await codeOf(new LoadError("missing", "files.js", "is not there")), ["load-failed", "files.js is not there"]);
  assert.deepEqual(await codeOf(new Error("unreachable")), ["program-failed", "unreachable"]);
  assert.equal(await coded("unknown-format", Promise.resolve(5)), 5);
});

test("an error that has a code stays as it is, and others are its cause", () => {
  const known = Object.assign(new Error("no"), { code: "too-long" });
  assert.equal(withCode(known, "load-failed"), known);
  const other = new DOMException("no", "NetworkError");
  const { code, cause } = withCode(other, "load-failed");
  assert.deepEqual([code, cause], ["load-failed", other]);
});
