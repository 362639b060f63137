// Which of a page's words are its article, by the lines that the program for web pages gives (web/extension/article-search.js).

import assert from "node:assert/strict";
import test from "node:test";

import { keptNodes, linesOf } from "../extension/article-search.js";

const line = (/** @type {string} */ text, isAside = false) => ({ text, isAside });

test("asides are lines of a text whose numbers are odd", () => {
  const text = "Home\n\n“Ærlig talt”, sa Åse.\nMore";
  assert.deepEqual(linesOf(text, "66491bc3 ffffffe0 7"), [line("Home", true), line("“Ærlig talt”, sa Åse."), line("More", true)]);
  assert.deepEqual(linesOf(text, ""), [line("Home"), line("“Ærlig talt”, sa Åse."), line("More")]);
});

test("text nodes are kept whose words are in lines of the article", () => {
  const nodes = ["Home", "News", "Boats may ", "stop", " in May.\n", "Share"];
  const lines = [line("Home News", true), line("Boats may stop in May."), line("Share", true)];
  assert.deepEqual(keptNodes(nodes, lines), [false, false, true, true, true, false]);
});

test("how spaces, hyphens and accents are written does not matter", () => {
  const nodes = ["Menu", "A co\u00adop\u00a0of cafe\u0301s"];
  assert.deepEqual(keptNodes(nodes, [line("Menu", true), line("A coop of cafés")]), [false, true]);
});

test("a quotation mark alone is kept with what is beside it", () => {
  const nodes = ["Menu", "“", "It may", "”", " ", "Ads", "—"];
  const kept = keptNodes(nodes, [line("Menu", true), line("“It may”"), line("Ads —", true)]);
  assert.deepEqual([kept[1], kept[2], kept[3], kept[6]], [true, true, true, false]);
});

test("the same words elsewhere are none of the article", () => {
  const nodes = ["Boats may stop", "Boats may stop", "They may.", "Boats may stop"];
  const lines = [line("Boats may stop", true), line("Boats may stop"), line("They may."), line("Boats may stop", true)];
  assert.deepEqual(keptNodes(nodes, lines), [false, true, true, false]);
});

test("a line that is not where it should be costs no other", () => {
  const far = "x".repeat(500);
  const nodes = ["Boats may stop", far, "Ad", "They may."];
  const lines = [line("Boats may stop"), line("Ad"), line(far), line("Not in the page at all"), line("They may.")];
  assert.deepEqual(keptNodes(nodes, lines), [true, true, false, true]);
});
