import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const TEXTS = [
  "The museum in Halden will probably close its east wing, people familiar with the plans said on Thursday.\n\n“We are repairing it,” said Nora Feld, who leads the museum.",
  "The library in Brevik might stay open, Ivo Sand told reporters. He denied that a sale was likely.",
];

function App() {
  const [renders, setRenders] = useState(0);
  const [text, setText] = useState(0);
  const [there, setThere] = useState(true);
  const [aside, setAside] = useState(false);
  const [counts, setCounts] = useState("none yet");
  // React 19 sets what an element has as properties (`text`, `mode`), and hears an event "annotated" by this name.
  const element = (
    <reportedly-text
      key="element"
      text={TEXTS[text]}
      loading="eager"
      onannotated={({ detail }) => setCounts(`${detail.entity} names, ${detail.hedge} hedges, ${detail.attribution} statements`)}
    />
  );
  return (
    <>
      <h1>Rendered {renders + 1} times</h1>
      <p>
        <button id="render" onClick={() => setRenders((count) => count + 1)}>Render again</button>{" "}
        <button id="text" onClick={() => setText(1 - text)}>Another text</button>{" "}
        <button id="move" onClick={() => setAside(!aside)}>Another place</button>{" "}
        <button id="mount" onClick={() => setThere(!there)}>{there ? "Take it away" : "Put it back"}</button>
      </p>
      <p id="counts">Marks: {counts}</p>
      {there && (aside ? <section key="aside">{element}</section> : <article key="article">{element}</article>)}
    </>
  );
}

createRoot(document.querySelector("#root")).render(<StrictMode><App /></StrictMode>);
