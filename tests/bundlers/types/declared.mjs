// Whether what is declared is what there is: prints the names that only the declarations or only the scripts have.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";

const require = createRequire(import.meta.url);
const folder = new URL(".", `file://${require.resolve("reportedly/package.json")}`);

// The values that a file of declarations exports, with the members of its classes.
function declared(file) {
  const source = ts.createSourceFile(file, readFileSync(new URL(file, folder), "utf8"), ts.ScriptTarget.Latest);
  const values = new Map();
  for (const statement of source.statements) {
    const names = statement.name ? [statement.name] : (statement.declarationList?.declarations ?? []).map(({ name }) => name);
    const isValue = [ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.VariableStatement].includes(statement.kind);
    for (const name of isValue ? names : []) values.set(name.text, (statement.members ?? []).map((member) => member.name?.text).filter(Boolean));
  }
  return values;
}

// Those of one list that are not in the other.
const without = (some, others) => [...new Set(some)].filter((name) => !others.includes(name));

function difference(what, some, others) {
  return [...without(some, others).map((name) => `${what}: ${name} is declared only`), ...without(others, some).map((name) => `${what}: ${name} is not declared`)];
}

// Bundlers get other entries than Node; all of them export the same.
const element = await import("reportedly"), headless = await import("reportedly/headless");
const [bundledElement, bundledHeadless] = await Promise.all([import("reportedly/bundled.js"), import("reportedly/bundled-headless.js")]);
const [elements, functions] = [declared("reportedly.d.ts"), declared("headless.d.ts")];
// What browsers call, and what every element has, is no matter of a page's.
const LIFECYCLE = ["constructor", "connectedCallback", "disconnectedCallback", "attributeChangedCallback"];
const members = without(elements.get("ReportedlyText"), ["addEventListener", "removeEventListener", "version"]);
const problems = [
  ...difference("reportedly", [...elements.keys()], Object.keys(element)),
  ...difference("headless", [...functions.keys()], Object.keys(headless)),
  ...difference("bundled.js", [...elements.keys()], Object.keys(bundledElement)),
  ...difference("bundled-headless.js", [...functions.keys()], Object.keys(bundledHeadless)),
  ...difference("ReportedlyText", members, without(Object.getOwnPropertyNames(element.ReportedlyText.prototype), LIFECYCLE)),
];
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
