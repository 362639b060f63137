// compromise, as `node.mjs` and `bench.html` call it. esbuild makes one script of it, whose exports are the fields of `peer`.
import nlp from "compromise";

const KINDS = { people: "person", places: "place", organizations: "organization" };

/** How many names and quotations it finds. */
export function annotate(text) {
  const found = nlp(text);
  return [...Object.keys(KINDS), "quotations"].reduce((sum, kind) => sum + found[kind]().length, 0);
}

/** The names, as { kind, start, end } in UTF-16 code units: without punctuation around them, article and possessive. */
export function names(text) {
  const found = nlp(text);
  return Object.entries(KINDS).flatMap(([method, kind]) =>
    found[method]()
      .json({ offset: true })
      .flatMap(({ terms }) => {
        const [first] = terms.length > 1 && ["the", "a", "an"].includes(terms[0].normal) ? terms.slice(1) : terms;
        const last = terms.at(-1);
        const possessive = /['’]s?$/u.exec(last.text)?.[0].length ?? 0;
        const [start, end] = [first.offset.start, last.offset.start + last.offset.length - possessive];
        return start < end ? [{ kind, start, end }] : [];
      }),
  );
}
