// Every type of the element, as a strict project uses it.

import {
  ReportedlyText,
  version,
  type Failure,
  type FailureCode,
  type Format,
  type Layer,
  type Link,
  type Mark,
  type ReportedlyTextAttributes,
  type ReportedlyTextError,
  type ReportedlyTextEventMap,
  type ReportedlyTextEvents,
  type Summary,
} from "reportedly";
import type { Annotation, ReportedlyDocument } from "reportedly/headless";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <T extends true>(): T => true as T;

const element = document.createElement("reportedly-text");
is<Same<typeof element, ReportedlyText>>();
const another: ReportedlyText = new ReportedlyText();
const known: string = `${version} ${ReportedlyText.version}`;

element.addEventListener("annotated", (event) => {
  is<Same<typeof event.detail, Summary>>();
  const layers: Layer[] = event.detail.layers;
  console.log(layers, event.detail.hedge + 1, this);
});
element.addEventListener("error", ({ detail }) => {
  is<Same<typeof detail, Failure>>();
  const code: FailureCode = detail.code;
  // @ts-expect-error: there is no such code.
  console.log(code === "nonsense", detail.message);
});
element.addEventListener("before-annotation-selected", (event) => {
  is<Same<typeof event.detail, Mark>>();
  event.preventDefault();
});
element.addEventListener("share", ({ detail: { url, fragment, id } }: CustomEvent<Link>) => console.log(url, fragment, id));
element.addEventListener("click", ({ clientX }) => console.log(clientX));
const ready = (event: ReportedlyTextEvents["ready"]) => console.log(event.type);
element.addEventListener("ready", ready, { once: true });
element.removeEventListener("ready", ready);
is<Same<ReportedlyTextEventMap["click"], HTMLElementEventMap["click"]>>();

element.text = "It may rain.";
element.text = null;
const text: string = element.text;
// @ts-expect-error: a number is no text.
element.text = 5;
element.inPlace = true;
Object.assign(element, { for: "#story", mode: "read", layers: "hedge" } satisfies ReportedlyTextAttributes);

export async function use(document: ReportedlyDocument): Promise<unknown[]> {
  const annotations = await element.getAnnotations({ layers: ["hedge"] });
  is<Same<typeof annotations, Annotation[]>>();
  await element.setAnnotations(document.annotations);
  await element.setAnnotations(document);
  await element.setAnnotations(null);
  await element.setAnnotations();
  // @ts-expect-error: not every object is an annotation.
  await element.setAnnotations([{ layer: "verb" }]);
  const format: Format = "citron.json";
  const file: string = await element.exportAs(format);
  const link: string = await element.toLink(annotations[0]?.id);
  await element.setFilter({ layers: ["entity", "hedge"] });
  const isShown: boolean = await element.select("id");
  const isThere: boolean = await element.scrollTo("id");
  element.scrollTo({ top: 0 });
  element.scrollTo(0, 0);
  await element.undo();
  await element.redo();
  await element.annotate().catch((error: ReportedlyTextError) => console.log(error.code, error.message));
  return [file, link, isShown, isThere, text, known, another];
}
