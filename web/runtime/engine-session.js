// An engine and the texts that it is given, one after the other: in a worker (engine-worker.js), or on the page's own thread
// (engine-client.js).
//
// It is sent, besides what its owner does with the engine's files,
//   {model}                   the bytes of a model file
//   {revision, text, known, rules}
//                             analyse this text, with the model if it is there and `rules` is false; an analysis under way is
//                             given up. `known` is what is known of its lines (`KnownLines`)
//   {stop: true}              end the analysis under way and send what it has found so far
//   {revision, why}           what the model thinks of the annotation at place `why` of the last analysis of this text; there
//                             is no answer where there is nothing to say, or where another analysis has begun
// and sends
//   {kind: "ready"}                              the engine has been loaded
//   {kind: "model"}                              the model is there: analyses that begin from now on use it
//   {kind: "no-model", message}                  it is unusable
//   {kind: "progress", revision, share}          share of the work done, 0 to 1
//   {kind: "done", revision, complete, bytes}    a postcard-encoded Analysis, transferred
//   {kind: "evidence", revision, why, bytes}     a postcard-encoded Evidence, transferred
//   {kind: "broken", revision, message}          the engine broke over this text; over something else if it is null. Its state
//                                                cannot be trusted any more: another session is to take its place

import { runInSlices } from "./job-slices.js";

/** @typedef {Pick<typeof import("../built/engine.js"), "Job" | "Model">} Engine */
/** @import { Job, Model } from "../built/engine.js" */
/** @typedef {{ revision: number, text: string, known: string, rules: boolean }} AnalysisRequest */
/** @typedef {{ revision: number, why: number }} EvidenceRequest */
/** @typedef {{ model: Uint8Array } | AnalysisRequest | EvidenceRequest | { stop: true }} SessionRequest */
/** @typedef {{ kind: string, revision?: number | null, message?: string, share?: number, complete?: boolean, why?: number, bytes?: ArrayBuffer }} SessionMessage */

export class EngineSession {
  #slice;
  #send;
  /** @type {Engine | undefined} */
  #engine;
  // The bytes of a model that has not been read.
  /** @type {Uint8Array | undefined} */
  #modelFile;
  /** @type {Model | undefined} */
  #model;
  // The newest request that has not begun.
  /** @type {AnalysisRequest | undefined} */
  #wanted;
  // The last text that was read: its revision and its job, which can be asked why.
  /** @type {{ revision: number, job: Job } | undefined} */
  #last;
  #isStopped = false;
  #isEnded = false;
  #isBusy = false;
  // How often it was to prepare itself. The last one counts.
  #preparations = 0;

  // `slice` is how many milliseconds it works between two looks at what it is sent.
  /** @param {number} slice @param {(message: SessionMessage, transfer?: Transferable[]) => void} send */
  constructor(slice, send) {
    this.#slice = slice;
    this.#send = send;
  }

  // The engine has been loaded.
  /** @param {Engine} engine */
  begin(engine) {
    if (this.#isEnded) return;
    this.#engine = engine;
    this.#send({ kind: "ready" });
    this.#readModel(engine);
    this.#work(engine);
  }

  /** @param {SessionRequest} request */
  receive(request) {
    const engine = this.#engine;
    if ("model" in request) {
      this.#modelFile = request.model;
      if (engine) this.#readModel(engine);
    } else if ("why" in request) {
      this.#explain(request);
    } else {
      this.#isStopped = "stop" in request;
      if (!("stop" in request)) this.#wanted = request;
      if (engine) this.#work(engine);
    }
  }

  // Reads a text of which nobody is told, where nothing else is to be done: the next one finds the engine's tables there and its
  // functions compiled. That next one ends this when it comes.
  /** @param {string} text */
  async prepare(text) {
    const number = ++this.#preparations;
    const goesOn = () => number === this.#preparations && !this.#isBusy && !this.#isEnded;
    // What has been sent already comes first.
    await new Promise((go) => setTimeout(go));
    const engine = this.#engine;
    if (!engine || !goesOn()) return;
    try {
      const job = this.#model ? engine.Job.withModel(text, this.#model) : new engine.Job(text);
      if ((await runInSlices(job, 0, goesOn)) >= 1) job.finish();
      job.free();
    } catch (error) {
      this.#send({ kind: "broken", revision: null, message: String(error) });
    }
  }

  // Gives up what it is at, and sends nothing more.
  end() {
    this.#isEnded = true;
    this.#wanted = undefined;
  }

  /** @param {Engine} engine */
  #readModel(engine) {
    const file = this.#modelFile;
    if (!file) return;
    this.#modelFile = undefined;
    try {
      this.#model = new engine.Model(file);
    } catch (error) {
      return this.#send({ kind: "no-model", message: String(error) });
    }
    this.#send({ kind: "model" });
  }

  // Works until nothing is wanted any more.
  /** @param {Engine} engine */
  async #work(engine) {
    if (this.#isBusy) return;
    this.#isBusy = true;
    /** @type {number | null} */
    let revision = null;
    try {
      while (this.#wanted) {
        revision = this.#wanted.revision;
        const { text, known, rules } = this.#wanted;
        this.#last?.job.free();
        this.#last = undefined;
        const begun = this.#model && !rules ? engine.Job.withModel(text, this.#model) : new engine.Job(text);
        const job = begun.knowingLines(known);
        this.#wanted = undefined;
        await this.#analyse(revision, job);
      }
    } catch (error) {
      this.#send({ kind: "broken", revision, message: String(error) });
    }
    this.#isBusy = false;
  }

  // Works on one text until it is done, stopped or out of date.
  /** @param {number} revision @param {Job} job */
  async #analyse(revision, job) {
    const share = await runInSlices(job, this.#slice, (done) => {
      this.#send({ kind: "progress", revision, share: done });
      return !this.#wanted && !this.#isStopped && !this.#isEnded;
    });
    if (this.#wanted || this.#isEnded) return job.free();
    const bytes = job.finish().buffer;
    this.#send({ kind: "done", revision, complete: share >= 1, bytes }, [bytes]);
    this.#last = { revision, job };
  }

  /** @param {EvidenceRequest} request */
  #explain({ revision, why }) {
    try {
      const bytes = this.#last?.revision === revision && this.#last.job.evidence(why)?.buffer;
      if (bytes) this.#send({ kind: "evidence", revision, why, bytes }, [bytes]);
    } catch (error) {
      this.#send({ kind: "broken", revision: null, message: String(error) });
    }
  }
}
