"use client";

import { useEffect, useRef } from "react";
import "reportedly";
import { report } from "../../report.js";

export default function Story({ text }) {
  const element = useRef(null);
  useEffect(() => void report(element.current), []);
  return <reportedly-text ref={element} loading="eager" text={text} suppressHydrationWarning />;
}
