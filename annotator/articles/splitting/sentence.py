"""One sentence of an article, as the splitter hands it out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of code points, end exclusive, with no white space at either end.

    `reason` says for a person why the sentence ends there. `quote_open` says that a quotation
    which began earlier still runs at the sentence's start, so its words may not be the outlet's.
    """

    start: int
    end: int
    reason: str
    quote_open: bool
