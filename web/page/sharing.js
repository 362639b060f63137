// What browsers have for sharing: the clipboard, and the system's own dialog.

// Puts a text on the clipboard, in two forms where there is HTML too.
/** @param {string} plain @param {string} [html] */
export async function copy(plain, html) {
  if (!html) return navigator.clipboard.writeText(plain);
  /** @type {(type: string, text: string) => [string, Blob]} */
  const form = (type, text) => [type, new Blob([text], { type })];
  const forms = Object.fromEntries([form("text/plain", plain), form("text/html", html)]);
  await navigator.clipboard.write([new ClipboardItem(forms)]);
}

export const canSend = () => Boolean(navigator.share);

// Hands a link over to the system. That a person thinks better of it is no failure.
/** @param {string} title @param {string} url */
export async function send(title, url) {
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AbortError") throw error;
  }
}

// Where links lead: the page's address, without what comes after it. A page that is a file may know another one.
export const linkTarget = () =>
  document.querySelector("meta[name=reportedly-public-url]")?.getAttribute("content") ?? location.href.split("#")[0];
