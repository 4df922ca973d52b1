/* The words that are selected now, by pointer, touch or keys. */

import { rangeOfUnits, spanOfUnits, unitAt } from "./offsets.js";
import { pieces, snapped, trimmed, withEndMoved, withStartMoved } from "./words.js";

const paragraphOf = (node) =>
  (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".para[data-start]");

export class Selecting {
  #reading;
  #kept = null;
  isExact = false;

  constructor(reading) {
    this.#reading = reading;
  }

  /** The selected part of one paragraph in units, or null; `isAcross` if it leaves the paragraph. */
  get current() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const paragraph = paragraphOf(range.startContainer);
    if (!paragraph?.querySelector(".sentence")) return null;
    const text = paragraph.textContent;
    const from = unitAt(paragraph, range.startContainer, range.startOffset);
    if (paragraph.contains(range.endContainer)) {
      return this.#found(paragraph, from, unitAt(paragraph, range.endContainer, range.endOffset));
    }
    // A triple click ends before the first character of the next paragraph.
    const isAcross = range.toString().trim().length > text.slice(from).trim().length;
    return isAcross ? { isAcross } : this.#found(paragraph, from, text.length);
  }

  /** Remember the selection: a touch on the palette ends it before the click arrives. */
  keep() {
    this.#kept = this.current;
  }

  /** The span to be marked, snapped to words unless it was drawn exactly; null without selection. */
  take() {
    const found = this.current ?? this.#kept;
    this.#kept = null;
    if (!found || found.isAcross) return found;
    const { paragraph, from, to } = found;
    const { language } = this.#reading;
    const unit = this.isExact ? "grapheme" : "word";
    const edges = snapped(paragraph.textContent, [from, to], language, unit);
    return edges && spanOfUnits(paragraph, ...edges);
  }

  clear() {
    this.#kept = null;
    this.isExact = false;
    getSelection().removeAllRanges();
  }

  /** Move the end of the selection by words or graphemes; without one, begin at the lit sentence. */
  extend(by, unit) {
    this.isExact = unit === "grapheme";
    this.#move(by, unit, withEndMoved);
  }

  /** Move the beginning of the selection. */
  shift(by) {
    this.#move(by, "word", withStartMoved);
  }

  #move(by, unit, moved) {
    const { lit, language } = this.#reading;
    const now = this.current ?? this.#start(lit);
    if (!now || now.isAcross) return;
    const { paragraph } = now;
    const found = pieces(paragraph.textContent, language, unit);
    const [from, to] = moved(found, [now.from, now.to], by);
    const range = rangeOfUnits(paragraph, from, to);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const end = range.getClientRects();
    const last = end[end.length - 1];
    if (last && (last.bottom > innerHeight || last.top < 0)) {
      range.endContainer.parentElement.scrollIntoView({ block: "center" });
    }
  }

  #start(lit) {
    const paragraph = lit && paragraphOf(lit);
    if (!paragraph) return null;
    const from = unitAt(paragraph, lit, 0);
    return { paragraph, from, to: from };
  }

  #found(paragraph, from, to) {
    return trimmed(paragraph.textContent, from, to) && { paragraph, from, to };
  }
}
