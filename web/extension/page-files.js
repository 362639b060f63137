// Tells the page that is packed into the extension where its workers are. `cargo xtask extension` names the page's own loader here.

import { useBundledFiles } from "../runtime/program-loader.js";
import { extensionFiles } from "./extension-files.js";

useBundledFiles(extensionFiles(new URL("./", import.meta.url)));
