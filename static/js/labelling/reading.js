/* The article's sentences and the one that is lit. */

const QUICK = 250;

export class Reading {
  #previous = 0;

  constructor(article, palette, lit) {
    this.article = article;
    this.palette = palette;
    this.paragraphs = [...article.querySelectorAll(".para[data-start]")];
    this.sentences = [...article.querySelectorAll(".sentence")];
    this.indices = new Map(this.sentences.map((sentence, index) => [sentence, index]));
    this.byId = new Map(this.sentences.map((sentence) => [Number(sentence.id.slice(1)), sentence]));
    this.lit = this.byId.get(lit) ?? null;
    this.language = article.lang || undefined;
    this.isRightToLeft = article.dir === "rtl";
  }

  get litId() {
    return this.lit ? Number(this.lit.id.slice(1)) : 0;
  }

  get total() {
    return this.sentences.length;
  }

  where(sentence = this.lit) {
    return `Sentence ${sentence.dataset.number} of ${this.total}`;
  }

  /** The sentence `by` places after the lit one, or null at the ends. */
  beside(by) {
    return this.sentences[(this.indices.get(this.lit) ?? 0) + by] ?? null;
  }

  /** Light a sentence and keep it comfortably in view; true if it was not lit before. */
  light(sentence, { moveFocus = true, scroll = true } = {}) {
    const before = this.lit;
    if (before && before !== sentence) {
      before.classList.remove("lit");
      before.tabIndex = -1;
    }
    this.lit = sentence;
    sentence.classList.add("lit");
    sentence.tabIndex = 0;
    // Who works with the palette by Tab or by pointer stays there.
    if (moveFocus && !this.palette.contains(document.activeElement)) {
      sentence.focus({ preventScroll: true });
    }
    if (scroll) this.#show(sentence);
    return before !== sentence;
  }

  #show(sentence) {
    const now = performance.now();
    const hasten = now - this.#previous < QUICK || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#previous = now;
    sentence.scrollIntoView({ block: "nearest", behavior: hasten ? "instant" : "smooth" });
  }
}
