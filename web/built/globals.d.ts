// What browsers, workers and Node have, and the types of browsers do not know of.

/** Node, from 20.16 and 22.3 on. */
declare var process: { getBuiltinModule?(name: "node:fs/promises"): { readFile(address: URL): Promise<Uint8Array<ArrayBuffer>> } };

/** Node. */
declare var setImmediate: ((task: () => void) => void) | undefined;

/** Trusted Types, where the browser has them. Rules are a policy in themselves where it has not. */
declare var trustedTypes: { createPolicy<Rules>(name: string, rules: Rules): Rules } | undefined;

/** In the worker for files and links of the page that is one file: what makes an instance of the script of a program. */
declare var factories: import("../runtime/program-loader.js").BundledFiles["factories"];
