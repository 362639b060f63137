// bench.html: times the programs of this site, and shows what came of it.

import { SUBJECTS } from "./subjects.js";
import { texts } from "./texts.js";

/** @import { Subject, SubjectEntry } from "./subjects.js" */

// How often each text is given to each program, by length.
const ROUNDS = [15, 5, 3];

/** @template {HTMLElement} E @param {string} id @param {new () => E} kind */
const find = (id, kind) => {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${id}`);
  return element;
};
const run = find("run", HTMLButtonElement);
const stop = find("stop", HTMLButtonElement);
const progress = find("progress", HTMLElement);
const failure = find("failure", HTMLElement);
const figures = find("figures", HTMLTableSectionElement);

document.documentElement.dataset.theme = remembered("reportedly-theme");
const hasPeers = SUBJECTS.length > 1;
find("others", HTMLElement).hidden = hasPeers;
find("work", HTMLElement).hidden = !hasPeers;

/** @param {string} key */
function remembered(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    // A browser without storage has the system's colours.
    return "";
  }
}

/** @param {number[]} values */
const sorted = (values) => values.toSorted((a, b) => a - b);

/** @param {number[]} values */
function median(values) {
  const [all, middle] = [sorted(values), values.length >> 1];
  const [before = 0, after = 0] = [all[middle - 1 + (values.length % 2)], all[middle]];
  return (before + after) / 2;
}

/** @param {number} ms */
const milliseconds = (ms) => `${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** @param {number} speed */
const speed = (speed) => Math.round(speed).toLocaleString("en");

// One row of the table.
class Row {
  /** @type {HTMLTableCellElement[]} */
  #cells = [];
  /** @type {number[][]} */
  #speeds = ROUNDS.map(() => []);

  /** @param {SubjectEntry} entry */
  constructor({ name, version }) {
    const row = figures.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.append(name, ...(version ? [small(version)] : []));
    row.append(head);
    for (let cell = 0; cell < ROUNDS.length + 2; cell += 1) {
      const added = row.insertCell();
      added.textContent = "–";
      this.#cells.push(added);
    }
  }

  /** @param {number} size @param {number} bytes @param {number} ms */
  add(size, bytes, ms) {
    const speeds = /** @type {number[]} */ (this.#speeds[size]);
    // Browsers round times, to nothing even.
    speeds.push(bytes / Math.max(ms, 0.1));
    const [all, cell] = [sorted(speeds), this.#cells[size]];
    const spread = `${speed(all[0] ?? 0)} to ${speed(all.at(-1) ?? 0)}`;
    cell?.replaceChildren(`${speed(median(speeds))} KB/s`, ...(all.length > 1 ? [small(spread)] : []));
  }

  /** @param {number} ready @param {number} first */
  start(ready, first) {
    this.#cells.at(-2)?.replaceChildren(milliseconds(ready));
    this.#cells.at(-1)?.replaceChildren(milliseconds(first));
  }
}

/** @param {string} text */
function small(text) {
  const element = document.createElement("small");
  element.textContent = text;
  return element;
}

/** @template T @param {() => Promise<T>} task @returns {Promise<[ms: number, result: T]>} */
async function timed(task) {
  const start = performance.now();
  const result = await task();
  return [performance.now() - start, result];
}

/** @param {AbortSignal} signal */
async function measure(signal) {
  const given = await texts();
  const first = /** @type {{ text: string }} */ (given[0]);
  /** @type {{ entry: SubjectEntry, subject: Subject, row: Row }[]} */
  const open = [];
  const endAll = () => open.forEach(({ subject }) => subject.end());
  signal.addEventListener("abort", endAll);
  try {
    for (const entry of SUBJECTS) {
      progress.textContent = `Starting ${entry.name}`;
      const row = new Row(entry);
      const [ready, subject] = await timed(entry.open);
      open.push({ entry, subject, row });
      if (signal.aborted) return endAll();
      row.start(ready, (await timed(() => subject.annotate(first.text)))[0]);
    }
    for (const [size, { text, bytes }] of given.entries()) {
      const rounds = /** @type {number} */ (ROUNDS[size]);
      const length = `${Math.round(bytes / 1_000).toLocaleString("en")} KB`;
      // Said once for a length: a screen reader is to follow.
      progress.textContent = `${length}, ${rounds} rounds`;
      for (let round = 0; round < rounds; round += 1) {
        for (const { subject, row } of open) row.add(size, bytes, (await timed(() => subject.annotate(text)))[0]);
      }
    }
  } finally {
    endAll();
  }
}

run.addEventListener("click", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const stopped = new Promise((resolve) => signal.addEventListener("abort", resolve));
  const abort = () => controller.abort();
  stop.addEventListener("click", abort);
  [run.disabled, stop.disabled, failure.hidden] = [true, false, true];
  stop.focus();
  figures.replaceChildren();
  try {
    // A worker that has been stopped answers no more.
    await Promise.race([measure(signal), stopped]);
    progress.textContent = signal.aborted ? "Stopped. What has been measured stays." : "Done.";
  } catch (error) {
    failure.textContent = `The measurement ended: ${error instanceof Error ? error.message : error}`;
    failure.hidden = false;
    progress.textContent = "";
  }
  stop.removeEventListener("click", abort);
  [run.disabled, stop.disabled] = [false, true];
  run.focus();
});

export { SUBJECTS };
