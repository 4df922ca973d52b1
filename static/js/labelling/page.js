/* The labelling page: puts its parts together and hands them what the person does. */

import { Acts } from "./acts.js";
import { Desk } from "./desk.js";
import { Keys, table } from "./keys.js";
import { readLabels, readMark } from "./marks.js";
import { Noting } from "./noting.js";
import { Palette } from "./palette.js";
import { Phrases } from "./phrases.js";
import { Queue } from "./queue.js";
import { Reading } from "./reading.js";
import { Selecting } from "./selecting.js";
import { Sender } from "./sending.js";
import { Settling } from "./settling.js";
import { Status } from "./status.js";
import { Store } from "./store.js";
import { Submitting } from "./submitting.js";

const root = document.querySelector(".labelling");
const { base, project, person, assignment, lit, total, sequence } = root.dataset;
const isOpen = "open" in root.dataset;
const side = root.querySelector(".palette");
const article = root.querySelector(".reading");

const labels = readLabels(side);
const reading = new Reading(article, side, Number(lit));
const phrases = new Phrases(reading, labels, side.querySelector(".phrases"), isOpen);
const palette = new Palette(side, labels, article);
palette.total = Number(total);
const selecting = new Selecting(reading);
const store = new Store(person, project, Number(sequence));
const sender = new Sender(base, side.querySelector("[name=csrf_token]").value);
const acts = new Acts({ base, assignment }, labels, store);
const status = new Status(root);

const parts = { isOpen, labels, reading, phrases, palette, selecting, store, sender, acts, status };
const desk = new Desk(parts);
const settling = new Settling({ ...parts, desk });

/* Saving */

const choices = {
  again: (act) => {
    store.forgive(act);
    const next = acts.again(act);
    settling.apply(next);
    desk.queue.add(next);
  },
  discard: (act) => {
    store.forgive(act);
    changed();
  },
};

function changed() {
  status.show(desk.queue.state, choices);
  desk.submitting.changed();
}

const begin = () => {
  desk.queue = new Queue(store, sender, {
    done: (act, body) => settling.done(act, body),
    refused: (act) => settling.refused(act),
    changed,
  });
  const none = [...labels.values()].find((label) => label.isNone)?.name ?? "none";
  desk.submitting = new Submitting(palette, none, () => desk.queue.state);
  desk.noting = new Noting(side, (sentence, text) => desk.keepNote(sentence, text));
  for (const act of store.pending()) settling.apply(act);
  changed();
  desk.queue.wake();
};

// Another tab of the same person added, settled or was refused an act.
window.addEventListener("storage", ({ key, oldValue, newValue }) => {
  if (!isOpen || !key) return;
  if (key.startsWith(store.unsent)) {
    if (newValue && !oldValue) settling.apply(JSON.parse(newValue));
    if (oldValue && !newValue) settled(JSON.parse(oldValue));
  }
  if (key.startsWith(store.refusal) && newValue) settling.refused(JSON.parse(newValue));
  changed();
});

const settled = (act) => {
  if (!store.refused().some(({ id }) => id === act.id)) settling.doneElsewhere(act);
};

window.addEventListener("beforeunload", (event) => {
  if (isOpen && desk.queue.state.unsent && !store.isLasting) event.preventDefault();
});

/* Hands */

const tools = {
  more: () => palette.fold(),
  unsure: () => desk.unsure(),
  note: () => desk.note(),
  also: () => desk.alsoNext(),
  clear: () => desk.clear(),
  keep: () => desk.keep(),
  undo: () => desk.undo(),
  redo: () => desk.redo(),
  help: () => desk.help(),
  submit: () => desk.submit(),
  "remove-phrase": ({ value }) => desk.removePhrase(value),
};

side.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.label) desk.choose(Number(button.dataset.label));
  else tools[button.dataset.act]?.(button);
});

// Pressing a label must not end the selection that it is meant for.
side.addEventListener("pointerdown", () => selecting.keep());
side.addEventListener("mousedown", (event) => {
  if (selecting.current && event.target.closest("button")) event.preventDefault();
});

article.addEventListener("submit", (event) => {
  if (event.target.id !== "submit") return;
  event.preventDefault();
  desk.submit();
});

article.addEventListener("focusin", (event) => {
  const sentence = event.target.closest(".sentence");
  if (sentence && sentence !== reading.lit) desk.go(sentence, "", { moveFocus: false, scroll: false });
});

article.addEventListener("click", (event) => {
  const sentence = event.target.closest(".sentence");
  if (sentence && !selecting.current) desk.go(sentence, "", { scroll: event.detail === 0 });
});

document.addEventListener("pointerup", (event) => {
  if (article.contains(event.target)) selecting.isExact = event.altKey;
});
document.addEventListener("selectionchange", () => palette.aim(Boolean(selecting.current)));

const keys = new Keys(table(labels, desk));
const list = document.querySelector("#help .keys");
if (list) {
  const single = document.querySelector("#single-keys");
  keys.show(side, list);
  single.checked = keys.areSingleKeysOn;
  single.addEventListener("change", () => {
    keys.areSingleKeysOn = single.checked;
  });
}

/* Begin */

if (isOpen) begin();
if (reading.lit) {
  const isAsked = new URLSearchParams(location.search).has("at");
  const open = reading.sentences.find((sentence) => readMark(sentence).main === null);
  const first = isAsked || readMark(reading.lit).main === null ? reading.lit : (open ?? reading.lit);
  reading.light(first, { scroll: first !== reading.sentences[0] });
  desk.show();
}

// Keys pressed earlier than this reach nobody.
root.dataset.ready = "";
