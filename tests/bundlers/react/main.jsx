import "reportedly";
import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { report } from "../report.js";

function Story() {
  const element = useRef(null);
  const [counts, setCounts] = useState("");
  useEffect(() => void report(element.current), []);
  return (
    <main>
      <reportedly-text
        ref={element}
        loading="eager"
        text="The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters on Monday."
        onannotated={({ detail }) => setCounts(`${detail.hedge} hedges`)}
      />
      <p id="counts">{counts}</p>
    </main>
  );
}

createRoot(document.querySelector("#root")).render(<Story />);
