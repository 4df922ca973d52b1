"""Alpha without one annotator: whose labels pull the agreement down, or hold it up.

Alpha (nominal) of everybody else's labels, for each annotator in turn. Source: Krippendorff (2004),
Content Analysis, 2nd ed., chapter 11, on the reliability of single coders.
"""

from annotator.agreement.coefficients.krippendorff import krippendorff_alpha
from annotator.agreement.coefficients.result import Coefficient
from annotator.agreement.ratings import Ratings


def alpha_without(ratings: Ratings, annotator: str) -> Coefficient:
    """Nominal alpha of what all other annotators said.

    *Not a verdict on a person*: somebody who read the hardest articles pulls alpha down as well,
    and somebody whom two others follow in the same mistake holds it up.

    >>> patterns = [(("claim", "claim", "none"), 4, None), (("none", "none", "none"), 4, None)]
    >>> ratings = Ratings.from_patterns(patterns, annotators=["ada", "ben", "cleo"])
    >>> alpha_without(ratings, "cleo").value
    1.0

    Raises:
        Invalid: these ratings know no such annotator.
    """
    return krippendorff_alpha(ratings_without(ratings, annotator))


def ratings_without(ratings: Ratings, annotator: str) -> Ratings:
    """The ratings of all others.

    Raises:
        Invalid: these ratings know no such annotator.
    """
    return ratings.only(ratings.annotator != ratings.position(annotator))
