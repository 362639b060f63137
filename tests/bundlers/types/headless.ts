// Every type of the functions without a screen, as a strict project uses it.

import {
  annotate,
  decodeLink,
  encodeLink,
  exportAs,
  ReportedlyError,
  type AnnotateOptions,
  type Annotation,
  type Attribution,
  type Entity,
  type FileOf,
  type Format,
  type Hedge,
  type Layer,
  type OfficeFormat,
  type ReportedlyDocument,
  type Span,
  type TextFormat,
} from "reportedly/headless";

const options: AnnotateOptions = { model: false, signal: AbortSignal.timeout(1000), onProgress: (share) => console.log(share * 100) };

export function words(document: ReportedlyDocument, annotation: Annotation): string {
  const at = ([start, end]: Span) => [...document.text].slice(start, end).join("");
  const layer: Layer = annotation.layer;
  switch (annotation.layer) {
    case "entity": {
      const { start, end, kind }: Entity = annotation;
      return `${layer} ${kind} ${at([start, end])}`;
    }
    case "hedge": {
      const { start, end, voice }: Hedge = annotation;
      return `${layer} ${voice} ${at([start, end])}`;
    }
    case "attribution": {
      const { source, cue, content, via, stance, refers_to }: Attribution = annotation;
      return [...source, ...cue, ...content, ...(via ?? [])].map(at).concat(stance ?? "", refers_to ?? "").join(" ");
    }
  }
}

export async function use(): Promise<string> {
  try {
    const document = await annotate("It may rain.", options);
    for (const { origin } of document.annotations) {
      if (origin === "confirmed") console.log("somebody has found that it is right");
      // @ts-expect-error: there is no such origin.
      if (origin === "rumour") console.log();
    }
    const format: Format = "quotes.md";
    const link = await encodeLink(document, { freeze: true });
    const wordProcessor: OfficeFormat = "docx";
    const bytes: Uint8Array = await exportAs(document, wordProcessor);
    // @ts-expect-error: such a file is no text.
    const text: string = await exportAs(document, wordProcessor);
    const either: FileOf<Format> = bytes.length > 0 ? bytes : text;
    const readable: TextFormat = "md";
    if (typeof either === "string") return exportAs(document, readable);
    return (await exportAs(await decodeLink(link), format)) + words(document, document.annotations[0]!);
  } catch (error) {
    if (error instanceof ReportedlyError && error.code === "bad-link") return error.beginning ?? "";
    throw error;
  }
}
