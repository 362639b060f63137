// Drafts, in the browser's IndexedDB, and where in its history a tab is. `src/keep.rs` says what all of this is for.

const STORE = "drafts";
let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("reportedly", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another tab does not let go of them"));
    request.onsuccess = () => {
      const base = request.result;
      base.onclose = base.onversionchange = () => {
        base.close();
        opening = undefined;
      };
      resolve(base);
    };
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

// One transaction. `work` is given the store and a way to give up, and may return a request whose result is wanted.
async function within(mode, work) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(STORE, mode);
    let request;
    transaction.oncomplete = () => resolve(request?.result);
    let failure;
    transaction.onabort = () => reject(failure ?? transaction.error ?? new Error("the browser has stopped it"));
    request = work(transaction.objectStore(STORE), (error) => {
      failure = error;
      transaction.abort();
    });
  });
}

const others = globalThis.BroadcastChannel && new BroadcastChannel("reportedly-drafts");
const tell = () => others?.postMessage(0);

// Made once, when it is needed: to make one takes tens of milliseconds.
let dates;

// Every draft as [id, title, words, when], the latest first.
export async function list() {
  const all = await within("readonly", (store) => store.getAll());
  dates ??= new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });
  return all.sort((a, b) => b.when - a.when).map(({ id, title, words, when }) => [id, title, words, dates.format(when)]);
}

// The versions that this tab has read or written, by draft; and where drafts of which there are two went on.
const versions = new Map(), moved = new Map();

// A draft as [text, work].
export async function load(id) {
  const draft = await within("readonly", (store) => store.get(id));
  if (!draft) return undefined;
  versions.set(id, draft.version);
  moved.delete(id);
  return [draft.text, draft.work];
}

export function newId() {
  return crypto.randomUUID();
}

let last = Promise.resolve();

// Saves one after the other, so that each is based on the one before.
export function save(...draft) {
  const saved = last.then(() => saveNow(...draft));
  last = saved.catch(() => {});
  return saved;
}

// Where another tab has saved another version than this one knows, the draft is left as it is and a new one is made. Returns
// [id, whether there are two now].
async function saveNow(of, title, words, text, work) {
  const id = moved.get(of) ?? of, version = versions.get(id) ?? 0;
  const draft = { format: 1, id, title, words, text, work, when: Date.now() };
  let two = false;
  await within("readwrite", (store, fail) => {
    const there = store.get(draft.id);
    there.onsuccess = () => {
      const known = there.result;
      two = known !== undefined && known.version !== version;
      if (two) {
        draft.id = crypto.randomUUID();
        draft.title = `${known.renamed ?? title} (2)`;
        draft.renamed = draft.title;
      } else if (known?.renamed) {
        draft.title = draft.renamed = known.renamed;
      }
      draft.version = two ? 1 : version + 1;
      try {
        store.put(draft);
      } catch (error) {
        fail(error);
      }
    };
  });
  versions.set(draft.id, draft.version);
  if (two) moved.set(of, draft.id);
  tell();
  return [draft.id, two];
}

export async function rename(id, title) {
  await within("readwrite", (store) => {
    const there = store.get(id);
    there.onsuccess = () => there.result && store.put({ ...there.result, title, renamed: title });
  });
  tell();
}

let removed = [];

// Removes a draft, or all of them where no id is given.
export async function remove(id) {
  removed = await within("readwrite", (store) => {
    const there = id ? store.getAll(id) : store.getAll();
    there.onsuccess = () => (id ? store.delete(id) : store.clear());
    return there;
  });
  tell();
}

// Brings back what was removed last.
export async function bringBack() {
  await within("readwrite", (store) => removed.forEach((draft) => store.put(draft)));
  removed = [];
  tell();
}

// Small choices. Where there is no storage they hold as long as the tab.
const choices = new Map();

export function chosen(name) {
  try {
    return localStorage.getItem(`reportedly-${name}`) ?? choices.get(name) ?? "";
  } catch {
    return choices.get(name) ?? "";
  }
}

export function choose(name, value) {
  choices.set(name, value);
  try {
    localStorage.setItem(`reportedly-${name}`, value);
  } catch {
    // It holds for this tab.
  }
}

// Where the tab is: [draft, "reading" or ""]; nothing where the entry of the history is not ours.
export function place() {
  const place = history.state?.reportedly;
  return place && [String(place[0]), String(place[1])];
}

export function setPlace(draft, reading, push) {
  try {
    history[push ? "pushState" : "replaceState"]({ reportedly: [draft, reading ? "reading" : ""] }, "");
  } catch {
    // Safari allows a hundred changes in half a minute. The next one will do.
  }
}

export function goBack() {
  history.back();
}

// Calls back with what the page cannot hear by itself: "others" when another tab has changed drafts, "pop" when the tab has
// moved in its history, "leave" when the page may be gone soon.
export function hear(heard) {
  // A button that was pressed may be gone, and the keyboard with it: undoing still means the text that is read.
  document.addEventListener("keydown", ({ target, key, ctrlKey, metaKey, shiftKey }) => {
    if (target === document.body && (ctrlKey || metaKey) && "zy".includes(key.toLowerCase())) {
      const undo = new KeyboardEvent("keydown", { key, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true });
      document.querySelector(".reportedly")?.dispatchEvent(undo);
    }
  });
  if (others) others.onmessage = () => heard("others");
  addEventListener("popstate", () => heard("pop"));
  addEventListener("pagehide", () => heard("leave"));
  document.addEventListener("visibilitychange", () => document.hidden && heard("leave"));
}

const LARGEST = 8 << 20;
const megabytes = (bytes) => (bytes / (1 << 20)).toFixed(1);

// A file's text as [text, whether its encoding was guessed]. Throws a sentence.
export async function readFile(file) {
  if (file.size > LARGEST) {
    throw `${file.name} is too large: it has ${megabytes(file.size)} MB, and at most ${megabytes(LARGEST)} MB can be read.`;
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

const OF_PAGE = ["click", "change", "input", "keydown", "paste", "submit", "drop", "dragover", "dragleave"];

export function listen(root, heard) {
  for (const type of OF_PAGE) root.addEventListener(type, heard);
}

// A text that lies beside the page.
export async function fetchText(path) {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw `${path} could not be downloaded (${response.status}).`;
  return response.text();
}
