// ES modules alone: Node has `require` for them from version 20.19.
const { version } = require("reportedly");
const { annotate } = require("reportedly/headless");

annotate("The talks may resume, a source said.").then(({ annotations }) => {
  console.log(JSON.stringify({ annotations: annotations.length, version }));
});
