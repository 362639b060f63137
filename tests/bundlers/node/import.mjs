import { version } from "reportedly";
import { annotate } from "reportedly/headless";

const { annotations } = await annotate("The talks may resume, a source said.");
console.log(JSON.stringify({ annotations: annotations.length, version }));
