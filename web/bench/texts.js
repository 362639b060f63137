// Texts of the examples' paragraphs. `cargo xtask bench peers` makes the same ones (xtask/src/bench/peers/texts.rs).

const EXAMPLES = ["business", "diplomacy", "science"];

// How many bytes of UTF-8 a text has at most.
export const SIZES = [4_000, 100_000, 1_000_000];

/** @param {string[]} examples @param {number} size */
export function textOf(examples, size) {
  const encoder = new TextEncoder();
  const paragraphs = examples
    .flatMap((example) => example.split("\n"))
    .map((line) => `${line.trim()}\n\n`)
    .filter((line) => line.trim() !== "")
    .map((line) => ({ line, bytes: encoder.encode(line).length }));
  let [text, bytes] = ["", 0];
  for (let at = 0; paragraphs.length > 0; at += 1) {
    const next = /** @type {{ line: string, bytes: number }} */ (paragraphs[at % paragraphs.length]);
    if (bytes + next.bytes > size) break;
    text += next.line;
    bytes += next.bytes;
  }
  return { text, bytes };
}

export async function texts() {
  const examples = await Promise.all(EXAMPLES.map(async (name) => {
    const answer = await fetch(`examples/${name}.txt`);
    if (!answer.ok) throw new Error(`examples/${name}.txt could not be downloaded (${answer.status})`);
    return answer.text();
  }));
  return SIZES.map((size) => textOf(examples, size));
}
