// Sharing what an element shows: a link to a page that shows the text, on the clipboard.

export class Share {
  #address;
  #make;
  #say;
  #told = Object.assign(document.createElement("p"), { className: "reportedly-shared", role: "status" });
  #ending = new AbortController();

  // `address` gives the address of the page that opens links, `make` makes the fragment of one, `say` dispatches an event.
  constructor(root, address, make, say) {
    this.#address = address;
    this.#make = make;
    this.#say = say;
    root.querySelector("[part=reader]").append(this.#told);
    const { signal } = this.#ending;
    root.addEventListener("click", ({ target }) => target.closest("[data-share]") && this.share(), { signal });
  }

  async share(id) {
    let fragment;
    try {
      fragment = await this.#make(id);
    } catch (error) {
      this.#told.textContent = `There is no link: ${error.message ?? error}.`;
      return;
    }
    const url = `${this.#address()}#${fragment}`;
    const detail = { url, fragment, id: id ?? null };
    if (!this.#say("before-share", detail)) return;
    try {
      await navigator.clipboard.writeText(url);
      this.#told.textContent = `Copied: a link of ${url.length.toLocaleString("en")} characters that carries this text with its marks.`;
    } catch {
      // A page may forbid it. A link in a box can be copied by hand.
      const box = Object.assign(document.createElement("input"), { readOnly: true, value: url, ariaLabel: "The link" });
      this.#told.replaceChildren("This page does not let links be copied. Here it is: ", box);
      box.select();
    }
    this.#say("share", detail);
  }

  end() {
    this.#ending.abort();
  }
}
