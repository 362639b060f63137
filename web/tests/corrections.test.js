// What the extension keeps of corrections (web/extension/corrections.js), and where its links lead (web/extension/site.js).

import assert from "node:assert/strict";
import test from "node:test";

import { Corrections } from "../extension/corrections.js";
import { nameSite, namedSite, siteAddress } from "../extension/site.js";

// A browser's storage, which is full after so many characters.
class Storage {
  /** @type {Record<string, any>} */
  items = {};
  room = Infinity;

  /** @param {string | string[] | null} keys */
  async get(keys) {
    const wanted = keys === null ? Object.keys(this.items) : [keys].flat();
    return Object.fromEntries(wanted.filter((key) => key in this.items).map((key) => [key, this.items[key]]));
  }

  /** @param {Record<string, unknown>} items */
  async set(items) {
    if (JSON.stringify({ ...this.items, ...items }).length > this.room) throw new Error("Resource::kQuotaBytes quota exceeded");
    Object.assign(this.items, items);
  }

  /** @param {string | string[]} keys */
  async remove(keys) {
    for (const key of [keys].flat()) delete this.items[key];
  }
}

const ADDRESS = "https://news.example/ferry";

test("corrections are found by the address of their article", async () => {
  const corrections = new Corrections(new Storage());
  assert.equal(await corrections.save(ADDRESS, "r1=abc", "\n Ferry may stop\nThe mayor said so."), undefined);
  const found = await corrections.of(ADDRESS);
  assert.equal(found?.fragment, "r1=abc");
  assert.equal(found?.title, "Ferry may stop");
  assert.equal(await corrections.of(`${ADDRESS}?page=2`), undefined);
  await corrections.remove(ADDRESS);
  assert.deepEqual(await corrections.all(), []);
});

test("a full storage is a sentence, and what was kept before is kept", async () => {
  const storage = new Storage();
  const corrections = new Corrections(storage);
  await corrections.save(ADDRESS, "r1=abc", "Ferry");
  storage.room = JSON.stringify(storage.items).length + 10;
  const problem = await corrections.save("https://news.example/other", "r1=def", "Other");
  assert.match(problem ?? "", /could not be kept: the room .* is full/);
  assert.match((await corrections.save(ADDRESS, `r1=${"a".repeat(100)}`, "Ferry")) ?? "", /is full/);
  assert.equal((await corrections.of(ADDRESS))?.fragment, "r1=abc");
});

test("what else is in the storage is no correction", async () => {
  const storage = new Storage();
  const corrections = new Corrections(storage);
  storage.items = { site: "https://news.example/", "corrections https://a.example/": { fragment: 1 }, "corrections https://b.example/": null };
  assert.deepEqual(await corrections.all(), []);
  assert.equal(await corrections.of("https://a.example/"), undefined);
});

test("the newest are listed first", async () => {
  const storage = new Storage();
  const entry = (/** @type {number} */ saved) => ({ fragment: "r1=a", title: "A", saved });
  storage.items = { "corrections https://a.example/": entry(1), "corrections https://b.example/": entry(2) };
  const all = await new Corrections(storage).all();
  assert.deepEqual(all.map(({ address }) => address), ["https://b.example/", "https://a.example/"]);
});

test("a site is an address of the web", async () => {
  assert.equal(siteAddress(" https://news.example/read#r1=old "), "https://news.example/read");
  assert.equal(siteAddress(""), "");
  for (const wrong of ["news.example", "javascript:alert(1)", "file:///tmp/a.html", "data:text/html,a"]) {
    assert.equal(siteAddress(wrong), undefined, wrong);
  }
  const storage = new Storage();
  assert.match((await nameSite(storage, "news")) ?? "", /“news” is no address of a site/);
  assert.equal(await namedSite(storage), "");
  assert.equal(await nameSite(storage, "https://news.example"), undefined);
  assert.equal(await namedSite(storage), "https://news.example/");
  assert.equal(await nameSite(storage, " "), undefined);
  assert.equal(await namedSite(storage), "");
});
