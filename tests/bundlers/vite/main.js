import "reportedly";
import { annotate, encodeLink } from "reportedly/headless";
import { report } from "../report.js";

report(document.querySelector("reportedly-text"), annotate, encodeLink);
