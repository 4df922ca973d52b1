"""Builds the word lists of a language from plain text."""

NONE: frozenset[str] = frozenset()

_SHORTEST_IN_CAPITALS = 3
_DOT_ABOVE = "\u0307"  # what lower() leaves of the Turkish capital I with a dot


def fold(word: str) -> str:
    """A word as the lists of openers, months and verbs hold it."""
    return word.lower().replace(_DOT_ABOVE, "")


def words(text: str) -> frozenset[str]:
    """Openers, months or verbs, separated by white space; capitals do not matter."""
    return frozenset(fold(word) for word in text.split())


def abbreviations(text: str) -> frozenset[str]:
    """Abbreviations, separated by white space, without their last full stop.

    One written small also counts capitalised, and in capitals unless it is so short that these
    would rather be an acronym; one written with a capital counts only so ("Sat." is a day, "he
    sat." is not).
    """
    found: set[str] = set()
    for word in text.split():
        found.update((word, word[0].upper() + word[1:]))
        if len(word) >= _SHORTEST_IN_CAPITALS:
            found.add(word.upper())
    return frozenset(found)


FOREIGN_TITLES = abbreviations("Mr MR Mrs Ms MS Dr DR Prof St ST")
"""Never final in any language: names keep them in foreign texts."""
