// Builds the page with webpack, and fails where it warns.

import { copyFileSync } from "node:fs";
import webpack from "webpack";

const here = import.meta.dirname;
webpack({ mode: "production", context: here, entry: "./main.js", output: { path: `${here}/dist` }, performance: false }, (error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) {
    console.error(error ?? stats.toString({ all: false, errors: true, warnings: true }));
    process.exit(1);
  }
  copyFileSync(`${here}/index.html`, `${here}/dist/index.html`);
});
