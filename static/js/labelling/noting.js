/* The small field for a note: what is in it is kept whichever way it is left. */

export class Noting {
  #box;
  #field;
  #sentence = null;

  /** `keep(sentence, text)` is called when the field is left. */
  constructor(palette, keep) {
    this.#box = palette.querySelector("#palette-note");
    this.#field = palette.querySelector("#note");
    this.#field.addEventListener("blur", () => this.#close(keep));
    this.#field.addEventListener("keydown", (event) => {
      const isDone = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (event.isComposing || (event.key !== "Escape" && !isDone)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#sentence?.focus({ preventScroll: true });
    });
  }

  open(sentence, text) {
    this.#sentence = sentence;
    this.#box.hidden = false;
    this.#box.querySelector("[data-note-of]").textContent = sentence.dataset.number;
    this.#field.value = text;
    this.#field.focus();
  }

  #close(keep) {
    const sentence = this.#sentence;
    if (!sentence) return;
    this.#sentence = null;
    this.#box.hidden = true;
    keep(sentence, this.#field.value.trim());
  }
}
