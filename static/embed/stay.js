// How a reader comes into a page without moving anything in it.
//
// The reader is larger than the text was that it takes the place of. Where nothing below the element can be seen, it may
// grow. Where something can, it has the height of the text and no more: the text alone, in letters that fit, until somebody
// asks for the rest or the element is out of sight.

// Letters to try: their size in pixels, and the height of their lines. The reader's own are the first; lines that are closer than
// these have marks run into letters.
const LETTERS = [1.75, 1.6, 1.45].flatMap((line) => [19, 18, 17, 16, 15, 14].map((size) => [size, line]));

// So far, in pixels, may the last line's marks reach into the margin of what stands below.
const SLACK = 8;

// Of a colour's channels as they are seen, darker than this is dark (relative luminance of a middle grey).
const DARK = 0.18;

export class Stay {
  #host;
  #root;
  #theme;
  #reader;
  #more;
  #seen;
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #ending = new AbortController();

  constructor(host, root, theme) {
    this.#host = host;
    this.#root = root;
    this.#theme = theme;
    this.#reader = root.querySelector("[part=reader]");
    this.#scheme.addEventListener("change", () => this.colour(), { signal: this.#ending.signal });
  }

  // Shows the reader in the place of the page's own text, if it is not there yet.
  appear() {
    const slot = this.#root.querySelector("slot");
    if (slot.hidden) return;
    const { height, bottom } = this.#host.getBoundingClientRect();
    const before = edges(this.#host);
    this.colour();
    slot.hidden = true;
    this.#reader.hidden = false;
    if (!height) return;
    const { style, dataset } = this.#reader;
    style.setProperty("--held", `${height}px`);
    dataset.stays = dataset.held = "";
    // The margins of the first and the last paragraph reached out of the element. These do, too.
    style.marginBlockStart = `${before.start - edges(this.#host).start}px`;
    style.marginBlockEnd = `${before.end - edges(this.#host).end}px`;
    if (bottom < innerHeight) this.#hold(height);
    else delete dataset.held;
  }

  // Shows the page's own text again, as it was.
  leave() {
    this.#release();
    const { style, dataset } = this.#reader;
    style.marginBlockStart = style.marginBlockEnd = "";
    delete dataset.stays;
    this.#root.querySelector("slot").hidden = false;
    this.colour();
  }

  // Light or dark, as the page is around it, where nobody has said which.
  colour() {
    this.#reader.style.colorScheme = this.#theme() === "inherit" ? schemeAround(this.#host) : "";
  }

  end() {
    this.#seen?.disconnect();
    this.#ending.abort();
  }

  #hold(height) {
    this.#more = Object.assign(document.createElement("button"), { type: "button", textContent: "Legend and list", part: "more" });
    this.#more.addEventListener("click", () => this.#release());
    this.#reader.after(this.#more);
    const fits = LETTERS.some(([size, line]) => {
      this.#reader.style.setProperty("--size", `${size}px`);
      this.#reader.style.setProperty("--line", line);
      return this.#reader.scrollHeight <= height + SLACK;
    });
    this.#reader.dataset.held = fits ? "fits" : "scrolls";
    // Below the window it may grow.
    this.#seen = new IntersectionObserver((seen) => {
      const { isIntersecting, boundingClientRect } = seen.at(-1);
      if (!isIntersecting && boundingClientRect.top >= innerHeight) this.#release();
    });
    this.#seen.observe(this.#host);
  }

  #release() {
    this.#seen?.disconnect();
    const hadFocus = this.#more && this.#root.activeElement === this.#more;
    this.#more?.remove();
    delete this.#reader.dataset.held;
    if (hadFocus) this.#reader.querySelector(".reportedly")?.focus({ preventScroll: true });
  }
}

// Where an element begins, and where what comes after it does.
function edges(element) {
  const next = element.nextElementSibling?.getBoundingClientRect().top;
  const end = next ?? element.parentElement?.getBoundingClientRect().bottom ?? 0;
  return { start: element.getBoundingClientRect().top + scrollY, end: end + scrollY };
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
