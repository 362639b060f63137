// What there is to tell of a web page, below the text that was read of it, and a button that includes all of its lines.

/** @import { PageOrigin } from "../runtime/program-loader.js" */
/** @import { Source } from "./source.js" */

// Shows it in the place of the one before. `include` is given all of the page's text.
/** @param {Element} reader @param {PageOrigin | undefined} page @param {(whole: Source) => void} include */
export function showPageNotice(reader, page, include) {
  reader.querySelector("[part=page-notice]")?.remove();
  if (!page?.notice) return;
  const notice = document.createElement("p");
  notice.role = "status";
  notice.part.add("page-notice");
  Object.assign(notice, { lang: "en", dir: "ltr" });
  notice.append(page.notice);
  const { whole, knownOfWhole } = page;
  if (whole) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Include";
    button.addEventListener("click", () => include({ text: whole, page: { known: knownOfWhole, whole: "", knownOfWhole, notice: "" } }));
    notice.append(" ", button);
  }
  reader.append(notice);
}
