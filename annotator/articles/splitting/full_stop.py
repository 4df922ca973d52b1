"""A single full stop with its surroundings, as the rules look at it."""

from dataclasses import dataclass

from annotator.articles.splitting.context import Following
from annotator.articles.splitting.languages import Language
from annotator.articles.splitting.languages.words import fold

FEW_WORDS = 3  # "В 1999 г. Иванов": too few before the full stop for a sentence
_SHORT = 40


@dataclass(slots=True)
class FullStop:
    """A full stop at `at` in the sentence that began at `start`; `token` stands before it."""

    text: str
    start: int
    at: int
    token: str
    after: Following
    language: Language

    @property
    def token_start(self) -> int:
        """Where the token before the full stop begins."""
        return self.at - len(self.token)

    @property
    def opened(self) -> bool:
        """Whether a word follows that often begins a sentence."""
        return self.after.opens(self.language)

    @property
    def is_only_a_date(self) -> bool:
        """Whether all there is are a few words such as "In May 2012" and no opener follows."""
        if self.at - self.start > _SHORT or self.opened:
            return False
        words = self.text[self.start : self.at].split()
        return len(words) <= FEW_WORDS and fold(words[0]) in self.language.openers
