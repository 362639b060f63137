// What the attributes of the element mean.

import assert from "node:assert/strict";
import test from "node:test";

import { Attributes, LAYERS } from "../element/attributes.js";

Object.assign(globalThis, { document: { baseURI: "https://news.example/story" } });

/** @param {Partial<Record<string, string | undefined>>} given */
const attributesOf = (given) => new Attributes({ getAttribute: (name) => given[name] ?? null });

test("a value that there is not is the default", () => {
  assert.equal(attributesOf({ mode: "read" }).value("mode"), "read");
  assert.equal(attributesOf({ mode: "write" }).value("mode"), "edit");
  assert.equal(attributesOf({}).value("theme"), "inherit");
});

test("layers are those that are named, or all where none of the names is one", () => {
  assert.deepEqual(attributesOf({ layers: "hedge, entity" }).layers(), ["hedge", "entity"]);
  assert.deepEqual(attributesOf({ layers: "nouns hedge" }).layers(), ["hedge"]);
  for (const layers of ["hedges", "", undefined]) assert.deepEqual(attributesOf({ layers }).layers(), LAYERS);
});

test("links are opened by the page that is named, and by no word", () => {
  assert.equal(attributesOf({ share: "/embed/embed.html" }).shareAddress(), "https://news.example/embed/embed.html");
  assert.equal(attributesOf({ share: "embed.html" }).shareAddress(), "https://news.example/embed.html");
  for (const share of ["on", "off", "maybe", undefined]) assert.equal(attributesOf({ share }).shareAddress(), undefined);
});

test("links are opened by pages, and by nothing else that has an address", () => {
  for (const share of ["javascript:alert(1)//.", "data:text/html,.", "file:///etc/hosts", "blob:https://news.example/a.b"]) {
    assert.equal(attributesOf({ share }).shareAddress(), undefined, share);
  }
});

test("a wrong value is told of once", (context) => {
  const warn = context.mock.method(console, "warn", () => {});
  const attributes = attributesOf({ theme: "blue", layers: "hedges", share: "/embed.html" });
  attributes.checkAll();
  attributes.checkAll();
  assert.equal(warn.mock.callCount(), 2);
});
