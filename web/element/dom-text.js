// The words of an element: blocks as paragraphs, and where in the page's own text nodes they stand.
//
// Not `innerText`, which says them as the page's style writes them: in capitals, say.

// What has no words of an article in it.
const NONE = "script, style, template, noscript, button, select, textarea, svg, iframe, reportedly-text";

// The text, and its runs: where in it each text node begins, the node, and the block that its lines are in. As many characters
// as the text nodes have, so that a place in the text is a place in a node; spaces that a browser would not show are the
// canonical text's matter.
export function read(element) {
  const runs = [];
  let text = "";
  const walk = (node, kept, block) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        runs.push([text.length, child, block]);
        text += kept ? child.data : child.data.replace(/[\t\n\f\r]/g, " ");
      }
      if (child.nodeType !== Node.ELEMENT_NODE || child.matches(NONE)) continue;
      const { display, whiteSpaceCollapse, whiteSpace } = getComputedStyle(child);
      if (display === "none") continue;
      const gap = child.localName === "br" || !/^(inline|contents|ruby)/.test(display) ? "\n" : "";
      text += gap;
      walk(child, /preserve|pre/.test(whiteSpaceCollapse ?? whiteSpace), gap ? child : block);
      text += gap;
    }
  };
  walk(element, false, boxOf(element));
  return { text, runs };
}

// The element itself, or what it stands in where it has no box of its own.
const boxOf = (element) =>
  getComputedStyle(element).display === "contents" && element.parentElement ? boxOf(element.parentElement) : element;

// The words alone, as somebody would write them down.
export function textOf(element) {
  return read(element).text.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").trim();
}

// Where in the text nodes a place in the text is. An end belongs to the node before it.
export function placeIn(runs, at, isEnd) {
  const [start, node] = runs[runAt(runs, at, isEnd)] ?? [];
  return node?.isConnected ? [node, Math.min(at - start, node.length)] : undefined;
}

// The blocks that a stretch of the text is in, one for each text node.
export function blocksIn(runs, from, to) {
  return runs.slice(Math.max(runAt(runs, from, false), 0), runAt(runs, to, true) + 1).map(([, , block]) => block);
}

// Which run it is; -1 before the first.
function runAt(runs, at, isEnd) {
  let low = 0, high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isEnd ? runs[middle][0] < at : runs[middle][0] <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
