// Types of <reportedly-text> in Svelte: `import type {} from "reportedly/svelte"` somewhere in a project.

import type { HTMLAttributes } from "svelte/elements";
import type { ReportedlyText, ReportedlyTextAttributes, ReportedlyTextEvents } from "./reportedly.js";

type Listeners = { [Name in keyof ReportedlyTextEvents as `on${Name}`]?: (event: ReportedlyTextEvents[Name]) => void };

/** What `<reportedly-text>` takes in a component. */
export type ReportedlyTextProps = Omit<HTMLAttributes<ReportedlyText>, keyof ReportedlyTextAttributes | keyof Listeners> &
  ReportedlyTextAttributes &
  Listeners & { text?: string | null; inPlace?: boolean; "in-place"?: boolean | "" };

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "reportedly-text": ReportedlyTextProps;
  }
}
