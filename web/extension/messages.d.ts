// What the panel, a page of the extension in a frame, and the scripts in the page around it tell each other.

/** From the script that paints the marks, to the panel. Places in a text are in UTF-16 code units. */
export type MarksMessage =
  | { what: "text"; text: string; revision: number; address: string }
  /** A copy of the page, and the words of its text nodes, to find the article in. */
  | { what: "page"; number: number; html: string; words: string[] }
  | { what: "card"; segment: number }
  | { what: "found"; isDark: boolean }
  /** There is no article, or none any more. */
  | { what: "lost" }
  | { what: "close" };

/** From the panel to the script that paints. */
export type PanelMessage =
  | { what: "begin"; names: string[]; css: string; partNames: string[] }
  /** Which of the text nodes are of the article; nothing where no article was found among them. */
  | { what: "article"; number: number; kept: boolean[] | null }
  | { what: "drawn"; revision: number; parts: number[]; found: number[] }
  | { what: "revealed"; byte: number; place: number[] };

/** How the panel wants to be seen: a button in a corner, a sentence, or the whole list. Width and height are in pixels. */
export type Box = { shape: "button" | "sentence" | "list"; width: number; height: number };

/** From the panel to the script that holds its frame. */
export type FrameRequest = ({ what: "box" } & Box) | { what: "closed" } | { what: "close" };

/** From that script to the panel. */
export type FrameMessage = { what: "room"; isBeside: boolean } | { what: "close" };
