import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement import (
    Interval,
    Ratings,
    difference,
    gwet_ac1,
    more_articles,
    report,
    share_below,
    widened_interval,
)
from annotator.agreement.coefficients.gwet import ac1_values
from annotator.agreement.distributions import chi_squared_tail, t_quantile
from annotator.errors import Invalid


@pytest.mark.parametrize(
    ("freedom", "share", "printed"),
    # Fisher and Yates (1963), Statistical Tables, table III
    [
        (1, 0.975, 12.706),
        (2, 0.975, 4.303),
        (9, 0.975, 2.262),
        (60, 0.995, 2.660),
        (120, 0.95, 1.658),
    ],
)
def test_students_quantiles_are_those_of_the_tables(
    freedom: int, share: float, printed: float
) -> None:
    assert t_quantile(share, freedom) == pytest.approx(printed, abs=6e-4)


def test_students_quantiles_run_on_smoothly_into_the_expansion() -> None:
    assert t_quantile(0.975, 199) - t_quantile(0.975, 200) == pytest.approx(6e-5, abs=2e-5)
    assert t_quantile(0.975, 10**7) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize(
    ("freedom", "value"), [(1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488), (10, 18.307)]
)
def test_chi_squared_tails_are_those_of_the_tables(freedom: int, value: float) -> None:
    assert chi_squared_tail(value, freedom) == pytest.approx(0.05, abs=5e-5)
    assert chi_squared_tail(0, freedom) == 1


values = st.lists(st.floats(-1, 1) | st.just(math.nan), min_size=1, max_size=60)


@given(values, st.lists(st.floats(-1, 1) | st.just(math.nan), min_size=2, max_size=30))
def test_the_widened_interval_holds_the_value_and_stays_among_the_resamples(
    drawn: list[float], without: list[float]
) -> None:
    found = widened_interval(0.25, np.array(drawn), np.array(without), len(without), seed=1)
    defined = [one for one in drawn if not math.isnan(one)]
    if found is None:
        assert not defined
        return
    assert min(*defined, 0.25) <= found.low <= 0.25 <= found.high <= max(*defined, 0.25)
    assert found.undefined_share == pytest.approx(1 - len(defined) / len(drawn))


def test_the_fewer_articles_the_wider_is_the_interval() -> None:
    drawn = np.random.default_rng(1).normal(size=20_000)
    widths = []
    for articles in (3, 10, 60, 10_000):
        found = widened_interval(0.0, drawn, np.linspace(-1, 1, articles), articles, seed=1)
        assert found is not None
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == pytest.approx(2 * 1.96, abs=0.1)


def test_shares_below_a_bar_count_only_what_is_defined() -> None:
    assert share_below(np.array([0.1, 0.7, math.nan]), 0.667) == 0.5
    assert share_below(np.array([math.nan]), 0.667) is None


def test_the_hint_is_none_once_the_interval_is_narrow() -> None:
    assert more_articles(Interval(0.45, 0.55, 0.95, 1000, 1, 0.0, drawn=40)) == 0
    assert more_articles(Interval(0.4, 0.6, 0.95, 1000, 1, 0.0, drawn=40)) == 120


def study(articles: int, seed: int, error: float, *, start: int = 0) -> Ratings:
    """Two people who err so often, on articles that are hard or easy by their name."""
    random = np.random.default_rng(seed)
    rows = []
    for article in range(start, start + articles):
        hard = np.random.default_rng(article).random()
        for sentence in range(10):
            truth = str(random.choice(["claim", "denial", "none"]))
            for who in ("ada", "ben"):
                errs = random.random() < error + hard / 2
                said = str(random.choice(["claim", "denial", "none"])) if errs else truth
                rows.append((f"{article}.{sentence}", who, said, article))
    return Ratings.from_rows(rows)


def test_the_report_says_how_probable_alpha_below_the_bars_is_and_what_it_would_take() -> None:
    found = report(study(24, 1, 0.2), seed=1)
    assert [one.threshold for one in found.alpha_below] == [0.667, 0.8]
    assert all(0.9 < one.probability <= 1 for one in found.alpha_below)
    assert found.alpha.interval is not None
    half = (found.alpha.interval.high - found.alpha.interval.low) / 2
    assert found.more_articles == math.ceil(24 * (half / 0.05) ** 2) - 24 > 0
    assert (found.alpha.interval.drawn, found.alpha.interval.method) == (24, "BCa, widened")


def test_shared_articles_are_drawn_together_and_narrow_the_difference() -> None:
    first, second = study(30, 1, 0.1), study(30, 2, 0.2)
    paired = difference(first, second, seed=1)
    apart = difference(first, study(30, 2, 0.2, start=100), seed=1)
    assert (paired.shared_articles, apart.shared_articles) == (30, 0)
    for found in (paired, apart):
        assert found.first.value is not None
        assert found.second.value is not None
        assert found.difference.value == found.first.value - found.second.value
    assert width(paired.difference.interval) < width(apart.difference.interval)


def width(interval: Interval | None) -> float:
    assert interval is not None
    return interval.high - interval.low


def test_a_set_of_ratings_differs_from_itself_by_nothing() -> None:
    ratings = study(20, 3, 0.2)
    found = difference(ratings, ratings, seed=4, measure=(gwet_ac1, ac1_values))
    assert found.difference.value == 0
    assert width(found.difference.interval) == 0
    assert found.probability_below_zero == 0


@given(st.integers(0, 2**20))
@settings(max_examples=10, deadline=None)
def test_swapping_the_sides_turns_the_sign(seed: int) -> None:
    first, second = study(12, seed, 0.1), study(15, seed + 1, 0.3)
    one, other = difference(first, second, seed=1), difference(second, first, seed=1)
    assert one.difference.value == pytest.approx(-(other.difference.value or 0))
    assert one.shared_articles == other.shared_articles == 12


def test_an_undefined_side_leaves_the_difference_undefined_with_its_reason() -> None:
    flat = Ratings.from_rows([(unit, who, "claim", unit) for unit in range(9) for who in "ab"])
    found = difference(study(12, 1, 0.1), flat, seed=1)
    assert found.difference.value is None
    assert found.difference.reason == "Not defined because every paired label is 'claim'."
    assert found.probability_below_zero is None


def test_sides_that_cannot_be_paired_are_refused() -> None:
    named = study(12, 1, 0.1)
    units = Ratings.from_rows((unit, who, label, None) for unit, who, label, _ in named.rows())
    counted = Ratings.from_counts([((2, 0), 9, None), ((1, 1), 2, None)], ["claim", "none"])
    for first, second in ((named, units), (units, counted)):
        with pytest.raises(Invalid):
            difference(first, second, seed=1)
