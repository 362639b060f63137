// Whether the declarations of the package say what its scripts do, both ways. Nothing of this runs: tsc reads it, and names what
// differs.

import type * as declaredElement from "../declarations/reportedly.js";
import type * as declaredHeadless from "../declarations/headless.js";
import type * as bundledElement from "../element/bundled.js";
import type * as element from "../element/reportedly.js";
import type * as bundledHeadless from "../headless/bundled-headless.js";
import type * as headless from "../headless/headless.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** What a function takes and returns. */
type Signature<T> = T extends (...given: infer Given) => infer Result ? [Given, Result] : T;

/** The names that only one of two has, or both as different things. */
type Difference<A, B> =
  | Exclude<keyof A, keyof B>
  | Exclude<keyof B, keyof A>
  | { [Name in keyof A & keyof B]: Same<Signature<A[Name]>, Signature<B[Name]>> extends true ? never : Name }[keyof A & keyof B];

type Nothing<T extends never> = T;

/** What browsers call. */
type Lifecycle = "connectedCallback" | "disconnectedCallback" | "attributeChangedCallback";

/** What the element has besides what every element has. */
type Members<T> = { [Name in Exclude<keyof T, keyof HTMLElement | Lifecycle>]: T[Name] };

type Functions<T> = Omit<T, "ReportedlyError">;
type Code<T extends { ReportedlyError: abstract new (...given: never[]) => { code: unknown } }> = InstanceType<T["ReportedlyError"]>["code"];

export type Checked = [
  Nothing<Difference<Members<element.ReportedlyText>, Members<declaredElement.ReportedlyText>>>,
  Nothing<Difference<Pick<element.ReportedlyText, "scrollTo">, Pick<declaredElement.ReportedlyText, "scrollTo">>>,
  Nothing<Difference<{ version: typeof element.version }, Omit<typeof declaredElement, "ReportedlyText">>>,
  Nothing<Difference<Pick<typeof element.ReportedlyText, "version">, Pick<typeof declaredElement.ReportedlyText, "version">>>,
  Nothing<Difference<Record<keyof typeof bundledElement, 0>, Record<keyof typeof declaredElement, 0>>>,
  Nothing<Difference<Functions<typeof headless>, Functions<typeof declaredHeadless>>>,
  Nothing<Difference<Functions<typeof bundledHeadless>, Functions<typeof declaredHeadless>>>,
  Same<Code<typeof headless>, Code<typeof declaredHeadless>> extends true ? 0 : never,
];
