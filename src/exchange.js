// Files and links, which are programs of their own (crates/exchange), and what browsers have for sharing.

const loader = () => import(new URL(document.querySelector("meta[name=reportedly-programs]").content, document.baseURI));

// A function of the program "files" or "links", beside the page's thread.
export async function call(name, verb, ...given) {
  return (await loader()).call(name, verb, ...given);
}

export async function stopCalls() {
  (await loader()).stopCalls();
}

// Who points at the button is about to share: what takes longest is done by the time of the click. If it fails now, the
// click will say so.
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, ({ target }) => {
    if (target.closest?.("[data-page=share]")) call("links").catch(() => {});
  });
}

export const bytesOf = (text) => new TextEncoder().encode(text);

// Puts a text on the clipboard, in two forms where there is HTML too.
export async function copy(plain, html) {
  if (!html) return navigator.clipboard.writeText(plain);
  const form = (type, text) => [type, new Blob([text], { type })];
  const forms = Object.fromEntries([form("text/plain", plain), form("text/html", html)]);
  await navigator.clipboard.write([new ClipboardItem(forms)]);
}

export const canSend = () => Boolean(navigator.share);

// Hands a link over to the system. That a person thinks better of it is no failure.
export async function send(title, url) {
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

// The page's address, without what comes after it.
export const here = () => location.href.split("#")[0];

// Opens the dialog that is there, over everything else.
export function showDialog(root) {
  const dialog = root.querySelector("dialog");
  if (dialog && !dialog.open) dialog.showModal();
}

// Closes it, which leads the keyboard back to where it was.
export function closeDialog(root) {
  root.querySelector("dialog")?.close();
}
