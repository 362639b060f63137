// What there is to tell of a web page, below the text that was read of it, and a button that includes all of its lines.

/** @import { PageNotice } from "./source.js" */

// Shows it in the place of the one before. `include` is given all of the page's text.
/** @param {Element} reader @param {PageNotice | undefined} page @param {(text: string) => void} include */
export function showPageNotice(reader, page, include) {
  reader.querySelector("[part=page-notice]")?.remove();
  if (!page?.notice) return;
  const notice = document.createElement("p");
  notice.role = "status";
  notice.part.add("page-notice");
  Object.assign(notice, { lang: "en", dir: "ltr" });
  notice.append(page.notice);
  const { whole } = page;
  if (whole) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Include";
    button.addEventListener("click", () => include(whole));
    notice.append(" ", button);
  }
  reader.append(notice);
}
