// The worker for files and links of the page that is one file. The page sends it the files, and `cargo xtask build --single-file` puts the
// scripts of the programs before this one, each in a function: a program that has broken is started anew.

import { answerCalls, useBundledFiles } from "../runtime/program-loader.js";

/** @param {MessageEvent<Partial<Record<string, Blob>>>} message */
const begin = ({ data }) => {
  useBundledFiles({ addresses: {}, scripts: {}, contents: data, factories });
  answerCalls();
};
addEventListener("message", begin, { once: true });
