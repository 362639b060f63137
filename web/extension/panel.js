// The panel: a page of the extension in a frame over the page that is read. The reader and its engine run here, under the extension's
// policy, whatever that of the page is. It talks to the extension's scripts in the tab, and hears nothing that the page says.

/** @import { Box, FrameMessage, FrameRequest, MarksMessage, PanelMessage } from "./messages.js" */

import * as loader from "../runtime/program-loader.js";
import { highlightRules } from "../element/highlights.js";
import { hasOpen } from "../element/parts.js";
import { styles } from "../element/programs.js";
import { Share } from "../element/share.js";
import { messageOf } from "../element/source.js";
import { ArticleReader } from "./article-reader.js";
import { prepareSearch, searchArticle } from "./article-search.js";
import { Corrections } from "./corrections.js";
import { extensionFiles } from "./extension-files.js";
import { namedSite, pageOfLinks } from "./site.js";

// Chromium paints a highlight's background where a page's own style sheets could have asked for it, which end at shadow roots; Firefox
// takes those of a user, which reach into them. (mark-session.js has a sheet for Chromium's shadow roots.)
const ORIGINS = /** @type {const} */ (["AUTHOR", "USER"]);

const LOST = "The article is gone from the page. It is marked again when it comes back.";

const OPEN = "Who said what";
const CLOSE = "Hide this list";

const NONE = "No article was found on this page: it has too little text, or many short ones. Open an article and click once more.";

// Why there is nothing to mark, by what the address of this page says.
/** @type {Partial<Record<string, string>>} */
const REASONS = {
  none: NONE,
  pdf: "This is a PDF, whose text cannot be marked where it stands. Copy it, and paste it into Reportedly.",
};

loader.useBundledFiles(extensionFiles(new URL("./page/", import.meta.url), new URL("./element/", import.meta.url)));

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const storage = chrome.storage.local;
// Where the article is, or why there is none; and in which tab, where this page is in a window of its own.
const address = new URLSearchParams(location.hash.slice(1));
const place = address.get("place") ?? "none";
const hasWindow = address.has("tab");
const root = find("reader").attachShadow({ mode: "open" });

/** @type {ExtensionPort | undefined} */
let frame;
/** @type {ArticleReader | undefined} */
let reader;
/** @type {Box["shape"]} */
let shape = "button";
let isOver = false;

/** @param {FrameRequest} message */
function toFrame(message) {
  if (!isOver) frame?.postMessage(message);
}

// The frame is as large as what is in it.
function measure() {
  const { width, height } = find(shape === "sentence" ? "sentence" : "head").getBoundingClientRect();
  toFrame({ what: "box", shape, width: Math.ceil(width), height: Math.ceil(height) });
}

/** @param {Box["shape"]} next */
function become(next) {
  shape = next;
  document.body.dataset.shape = next;
  const isOpen = next === "list";
  find("toggle").textContent = isOpen ? CLOSE : OPEN;
  find("toggle").ariaExpanded = String(isOpen);
  measure();
}

// A sentence in the place of a list.
/** @param {string} sentence */
function apologise(sentence) {
  find("reason").textContent = sentence;
  become("sentence");
}

// A sentence above the list.
/** @param {string} sentence */
function notice(sentence) {
  find("notice").textContent = sentence;
}

/** @param {FrameMessage} message */
async function onFrameMessage(message) {
  if (message.what === "room") {
    hasRoom = message.isBeside;
    return;
  }
  await end();
}

// Keeps what is to be kept. The marks go with this page (mark-session.js), and their style here.
async function end() {
  try {
    await reader?.end();
  } finally {
    await withoutStyle();
    toFrame({ what: "closed" });
    isOver = true;
    if (hasWindow) close();
  }
}

// Whether the list is in nobody's way.
let hasRoom = false;
// Takes the style of the marks away.
let withoutStyle = async () => {};

async function begin() {
  const tabId = hasWindow ? Number(address.get("tab")) : (await chrome.tabs.getCurrent())?.id;
  if (tabId === undefined) return;
  if (!hasWindow) {
    frame = chrome.tabs.connect(tabId, { frameId: 0, name: "panel" });
    frame.onMessage.addListener(onFrameMessage);
    frame.onDisconnect.addListener(() => (frame = undefined));
  }
  hasRoom = hasWindow;
  new ResizeObserver(measure).observe(find("head"));
  new ResizeObserver(measure).observe(find("sentence"));
  const reason = REASONS[place];
  if (reason) return apologise(reason);
  become("button");
  find("toggle").textContent = "Reading the article";
  prepareSearch();
  loader.prefetch("engine-worker.js", "engine_bg.wasm", "engine.words", "news.model");
  try {
    await read(tabId, Number(place));
  } catch (error) {
    apologise(`The article could not be marked: ${messageOf(error)}.`);
  }
}

// Shows what the script in this frame of the tab finds.
/** @param {number} tabId @param {number} frameId */
async function read(tabId, frameId) {
  const [{ mount, partNames }, style] = await Promise.all([loader.program("widget"), styles()]);
  const { names, css } = highlightRules(style);
  const target = { tabId, frameIds: [frameId] };
  const injections = ORIGINS.map((origin) => ({ target, css, origin }));
  await Promise.all(injections.map((injection) => chrome.scripting.insertCSS(injection)));
  withoutStyle = async () => void (await Promise.all(injections.map((injection) => chrome.scripting.removeCSS(injection))));
  root.adoptedStyleSheets = [style];
  /** @type {ExtensionPort | undefined} */
  let marks = chrome.tabs.connect(tabId, { frameId, name: "marks" });
  const inner = readerPlace();
  const linkedPage = await pageOfLinks(storage);
  const share = new Share(root, () => linkedPage, toLink, (what) => {
    if (what === "share") tellWhoOpensLinks();
    return true;
  });
  const article = new ArticleReader(inner, mount, new Corrections(storage), {
    post: (message) => marks?.postMessage(message),
    failed: (message) => apologise(`The article could not be marked: ${message}.`),
    marked: onMarked,
    share: (id) => share.share(id),
    notice,
  });
  reader = article;
  marks.onMessage.addListener((/** @type {MarksMessage} */ message) => {
    if (message.what === "page") answerSearch(message, (answer) => marks?.postMessage(answer));
    else if (message.what === "text") article.show(message);
    else if (message.what === "found") onFound(message.isDark);
    else if (message.what === "close") end();
    else if (message.what === "lost") onLost(article);
    else {
      become("list");
      article.openCard(message.segment);
    }
  });
  // The page of the frame has gone, or another one has come.
  marks.onDisconnect.addListener(() => {
    marks = undefined;
    if (hasWindow) close();
    else onLost(article);
  });
  marks.postMessage({ what: "begin", names, css, partNames: partNames().split(" ") });
  find("open").addEventListener("click", async () => {
    try {
      await chrome.tabs.create({ url: `${await pageOfLinks(storage)}#${await article.toLink()}` });
    } catch (error) {
      notice(`It could not be opened: ${messageOf(error)}.`);
    }
  });
}

/** @param {{ number: number, html: string, words: string[] }} page @param {(answer: PanelMessage) => void} answer */
async function answerSearch({ number, html, words }, answer) {
  answer({ what: "article", number, kept: (await searchArticle(html, words)) ?? null });
}

/** @param {ArticleReader} article */
function onLost(article) {
  if (article.hasText) notice(LOST);
  else apologise(NONE);
}

// The article of the page, perhaps once more.
/** @param {boolean} isDark */
function onFound(isDark) {
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  if (shape === "sentence") become("button");
  if (find("notice").textContent === LOST) notice("");
}

// The list is shown when there is something in it, and where it is not in the way.
function onMarked() {
  if (find("toggle").textContent !== OPEN && shape === "button") become(hasRoom ? "list" : "button");
}

// The place in which the reader draws: as the element's, when an article is marked in place.
function readerPlace() {
  const part = Object.assign(document.createElement("div"), { part: "reader" });
  part.dataset.inPlace = "box";
  const inner = document.createElement("div");
  part.append(inner);
  const around = Object.assign(document.createElement("div"), { className: "around" });
  around.append(part);
  root.replaceChildren(around);
  return inner;
}

/** @param {string} [id] */
async function toLink(id) {
  if (!reader) throw new Error("there is no article");
  return reader.toLink(id);
}

async function tellWhoOpensLinks() {
  if (!(await namedSite(storage))) notice("The link opens in this browser alone, with this extension. For one that everybody can open, name a Reportedly site in Settings.");
}

find("toggle").addEventListener("click", () => become(shape === "list" ? "button" : "list"));
for (const id of ["end", "dismiss"]) find(id).addEventListener("click", () => (hasWindow ? end() : toFrame({ what: "close" })));
find("settings").addEventListener("click", () => chrome.runtime.openOptionsPage());
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || hasOpen(root)) return;
  if (shape === "list") become("button");
  find("toggle").focus();
});

begin();
