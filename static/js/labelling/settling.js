/* What becomes of an act: the server's answer, its refusal, and what other tabs did meanwhile. */

import { readMark, sameMark, showLook, spoken } from "./marks.js";

export class Settling {
  #confirmed;
  #looks;

  constructor(parts) {
    Object.assign(this, parts);
    const { sentences } = this.reading;
    this.#confirmed = new Map(sentences.map((sentence) => [sentence, readMark(sentence)]));
    this.#looks = new Map(sentences.map((sentence) => [sentence, sentence.dataset.look]));
  }

  /** Show an act that is not acknowledged yet. */
  apply(act) {
    if (!this.acts.isHere(act)) return;
    if (act.kind === "mark") this.#paint(this.#sentence(act), act.mark);
    if (act.kind === "add") this.phrases.add(act.phrase);
    if (act.kind === "remove") this.phrases.remove(act.phrase.ref);
  }

  /** The server acknowledged an act and says what is stored now. */
  done(act, body) {
    if (!this.acts.isHere(act)) return;
    if (act.kind === "undo" || act.kind === "redo") this.#undone(act, body);
    else if (act.kind === "mark") this.#marked(act, body);
    else if (!body.phrase) this.phrases.remove(body.ref);
  }

  /** The server refused an act: show what is stored; the act itself is offered again elsewhere. */
  refused(act) {
    if (!this.acts.isHere(act)) return;
    if (act.kind === "mark") this.#restore(this.#sentence(act));
    if (act.kind === "add") this.phrases.remove(act.phrase.ref);
    if (act.kind === "remove") this.phrases.add(act.phrase);
    this.status.say(`${act.said} was refused. ${act.why}`);
  }

  /** Another tab got this act acknowledged. */
  doneElsewhere(act) {
    if (!this.acts.isHere(act)) return;
    if (act.kind === "mark") this.#confirmed.set(this.#sentence(act), act.mark);
    if (act.kind === "undo" || act.kind === "redo") this.refresh();
  }

  /** Take over what the server has stored, except where an act of ours is on its way. */
  async refresh() {
    const page = await this.sender.page();
    if (page.is !== "done") return;
    for (const found of page.body.querySelectorAll(".sentence")) {
      const sentence = this.reading.byId.get(Number(found.id.slice(1)));
      if (!sentence) continue;
      this.#confirmed.set(sentence, readMark(found));
      this.#looks.set(sentence, found.dataset.look);
      this.#restore(sentence);
    }
    const list = page.body.querySelector(".phrases");
    if (list) this.phrases.replace(list);
    for (const act of this.store.pending()) if (act.phrase) this.apply(act);
    this.desk.show();
  }

  #marked(act, { mark, look }) {
    const sentence = this.#sentence(act);
    if (!sentence) return; // It was taken along by a repair, and the page is of before.
    this.#confirmed.set(sentence, mark);
    this.#looks.set(sentence, look);
    if (!this.#restore(sentence) || sameMark(mark, act.mark)) return;
    const now = spoken(mark, this.labels);
    this.status.say(`Sentence ${sentence.dataset.number} was changed elsewhere since: ${now}.`);
  }

  #undone(act, body) {
    const done = act.kind === "undo" ? "Undone" : "Done again";
    if (body.mark) {
      const sentence = this.reading.byId.get(body.sentence);
      this.#confirmed.set(sentence, body.mark);
      this.#looks.set(sentence, body.look);
      this.#restore(sentence);
      this.desk.go(sentence, done);
    } else if (body.ref) {
      if (body.phrase) this.phrases.add(body.phrase);
      else this.phrases.remove(body.ref);
      this.status.say(`${done}: phrase ${body.phrase ? "marked" : "removed"}.`);
    } else if (act.tried) {
      this.refresh(); // An earlier try was carried out, and its answer was lost.
    } else {
      this.status.say(`There is nothing to ${act.kind}.`);
    }
  }

  /** Show the confirmed mark unless an act on the sentence is on its way; true if it was shown. */
  #restore(sentence) {
    const isWaiting = this.store
      .pending()
      .some((act) => act.kind === "mark" && this.acts.isHere(act) && this.#sentence(act) === sentence);
    if (!isWaiting && sentence) {
      this.#paint(sentence, this.#confirmed.get(sentence));
      this.#showLook(sentence);
    }
    return !isWaiting;
  }

  #paint(sentence, mark) {
    if (!sentence || sameMark(readMark(sentence), mark)) return;
    this.desk.paint(sentence, mark);
    if (sentence === this.reading.lit) this.desk.show();
  }

  #showLook(sentence) {
    const look = this.#looks.get(sentence) ?? "";
    if ((sentence.dataset.look ?? "") === look) return;
    showLook(sentence, look, this.labels);
    if (sentence === this.reading.lit) this.desk.show();
  }

  #sentence(act) {
    return this.reading.byId.get(act.sentence);
  }
}
