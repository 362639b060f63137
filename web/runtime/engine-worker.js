// The engine in a module worker. It asks the network for nothing: web/runtime/engine-client.js gives it all that it needs, checked.
//
// It is started from a blob: address, so that the policy of the page holds in it too: a worker that is started from a file has
// a policy of its own, or none. Therefore it has to be one file: `cargo xtask programs` puts the scripts in the place of its imports.
//
// crates/reader/src/engine sends
//   {wasm, words}             the engine's program and its word lists
// and what a session is sent (web/runtime/engine-session.js), and receives
//   {kind: "alive"}           this file runs
// and what a session sends.

import { EngineSession } from "./engine-session.js";
import init, { Job, Model, provideWords } from "./engine.js";

/** @import { SessionRequest } from "./engine-session.js" */

const SLICE = 30; // milliseconds of work between two looks at the messages

const session = new EngineSession(SLICE, (message, transfer = []) => postMessage(message, { transfer }));

// A browser compiles a function when it is called first. Most of them are called here, while nobody waits, and not when the
// first text is pasted.
const FIRST_TEXT = `Ferry firm denies claims

BRUVIK, Friday - The ferry may be unsafe, Ana Diaz, a captain, told us. "We warned them," she said. Critics accuse the firm. According to a source, it may pay $3 million.`;

/** @param {{ wasm: ArrayBuffer, words: string }} program */
async function load({ wasm, words }) {
  try {
    await init({ module_or_path: wasm });
    provideWords(words);
  } catch (error) {
    return postMessage({ kind: "broken", revision: null, message: String(error) });
  }
  session.begin({ Job, Model });
  session.prepare(FIRST_TEXT);
}

/** @param {MessageEvent<{ wasm: ArrayBuffer, words: string } | SessionRequest>} message */
onmessage = ({ data }) => {
  if ("wasm" in data) load(data);
  else session.receive(data);
  // Once more, for what only a reading with the model calls.
  if ("model" in data) session.prepare(FIRST_TEXT);
};
postMessage({ kind: "alive" });
