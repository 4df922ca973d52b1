"""Bootstrap over articles: draw as many articles as there are, with replacement, many times.

Sentences of one article are not independent, so whole articles are drawn. One seeded draw serves
every coefficient; a resample only adds up the articles' sums, each as often as it was drawn.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement.coefficients.result import Coefficient, Interval
from annotator.agreement.intervals import percentile_interval, widened_interval
from annotator.agreement.pairs import PairSums
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import BoolArray, FloatArray, IntArray, Sums
from annotator.errors import Invalid

FEW_ARTICLES = 20
"""Below so many articles an interval is shown with a word of caution."""

_CELLS_AT_A_TIME = 4_000_000  # 32 MB of draws in memory


@dataclass(frozen=True, eq=False)
class Resamples:
    """The sums of every resample; the leading axis counts the resamples."""

    seed: int
    sums: Sums
    pairs: dict[tuple[int, int], PairSums]
    without: Sums | None
    """The sums without each drawn article in turn; None where single units were drawn."""
    pairs_without: dict[tuple[int, int], PairSums]
    """The same for each pair, without each article that the two share."""


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
    paired, alone = np.flatnonzero(is_paired), ratings.copies[~is_paired] @ table[~is_paired]
    shared = ratings.pair_sums if with_pairs else {}
    overall = np.empty((resamples, table.shape[1]))
    tables = {pair: np.empty((resamples, one.sums.table.shape[1])) for pair, one in shared.items()}
    done = 0
    for drawn in draws(ratings.copies[paired], resamples, seed):
        block = slice(done, done + len(drawn))
        overall[block] = drawn @ table[paired] + alone
        for pair, one in shared.items():
            columns = np.searchsorted(paired, one.articles)
            tables[pair][block] = _times_drawn(drawn, columns) @ one.sums.table
        done = block.stop
    size = len(ratings.labels)
    named = ratings.has_articles
    return Resamples(
        seed=seed,
        sums=Sums(overall, size),
        pairs={pair: PairSums(table, size) for pair, table in tables.items()},
        without=Sums(ratings.sums.table - table[paired], size) if named else None,
        pairs_without={
            pair: PairSums(one.sums.total().table - one.sums.table, size)
            for pair, one in shared.items()
            if named
        },
    )


@dataclass(frozen=True, eq=False)
class DrawnRows:
    """Any table of sums with its resamples, for measures that need other sums than the six."""

    table: FloatArray
    """What each article adds, shape (articles, columns)."""
    sums: FloatArray | None
    """Shape (resamples, columns); None if there are fewer than two articles."""
    articles: int
    named: bool
    """Whether the rows are articles; else they are units, drawn one by one."""
    seed: int

    def measure(
        self, coefficient: Coefficient, values: Callable[[FloatArray], FloatArray]
    ) -> Coefficient:
        """The coefficient with its interval; `values` works it out from sums in the last axis."""
        if self.sums is None or coefficient.value is None:
            return with_interval(coefficient, None, self.seed, self.articles)
        without = values(self.table.sum(axis=0) - self.table) if self.named else None
        found = values(self.sums)
        return with_interval(coefficient, found, self.seed, self.articles, without)


def draw_rows(
    ratings: Ratings, table: FloatArray, says: BoolArray, seed: int, resamples: int
) -> DrawnRows:
    """Draw the rows of a table of sums.

    Args:
        ratings: what the table was worked out from.
        table: what each article adds, shape (articles, columns).
        says: which articles have something to say, shape (articles,); the others are not drawn.
        seed: the same seed gives the same draws.
        resamples: how many times to draw.
    """
    rows, copies = table[says], ratings.copies[says]
    articles = int(copies.sum())
    sums = None
    if articles > 1:
        sums = np.concatenate([drawn @ rows for drawn in draws(copies, resamples, seed)])
    return DrawnRows(rows, sums, articles, ratings.has_articles, seed)


def draws(copies: IntArray, resamples: int, seed: int | tuple[int, int]) -> Iterator[FloatArray]:
    """How often each article is drawn, shape (some resamples, articles), until all are done.

    Args:
        copies: how many alike articles each stands for; each of them is drawn on its own.
        resamples: how many times to draw.
        seed: what the draws depend on, and nothing else.
    """
    random = np.random.default_rng(seed)
    at_a_time = max(1, _CELLS_AT_A_TIME // copies.size)
    total = int(copies.sum())
    single = total == copies.size
    for start in range(0, resamples, at_a_time):
        many = min(at_a_time, resamples - start)
        if single:
            drawn = np.empty((many, total))
            for row in drawn:
                row[:] = np.bincount(random.integers(0, total, total), minlength=total)
            yield drawn
        else:
            yield random.multinomial(total, copies / total, many).astype(np.float64)


def with_interval(
    coefficient: Coefficient,
    values: FloatArray | None,
    seed: int,
    articles: int,
    without: FloatArray | None = None,
) -> Coefficient:
    """The coefficient with its interval, or with the reason why it has none.

    Args:
        coefficient: the value on all articles.
        values: its value in each resample, NaN where undefined; None if nothing was drawn.
        seed: what the resamples were drawn with.
        articles: how many articles hold paired units.
        without: its value without each article in turn; the interval is widened and corrected for
            skewness with it, else it is the plain percentile interval.
    """
    if coefficient.value is None:
        return coefficient
    if values is None or articles < 2:  # noqa: PLR2004 - one article cannot vary
        note = "No interval, because all paired units are in one article; it takes at least two."
        return replace(coefficient, interval_note=note)
    if without is None:
        interval = percentile_interval(values, seed)
        interval = replace(interval, drawn=articles) if interval else None
    else:
        interval = widened_interval(coefficient.value, values, without, articles, seed)
    if interval is None:
        note = "No interval, because the coefficient is not defined in any resample."
        return replace(coefficient, interval_note=note)
    caution = _caution(articles, interval, named=without is not None)
    return replace(coefficient, interval=interval, interval_note=caution)


def _refuse_nothing_to_draw(articles: int, seed: int, resamples: int) -> None:
    if not articles:
        raise Invalid("No unit has two labels, so there is nothing to resample.")
    if seed < 0:
        raise Invalid(f"The seed {seed} is negative; choose 0 or a larger whole number.")
    if resamples < 1:
        raise Invalid(f"{resamples} resamples were asked for; ask for at least one.")


def _times_drawn(drawn: FloatArray, columns: IntArray) -> FloatArray:
    """The draws of the articles in these columns: those that a pair shares."""
    if columns.size == drawn.shape[1]:
        return drawn
    shared: FloatArray = drawn[:, columns]
    return shared


def _caution(articles: int, interval: Interval, *, named: bool) -> str | None:
    notes = []
    if articles < FEW_ARTICLES and named:
        notes.append(
            f"The interval rests on {articles} articles; below {FEW_ARTICLES} it is unreliable. In "
            "simulated projects that of alpha held the truth in 93 to 96 of 100 cases with 10 "
            "articles, in 84 to 92 with 5, and that of a rare label less often."
        )
    elif articles < FEW_ARTICLES:
        notes.append(
            f"The interval rests on {articles} units; below {FEW_ARTICLES} it is unreliable, "
            "mostly too narrow."
        )
    if interval.undefined_share:
        notes.append(
            f"In {interval.undefined_share:.1%} of the resamples the measure was not defined; "
            "they are left out."
        )
    return " ".join(notes) or None
