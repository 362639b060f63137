// wink-nlp with its model for the web, as `node.mjs` and `bench.html` call it. esbuild makes one script of it, whose exports are the fields
// of `peer`. It finds dates, amounts and numbers, and no names.
import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

const nlp = winkNLP(model);

/** How many entities it finds. */
export function annotate(text) {
  return nlp.readDoc(text).entities().length();
}
