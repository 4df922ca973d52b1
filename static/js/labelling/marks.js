/* What a sentence carries: read from its element and shown on it, in one place. */

export const SURE = 3;
export const BLANK = Object.freeze({ main: null, also: [], sure: SURE, note: "" });

/** The scheme's labels by number, as the palette lists them. */
export const readLabels = (palette) =>
  new Map(
    Array.from(palette.querySelectorAll("[data-label]"), (element) => {
      const { label, name, letter, hue, shortcut = "", ...rest } = element.dataset;
      const number = Number(label);
      const can = { forSentences: "sentences" in rest, forPhrases: "phrases" in rest };
      const kind = { isNone: "none" in rest, isRetired: "retired" in rest };
      return [number, { number, name, letter, hue, shortcut, ...can, ...kind, element }];
    }),
  );

/** What a sentence's element says it carries. */
export const readMark = ({ dataset }) => ({
  main: dataset.main ? Number(dataset.main) : null,
  also: (dataset.others ?? "").split(" ").filter(Boolean).map(Number),
  sure: Number(dataset.sure ?? SURE),
  note: dataset.note ?? "",
});

export const sameMark = (one, other) =>
  one.main === other.main &&
  one.sure === other.sure &&
  one.note === other.note &&
  one.also.join() === other.also.join();

/** A mark in a few words. */
export const spoken = (mark, labels) => {
  if (mark.main === null) return "no label";
  const words = [labels.get(mark.main).name];
  words.push(...mark.also.map((number) => `also ${labels.get(number).name}`));
  if (mark.sure < SURE) words.push("unsure");
  if (mark.note) words.push("with a note");
  return words.join(", ");
};

const set = (element, name, value) => {
  if (value) element.dataset[name] = value;
  else delete element.dataset[name];
};

/** Show a mark on a sentence; nothing that changes here moves a line. */
export const showMark = (element, mark, labels) => {
  const main = mark.main === null ? null : labels.get(mark.main);
  const names = ["sentence"];
  if (main) names.push(`hue-${main.hue}`);
  if (main && mark.sure < SURE) names.push("unsure");
  if (main && mark.note) names.push("noted");
  if (element.classList.contains("lit")) names.push("lit");
  element.className = names.join(" ");
  element.dataset.mark = main ? main.letter : "";
  set(element, "main", mark.main);
  set(element, "also", mark.also.map((number) => labels.get(number).letter).join(""));
  set(element, "others", mark.also.join(" "));
  set(element, "sure", mark.sure < SURE ? mark.sure : "");
  set(element, "note", mark.note);
  const again = element.dataset.look ? ", look again" : "";
  element.setAttribute("aria-label", `Sentence ${element.dataset.number}, ${spoken(mark, labels)}${again}`);
};

/** Show whether a sentence is to be looked at again after a repair, and why. */
export const showLook = (element, look, labels) => {
  set(element, "look", look);
  showMark(element, readMark(element), labels);
};

/** The mark after its main label was set; also labels that the scheme then forbids are gone. */
export const withMain = (mark, label, sure = mark.sure) => ({
  ...mark,
  main: label.number,
  also: label.isNone ? [] : mark.also.filter((number) => number !== label.number),
  sure,
});

/** The mark with an also label added, or taken away if it was there. */
export const withAlso = (mark, number) => ({
  ...mark,
  also: mark.also.includes(number)
    ? mark.also.filter((one) => one !== number)
    : [...mark.also, number].sort((one, other) => one - other),
});
