// The package's entry for bundlers, without a screen.

import "../runtime/bundled-files.js";

export * from "./headless.js";
