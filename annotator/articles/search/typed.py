"""What a person typed into the search field, as terms that all have to be found."""

import re
from dataclasses import dataclass

from annotator.articles.search import folding

LONGEST = 200
MOST_TERMS = 12
SHORTEST_BEGINNING = 3

_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to each other; the last one may go on unless it is exact."""

    words: tuple[str, ...]
    is_exact: bool = False


def terms(typed: str) -> tuple[Term, ...]:
    """The terms of a query; empty when there is no letter and no digit in it.

    A word finds every word that begins with it, which is what inflected languages need; words in
    quotation marks, and words of one or two letters, are taken as they are. Nothing in a query is
    an operator.
    """
    found: list[Term] = []
    for quoted, word in _QUOTED.findall(typed[:LONGEST].replace("\0", " ")):
        folded = tuple(folding.words(quoted or word))
        if folded:
            term = _exact(folded) if quoted else _beginning(folded)
            if term not in found:
                found.append(term)
    return tuple(found[:MOST_TERMS])


def _exact(folded: tuple[str, ...]) -> Term:
    if folding.is_paired(folded[-1]) and len(folded[-1]) == 1:
        return _beginning(folded)
    return Term(folded, is_exact=True)


def _beginning(folded: tuple[str, ...]) -> Term:
    if not folding.is_paired(folded[-1]):
        return Term(folded, is_exact=len(folded[-1]) < SHORTEST_BEGINNING)
    # The pair before the last character holds it already; alone, it begins a pair.
    alone = len(folded) > 1 and len(folded[-1]) == 1 and len(folded[-2]) == 2  # noqa: PLR2004
    return Term(folded[:-1], is_exact=True) if alone else Term(folded)
