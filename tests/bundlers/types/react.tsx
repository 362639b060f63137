// The element in JSX.

import type { ReportedlyText } from "reportedly";
import type { ReportedlyTextProps } from "reportedly/react";
import { useRef } from "react";

export function Story({ text }: { text: string }) {
  const element = useRef<ReportedlyText>(null);
  const more: ReportedlyTextProps = { mode: "read", className: "story" };
  return (
    <reportedly-text
      ref={element}
      text={text}
      layers="hedge attribution"
      inPlace={false}
      onannotated={({ detail }) => console.log(detail.hedge)}
      onerror={({ detail }) => console.log(detail.code)}
      {...more}
    />
  );
}

// @ts-expect-error: text is a string.
export const wrong = <reportedly-text text={5} />;
