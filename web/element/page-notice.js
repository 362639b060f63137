// What there is to tell of a web page, below the text that was read of it, and a button that includes all of its lines.

/** @import { PageOrigin } from "../runtime/program-loader.js" */
/** @import { Source } from "./source.js" */

import { withLinesAround } from "./programs.js";
import { messageOf } from "./source.js";

// Shows it in the place of the one before. `include` is given the text with all lines of the page.
/** @param {Element} reader @param {string} text @param {PageOrigin | undefined} page @param {(whole: Source) => void} include */
export function showPageNotice(reader, text, page, include) {
  reader.querySelector("[part=page-notice]")?.remove();
  if (!page?.notice) return;
  const notice = document.createElement("p");
  notice.role = "status";
  notice.part.add("page-notice");
  Object.assign(notice, { lang: "en", dir: "ltr" });
  notice.append(page.notice);
  if (page.whole) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Include";
    button.addEventListener("click", async () => {
      try {
        const [all, origin] = await withLinesAround(text, page);
        include({ text: all, page: origin });
      } catch (error) {
        notice.replaceChildren(messageOf(error));
      }
    });
    notice.append(" ", button);
  }
  reader.append(notice);
}
