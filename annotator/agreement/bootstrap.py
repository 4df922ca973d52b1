"""Bootstrap over articles: draw as many articles as there are, with replacement, many times.

Sentences of one article are not independent, so whole articles are drawn. One seeded draw serves
every coefficient; a resample only adds up the articles' sums, each as often as it was drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.coefficients.result import Coefficient, Interval
from annotator.agreement.pairs import PairSums
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import FloatArray, IntArray, Sums
from annotator.errors import Invalid

LEVEL = 0.95
FEW_ARTICLES = 20
"""Below so many articles an interval is shown with a word of caution."""

_CELLS_AT_A_TIME = 4_000_000  # 32 MB of draws in memory


@dataclass(frozen=True, eq=False)
class Resamples:
    """The sums of every resample; the leading axis counts the resamples."""

    seed: int
    sums: Sums
    pairs: dict[tuple[int, int], PairSums]


def resample(
    ratings: Ratings, seed: int, resamples: int = 1000, *, with_pairs: bool = True
) -> Resamples:
    """Draw the articles of the ratings `resamples` times and add up their sums.

    Articles without a unit that two annotators labelled say nothing of agreement and are not drawn;
    their labels stay in the prevalences that some coefficients use.

    Args:
        ratings: the ratings, with paired units in at least one article.
        seed: the same seed gives the same draws, however the rows were ordered.
        resamples: how many times to draw.
        with_pairs: whether the sums of the annotator pairs are wanted too.

    Raises:
        Invalid: nothing is paired, the seed is negative, or no resample is asked for.
    """
    table = ratings.article_sums.table
    is_paired = ratings.article_sums.paired_units > 0
    _refuse_nothing_to_draw(int(is_paired.sum()), seed, resamples)
    paired, alone = np.flatnonzero(is_paired), table[~is_paired].sum(axis=0)
    shared = ratings.pair_sums if with_pairs else {}
    overall = np.empty((resamples, table.shape[1]))
    tables = {pair: np.empty((resamples, one.sums.table.shape[1])) for pair, one in shared.items()}
    done = 0
    for drawn in _draws(paired.size, resamples, seed):
        block = slice(done, done + len(drawn))
        overall[block] = drawn @ table[paired] + alone
        for pair, one in shared.items():
            columns = np.searchsorted(paired, one.articles)
            tables[pair][block] = _times_drawn(drawn, columns) @ one.sums.table
        done = block.stop
    size = len(ratings.labels)
    pairs = {pair: PairSums(table, size) for pair, table in tables.items()}
    return Resamples(seed, Sums(overall, size), pairs)


def with_interval(
    coefficient: Coefficient, values: FloatArray | None, seed: int, articles: int
) -> Coefficient:
    """The coefficient with its percentile interval, or with the reason why it has none.

    Args:
        coefficient: the value on all articles.
        values: its value in each resample, NaN where undefined; None if nothing was drawn.
        seed: what the resamples were drawn with.
        articles: how many articles hold paired units.
    """
    if coefficient.value is None:
        return coefficient
    if values is None or articles < 2:  # noqa: PLR2004 - one article cannot vary
        note = "No interval, because all paired units are in one article; it takes at least two."
        return replace(coefficient, interval_note=note)
    interval = percentile_interval(values, seed)
    if interval is None:
        note = "No interval, because the coefficient is not defined in any resample."
        return replace(coefficient, interval_note=note)
    return replace(coefficient, interval=interval, interval_note=_caution(articles))


def percentile_interval(values: FloatArray, seed: int, level: float = LEVEL) -> Interval | None:
    """The middle `level` of the defined values; None if none is defined."""
    defined = values[~np.isnan(values)]
    if not defined.size:
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(
        low=float(low),
        high=float(high),
        level=level,
        resamples=values.size,
        seed=seed,
        undefined_share=1 - defined.size / values.size,
    )


def _refuse_nothing_to_draw(articles: int, seed: int, resamples: int) -> None:
    if not articles:
        raise Invalid("No unit has two labels, so there is nothing to resample.")
    if seed < 0:
        raise Invalid(f"The seed {seed} is negative; choose 0 or a larger whole number.")
    if resamples < 1:
        raise Invalid(f"{resamples} resamples were asked for; ask for at least one.")


def _draws(articles: int, resamples: int, seed: int) -> Iterator[FloatArray]:
    """How often each article is drawn, shape (some resamples, articles), until all are done."""
    random = np.random.default_rng(seed)
    at_a_time = max(1, _CELLS_AT_A_TIME // articles)
    for start in range(0, resamples, at_a_time):
        drawn = np.empty((min(at_a_time, resamples - start), articles))
        for row in drawn:
            row[:] = np.bincount(random.integers(0, articles, articles), minlength=articles)
        yield drawn


def _times_drawn(drawn: FloatArray, columns: IntArray) -> FloatArray:
    """The draws of the articles in these columns: those that a pair shares."""
    if columns.size == drawn.shape[1]:
        return drawn
    shared: FloatArray = drawn[:, columns]
    return shared


def _caution(articles: int) -> str | None:
    if articles >= FEW_ARTICLES:
        return None
    return (
        f"The interval rests on {articles} articles; below {FEW_ARTICLES} it is unreliable, "
        "mostly too narrow."
    )
