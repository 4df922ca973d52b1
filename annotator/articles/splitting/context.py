"""What stands before and after a mark that may end a sentence."""

import re
from dataclasses import dataclass

from annotator.articles.splitting.languages import Language
from annotator.articles.splitting.languages.words import fold
from annotator.articles.splitting.marks import ADDRESS, NEXT, TOKEN_REVERSED

_LOOK_BACK = 40
_ADDRESS_BEGINS = frozenset(("http", "https", "www"))
_GEORGIAN = ("\u10d0", "\u10ff")  # counted as small letters by Unicode, yet without capitals


@dataclass(slots=True)
class Following:
    """The text after a mark: where its first word or number begins, and that word."""

    text: str
    at: int
    stop: int
    word: str

    @property
    def is_digit(self) -> bool:
        """Whether a number follows."""
        return self.at < self.stop and self.text[self.at].isdigit()

    @property
    def is_small(self) -> bool:
        """Whether a small letter follows, but not a word such as "iPhone" or "'s Avonds"."""
        word = self.word
        if not word[:1].islower() or _GEORGIAN[0] <= word[0] <= _GEORGIAN[1]:
            return False
        if word in _ADDRESS_BEGINS and ADDRESS.match(self.text, self.at):
            return False
        if len(word) == 1 and self.text[self.at - 1] in "'’":
            return not self.text[self.at + 1 : self.at + 3].strip().isupper()
        return word.islower() or not any(letter.isupper() for letter in word)

    @property
    def is_initial(self) -> bool:
        """Whether a single letter with a full stop follows, as in "J. A. Kole"."""
        return len(self.word) == 1 and self.text[self.at + 1 : self.at + 2] == "."

    def opens(self, language: Language) -> bool:
        """Whether a word follows that often begins a sentence."""
        word = self.word
        if not word or word[0].islower() or self.is_initial:
            return False
        return fold(word) in language.openers


def following(text: str, end: int, stop: int) -> Following:
    """What comes after `end`, white space, opening quotes and dashes left out."""
    found = NEXT.match(text, end, stop)
    if not found:
        return Following(text, end, stop, "")
    return Following(text, found.start("first"), stop, found["word"] or "")


def token_before(text: str, start: int, end: int) -> str:
    """The word, number or dotted abbreviation that ends at `end`, not further back than `start`."""
    back = text[max(start, end - _LOOK_BACK) : end][::-1]
    found: re.Match[str] | None = TOKEN_REVERSED.match(back)
    return found[0][::-1].lstrip(".") if found else ""
