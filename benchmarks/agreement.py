"""Agreement: how fast alpha and its interval are, and how often the interval holds the truth.

    python benchmarks/agreement.py                speed, as ratios in the same run
    python benchmarks/agreement.py --coverage     1,000 simulated projects at each size (minutes)

Times are CPU seconds of this process, with one thread. The packages krippendorff and nltk are
compared with; a test environment has them.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import krippendorff
import numpy as np
from nltk.metrics.agreement import AnnotationTask

from annotator.agreement import (
    Ratings,
    alpha_with_interval,
    krippendorff_alpha,
    people_report,
    percentile_interval,
    report,
    resample,
)
from annotator.agreement.coefficients.krippendorff import alpha_values, label_alpha_values
from annotator.agreement.intervals import widened_interval
from annotator.agreement.ratings import Row
from annotator.agreement.sums import FloatArray, IntArray, Sums

LABELS = ("claim", "denial", "attribution", "framing", "none")
SHARES = (0.15, 0.05, 0.25, 0.15, 0.4)
SKEWED = (0.04, 0.01, 0.03, 0.02, 0.9)
ANNOTATORS = 3
ARTICLES = 40_000
SENTENCES = 3
RESAMPLES = 1000
COMPARED = 100_000
AS_GOOD_AS_EQUAL = 1e-9
FASTER_THAN_KRIPPENDORFF, FASTER_THAN_NLTK = 20, 500
Result = TypeVar("Result")


def main() -> None:
    """Run the part that was asked for and print its lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--coverage", action="store_true", help="simulate projects instead")
    parser.add_argument("--projects", type=int, default=1000, help="how many to simulate")
    wanted = parser.parse_args()
    if wanted.coverage:
        coverage(wanted.projects)
    else:
        patterns()
        speed()


def patterns() -> None:
    """One alpha from counts of patterns beside two packages that start from their own forms."""
    ratings = simulate(np.random.default_rng(3), 1, COMPARED)
    table = ratings.counts
    histogram = [
        (counts, times, None) for counts, times in Counter(map(tuple, table.tolist())).items()
    ]
    task = AnnotationTask(data=[(who, unit, label) for unit, who, label, _ in ratings.rows()])
    print(f"{COMPARED:,} units, {ratings.given:,} labels, {len(histogram)} patterns")
    ours, value = timed(lambda: krippendorff_alpha(Ratings.from_counts(histogram, LABELS)).value)
    theirs, other = timed(
        lambda: krippendorff.alpha(value_counts=table, level_of_measurement="nominal")
    )
    slow, third = timed(task.alpha, times=1)
    assert value is not None
    assert abs(value - other) + abs(value - third) < AS_GOOD_AS_EQUAL
    print(f"alpha from counts of patterns            {1000 * ours:.3f} ms")
    print(f"krippendorff, from its value counts      {1000 * theirs:.1f} ms  {theirs / ours:.0f} x")
    print(f"nltk, from its task                      {1000 * slow:.0f} ms  {slow / ours:.0f} x")
    assert theirs / ours > FASTER_THAN_KRIPPENDORFF
    assert slow / ours > FASTER_THAN_NLTK


def speed() -> None:
    """Alpha and 1,000 article resamples over 40,000 articles beside bare bincounts."""
    ratings = simulate(np.random.default_rng(1), ARTICLES, SENTENCES)
    print(f"{ARTICLES:,} articles, {len(ratings.units):,} units, {ratings.label.size:,} labels")
    size, cells = len(LABELS), len(ratings.units) * len(LABELS)
    counting = cpu(lambda: np.bincount(ratings.unit * size + ratings.label, minlength=cells))
    drawing = cpu(bare_draws)

    def afresh() -> Ratings:
        return Ratings(**{name: getattr(ratings, name) for name in Ratings.__dataclass_fields__})

    alpha = cpu(lambda: krippendorff_alpha(afresh()))
    interval = cpu(lambda: alpha_with_interval(afresh(), seed=1, resamples=RESAMPLES))
    whole = cpu(lambda: report(afresh(), seed=1), times=1)
    people = cpu(lambda: people_report(afresh(), seed=1), times=1)
    floor = counting + drawing
    print(f"one bincount of the labels               {counting:.4f} s")
    print(f"1,000 draws, a bincount of each          {drawing:.3f} s")
    print(f"alpha                                    {alpha:.4f} s  {alpha / counting:.1f} x")
    print(f"alpha and its interval                   {interval:.3f} s  {interval / floor:.2f} x")
    print(f"the whole report, with every interval    {whole:.3f} s  {whole / floor:.2f} x")
    print(f"every annotator, with every interval     {people:.3f} s  {people / floor:.2f} x")
    assert interval < 1, "alpha with 1,000 resamples must stay under 1 s CPU"


def coverage(projects: int) -> None:
    """How often the 95 percent interval holds the alpha of endless articles."""
    for name, shares in (("labels as usual", SHARES), ("nine in ten are none", SKEWED)):
        random = np.random.default_rng(2)
        endless = simulate(random, 100_000, 5, shares).sums
        truth = float(alpha_values(endless)), float(label_alpha_values(endless)[0])
        print(f"{name}: alpha of endless articles {truth[0]:.4f}, of claim {truth[1]:.4f}")
        print("articles  alpha: widened  percentile  claim: widened  percentile")
        for articles in (5, 10, 20, 40, 60):
            inside = np.zeros(4)
            drawn = np.zeros(4)
            for project in range(projects):
                held = holds(simulate(random, articles, 20, shares), project, truth)
                inside += [bool(one) for one in held]
                drawn += [one is not None for one in held]
            shown = "".join(f"{100 * one:12.1f}" for one in inside / drawn)
            print(f"{articles:8}  {shown}", flush=True)


def holds(ratings: Ratings, seed: int, truth: tuple[float, float]) -> list[bool | None]:
    """Whether the intervals of alpha and of the first label hold the truth; None: undefined."""
    drawn = resample(ratings, seed, RESAMPLES, with_pairs=False)
    held: list[bool | None] = []

    def claim(sums: Sums) -> FloatArray:
        first: FloatArray = label_alpha_values(sums)[..., 0]
        return first

    for values, true in ((alpha_values, truth[0]), (claim, truth[1])):
        value, found = float(values(ratings.sums)), values(drawn.sums)
        assert drawn.without is not None
        without = values(drawn.without)
        wide = widened_interval(value, found, without, without.size, seed)
        for interval in (wide, percentile_interval(found, seed)):
            known = interval is not None and not np.isnan(value)
            held.append(interval.low <= true <= interval.high if interval and known else None)
    return held


def simulate(
    random: np.random.Generator,
    articles: int,
    sentences: int,
    mean: tuple[float, ...] = SHARES,
) -> Ratings:
    """Ratings of articles that differ in difficulty and in what they are made of."""
    units = articles * sentences
    article = np.repeat(np.arange(articles), sentences)
    shares = random.dirichlet(8 * np.array(mean), articles)
    truth = choose(random, shares[article])
    sure = random.beta(4, 2, articles)[article]
    rows: list[Row] = []
    for annotator in range(ANNOTATORS):
        guess = choose(random, np.tile(mean, (units, 1)))
        given = np.where(random.random(units) < sure, truth, guess)
        name = f"annotator {annotator}"
        rows += [
            (unit, name, LABELS[label], home)
            for unit, (label, home) in enumerate(zip(given.tolist(), article.tolist(), strict=True))
        ]
    return Ratings.from_rows(rows, labels=LABELS)


def choose(random: np.random.Generator, shares: FloatArray) -> IntArray:
    """One label for each row of label shares."""
    below = random.random(len(shares))[:, None] > shares.cumsum(axis=1)
    chosen: IntArray = np.minimum(below.sum(axis=1), len(LABELS) - 1)
    return chosen


def bare_draws() -> None:
    """The floor of any bootstrap over articles: draw, and count the draws."""
    random = np.random.default_rng(1)
    for _ in range(RESAMPLES):
        np.bincount(random.integers(0, ARTICLES, ARTICLES), minlength=ARTICLES)


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of a few runs, in seconds."""
    return timed(work, times)[0]


def timed(work: Callable[[], Result], times: int = 5) -> tuple[float, Result]:
    """The least CPU time of a few runs, in seconds, and what the work gave."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        result = work()
        spent.append(time.process_time() - start)
    return min(spent), result


if __name__ == "__main__":
    main()
