/* Acts that the server has not acknowledged, kept on this device for one person and project.

   Each act has an entry of its own, so that two tabs never overwrite each other's. Where the browser
   keeps nothing, a Map stands in for as long as the page is open. */

const WIDTH = 17;

const memory = () => {
  const entries = new Map();
  return {
    keys: () => [...entries.keys()],
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => entries.set(key, value),
    removeItem: (key) => entries.delete(key),
  };
};

const device = () => {
  try {
    localStorage.setItem("annotator-probe", "1");
    localStorage.removeItem("annotator-probe");
  } catch {
    return null;
  }
  return {
    keys: () => Object.keys(localStorage),
    getItem: (key) => localStorage.getItem(key),
    setItem: (key, value) => localStorage.setItem(key, value),
    removeItem: (key) => localStorage.removeItem(key),
  };
};

/** A random UUID; crypto.randomUUID is missing where a page comes over plain http. */
const uuid = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

export class Store {
  #entries;
  #spare = memory();

  /** `newest` is the sequence of the newest act that the page shows: what follows outranks it. */
  constructor(person, project, newest) {
    this.newest = newest;
    const stored = device();
    this.isLasting = stored !== null;
    this.#entries = stored ?? memory();
    this.unsent = `annotator-unsent:${person}:${project}:`;
    this.refusal = `annotator-refused:${person}:${project}:`;
    this.sequence = `annotator-sequence:${person}:${project}`;
  }

  /** Give an act its name and its place after all earlier ones. */
  named(act) {
    const last = Number(this.#entries.getItem(this.sequence) ?? 0);
    const sequence = Math.max(last + 1, this.newest + 1, Date.now() * 1000);
    this.#put(this.sequence, String(sequence));
    return { ...act, id: uuid(), sequence, tried: false };
  }

  add(act) {
    this.#put(this.#key(this.unsent, act), JSON.stringify(act));
  }

  remove(act) {
    this.#drop(this.#key(this.unsent, act));
  }

  /** Move an act to those that the server refused. */
  refuse(act, why) {
    this.#put(this.#key(this.refusal, act), JSON.stringify({ ...act, why }));
    this.remove(act);
  }

  forgive(act) {
    this.#drop(this.#key(this.refusal, act));
  }

  pending() {
    return this.#all(this.unsent);
  }

  refused() {
    return this.#all(this.refusal);
  }

  #key(prefix, act) {
    return `${prefix}${String(act.sequence).padStart(WIDTH, "0")}:${act.id}`;
  }

  #all(prefix) {
    return [this.#entries, this.#spare]
      .flatMap((place) => place.keys().map((key) => [key, place]))
      .filter(([key]) => key.startsWith(prefix))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, place]) => place.getItem(key))
      .filter((value) => value !== null)
      .map((value) => JSON.parse(value));
  }

  #put(key, value) {
    try {
      this.#entries.setItem(key, value);
    } catch {
      this.isLasting = false; // The device is full: this page keeps it instead.
      this.#spare.setItem(key, value);
    }
  }

  #drop(key) {
    this.#entries.removeItem(key);
    this.#spare.removeItem(key);
  }
}
