// Times the engine beside compromise. `cargo xtask bench engine` calls it:
// node engine.mjs DIST MODEL TEXT COMPROMISE ROUNDS [short]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dist, modelFile, textFile, compromiseFolder, roundsGiven, short] = process.argv.slice(2);
const rounds = Number(roundsGiven);
const wasm = new WebAssembly.Module(readFileSync(join(dist, "engine_bg.wasm")));
const script = readFileSync(join(dist, "engine.js"), "utf8");
const words = readFileSync(join(dist, "engine.words"), "utf8");
const modelBytes = readFileSync(modelFile);
const text = readFileSync(textFile, "utf8");
// What `import "compromise"` gives.
const { default: nlp } = await import(pathToFileURL(join(compromiseFolder, "src/three.js")));

const KB = 1e3;
// What issue 3 allows.
const LIMITS = { ratio: 3, shortText: 15, ready: 40, growth: 2.3, memory: 40e6 };

/** The engine in a memory of its own: a script with another address is another module. */
let engines = 0;
async function newEngine() {
  engines += 1;
  const url = `data:text/javascript,${encodeURIComponent(`${script}\n// ${engines}`)}`;
  const engine = await import(url);
  const exports = engine.initSync({ module: wasm });
  engine.provideWords(words);
  const model = new engine.Model(modelBytes);
  const finish = (job) => {
    while (job.step() < 1) {
      // One step after the other.
    }
    const { length } = job.finish();
    // A job that has ended can still be asked for evidence, and is kept until it is freed.
    job.free();
    return length;
  };
  return {
    Model: engine.Model,
    ours: (given) => finish(engine.Job.withModel(given, model)),
    rules: (given) => finish(new engine.Job(given)),
    memory: () => exports.memory.buffer.byteLength,
  };
}

function compromise(given) {
  const document = nlp(given);
  const parts = [document.people(), document.places(), document.organizations(), document.quotations()];
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** Milliseconds. */
function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Milliseconds of the processor, which other programs disturb less. */
function work(run) {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / KB;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const often = (times, measure, run) => median(Array.from({ length: times }, () => measure(run)));
const shown = (ms) => (ms < 100 ? ms.toFixed(1) : ms.toFixed(0));
const row = (name, ...cells) => console.log(name.padEnd(34) + cells.map((cell) => String(cell).padStart(12)).join(""));
const judged = (value, isRight) => (isRight ? value : `${value} (!)`);

const engine = await newEngine();

function throughput() {
  const all = { ours: engine.ours, "rules only": engine.rules, compromise };
  const times = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  Object.values(all).forEach((run) => run(text));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(all)) times[name].push(time(() => run(text)));
  }
  row(`${Math.round(text.length / KB)} KB, ${rounds} rounds`, "median ms", "fastest", "KB/s");
  for (const [name, each] of Object.entries(times)) {
    row(`  ${name}`, shown(median(each)), shown(Math.min(...each)), Math.round(text.length / median(each)));
  }
  // Of each round its own ratio: both were timed side by side.
  const ratio = median(times.ours.map((ms, round) => times.compromise[round] / ms));
  row("  compromise / ours", judged(ratio.toFixed(2), ratio >= LIMITS.ratio));
}

function latency() {
  const end = text.indexOf("\n", 4_000);
  const article = end < 0 ? text : text.slice(0, end);
  const ms = often(15 * rounds, time, () => engine.ours(article));
  row(`${(article.length / KB).toFixed(1)} KB, warm`, judged(shown(ms), ms <= LIMITS.shortText), "ms");
  const ready = often(3 * rounds, time, () => new engine.Model(modelBytes).free());
  row("model ready", judged(shown(ready), ready <= LIMITS.ready), "ms");
}

/** Texts that are unlike news, of about `n` parts. */
const hostile = {
  "quotation marks": [10_000, (n) => "“".repeat(n)],
  "straight quotation marks": [10_000, (n) => '"'.repeat(n)],
  dots: [10_000, (n) => ".".repeat(n)],
  "dots and words": [10_000, (n) => "A. b ".repeat(n)],
  "nested brackets": [10_000, (n) => "(".repeat(n) + "he said" + ")".repeat(n)],
  "a sentence of cues": [200_000, (n) => "claims of reports of ".repeat(n / 21)],
  "a sentence of intentions": [200_000, (n) => "promises to plan to vow to ".repeat(n / 27)],
  "one sentence": [500_000, (n) => "the minister said that ".repeat(n / 23)],
  "one word": [500_000, (n) => "a".repeat(n)],
  "empty lines": [500_000, (n) => "\n".repeat(n)],
  "short paragraphs": [100_000, (n) => "No.\n\n".repeat(n / 5)],
};

function growth() {
  row("growth, time of the processor", "KB", "ms", "times");
  let before;
  for (let size = 100 * KB; size <= 3_200 * KB; size *= 2) {
    const given = text.repeat(Math.ceil(size / text.length)).slice(0, size);
    const ms = often(3, work, () => engine.ours(given));
    const times = before ? judged((ms / before).toFixed(2), ms / before <= LIMITS.growth) : "";
    row("  news", size / KB, shown(ms), times);
    before = ms;
  }
  for (const [name, [n, make]] of Object.entries(hostile)) {
    const [once, twice] = [make(n), make(2 * n)];
    const [first, second] = [once, twice].map((given) => often(rounds, work, () => engine.ours(given)));
    const times = judged((second / first).toFixed(2), second / first <= LIMITS.growth);
    row(`  ${name}`, (twice.length / KB).toFixed(0), shown(second), times);
  }
}

async function memory() {
  const given = text.repeat(Math.ceil(1e6 / text.length)).slice(0, 1e6);
  for (const name of ["ours", "rules"]) {
    const fresh = await newEngine();
    const before = fresh.memory();
    fresh[name](given);
    const after = fresh.memory();
    const used = judged((after / 1e6).toFixed(1), after <= LIMITS.memory);
    row(`memory, 1 MB of text, ${name}`, used, "MB", `${(before / 1e6).toFixed(1)} before`);
  }
}

throughput();
if (!short) {
  latency();
  growth();
  await memory();
}
