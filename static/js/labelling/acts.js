/* The acts that the page sends, each with all it takes to send it later, show it now or take it back. */

import { spoken } from "./marks.js";

const fieldsOf = ({ main, also, sure, note }) => [
  ["main", main ?? ""],
  ["sure", sure],
  ["note", note],
  ["also", ""],
  ...also.map((number) => ["also", number]),
];

export class Acts {
  #base;
  #assignment;
  #labels;
  #store;

  constructor({ base, assignment }, labels, store) {
    this.#base = base;
    this.#assignment = assignment;
    this.#labels = labels;
    this.#store = store;
  }

  /** Whether an act belongs to the article in this page. */
  isHere(act) {
    return act.assignment === this.#assignment;
  }

  mark(element, mark) {
    const sentence = Number(element.id.slice(1));
    return this.#made("mark", "/marks", [["sentence", sentence], ...fieldsOf(mark)], {
      sentence,
      mark,
      said: `Sentence ${element.dataset.number}: ${spoken(mark, this.#labels)}`,
    });
  }

  addPhrase(phrase) {
    const fields = ["label", "start", "end", "quote"].map((name) => [name, phrase[name]]);
    const act = this.#made("add", "/phrases", fields, {
      said: `The phrase “${phrase.quote}”: ${this.#labels.get(phrase.label).name}`,
    });
    act.phrase = { ...phrase, ref: act.id };
    act.fields.push(["ref", act.id]);
    return act;
  }

  removePhrase(phrase) {
    const said = `Removing the phrase “${phrase.quote}”`;
    return this.#made("remove", "/phrases/remove", [["ref", phrase.ref]], { phrase, said });
  }

  undo() {
    return this.#made("undo", "/undo", [], { said: "Undo" });
  }

  redo() {
    return this.#made("redo", "/redo", [], { said: "Redo" });
  }

  /** A refused act once more, after all acts since. */
  again({ why, ...act }) {
    return this.#store.named(act);
  }

  #made(kind, path, fields, rest) {
    const { said, ...more } = rest;
    const url = this.#base + path;
    return this.#store.named({ kind, url, fields, assignment: this.#assignment, said, ...more });
  }
}
