// Drafts, in the browser's IndexedDB, and what a closed tab has left unsaved, in localStorage.
// `src/storage/drafts.rs` says what all of this is for.

import { historyEntry } from "./history.js";

/** @import { PageOrigin } from "../runtime/program-loader.js" */

/** @typedef {{ id: string, format: number, title: string, words: number, when: number, version: number, renamed?: string, kind?: string }} Draft */
/** @typedef {{ id: string, text: string, work: Uint8Array, origin?: PageOrigin }} Body */
/** @typedef {Omit<Draft, "format" | "renamed" | "kind"> & Body & { tab: string }} Unsaved */

// What there is to know of each draft, for the list; and its text and the work on it, which only who opens it needs.
/** @type {[drafts: string, texts: string]} */
const STORES = ["drafts", "texts"];

// How long the browser may take for a request, in milliseconds. Where it takes longer, the person is told.
const PATIENCE = 5_000;

/** @type {Promise<IDBDatabase> | undefined} */
let opening;
let isBlocked = false;
// Called when the browser answers after all.
let recovered = () => {};

/** @returns {Promise<IDBDatabase>} */
function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("reportedly", 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      const made = (/** @type {string} */ name) => request.result.createObjectStore(name, { keyPath: "id" });
      const [ofDrafts, ofTexts] = STORES;
      const known = oldVersion === 1 ? request.transaction?.objectStore(ofDrafts) : undefined;
      const drafts = known ?? made(ofDrafts), texts = made(ofTexts);
      // At first there was one store for both.
      const all = drafts.openCursor();
      all.onsuccess = () => {
        const cursor = all.result;
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
/**
 * @template T
 * @param {Promise<T>} promise
 * @param {() => void} giveUp
 * @returns {Promise<T>}
 */
async function inTime(promise, giveUp) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
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
/** @typedef {<R>(request: IDBRequest<R>, task: (result: R) => void) => void} Then */
/** @typedef {[drafts: IDBObjectStore, texts: IDBObjectStore]} Stores */
/**
 * @param {IDBTransactionMode} mode
 * @param {(stores: Stores, then: Then) => IDBRequest[] | void} work
 * @returns {Promise<any[]>} Any: what is in a database may be anything.
 */
async function within(mode, work) {
  const base = await inTime(open(), () => opening?.then(() => recovered()));
  const transaction = base.transaction(STORES, mode);
  const ended = new Promise((resolve, reject) => {
    /** @type {IDBRequest[]} */
    let requests = [];
    /** @type {unknown} */
    let failure;
    /** @type {<R>(task: () => R) => R | undefined} */
    const attempt = (task) => {
      try {
        return task();
      } catch (error) {
        failure = error;
        transaction.abort();
        return undefined;
      }
    };
    transaction.oncomplete = () => resolve(requests.map(({ result }) => result));
    transaction.onabort = () => reject(failure ?? transaction.error ?? new Error("the browser has stopped it"));
    /** @type {Then} */
    const then = (request, task) => void (request.onsuccess = () => attempt(() => task(request.result)));
    requests = attempt(() => work([transaction.objectStore(STORES[0]), transaction.objectStore(STORES[1])], then)) ?? [];
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

const otherTabs = globalThis.BroadcastChannel && new BroadcastChannel("reportedly-drafts");
const notifyOtherTabs = () => otherTabs?.postMessage(0);

// Calls back when another tab has changed drafts, and when a browser answers that had not answered in time.
/** @param {() => void} handler */
export function onDraftsChanged(handler) {
  if (otherTabs) otherTabs.onmessage = handler;
  recovered = handler;
}

// What tells a draft from all others. Unlike `randomUUID`, this is there on pages without TLS as well.
export const newId = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

// Made once, when it is needed: to make one takes tens of milliseconds.
/** @type {Intl.DateTimeFormat | undefined} */
let dates;

// Drafts whose key is no text, which nothing of this page has written: a name for each, and its key.
/** @type {Map<string, IDBValidKey>} */
const keys = new Map();
/** @param {string} id */
const keyOf = (id) => keys.get(id) ?? id;

/** @param {IDBValidKey} key */
function nameOf(key) {
  if (typeof key === "string") return key;
  const known = [...keys].find(([, one]) => indexedDB.cmp(one, key) === 0);
  const name = known?.[0] ?? `key ${keys.size + 1}`;
  keys.set(name, key);
  return name;
}

// A draft of the list, of whatever lies in the database.
/** @param {any} draft Any: nothing is known of it. @returns {{ time: number, row: [string, string, number, string, boolean, boolean] }} */
function entry({ id, title, words, when, version, kind }) {
  const time = new Date(when).getTime();
  const hasTitle = typeof title === "string";
  const isSound = typeof id === "string" && hasTitle && Number.isFinite(time) && Number.isFinite(words) && Number.isFinite(version);
  const date = Number.isFinite(time) ? inWords(time) : "";
  return { time: Number.isFinite(time) ? time : 0, row: [nameOf(id), hasTitle ? title : "", Number(words) || 0, date, isSound, kind === COMPARISON] };
}

// The kind of a draft that is a comparison of several texts, and opened by compare.html. Texts have none.
const COMPARISON = "comparison";

// Every draft as [id, title, words, when, whether it is sound, whether it is a comparison], the latest first.
export async function list() {
  const [all] = await within("readonly", ([drafts]) => [drafts.getAll()]);
  const entries = /** @type {unknown[]} */ (all).map(entry);
  return entries.sort((a, b) => b.time - a.time).map(({ row }) => row);
}

/** @param {number} time */
function inWords(time) {
  dates ??= new Intl.DateTimeFormat([], { dateStyle: "medium", timeStyle: "short" });
  return dates.format(time);
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

/** @param {Uint8Array} bytes */
export const packed = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
/** @param {string} text */
export const unpacked = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/**
 * @param {string} id
 * @param {number} version
 * @param {string} title
 * @param {number} words
 * @param {string} text
 * @param {Uint8Array} work
 * @param {PageOrigin} [origin]
 */
export function storeUnsaved(id, version, title, words, text, work, origin) {
  const unsaved = { tab, when: Date.now(), id, version, title, words, text, work: packed(work) };
  for (const stored of [storable(origin), withoutLines(origin)]) {
    try {
      return localStorage.setItem(UNSAVED + id, JSON.stringify({ ...unsaved, origin: stored }));
    } catch {
      // What is too large for it has been saved up to the last half second.
    }
  }
}

// The most of a web page that is stored beside its article, in UTF-16 code units.
const LONGEST_PAGE = 1 << 20;

const NOT_STORED = "The lines around the article were too many to be stored: open the page again to include them.";

/** @param {PageOrigin | undefined} origin */
const withoutLines = (origin) => (origin?.whole ? { ...origin, whole: "", notice: NOT_STORED } : origin);

/** @param {PageOrigin | undefined} origin */
const storable = (origin) => (origin && origin.whole.length > LONGEST_PAGE ? withoutLines(origin) : origin);

// What is stored of a web page, if it is sound.
/** @param {any} origin Any: nothing is known of it. @returns {PageOrigin | undefined} */
const soundOrigin = (origin) => (typeof origin?.whole === "string" ? origin : undefined);

/** @param {string} id */
export function removeUnsaved(id) {
  try {
    localStorage.removeItem(UNSAVED + id);
  } catch {
    // Where there is no storage there is nothing in it.
  }
}

// What was kept so, if it is nobody else's by now.
/** @param {string} id @returns {Unsaved | undefined} */
function unsavedOf(id) {
  try {
    const unsaved = JSON.parse(localStorage.getItem(UNSAVED + id) ?? "null");
    if (typeof unsaved?.text !== "string" || unsaved.id !== id) return undefined;
    const isOurs = unsaved.tab === tab || Math.abs(Date.now() - unsaved.when) > FRESH;
    return isOurs ? { ...unsaved, work: unpacked(unsaved.work) } : undefined;
  } catch {
    return undefined;
  }
}

function unsavedIds() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(UNSAVED)).map((key) => key.slice(UNSAVED.length));
  } catch {
    return [];
  }
}

// Saves what closed tabs have left, as the drafts that it is of. Returns whether there was anything.
export async function recoverUnsaved() {
  /** @param {string} id */
  const recover = async (id) => {
    const unsaved = id !== historyEntry()?.[0] && unsavedOf(id);
    if (!unsaved) return false;
    const { version, title, words, text, work, origin } = unsaved;
    await save(id, version, title, words, text, work, false, false, soundOrigin(origin));
    removeUnsaved(id);
    return true;
  };
  const all = unsavedIds();
  const now = await Promise.all(all.map(recover));
  if (now.every(Boolean)) return all.length > 0;
  // Another tab is being closed, or is saving.
  await new Promise((go) => setTimeout(go, FRESH + 500));
  const later = await Promise.all(unsavedIds().map(recover));
  return [...now, ...later].some(Boolean);
}

// A draft as [text, work, version, whether it is to be saved, what is known of its web page].
/** @param {string} id @returns {Promise<[text: string, work: Uint8Array, version: number, isUnsaved: boolean, origin?: PageOrigin] | undefined>} */
export async function load(id) {
  const unsaved = unsavedOf(id);
  if (unsaved) return [unsaved.text, unsaved.work, unsaved.version, true, soundOrigin(unsaved.origin)];
  const [draft, body] = await within("readonly", (stores) => stores.map((store) => store.get(keyOf(id))));
  if (!draft) return undefined;
  if (typeof body?.text !== "string") throw new Error("its text is not there, or is no text");
  const work = body.work instanceof Uint8Array ? body.work : Uint8Array.of(255);
  return [body.text, work, Number.isFinite(draft.version) ? draft.version : 0, false, soundOrigin(body.origin)];
}

// Saves what `version` became, which is 0 at first. Where another tab has saved another version since, the draft is left as
// it is and a new one is made. A second draft of another one, `isSecond`, is called so. Returns [id, version, whether there are
// two now].
// Where the browser has no room for all of it, the lines around an article out of a web page are left out.
/**
 * @param {string} id
 * @param {number} version
 * @param {string} title
 * @param {number} words
 * @param {string} text
 * @param {Uint8Array} work
 * @param {boolean} isSecond
 * @param {boolean} [isComparison]
 * @param {PageOrigin} [origin]
 * @returns {Promise<[id: string, version: number, areTwo: boolean]>}
 */
export async function save(id, version, title, words, text, work, isSecond, isComparison, origin) {
  try {
    return await put(storable(origin));
  } catch (error) {
    if (!origin?.whole || !(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
    return put(withoutLines(origin));
  }

  /** @param {PageOrigin} [stored] @returns {Promise<[string, number, boolean]>} */
  async function put(stored) {
    /** @type {Draft} */
    const draft = { format: 1, id, title, words, when: Date.now(), version: version + 1 };
    if (isComparison) draft.kind = COMPARISON;
    let two = false;
    await within("readwrite", ([drafts, texts], then) => {
      then(drafts.get(draft.id), (known) => {
        two = known !== undefined && known.version !== version;
        const renamed = two ? `${known.title} (2)` : isSecond && !known ? `${title} (2)` : known?.renamed;
        if (renamed) draft.title = draft.renamed = renamed;
        if (two) draft.id = newId();
        drafts.put(draft);
        texts.put({ id: draft.id, text, work, ...(stored && { origin: stored }) });
      });
    });
    notifyOtherTabs();
    return [draft.id, draft.version, two];
  }
}

/** @param {string} id @param {string} title */
export async function rename(id, title) {
  await within("readwrite", ([drafts], then) => {
    then(drafts.get(keyOf(id)), (known) => known && drafts.put({ ...known, title, renamed: title }));
  });
  notifyOtherTabs();
}

/** @type {(Draft[] | Body[])[]} */
let removed = [];

// Removes a draft, or all of them where no id is given.
/** @param {string} [id] */
export async function remove(id) {
  removed = await within("readwrite", (stores, then) =>
    stores.map((store) => {
      const there = store.getAll(id ? keyOf(id) : undefined);
      then(there, () => (id ? store.delete(keyOf(id)) : store.clear()));
      return there;
    }));
  for (const left of id ? [id] : unsavedIds()) removeUnsaved(left);
  notifyOtherTabs();
}

// Brings back what was removed last.
export async function restoreRemoved() {
  await within("readwrite", (stores) => {
    stores.forEach((store, at) => removed[at]?.forEach((one) => store.put(one)));
  });
  removed = [];
  notifyOtherTabs();
}
