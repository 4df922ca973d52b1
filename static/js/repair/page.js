/* Repairing sentences: a caret in the lit one, moved by pointer or keys, and what is proposed at it. */

import { pointsIn } from "../labelling/offsets.js";
import { pieces } from "../labelling/words.js";

const AROUND = 30;
const root = document.querySelector(".repair");
const text = root.querySelector(".repair-text");
const form = root.querySelector("#panel form");
const proposal = root.querySelector("#proposal");
const said = document.querySelector("#said");
const sentences = [...text.querySelectorAll(".repair-sentence")];
const words = new Map(sentences.map((sentence) => [sentence, sentence.textContent]));
const caret = document.createElement("span");
caret.className = "repair-caret";

const at = document.createElement("input");
at.type = "hidden";
at.name = "at";
at.autocomplete = "off";

let lit = sentences.find((sentence) => sentence.id === `s${root.dataset.lit}`) ?? null;
let unit = 0;

const idOf = (sentence) => (sentence ? sentence.id.slice(1) : "");

/** The sentence `by` places on, in the same paragraph or in any. */
const beside = (by, anywhere = true) => {
  const found = sentences[sentences.indexOf(lit) + by] ?? null;
  return anywhere || found?.parentElement === lit.parentElement ? found : null;
};

/** Places between two letters as a reader sees them, or before each word; never the ends. */
const stops = (granularity) => {
  const found = pieces(words.get(lit), text.lang || undefined, granularity).map(([start]) => start);
  return found.filter((start) => start > 0);
};

const nearest = (found) =>
  found.reduce((best, one) => (Math.abs(one - unit) < Math.abs(best - unit) ? one : best), found[0] ?? 0);

/** Draw the caret, and say between which words it stands. */
const show = (speak) => {
  const whole = words.get(lit);
  lit.replaceChildren(whole.slice(0, unit), caret, whole.slice(unit));
  at.value = unit ? Number(lit.dataset.start) + pointsIn(whole.slice(0, unit)) : "";
  const before = whole.slice(0, unit).trimEnd();
  const after = whole.slice(unit).trimStart();
  const place = form.querySelector("[data-place]");
  const shortened = before.length > AROUND ? `…${before.slice(-AROUND)}` : before;
  const following = after.length > AROUND ? `${after.slice(0, AROUND)}…` : after;
  if (unit) place.textContent = `Between “${shortened}” and “${following}”`;
  else place.textContent = "Click where it should end, or move the caret with the arrow keys.";
  if (speak) said.textContent = place.textContent;
  form.querySelector("[value=split]").disabled = !unit;
  form.querySelector("[value=merge]").disabled = !beside(1, false);
  form.querySelector("[value=end]").disabled = !unit || !beside(-1, false);
  form.querySelector("[value=start]").disabled = !unit || !beside(1, false);
};

const light = (sentence, place = 0, options = {}) => {
  if (lit && lit !== sentence) {
    lit.replaceChildren(words.get(lit));
    lit.classList.remove("is-lit");
    lit.removeAttribute("aria-current");
  }
  for (const one of sentences) one.tabIndex = one === sentence ? 0 : -1;
  lit = sentence;
  unit = place;
  lit.classList.add("is-lit");
  lit.setAttribute("aria-current", "true");
  form.elements.namedItem("lit").value = idOf(lit);
  form.elements.namedItem("before").value = idOf(beside(-1, false));
  form.elements.namedItem("after").value = idOf(beside(1, false));
  root.querySelector("#panel [data-number]").textContent = lit.dataset.number;
  proposal.replaceChildren();
  show(place > 0);
  if (options.focus) {
    lit.focus({ preventScroll: true });
    lit.scrollIntoView({ block: "nearest" });
  }
};

const go = (by) => {
  const found = beside(by);
  if (found) light(found, 0, { focus: true });
  else said.textContent = by > 0 ? "This is the last sentence." : "This is the first sentence.";
};

/** Move the caret to the next place one way or the other. */
const step = (by, granularity) => {
  const found = stops(granularity);
  const next = by > 0 ? found.find((one) => one > unit) : found.findLast((one) => one < unit);
  if (next === undefined) return;
  unit = next;
  proposal.replaceChildren();
  show(true);
};

const propose = (code) => {
  const button = form.querySelector(`button[data-key=${code}]`);
  if (!button) return false;
  if (button.disabled) {
    said.textContent = unit ? "There is no such neighbour in this paragraph." : "Move the caret first.";
  } else button.click();
  return true;
};

const cancel = () => {
  proposal.replaceChildren();
  lit.focus();
};

/** Where a click fell in a sentence's text, in UTF-16 units. */
const unitAt = (sentence, { clientX, clientY }) => {
  const found = document.caretPositionFromPoint?.(clientX, clientY);
  const range = found ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const node = found?.offsetNode ?? range?.startContainer;
  if (!node || !sentence.contains(node)) return 0;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(node, found?.offset ?? range.startOffset);
  return before.toString().length;
};

text.addEventListener("click", (event) => {
  const sentence = event.target.closest(".repair-sentence");
  if (!sentence || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const place = event.detail === 0 ? 0 : unitAt(sentence, event);
  light(sentence, place, { focus: event.detail === 0 });
  if (place) {
    unit = nearest(stops("grapheme"));
    show(true);
  }
  lit.focus({ preventScroll: true });
});

document.addEventListener("keydown", (event) => {
  if (!lit || event.isComposing || event.target.matches("input, textarea, select")) return;
  if (event.code === "Escape" && proposal.firstElementChild) {
    cancel();
    event.preventDefault();
    return;
  }
  const byWord = event.ctrlKey || event.altKey;
  const isArrow = event.code === "ArrowLeft" || event.code === "ArrowRight";
  if (isArrow && !event.shiftKey && !event.metaKey) {
    const on = text.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    step(event.code === on ? 1 : -1, byWord ? "word" : "grapheme");
  } else if (byWord || event.metaKey || event.shiftKey) return;
  else if (event.code === "ArrowDown" || event.code === "KeyJ") go(1);
  else if (event.code === "ArrowUp" || event.code === "KeyK") go(-1);
  else if (event.repeat || !propose(event.code)) return;
  event.preventDefault();
});

proposal.addEventListener("click", (event) => {
  if (!event.target.closest("[data-cancel]")) return;
  event.preventDefault();
  cancel();
});

proposal.addEventListener("htmx:afterSwap", () => {
  document.querySelector("#notices").replaceChildren();
  proposal.querySelector("[data-confirm]")?.focus({ preventScroll: true });
  lit.scrollIntoView({ block: "nearest" });
});

if (form && lit) {
  form.append(at);
  const isAsked = new URLSearchParams(location.search).has("sentence");
  const kept = [...proposal.childNodes];
  light(lit, 0, { focus: isAsked });
  proposal.replaceChildren(...kept);
}
root.dataset.ready = "";
