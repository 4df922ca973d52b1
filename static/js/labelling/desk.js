/* What the person does to the article: every act shows at once and goes to the queue. */

import { BLANK, SURE, readMark, showLook, showMark, spoken, withAlso, withMain } from "./marks.js";

export class Desk {
  #unsureNext = false;
  #alsoNext = false;

  constructor(parts) {
    Object.assign(this, parts);
    this.isRightToLeft = this.reading.isRightToLeft;
  }

  get mark() {
    return readMark(this.reading.lit);
  }

  /** Light a sentence, bring the palette along and say what is said of it. */
  go(sentence, words = "", options = {}) {
    if (this.reading.light(sentence, options)) {
      this.#unsureNext = false;
      this.#alsoNext = false;
    }
    this.show();
    const now = spoken(readMark(sentence), this.labels);
    this.status.say(`${words ? `${words}. ` : ""}${this.reading.where(sentence)}, ${now}.`);
  }

  /** Show the lit sentence's state in the palette. */
  show() {
    const { lit } = this.reading;
    if (!lit) return;
    this.palette.show(this.mark, this.reading.where(lit), {
      unsureNext: this.#unsureNext,
      alsoNext: this.#alsoNext,
      look: lit.dataset.look,
    });
    this.phrases.list();
  }

  move(by) {
    const next = this.reading.beside(by);
    if (next) this.go(next);
    else this.status.say(by > 0 ? "This is the last sentence." : "This is the first sentence.");
  }

  /** An arrow moves the beginning of selected words, else to another sentence. */
  arrow(by, isAlong) {
    if (isAlong && this.selecting.current) this.selecting.shift(by);
    else this.move(by);
  }

  extend(by, unit) {
    this.selecting.extend(by, unit);
  }

  letGo() {
    this.selecting.clear();
    this.#alsoNext = false;
    this.show();
  }

  /** A label was chosen: for the selected words, else beside the main label, else as it. */
  choose(number) {
    if (!this.#mayChange()) return;
    const label = this.labels.get(number);
    const words = this.selecting.take();
    if (words) this.#markPhrase(label, words);
    else if (this.#alsoNext) this.also(number);
    else this.#label(label);
  }

  also(number) {
    if (!this.#mayChange()) return;
    this.#alsoNext = false;
    const { mark } = this;
    const main = this.labels.get(mark.main);
    const label = this.labels.get(number);
    const refusal = this.#whyNotAlso(main, label);
    if (refusal) {
      this.show();
      this.status.say(refusal);
      return;
    }
    const wanted = withAlso(mark, number);
    this.#set(wanted, `${wanted.also.includes(number) ? "Also" : "No longer"} ${label.name}`);
  }

  alsoNext() {
    if (!this.#mayChange()) return;
    this.#alsoNext = !this.#alsoNext;
    this.show();
    this.status.say(this.#alsoNext ? "Choose the further label." : "");
  }

  unsure() {
    if (!this.#mayChange()) return;
    const { mark } = this;
    if (mark.main === null) {
      this.#unsureNext = !this.#unsureNext;
      this.show();
      this.status.say(this.#unsureNext ? "The next label is unsure." : "The next label is sure.");
      return;
    }
    const isUnsure = mark.sure < SURE;
    this.#set({ ...mark, sure: isUnsure ? SURE : 1 }, isUnsure ? "Sure" : "Unsure");
  }

  note() {
    if (!this.#mayChange()) return;
    if (this.mark.main === null) this.status.say("Label the sentence first: a note belongs to its label.");
    else this.noting.open(this.reading.lit, this.mark.note);
  }

  /** Keep a note, which may belong to a sentence that is no longer lit. */
  keepNote(sentence, note) {
    const mark = readMark(sentence);
    if (mark.main !== null && mark.note !== note) this.#put(sentence, { ...mark, note });
    this.show();
  }

  clear() {
    if (!this.#mayChange() || this.mark.main === null) return;
    this.#set(BLANK, "Cleared");
  }

  /** Keep the label that a repair carried to the lit sentence. */
  keep() {
    if (!this.#mayChange() || !this.reading.lit.dataset.look) return;
    this.#set(this.mark, "Kept");
  }

  undo() {
    if (this.#mayChange()) this.#send(this.acts.undo());
  }

  redo() {
    if (this.#mayChange()) this.#send(this.acts.redo());
  }

  removePhrase(ref) {
    const phrase = this.phrases.get(ref);
    if (!phrase || !this.#mayChange()) return;
    this.phrases.remove(ref);
    this.#send(this.acts.removePhrase(phrase));
    this.status.say("Phrase removed.");
  }

  submit() {
    if (this.isOpen) this.submitting.open();
  }

  help() {
    if (this.isOpen) document.querySelector("#help").showModal();
  }

  #label(label) {
    if (!label.forSentences) {
      this.status.say(`${label.name} is for phrases only.`);
      return;
    }
    const sure = this.#unsureNext ? 1 : this.mark.sure;
    const wanted = withMain(this.mark, label, sure);
    this.#put(this.reading.lit, wanted);
    const next = this.reading.beside(1);
    if (next) this.go(next, label.name);
    else this.go(this.reading.lit, `${label.name}. This is the last sentence`);
  }

  #markPhrase(label, words) {
    if (words.isAcross) {
      this.status.say("A phrase stays within one paragraph.");
      return;
    }
    if (!label.forPhrases) {
      this.status.say(`${label.name} is for sentences only.`);
      return;
    }
    const act = this.acts.addPhrase({ label: label.number, ...words });
    this.phrases.add(act.phrase);
    this.selecting.clear();
    this.#send(act);
    this.show();
    this.status.say(`${label.name}: the phrase “${words.quote}”.`);
  }

  #whyNotAlso(main, label) {
    if (!main) return "Give the sentence its main label first.";
    if (main.isNone) return `Beside ${main.name} stands no further label.`;
    if (label.isNone) return `${label.name} cannot be a further label.`;
    if (!label.forSentences) return `${label.name} is for phrases only.`;
    if (main === label) return `${label.name} is the main label already.`;
    return "";
  }

  #set(mark, words) {
    this.#put(this.reading.lit, mark);
    this.show();
    this.status.say(`${words}. ${this.reading.where()}, ${spoken(mark, this.labels)}.`);
  }

  #put(sentence, mark) {
    showLook(sentence, "", this.labels);
    this.paint(sentence, mark);
    this.#send(this.acts.mark(sentence, mark));
  }

  /** Show a mark and keep count of the labelled sentences. */
  paint(sentence, mark) {
    const before = readMark(sentence).main !== null;
    showMark(sentence, mark, this.labels);
    this.palette.count(Number(mark.main !== null) - Number(before));
  }

  #send(act) {
    this.queue.add(act);
  }

  #mayChange() {
    if (!this.isOpen) this.status.say("This article was submitted. Reopen it to change your labels.");
    return this.isOpen && this.reading.lit !== null;
  }
}
