"""Self-agreement: what the same annotator says of the same unit a second time.

Percent agreement and Cohen's kappa between two occasions of one person. Sources as for the two
measures; on stability as the weakest form of reliability, Krippendorff (2004), Content Analysis,
2nd ed., chapter 11.
"""

from annotator.agreement.coefficients.cohen import pair_kappa
from annotator.agreement.coefficients.pair import Pair, pair_at, pair_percent
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.ratings import Ratings

FIRST, AGAIN = "first occasion", "second occasion"


def self_agreement(first: Ratings, again: Ratings, annotator: str) -> Coefficient:
    """The share of repeated units to which an annotator gave the same label both times.

    *Not where people remember*: a repeat must be hidden among other articles, and some time later.
    High self-agreement is no sign that others would agree.

    >>> patterns = [(("claim",), 1, "a1"), (("none",), 1, "a2"), (("none",), 1, "a3")]
    >>> first = Ratings.from_patterns(patterns, annotators=["ada"])
    >>> again = Ratings.from_patterns([(("claim",), 1, "a1"), (("claim",), 1, "a2")], ["ada"])
    >>> found = self_agreement(first, again, "ada")
    >>> found.value, found.paired_units, found.units
    (0.5, 2, 3)

    Args:
        first: the ratings of the first occasion.
        again: those of the second; units and articles are called the same.
        annotator: whose labels are compared.

    Raises:
        Invalid: the first ratings know no such annotator, or the two place a unit in different
            articles.
    """
    return pair_percent(_pair(first, again, annotator))


def self_kappa(first: Ratings, again: Ratings, annotator: str) -> Coefficient:
    """Cohen's kappa between two occasions of one annotator; arguments as for `self_agreement`.

    *Not for a few repeats*, as any kappa.

    >>> patterns = [(("claim",), 1, "a1"), (("none",), 1, "a2")]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada"])
    >>> self_kappa(ratings, ratings, "ada").value
    1.0
    """
    return pair_kappa(occasions(first, again, annotator), _pair(first, again, annotator))


def occasions(first: Ratings, again: Ratings, annotator: str) -> Ratings:
    """One annotator's two occasions as if two people: ratings for every measure of pairs."""
    first.position(annotator)
    labels = tuple(dict.fromkeys((*first.labels, *again.labels)))
    rows = [
        (unit, occasion, label, article)
        for occasion, ratings in ((FIRST, first), (AGAIN, again))
        for unit, who, label, article in ratings.rows()
        if who == annotator
    ]
    return Ratings.from_rows(rows, labels=labels, annotators=(FIRST, AGAIN))


def _pair(first: Ratings, again: Ratings, annotator: str) -> Pair:
    pair = pair_at(occasions(first, again, annotator), 0, 1)
    return Pair(
        (f"{annotator}, {FIRST}", f"{annotator}, {AGAIN}"), pair.units, pair.articles, pair.sums
    )
