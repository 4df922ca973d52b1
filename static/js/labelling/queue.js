/* Sends the unsent acts one at a time, in order, until each is acknowledged or refused. */

const PAUSES = [500, 1000, 2000, 4000, 8000, 15000];

export class Queue {
  #store;
  #sender;
  #hears;
  #running = false;
  #timer = 0;
  #failures = 0;
  #signedOut = false;

  /** `hears` has done(act, body), refused(act) and changed(); they are told in the order of acts. */
  constructor(store, sender, hears) {
    this.#store = store;
    this.#sender = sender;
    this.#hears = hears;
    for (const event of ["online", "focus", "pageshow"]) {
      window.addEventListener(event, () => this.wake());
    }
  }

  /** The truth about saving. */
  get state() {
    return {
      unsent: this.#store.pending().length,
      refused: this.#store.refused(),
      failing: this.#failures > 0,
      signedOut: this.#signedOut,
      isLasting: this.#store.isLasting,
    };
  }

  add(act) {
    this.#store.add(act);
    this.#hears.changed();
    this.wake();
  }

  /** Send now what is waiting. */
  async wake() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#running) return;
    this.#running = true;
    let going = true;
    while (going) going = await this.#alone(() => this.#next());
    this.#running = false;
    this.#hears.changed();
    if (this.#store.pending().length) this.#later();
  }

  #later() {
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length) - 1] ?? 0;
    this.#timer = setTimeout(() => this.wake(), pause);
  }

  /** One tab sends at a time, where the browser can say so; elsewhere an act may be sent twice. */
  #alone(task) {
    return navigator.locks ? navigator.locks.request(`${this.#store.unsent}send`, task) : task();
  }

  /** Send the oldest act; true if the next one can follow. */
  async #next() {
    const act = this.#store.pending()[0];
    if (!act) return false;
    const again = { ...act, tried: true };
    this.#store.add(again);
    const answer = await this.#sender.send(act);
    this.#signedOut = answer.is === "signed out";
    if (answer.is === "failed" || this.#signedOut) {
      this.#failures += 1;
      return false;
    }
    this.#failures = 0;
    if (answer.is === "done") {
      this.#store.remove(act);
      this.#hears.done(act, answer.body);
    } else {
      this.#store.refuse(act, answer.detail);
      this.#hears.refused({ ...act, why: answer.detail });
    }
    this.#hears.changed();
    return true;
  }
}
