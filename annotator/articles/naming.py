"""Sentences that name the outlet, which a project may hide from its annotators."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Scripts that put no space between words, by the first word of their characters' names.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")

_IN_PARENTHESES = re.compile(r"\(([^\W\d_]{2,10})\)")


@dataclass(frozen=True, slots=True)
class Naming:
    """One sentence that names the outlet, and the zone it stands in."""

    zone: str
    sentence: str


def naming(outlet: str, sentences: Iterable[tuple[str, str]]) -> tuple[Naming, ...]:
    """The sentences, given with their zones, that hold the outlet's name as words of its own.

    Case and width do not matter. Its initials count as well, in capitals, once the outlet or the
    text gives them in parentheses, such as “Northern Press Agency (NPA)”. Inflected forms of the
    name are not found.
    """
    given = tuple(sentences)
    patterns = _patterns(outlet, " ".join(sentence for _, sentence in given))
    return tuple(
        Naming(zone, sentence)
        for zone, sentence in given
        if any(
            pattern.search(_folded(sentence) if folds else unicodedata.normalize("NFKC", sentence))
            for pattern, folds in patterns
        )
    )


def _patterns(outlet: str, text: str) -> list[tuple[re.Pattern[str], bool]]:
    """What to look for, each with whether case does not matter."""
    words = unicodedata.normalize("NFKC", _IN_PARENTHESES.sub(" ", outlet)).split()
    if not words:
        return []
    found = [(_bounded([_folded(word) for word in words]), True)]
    initials = "".join(word[0] for word in words if word[0].isupper())
    shorts = [unicodedata.normalize("NFKC", short) for short in _IN_PARENTHESES.findall(outlet)]
    found += [(_bounded([short]), False) for short in shorts]
    if len(initials) > 1 and initials in _IN_PARENTHESES.findall(text):
        found.append((_bounded([initials]), False))
    return found


def _bounded(words: list[str]) -> re.Pattern[str]:
    name = r"\s+".join(map(re.escape, words))
    before = r"(?<!\w)" if _has_bound(words[0][0]) else ""
    after = r"(?!\w)" if _has_bound(words[-1][-1]) else ""
    return re.compile(f"{before}{name}{after}")


def _has_bound(character: str) -> bool:
    """Whether a word ends where this character is next to another letter's absence."""
    return not unicodedata.name(character, "").startswith(_UNSPACED)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
