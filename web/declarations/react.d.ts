// Types of <reportedly-text> in JSX for React 19: `import type {} from "reportedly/react"` somewhere in a project.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ReportedlyText, ReportedlyTextAttributes, ReportedlyTextEvents } from "./reportedly.js";

type Listeners = { [Name in keyof ReportedlyTextEvents as `on${Name}`]?: (event: ReportedlyTextEvents[Name]) => void };

/** What `<reportedly-text>` takes in JSX. */
export type ReportedlyTextProps = Omit<DetailedHTMLProps<HTMLAttributes<ReportedlyText>, ReportedlyText>, keyof ReportedlyTextAttributes> &
  ReportedlyTextAttributes &
  Listeners & { text?: string | null; inPlace?: boolean; "in-place"?: boolean | ""; class?: string };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "reportedly-text": ReportedlyTextProps;
    }
  }
}
