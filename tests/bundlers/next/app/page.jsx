// Rendered on the server: the import of the element does nothing there, and the marks are found there.

import "reportedly";
import { annotate } from "reportedly/headless";
import Story from "./story.jsx";

const TEXT = "The island of Tarsvik could lose roughly 40 jobs, Aksel Dahl, the mayor, told reporters on Monday.";

export default async function Page() {
  const { annotations } = await annotate(TEXT);
  return (
    <main>
      <p id="server">{annotations.map(({ layer }) => layer).join(" ")}</p>
      <Story text={TEXT} />
    </main>
  );
}
