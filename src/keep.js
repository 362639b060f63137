// Drafts, in the browser's IndexedDB, and where in its history a tab is. `src/keep.rs` says what all of this is for.

// What there is to know of each draft, for the list; and its text and the work on it, which only who opens it needs.
const STORES = ["drafts", "texts"];

// How long the browser may take for a request, in milliseconds. Where it takes longer, the person is told.
const PATIENCE = 5_000;

let opening;
let isBlocked = false;
// Called when the browser answers after all.
let recovered = () => {};

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
    // It goes on by itself when the other tab is closed.
    request.onblocked = () => (isBlocked = true);
    request.onsuccess = () => {
      isBlocked = false;
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

// A promise that ends in time, whatever the browser does.
async function inTime(promise, giveUp) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      giveUp();
      reject(new Error(isBlocked ? "another tab with this page holds them; close it" : "the browser does not answer"));
    }, PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

// One transaction. `work` is given the stores and a function that goes on when a request has been answered; it returns
// requests whose results are wanted.
async function within(mode, work) {
  const base = await inTime(open(), () => opening.then(() => recovered()));
  const transaction = base.transaction(STORES, mode);
  const ended = new Promise((resolve, reject) => {
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
  return inTime(ended, () => {
    try {
      // What was reported as not done must not happen later.
      transaction.abort();
    } catch {
      // It has ended in this moment.
    }
  });
}

const others = globalThis.BroadcastChannel && new BroadcastChannel("reportedly-drafts");
const tell = () => others?.postMessage(0);

// What tells a draft from all others. Unlike `randomUUID`, this is there on pages without TLS as well.
export const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

// Made once, when it is needed: to make one takes tens of milliseconds.
let dates;

// Drafts whose key is no text, which nothing of this page has written: a name for each, and its key.
const keys = new Map();
const keyOf = (id) => keys.get(id) ?? id;

function nameOf(key) {
  if (typeof key === "string") return key;
  const known = [...keys].find(([, one]) => indexedDB.cmp(one, key) === 0);
  const name = known?.[0] ?? `key ${keys.size + 1}`;
  keys.set(name, key);
  return name;
}

// A draft of the list, of whatever lies in the database.
function entry({ id, title, words, when, version }) {
  const time = new Date(when).getTime();
  const hasTitle = typeof title === "string";
  const isSound = typeof id === "string" && hasTitle && Number.isFinite(time) && Number.isFinite(words) && Number.isFinite(version);
  const date = Number.isFinite(time) ? dates.format(time) : "";
  return { time: Number.isFinite(time) ? time : 0, row: [nameOf(id), hasTitle ? title : "", Number(words) || 0, date, isSound] };
}

// Every draft as [id, title, words, when, whether it is sound], the latest first.
export async function list() {
  const [all] = await within("readonly", ([drafts]) => [drafts.getAll()]);
  dates ??= new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });
  return all.map(entry).sort((a, b) => b.time - a.time).map(({ row }) => row);
}

// What was not saved yet when a tab was left or closed. It is kept where it can be written at once: a page that goes is not told
// that its transactions have begun.
const UNSAVED = "reportedly-unsaved ";

// For how long nothing but the tab that has written it touches it, in milliseconds: that tab may be saving it.
const FRESH = 3_000;

// A name for this tab, which a reload does not change.
const tab = (() => {
  try {
    return (sessionStorage["reportedly-tab"] ??= newId());
  } catch {
    return newId();
  }
})();

const packed = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const unpacked = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export function stash(id, version, title, words, text, work) {
  try {
    const unsaved = { tab, when: Date.now(), id, version, title, words, text, work: packed(work) };
    localStorage.setItem(UNSAVED + id, JSON.stringify(unsaved));
  } catch {
    // What is too large for it has been saved up to the last half second.
  }
}

export function unstash(id) {
  try {
    localStorage.removeItem(UNSAVED + id);
  } catch {
    // Where there is no storage there is nothing in it.
  }
}

// What was kept so, if it is nobody else's by now.
function stashed(id) {
  try {
    const unsaved = JSON.parse(localStorage.getItem(UNSAVED + id));
    if (typeof unsaved?.text !== "string" || unsaved.id !== id) return undefined;
    const isOurs = unsaved.tab === tab || Math.abs(Date.now() - unsaved.when) > FRESH;
    return isOurs ? { ...unsaved, work: unpacked(unsaved.work) } : undefined;
  } catch {
    return undefined;
  }
}

function stashes() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(UNSAVED)).map((key) => key.slice(UNSAVED.length));
  } catch {
    return [];
  }
}

// Saves what closed tabs have left, as the drafts that it is of. Returns whether there was anything.
export async function adopt() {
  const adopted = async (id) => {
    const unsaved = id !== place()?.[0] && stashed(id);
    if (!unsaved) return false;
    const { version, title, words, text, work } = unsaved;
    await save(id, version, title, words, text, work, false);
    unstash(id);
    return true;
  };
  const all = stashes();
  const now = await Promise.all(all.map(adopted));
  if (now.every(Boolean)) return all.length > 0;
  // Another tab is being closed, or is saving.
  await new Promise((go) => setTimeout(go, FRESH + 500));
  const later = await Promise.all(stashes().map(adopted));
  return [...now, ...later].some(Boolean);
}

// A draft as [text, work, version, whether it is to be saved].
export async function load(id) {
  const unsaved = stashed(id);
  if (unsaved) return [unsaved.text, unsaved.work, unsaved.version, true];
  const [draft, body] = await within("readonly", (stores) => stores.map((store) => store.get(keyOf(id))));
  if (!draft) return undefined;
  if (typeof body?.text !== "string") throw new Error("its text is not there, or is no text");
  const work = body.work instanceof Uint8Array ? body.work : Uint8Array.of(255);
  return [body.text, work, Number.isFinite(draft.version) ? draft.version : 0, false];
}

// Saves what `version` became, which is 0 at first. Where another tab has saved another version since, the draft is left as
// it is and a new one is made. A second draft of another one, `isSecond`, is called so. Returns [id, version, whether there are
// two now].
export async function save(id, version, title, words, text, work, isSecond) {
  const draft = { format: 1, id, title, words, when: Date.now(), version: version + 1 };
  let two = false;
  await within("readwrite", ([drafts, texts], then) => {
    then(drafts.get(draft.id), (known) => {
      two = known !== undefined && known.version !== version;
      const renamed = two ? `${known.title} (2)` : isSecond && !known ? `${title} (2)` : known?.renamed;
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
    then(drafts.get(keyOf(id)), (known) => known && drafts.put({ ...known, title, renamed: title }));
  });
  tell();
}

let removed = [];

// Removes a draft, or all of them where no id is given.
export async function remove(id) {
  removed = await within("readwrite", (stores, then) =>
    stores.map((store) => {
      const there = store.getAll(id ? keyOf(id) : undefined);
      then(there, () => (id ? store.delete(keyOf(id)) : store.clear()));
      return there;
    }));
  for (const left of id ? [id] : stashes()) unstash(left);
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

// Whether another site shows this page in a frame: what is clicked there may be what that site wants to be clicked.
export function framed() {
  try {
    for (let inner = window; inner !== top; inner = inner.parent) {
      if (inner.parent.location.origin !== location.origin) return true;
    }
    return false;
  } catch {
    // What another site's window has cannot be read.
    return true;
  }
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
  recovered = () => heard("others");
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
const OF_DIALOG = ["cancel", "close"];
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
