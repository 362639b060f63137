// A real page would have the link in its `src`, as the Share dialog copies it. Here it is made of the text, so that the example
// shows how.
import { encodeLink } from "./embed/headless.js";

const text = `Museum May Close Its East Wing

The museum in Halden will probably close its east wing for two years, people familiar with the plans said on Thursday.

“We are not closing anything, we are repairing it,” said Nora Feld, who has led the museum since 2019.`;

const frame = document.querySelector("iframe");
frame.addEventListener("annotated", ({ detail: { entity, hedge, attribution } }) => {
  document.querySelector("#heard").textContent =
    `The frame says: ${entity} names, ${hedge} hedges, ${attribution} statements.`;
});
frame.src = `${frame.dataset.folder}embed.html?mode=read#${await encodeLink({ text, annotations: [] })}`;
