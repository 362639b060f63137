// One program in a process of its own. `cargo xtask bench peers` calls it:
//
//   node node.mjs ours DIST            the engine, as visitors download it
//   node node.mjs peer SCRIPT          another package, of which esbuild has made one script
//   node node.mjs peer SCRIPT names    the same, as documents with names
//
// It says {"ready": true}. Then each line that it reads is the path of a text, and it answers with {"ms"}: how long the text took. With
// `names` each line is {"id", "text"}, and it answers with a document.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

const [kind, place, task] = process.argv.slice(2);

async function ours() {
  const engine = await import(pathToFileURL(join(place, "engine.js")));
  await engine.default({ module_or_path: readFileSync(join(place, "engine_bg.wasm")) });
  engine.provideWords(readFileSync(join(place, "engine.words"), "utf8"));
  const model = new engine.Model(readFileSync(join(place, "news.model")));
  return {
    annotate(text) {
      const job = engine.Job.withModel(text, model);
      while (job.step() < 1) {
        // One step after the other.
      }
      const { length } = job.finish();
      job.free();
      return length;
    },
  };
}

/** Offsets of UTF-16 code units as offsets of code points. */
function codePoints(text) {
  const offsets = new Uint32Array(text.length + 1);
  for (let unit = 0, point = 0; unit < text.length; point += 1) {
    const next = unit + (text.codePointAt(unit) > 0xffff ? 2 : 1);
    while (unit < next) offsets[unit++] = point;
    offsets[next] = point + 1;
  }
  return (unit) => offsets[unit];
}

function document(peer, { id, text }) {
  const point = codePoints(text);
  const annotations = peer
    .names(text)
    .map(({ kind, start, end }) => ({ layer: "entity", kind, start: point(start), end: point(end) }));
  return { id, annotations };
}

const subject = kind === "ours" ? await ours() : (runInThisContext(`${readFileSync(place, "utf8")};peer`));
if (task !== "names") console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (task === "names") {
    console.log(JSON.stringify(document(subject, JSON.parse(line))));
    continue;
  }
  const text = readFileSync(line, "utf8");
  const start = performance.now();
  const found = subject.annotate(text);
  const ms = performance.now() - start;
  console.log(JSON.stringify({ ms, found }));
}
