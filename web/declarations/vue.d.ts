// Types of <reportedly-text> in templates of Vue 3: `import type {} from "reportedly/vue"` somewhere in a project.

import type { DefineComponent, HTMLAttributes } from "vue";
import type { ReportedlyTextAttributes, ReportedlyTextEvents } from "./reportedly.js";

type Capitalized<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${Capitalized<Rest>}` : Capitalize<Name>;

type Listeners = { [Name in keyof ReportedlyTextEvents as `on${Capitalized<Name>}`]?: (event: ReportedlyTextEvents[Name]) => void };

/** What `<reportedly-text>` takes in a template. */
export type ReportedlyTextProps = Omit<HTMLAttributes, keyof ReportedlyTextAttributes | keyof Listeners> &
  ReportedlyTextAttributes &
  Listeners & { text?: string | null; inPlace?: boolean; "in-place"?: boolean | "" };

declare module "vue" {
  interface GlobalComponents {
    "reportedly-text": DefineComponent<ReportedlyTextProps>;
  }
}
