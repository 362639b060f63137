// The list of the panel, the menus and the choices of a card.

// Lets those entries of a list stand out that are about these marks. Scrolls the list so that the first can be seen; the page
// stays where it is.
/** @param {Element} list @param {Uint32Array} marks @param {boolean} reveal */
export function showCurrent(list, marks, reveal) {
  for (const entry of list.querySelectorAll("[aria-current]")) entry.removeAttribute("aria-current");
  /** @type {Element | undefined} */
  let first;
  for (const mark of marks) {
    for (const entry of list.querySelectorAll(`[data-glance~="${mark}"]`)) {
      entry.setAttribute("aria-current", "true");
      // One that is folded away is shown by what unfolds it.
      const folded = entry.closest("details:not([open])")?.querySelector("summary");
      folded?.setAttribute("aria-current", "true");
      first ??= folded ?? entry;
    }
  }
  if (!first || !reveal || list.scrollHeight <= list.clientHeight) return;
  const box = first.getBoundingClientRect(), frame = list.getBoundingClientRect();
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top + 8;
  else if (box.bottom > frame.bottom) list.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top);
}

/** @param {Element} root */
export function putUnderButton(root) {
  /** @type {HTMLElement | null} */
  const over = root.querySelector(".reportedly-over");
  const button = root.querySelector(".reportedly-bar [aria-expanded=true]");
  if (!over || !button) return;
  const from = over.offsetParent?.getBoundingClientRect().left ?? 0;
  const beside = button.parentElement?.matches(".reportedly-switch") ? button.parentElement : button;
  over.style.setProperty("--x", `${Math.round(beside.getBoundingClientRect().left - from)}px`);
}

// Once everything is drawn, the host's part of the page included.
export const printPage = () => void requestAnimationFrame(() => setTimeout(print));

/** @param {Element} element */
export function showChoices(element) {
  for (const list of element.querySelectorAll("select")) {
    // Options are put in from the last one on, and a browser shows the first that it is given.
    /** @type {HTMLOptionElement | null} */
    const chosen = list.querySelector("option[selected]");
    const now = chosen ?? list.options[0];
    if (now && !now.selected) now.selected = true;
  }
}
