// How a reader comes into a page without moving anything in it.
//
// The reader is larger than the text was that it takes the place of. Where nothing below the element can be seen, it may
// grow. Where something can, the page's own text stays where it is, unseen, and the reader lies over it: the text alone, in
// letters that fit, until somebody asks for the rest or the element is out of sight.

// Letters to try: their size in pixels, and the height of their lines. The reader's own are the first; lines that are closer than
// these have marks run into letters.
const LETTERS = [1.75, 1.6, 1.45].flatMap((line) => [19, 18, 17, 16, 15, 14].map((size) => [size, line]));

// So far, in pixels, may the last line's marks reach into the margin of what stands below.
const SLACK = 8;

// Of a colour's channels as they are seen, darker than this is dark (relative luminance of a middle grey).
const DARK = 0.18;

// A margin that swallows every other one, in pixels.
const PROBE = 10_000;

export class Stay {
  #host;
  #root;
  #theme;
  #slot;
  #reader;
  #more;
  #seen;
  #sized;
  #isThere = false;
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #ending = new AbortController();

  constructor(host, root, theme) {
    this.#host = host;
    this.#root = root;
    this.#theme = theme;
    this.#slot = root.querySelector("slot");
    this.#reader = root.querySelector("[part=reader]");
    this.#scheme.addEventListener("change", () => this.colour(), { signal: this.#ending.signal });
  }

  // Shows the reader in the place of the page's own text, if it is not there yet.
  appear() {
    if (this.#isThere) return;
    this.#isThere = true;
    this.colour();
    const { top, bottom, height } = this.#place();
    this.#reader.style.setProperty("--least", `${height}px`);
    this.#reader.hidden = false;
    if (height && bottom < innerHeight) return this.#hold();
    this.#slot.hidden = true;
    if (height) this.#begin(top);
  }

  // Shows the page's own text again, as it was.
  leave() {
    this.#release();
    this.#isThere = false;
    this.#slot.hidden = false;
    this.#reader.style.marginBlockStart = "";
    this.#reader.style.removeProperty("--least");
    this.colour();
  }

  // Light or dark, as the page is around it, where nobody has said which.
  colour() {
    this.#reader.style.colorScheme = this.#theme() === "inherit" ? schemeAround(this.#host) : "";
  }

  end() {
    this.#seen?.disconnect();
    this.#sized?.disconnect();
    this.#ending.abort();
  }

  #place() {
    return this.#reader.parentElement.getBoundingClientRect();
  }

  // Begins where the text began. The margin of its first paragraph may have reached out of the element, into one that is there
  // anyway: how far is seen with one that swallows both.
  #begin(top) {
    const { style } = this.#reader;
    style.marginBlockStart = `${PROBE}px`;
    style.marginBlockStart = `${top - (this.#place().top - PROBE)}px`;
  }

  // Lies over the text, which is there still and keeps its room.
  #hold() {
    this.#slot.dataset.covered = "";
    this.#more = Object.assign(document.createElement("button"), { type: "button", textContent: "Legend and list", part: "more" });
    this.#more.addEventListener("click", () => this.#release());
    this.#reader.after(this.#more);
    this.#fit();
    this.#sized = new ResizeObserver(() => this.#fit());
    this.#sized.observe(this.#reader.parentElement);
    // Below the window it may grow.
    this.#seen = new IntersectionObserver((seen) => {
      const { isIntersecting, boundingClientRect } = seen.at(-1);
      if (!isIntersecting && boundingClientRect.top >= innerHeight) this.#release();
    });
    this.#seen.observe(this.#host);
  }

  #fit() {
    const { style, dataset } = this.#reader;
    dataset.held = "";
    const fits = LETTERS.some(([size, line]) => {
      style.setProperty("--size", `${size}px`);
      style.setProperty("--line", line);
      return this.#reader.scrollHeight <= this.#reader.clientHeight + SLACK;
    });
    dataset.held = fits ? "fits" : "scrolls";
  }

  #release() {
    if (!this.#more) return;
    this.#seen.disconnect();
    this.#sized.disconnect();
    const hadFocus = this.#root.activeElement === this.#more;
    this.#more.remove();
    this.#more = undefined;
    delete this.#reader.dataset.held;
    delete this.#slot.dataset.covered;
    this.#slot.hidden = true;
    if (hadFocus) this.#reader.querySelector(".reportedly")?.focus({ preventScroll: true });
  }
}

// What `color-scheme` the page around an element amounts to. Pages that are dark do not always say so: their background does.
function schemeAround(element) {
  if (getComputedStyle(element).colorScheme !== "normal") return "";
  for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
    const [red, green, blue, alpha] = channels(getComputedStyle(at).backgroundColor);
    if (alpha < 128) continue;
    const [r, g, b] = [red, green, blue].map((channel) => (channel / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b < DARK ? "dark" : "light";
  }
  return "light";
}

// Red, green, blue and opacity, up to 255 each, in whatever way a style says a colour.
function channels(colour) {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return pen.getImageData(0, 0, 1, 1).data;
}
