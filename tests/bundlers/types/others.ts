// The element in templates of Vue and Svelte.

import type { GlobalComponents } from "vue";
import type { SvelteHTMLElements } from "svelte/elements";
import type { ReportedlyTextProps as OfSvelte } from "reportedly/svelte";
import type { ReportedlyTextProps as OfVue } from "reportedly/vue";

export const inVue: InstanceType<GlobalComponents["reportedly-text"]>["$props"] = {
  text: "It may rain.",
  onAnnotated: ({ detail }) => console.log(detail.hedge),
  onAnnotationCreated: ({ detail }) => console.log(detail.text),
  onError: ({ detail }) => console.log(detail.code),
  "in-place": true,
};
export const inSvelte: SvelteHTMLElements["reportedly-text"] = {
  text: "It may rain.",
  onannotated: ({ detail }) => console.log(detail.hedge),
  onerror: ({ detail }) => console.log(detail.code),
  "in-place": "",
};
export const plain: [OfVue, OfSvelte] = [{ mode: "read" }, { mode: "edit" }];
