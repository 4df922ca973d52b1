/* The marked phrases: drawn over the article without touching its text, and listed in the palette. */

import { rangeOfSpan } from "./offsets.js";

const HUES = 10;

const element = (name, attributes, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};

export class Phrases {
  #reading;
  #labels;
  #list;
  #items = new Map();
  #canRemove;
  #shown = "";

  constructor(reading, labels, list, canRemove) {
    this.#reading = reading;
    this.#labels = labels;
    this.#list = list;
    this.#canRemove = canRemove;
    this.replace(list);
  }

  /** Take over what a list in a page says. */
  replace(list) {
    this.#items.clear();
    for (const { dataset, children } of list.querySelectorAll("[data-ref]")) {
      const quote = Array.from(children).find((child) => child.localName === "q").textContent;
      this.#items.set(dataset.ref, {
        ref: dataset.ref,
        label: Number(dataset.phraseLabel),
        start: Number(dataset.start),
        end: Number(dataset.end),
        quote,
      });
    }
    this.show();
  }

  get(ref) {
    return this.#items.get(ref);
  }

  add(phrase) {
    const quote = phrase.quote ?? this.#words(phrase);
    this.#items.set(phrase.ref, { ...phrase, quote });
    this.show();
  }

  remove(ref) {
    if (this.#items.delete(ref)) this.show();
  }

  /** Draw all phrases and list them. */
  show() {
    this.#draw();
    this.list();
  }

  /** List the phrases, those of the lit sentence first. */
  list() {
    const { lit } = this.#reading;
    const here = lit ? Number(lit.dataset.start) : -1;
    const end = lit ? here + [...lit.textContent].length : -1;
    const all = [...this.#items.values()].sort((one, other) => one.start - other.start);
    const isHere = (phrase) => phrase.start < end && phrase.end > here;
    const ordered = [...all.filter(isHere), ...all.filter((phrase) => !isHere(phrase))];
    const shown = [...ordered.map(({ ref }) => ref), all.filter(isHere).length].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    const held = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(...ordered.map((phrase) => this.#row(phrase, isHere(phrase))));
    this.#list.hidden = !ordered.length;
    if (held) (this.#list.querySelector("button") ?? lit)?.focus();
  }

  #draw() {
    if (!CSS.highlights) return;
    const ranges = Array.from({ length: HUES }, () => []);
    for (const { label, start, end } of this.#items.values()) {
      const range = rangeOfSpan(this.#reading.paragraphs, start, end);
      if (range) ranges[Number(this.#labels.get(label).hue)].push(range);
    }
    ranges.forEach((some, hue) => {
      if (some.length) CSS.highlights.set(`phrase-${hue}`, new Highlight(...some));
      else CSS.highlights.delete(`phrase-${hue}`);
    });
  }

  #words({ start, end }) {
    return rangeOfSpan(this.#reading.paragraphs, start, end)?.toString() ?? "";
  }

  #row(phrase, isHere) {
    const label = this.#labels.get(phrase.label);
    const letter = element("span", { ariaHidden: "true" }, label.letter);
    const name = element("span", { className: "visually-hidden" }, label.name);
    const className = `label-chip-letter hue-${label.hue}`;
    const chip = element("span", { className, title: label.name }, letter, name);
    const { language = "" } = this.#reading;
    const words = element("q", { lang: language, dir: "auto", title: phrase.quote }, phrase.quote);
    const row = element("li", { className: "phrases-item" }, chip, words);
    row.classList.toggle("is-here", isHere);
    if (this.#canRemove) row.append(this.#button(phrase));
    Object.assign(row.dataset, { ref: phrase.ref, start: phrase.start, end: phrase.end });
    row.dataset.phraseLabel = phrase.label;
    return row;
  }

  #button({ ref, quote }) {
    const ariaLabel = `Remove the phrase “${quote}”`;
    const button = { type: "button", className: "phrases-remove", value: ref, ariaLabel };
    const made = element("button", button, "×");
    made.dataset.act = "remove-phrase";
    return made;
  }
}
