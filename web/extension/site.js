// Where links lead: to the page that is packed into the extension, or to a site that a person has named.

/** @typedef {Pick<typeof chrome.storage.local, "get" | "set" | "remove">} Storage */

const KEY = "site";

// The page that is packed.
const PACKED = "page/index.html";

/** @param {Storage} storage @returns {Promise<string>} The site that is named; empty where none is. */
export async function namedSite(storage) {
  const { [KEY]: site } = await storage.get(KEY);
  return typeof site === "string" ? site : "";
}

/** @param {Storage} storage */
export async function pageOfLinks(storage) {
  return (await namedSite(storage)) || chrome.runtime.getURL(PACKED);
}

// Names a site; none where the address is empty. Says what is wrong with the address, if anything is.
/** @param {Storage} storage @param {string} given @returns {Promise<string | undefined>} */
export async function nameSite(storage, given) {
  const address = siteAddress(given);
  if (address === undefined) return `“${given.trim()}” is no address of a site: it has to begin with https:// or http://.`;
  if (address) await storage.set({ [KEY]: address });
  else await storage.remove(KEY);
  return undefined;
}

// The address without what a link puts behind it; nothing where it is none.
/** @param {string} given */
export function siteAddress(given) {
  const text = given.trim();
  if (!text) return "";
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  url.hash = "";
  return url.href;
}
