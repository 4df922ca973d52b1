/* The question before an article is submitted; it waits until every label is saved. */

const told = (unlabelled, total, none) => {
  if (!unlabelled) return `All ${total} sentences have a label.`;
  const [have, them] = unlabelled === 1 ? ["has", "it"] : ["have", "them"];
  return `${unlabelled} of ${total} sentences ${have} no label. Submitting counts ${them} as “${none}”.`;
};

export class Submitting {
  #dialog = document.querySelector("#submitting");
  #form = this.#dialog.querySelector("form");
  #palette;
  #none;
  #state;
  #isWaiting = false;

  /** `state()` tells where saving stands. */
  constructor(palette, none, state) {
    this.#palette = palette;
    this.#none = none;
    this.#state = state;
    this.#dialog.querySelector("[data-cancel]").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => {
      this.#isWaiting = false;
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#isWaiting = true;
      this.changed();
    });
  }

  open() {
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#form.querySelector("[type=submit]").focus();
    this.changed();
  }

  /** Tell what would be submitted now; submit if the person said so and nothing is unsent. */
  changed() {
    if (!this.#dialog.open) return;
    const { unsent, refused } = this.#state();
    const { unlabelled, total } = this.#palette;
    this.#form.elements.told.value = unlabelled;
    this.#form.querySelector("[data-told]").textContent = told(unlabelled, total, this.#none);
    const waiting = this.#form.querySelector("[data-waiting]");
    waiting.hidden = !unsent && !refused.length;
    waiting.textContent = unsent
      ? `${unsent} not saved yet. The article is submitted as soon as they are.`
      : `${refused.length} refused and not part of what you submit.`;
    if (this.#isWaiting && !unsent) {
      this.#isWaiting = false;
      this.#form.submit();
    }
  }
}
