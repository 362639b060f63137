// The package's entry for bundlers. Like reportedly.js, it costs a page little: what is large is imported when an element comes near
// the viewport.

import { ReportedlyText, version } from "./reportedly.js";

ReportedlyText.prepare = () => import("../runtime/bundled-files.js");

export { ReportedlyText, version };
