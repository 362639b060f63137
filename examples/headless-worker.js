import { annotate, exportAs } from "./embed/headless.js";

addEventListener("message", async ({ data }) => {
  const document = await annotate(data);
  postMessage(`${JSON.stringify(document.annotations, null, 2)}\n\n${await exportAs(document, "md")}`);
});
