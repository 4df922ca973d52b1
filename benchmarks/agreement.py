"""Agreement: how fast alpha and its interval are, and how often the interval holds the truth.

    python benchmarks/agreement.py                speed, as ratios to bare numpy in the same run
    python benchmarks/agreement.py --coverage     1,000 simulated projects at each size (minutes)

Times are CPU seconds of this process.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np

from annotator.agreement import Ratings, krippendorff_alpha, percentile_interval, report, resample
from annotator.agreement.coefficients.krippendorff import alpha_values
from annotator.agreement.ratings import Row
from annotator.agreement.sums import FloatArray, IntArray

LABELS = ("claim", "denial", "attribution", "framing", "none")
SHARES = (0.15, 0.05, 0.25, 0.15, 0.4)
ANNOTATORS = 3
ARTICLES = 40_000
SENTENCES = 3
RESAMPLES = 1000


def main() -> None:
    """Run the part that was asked for and print its lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--coverage", action="store_true", help="simulate projects instead")
    parser.add_argument("--projects", type=int, default=1000, help="how many to simulate")
    wanted = parser.parse_args()
    if wanted.coverage:
        coverage(wanted.projects)
    else:
        speed()


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
    interval = cpu(lambda: alpha_with_interval(afresh()))
    whole = cpu(lambda: report(afresh(), seed=1))
    floor = counting + drawing
    print(f"one bincount of the labels               {counting:.4f} s")
    print(f"1,000 draws, a bincount of each          {drawing:.3f} s")
    print(f"alpha                                    {alpha:.4f} s  {alpha / counting:.1f} x")
    print(f"alpha and its interval                   {interval:.3f} s  {interval / floor:.2f} x")
    print(f"the whole report, with every interval    {whole:.3f} s  {whole / floor:.2f} x")
    assert interval < 1, "alpha with 1,000 resamples must stay under 1 s CPU"


def coverage(projects: int) -> None:
    """How often the 95 percent interval holds the alpha of endless articles."""
    random = np.random.default_rng(2)
    truth = krippendorff_alpha(simulate(random, 100_000, 5)).value
    assert truth is not None
    print(f"alpha of endless articles: {truth:.4f}")
    for articles in (5, 10, 20, 40, 60):
        inside = 0
        for project in range(projects):
            drawn = resample(simulate(random, articles, 20), project, RESAMPLES, with_pairs=False)
            interval = percentile_interval(alpha_values(drawn.sums), project)
            inside += interval is not None and interval.low <= truth <= interval.high
        print(f"{articles:3} articles: {100 * inside / projects:.1f} percent")


def simulate(random: np.random.Generator, articles: int, sentences: int) -> Ratings:
    """Ratings of articles that differ in difficulty and in what they are made of."""
    units = articles * sentences
    article = np.repeat(np.arange(articles), sentences)
    shares = random.dirichlet(8 * np.array(SHARES), articles)
    truth = choose(random, shares[article])
    sure = random.beta(4, 2, articles)[article]
    rows: list[Row] = []
    for annotator in range(ANNOTATORS):
        guess = choose(random, np.tile(SHARES, (units, 1)))
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


def alpha_with_interval(ratings: Ratings) -> None:
    """Alpha's value and its percentile interval."""
    krippendorff_alpha(ratings)
    drawn = resample(ratings, 1, RESAMPLES, with_pairs=False)
    percentile_interval(alpha_values(drawn.sums), 1)


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU time of a few runs, in seconds."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


if __name__ == "__main__":
    main()
