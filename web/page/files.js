// Files that a person opens or saves, and texts that lie beside the page.

// Of a document, marks and their explanations are most.
const largest = (name) => (/\.json(ld)?$/i.test(name) ? 16 : 8) << 20;
const megabytes = (bytes) => (bytes / (1 << 20)).toFixed(1);

// A file's text as [text, whether its encoding was guessed]. Throws a sentence.
export async function readFile(file) {
  const most = largest(file.name);
  if (file.size > most) {
    throw `${file.name} is too large: it has ${megabytes(file.size)} MB, and at most ${megabytes(most)} MB can be read.`;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : undefined;
  if (!wide && bytes.subarray(0, 65536).includes(0)) throw `${file.name} is not a text file.`;
  try {
    return [new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes), false];
  } catch {
    return [new TextDecoder("windows-1252").decode(bytes), true];
  }
}

// Hands a file over to the person.
export function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A text that lies beside the page.
export async function fetchText(path) {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw `${path} could not be downloaded (${response.status}).`;
  return response.text();
}
