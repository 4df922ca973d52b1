/* Words and characters of a text, and the edges of a phrase. Positions are UTF-16 units. */

// What Python's str.strip() takes for white space, and what JavaScript takes for it.
const OUTER = /^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g;

const segmenter = (language, granularity) => {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity }); // A language tag that no browser knows.
  }
};

/** Pairs of from and to of each piece that is not white space: of each "word" or each "grapheme". */
export const pieces = (text, language, granularity) =>
  Array.from(segmenter(language, granularity).segment(text))
    .filter(({ segment }) => segment.replace(OUTER, "") !== "")
    .map(({ index, segment }) => [index, index + segment.length]);

/** The same range without outer white space; null when nothing is left. */
export const trimmed = (text, from, to) => {
  const words = text.slice(from, to);
  const inner = words.replace(OUTER, "");
  if (!inner) return null;
  const start = from + words.indexOf(inner);
  return [start, start + inner.length];
};

/** The range widened to whole pieces, without outer white space; null when nothing is left. */
export const snapped = (text, [from, to], language, granularity) => {
  const inner = trimmed(text, from, to);
  if (!inner) return null;
  const touched = pieces(text, language, granularity).filter(
    ([start, end]) => start < inner[1] && end > inner[0],
  );
  if (!touched.length) return inner;
  return trimmed(text, touched[0][0], touched.at(-1)[1]);
};

/** The range with its end moved one piece on (1) or back (-1); it keeps at least one piece. */
export const withEndMoved = (found, [from, to], by) => {
  const ends = found.map(([, end]) => end).filter((end) => end > from);
  const end = by > 0 ? ends.find((one) => one > to) : ends.findLast((one) => one < to);
  return [from, end ?? (to > from ? to : (ends[0] ?? to))];
};

/** The range with its beginning moved one piece on or back; an end that is passed moves along. */
export const withStartMoved = (found, [from, to], by) => {
  const start = by > 0 ? found.find(([one]) => one > from) : found.findLast(([one]) => one < from);
  if (!start) return [from, to];
  return [start[0], Math.max(to, start[1])];
};
