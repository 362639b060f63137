// The tab's history: which draft an entry is about, and whether it is read.

// Where the tab is: [draft, "reading" or ""]; nothing where the entry of the history is not ours.
/** @returns {[draft: string, reading: string] | undefined} */
export function historyEntry() {
  const entry = history.state?.reportedly;
  return entry && [String(entry[0]), String(entry[1])];
}

// The link in the page's address; empty where there is none, or something else after the #.
export const linkInAddress = () => (/^#r\d+(=|%(25)*3D)/i.test(location.hash) ? location.hash : "");

// In this entry of the history; or in a new one, which comes after one about the text itself, to which Back leads.
/** @param {string} draft @param {boolean} reading @param {boolean} push */
export function setHistoryEntry(draft, reading, push) {
  const known = historyEntry();
  // Without the fragment of a link: what is kept here is the person's own.
  const address = location.href.split("#")[0];
  /** @param {"push" | "replace"} how @param {string} what */
  const write = (how, what) => history[`${how}State`]({ reportedly: [draft, what] }, "", address);
  const now = reading ? "reading" : "";
  try {
    if (push) {
      write(known?.[1] || linkInAddress() ? "push" : "replace", "");
      write("push", now);
    } else if (known?.[0] !== draft || known[1] !== now || location.hash) {
      // The entry of a link stays, and Back leads to it.
      write(linkInAddress() ? "push" : "replace", now);
    }
  } catch {
    // Safari allows a hundred changes in half a minute. The next one will do.
  }
}

export function goBack() {
  history.back();
}
