/* Positions in the page (UTF-16 units) and positions in the article (Unicode code points).

   A paragraph's text nodes together are exactly the article's text from data-start to data-end. All
   conversion happens here; nothing else counts code points. */

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** How many code points a text has. */
export const pointsIn = (text) => text.length - (text.match(PAIR)?.length ?? 0);

/** How many UTF-16 units the first `points` code points of a text take. */
export const unitsOf = (text, points) => {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
};

/** The unit at which a DOM position stands in its paragraph's text. */
export const unitAt = (paragraph, node, offset) => {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return before.toString().length;
};

/** A DOM range over units `from` to `to` of a paragraph's text. */
export const rangeOfUnits = (paragraph, from, to) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let at = 0;
  let started = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = at + node.length;
    if (!started && from < end) {
      range.setStart(node, from - at);
      started = true;
    }
    if (started && to <= end) {
      range.setEnd(node, to - at);
      return range;
    }
    at = end;
  }
  range.selectNodeContents(paragraph);
  return range;
};

/** The code points of the article between units `from` and `to` of a paragraph, with their text. */
export const spanOfUnits = (paragraph, from, to) => {
  const text = paragraph.textContent;
  const start = Number(paragraph.dataset.start) + pointsIn(text.slice(0, from));
  const quote = text.slice(from, to);
  return { start, end: start + pointsIn(quote), quote };
};

/** A DOM range over the article's code points `start` to `end`, or null where the page lacks them. */
export const rangeOfSpan = (paragraphs, start, end) => {
  const paragraph = paragraphs.findLast((one) => Number(one.dataset.start) <= start);
  if (!paragraph || Number(paragraph.dataset.end) < end) return null;
  const text = paragraph.textContent;
  const from = unitsOf(text, start - Number(paragraph.dataset.start));
  return rangeOfUnits(paragraph, from, from + unitsOf(text.slice(from), end - start));
};
