// Drafts, in the browser's IndexedDB, and where in its history a tab is. `src/keep.rs` says what all of this is for.

// What there is to know of each draft, for the list; and its text and the work on it, which only who opens it needs.
const STORES = ["drafts", "texts"];
let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("reportedly", 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      const [drafts, texts] = STORES.map((name) =>
        oldVersion === 1 && name === "drafts"
          ? request.transaction.objectStore(name)
          : request.result.createObjectStore(name, { keyPath: "id" }));
      // At first there was one store for both.
      drafts.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        const { text, work, ...draft } = cursor.value;
        texts.put({ id: draft.id, text, work });
        cursor.update(draft);
        cursor.continue();
      };
    };
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

// One transaction. `work` is given the stores and a function that goes on when a request has been answered; it returns
// requests whose results are wanted.
async function within(mode, work) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(STORES, mode);
    let requests, failure;
    const attempt = (task) => {
      try {
        return task();
      } catch (error) {
        failure = error;
        transaction.abort();
      }
    };
    transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
    transaction.onabort = () => reject(failure ?? transaction.error ?? new Error("the browser has stopped it"));
    const then = (request, task) => (request.onsuccess = () => attempt(() => task(request.result)));
    requests = attempt(() => work(STORES.map((name) => transaction.objectStore(name)), then)) ?? [];
  });
}

const others = globalThis.BroadcastChannel && new BroadcastChannel("reportedly-drafts");
const tell = () => others?.postMessage(0);

// What tells a draft from all others. Unlike `randomUUID`, this is there on pages without TLS as well.
export const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

// Made once, when it is needed: to make one takes tens of milliseconds.
let dates;

// Every draft as [id, title, words, when], the latest first.
export async function list() {
  const [all] = await within("readonly", ([drafts]) => [drafts.getAll()]);
  dates ??= new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });
  return all.sort((a, b) => b.when - a.when).map(({ id, title, words, when }) => [id, title, words, dates.format(when)]);
}

// What a tab had not saved yet when it was left. The database is too slow for that: a page that goes is not told that its
// transactions have begun.
const UNSAVED = "reportedly-unsaved";

export function stash(id, text, work) {
  try {
    sessionStorage.setItem(UNSAVED, JSON.stringify({ id, text, work: [...work] }));
  } catch {
    // What is too large for it has been saved up to the last half second.
  }
}

export function unstash() {
  try {
    sessionStorage.removeItem(UNSAVED);
  } catch {
    // Where there is no storage there is nothing in it.
  }
}

function stashed(id) {
  try {
    const unsaved = JSON.parse(sessionStorage.getItem(UNSAVED));
    return unsaved?.id === id ? unsaved : undefined;
  } catch {
    return undefined;
  }
}

// A draft as [text, work, version, whether it is to be saved].
export async function load(id) {
  const [draft, body] = await within("readonly", (stores) => stores.map((store) => store.get(id)));
  const unsaved = stashed(id);
  if (unsaved) return [unsaved.text, new Uint8Array(unsaved.work), draft?.version ?? 0, true];
  return draft && body && [body.text, body.work, draft.version];
}

// Saves what `version` became, which is 0 at first. Where another tab has saved another version since, the draft is left as
// it is and a new one is made. Returns [id, version, whether there are two now].
export async function save(id, version, title, words, text, work) {
  const draft = { format: 1, id, title, words, when: Date.now(), version: version + 1 };
  let two = false;
  await within("readwrite", ([drafts, texts], then) => {
    then(drafts.get(draft.id), (known) => {
      two = known !== undefined && known.version !== version;
      const renamed = two ? `${known.title} (2)` : known?.renamed;
      if (renamed) draft.title = draft.renamed = renamed;
      if (two) draft.id = newId();
      drafts.put(draft);
      texts.put({ id: draft.id, text, work });
    });
  });
  tell();
  return [draft.id, draft.version, two];
}

export async function rename(id, title) {
  await within("readwrite", ([drafts], then) => {
    then(drafts.get(id), (known) => known && drafts.put({ ...known, title, renamed: title }));
  });
  tell();
}

let removed = [];

// Removes a draft, or all of them where no id is given.
export async function remove(id) {
  removed = await within("readwrite", (stores, then) =>
    stores.map((store) => {
      const there = store.getAll(id || undefined);
      then(there, () => (id ? store.delete(id) : store.clear()));
      return there;
    }));
  tell();
}

// Brings back what was removed last.
export async function bringBack() {
  await within("readwrite", (stores) => {
    stores.forEach((store, at) => removed[at]?.forEach((one) => store.put(one)));
  });
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

// The link in the page's address; empty where there is none, or something else after the #.
export const link = () => (/^#r\d+(=|%(25)*3D)/i.test(location.hash) ? location.hash : "");

// In this entry of the history; or in a new one, which comes after one about the text itself, to which Back leads.
export function setPlace(draft, reading, push) {
  const known = place();
  // Without the fragment of a link: what is kept here is the person's own.
  const address = location.href.split("#")[0];
  const say = (how, what) => history[`${how}State`]({ reportedly: [draft, what] }, "", address);
  const now = reading ? "reading" : "";
  try {
    if (push) {
      say(known?.[1] || link() ? "push" : "replace", "");
      say("push", now);
    } else if (known?.[0] !== draft || known[1] !== now || location.hash) {
      // The entry of a link stays, and Back leads to it.
      say(link() ? "push" : "replace", now);
    }
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
  addEventListener("hashchange", () => heard("link"));
  addEventListener("pagehide", () => heard("leave"));
  document.addEventListener("visibilitychange", () => document.hidden && heard("leave"));
}

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

const OF_ROOT = ["click", "change", "input", "keydown", "paste", "submit"];
// It does not bubble.
const OF_DIALOG = ["close"];
// A file that is dropped beside the page's contents would otherwise take the page's place.
const OF_ALL = ["drop", "dragover", "dragleave"];

export function listen(root, heard) {
  for (const type of OF_ROOT) root.addEventListener(type, heard);
  for (const type of OF_DIALOG) root.addEventListener(type, heard, true);
  for (const type of OF_ALL) document.addEventListener(type, heard);
}

// A text that lies beside the page.
export async function fetchText(path) {
  const response = await fetch(new URL(path, document.baseURI));
  if (!response.ok) throw `${path} could not be downloaded (${response.status}).`;
  return response.text();
}
