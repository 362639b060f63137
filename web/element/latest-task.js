// Tasks of which only the latest counts: what an earlier one comes to is dropped, whenever it comes.

export class LatestTask {
  #controller = new AbortController();
  /** @type {Promise<void>} */
  #running = Promise.resolve();
  /** @type {Error | undefined} */
  #problem;
  #onProblem;

  // `onProblem` is called with what went wrong with a task that still counts.
  /** @param {(problem: Error) => void} onProblem */
  constructor(onProblem) {
    this.#onProblem = onProblem;
  }

  // Aborted as soon as the task that counts now counts no more.
  get signal() {
    return this.#controller.signal;
  }

  // What went wrong with the task that counts, if anything did.
  get problem() {
    return this.#problem;
  }

  // Begins a task in the place of the one before. It is given its signal, and looks at that after each wait.
  /** @param {(signal: AbortSignal) => Promise<unknown>} task */
  begin(task) {
    this.end();
    const { signal } = (this.#controller = new AbortController());
    // Of several that begin at once, only the last one does anything.
    const work = Promise.resolve().then(() => (signal.aborted ? undefined : task(signal)));
    const ended = work.then(() => {}, (error) => {
      if (signal.aborted) return;
      this.#problem = error;
      this.#onProblem(error);
    });
    // A task that hangs is not waited for once it counts no more.
    /** @type {Promise<void>} */
    const superseded = new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    this.#running = Promise.race([ended, superseded]);
  }

  // Ends when the task that counts has ended, also where that one begins while this is waited for. Rejects with what went wrong.
  async settled() {
    /** @type {Promise<void> | undefined} */
    let awaited;
    while (awaited !== this.#running) {
      awaited = this.#running;
      await awaited;
    }
    if (this.#problem) throw this.#problem;
  }

  // No task counts any more.
  end() {
    this.#controller.abort();
    this.#problem = undefined;
  }
}
