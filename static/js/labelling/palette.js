/* The one palette: it shows the lit sentence's state and how far the article has come. */

import { SURE } from "./marks.js";

const press = (button, isOn) => button?.setAttribute("aria-pressed", String(isOn));

const unlabelledWords = (number) => {
  if (!number) return "Every sentence has a label.";
  return number === 1 ? "1 sentence has no label yet." : `${number} sentences have no label yet.`;
};

export class Palette {
  constructor(element, labels, article) {
    this.element = element;
    this.where = element.querySelector(".palette-where");
    this.progress = element.querySelector("progress");
    this.buttons = [...labels.values()].filter((label) => !label.isRetired);
    this.tools = new Map(
      Array.from(element.querySelectorAll("[data-act]"), (tool) => [tool.dataset.act, tool]),
    );
    this.looks = element.querySelectorAll("[data-look-of]");
    this.group = element.querySelector(".palette-labels");
    this.end = article.querySelector("[data-unlabelled]");
  }

  get unlabelled() {
    return this.total - this.progress.value;
  }

  show(mark, where, { unsureNext, alsoNext, look }) {
    this.wasWhere = where;
    if (!this.group.classList.contains("is-for-words")) this.where.textContent = where;
    for (const { number, element } of this.buttons) {
      press(element, mark.main === number);
      element.classList.toggle("is-also", mark.also.includes(number));
    }
    press(this.tools.get("unsure"), unsureNext || (mark.main !== null && mark.sure < SURE));
    press(this.tools.get("note"), mark.note !== "");
    press(this.tools.get("also"), alsoNext);
    for (const words of this.looks) words.hidden = words.dataset.lookOf !== look;
  }

  /** Say whether the labels are for selected words now. */
  aim(isForWords) {
    this.group.classList.toggle("is-for-words", isForWords);
    this.group.setAttribute("aria-label", isForWords ? "Label the selected words" : "Label the lit sentence");
    this.where.textContent = isForWords ? "Selected words" : this.wasWhere;
  }

  count(by) {
    if (!by) return;
    this.progress.value += by;
    const words = `${this.progress.value} of ${this.total} sentences labelled`;
    this.progress.setAttribute("aria-label", words);
    if (this.end) this.end.textContent = unlabelledWords(this.unlabelled);
  }

  fold() {
    const toggle = this.tools.get("more");
    const isOpen = toggle.getAttribute("aria-expanded") === "true";
    toggle.setAttribute("aria-expanded", String(!isOpen));
    toggle.textContent = isOpen ? "More" : "Less";
  }
}
