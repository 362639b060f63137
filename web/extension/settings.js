// The settings: where links lead, and what is kept of what a person has corrected.

import { Corrections } from "./corrections.js";
import { nameSite, namedSite } from "./site.js";

const storage = chrome.storage.local;
const corrections = new Corrections(storage);

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const site = /** @type {HTMLInputElement} */ (find("site"));

/** @param {import("./corrections.js").Correction & { address: string }} correction */
function entry({ address, title, saved }) {
  const words = document.createElement("div");
  const date = new Date(saved).toLocaleDateString("en", { dateStyle: "medium" });
  words.append(
    Object.assign(document.createElement("span"), { textContent: title || address }),
    Object.assign(document.createElement("small"), { textContent: `${address} · ${date}` }),
  );
  const forget = Object.assign(document.createElement("button"), { type: "button", textContent: "Forget", ariaLabel: `Forget what was corrected in “${title || address}”` });
  forget.addEventListener("click", async () => {
    await corrections.remove(address);
    await list();
  });
  const item = document.createElement("li");
  item.append(words, forget);
  return item;
}

async function list() {
  const all = await corrections.all();
  find("kept").replaceChildren(...all.map(entry));
  find("none").hidden = all.length > 0;
  find("forget-all").hidden = all.length < 2;
}

find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = await nameSite(storage, site.value);
  site.ariaInvalid = String(Boolean(problem));
  find("status").textContent = problem ?? "Saved.";
  if (!problem) site.value = await namedSite(storage);
});
find("forget-all").addEventListener("click", async () => {
  await corrections.remove(...(await corrections.all()).map(({ address }) => address));
  await list();
});

/** @type {HTMLButtonElement} */ (find("save")).disabled = false;
const named = await namedSite(storage);
// What somebody has typed meanwhile stays.
site.value ||= named;
await list();
