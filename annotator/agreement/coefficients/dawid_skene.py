"""Dawid and Skene's model: who is how reliable with which label, and what each unit probably is.

Each unit has a true label, drawn with probabilities p_k; annotator i says l where k is true with
probability π_i(k, l), independently of the others:

    T_uk ∝ p_k Π_{(i, l) on u} π_i(k, l)                     the posterior of unit u
    p_k = (Σ_u T_uk + s) / (U + q s)                          the prevalence
    π_i(k, l) = (Σ_{u: i said l} T_uk + s) / (Σ_{u: i rated} T_uk + q s)

repeated until the posteriors stand still. It starts from each unit's shares of labels, the same
each time; s = 1/q adds one imagined label to each row, so that nothing is impossible because it was
not seen. Source: Dawid and Skene (1979), Journal of the Royal Statistical Society C 28(1), 20-28,
where s = 0.
"""

from dataclasses import dataclass

import numpy as np

from annotator.agreement.ratings import Id, Ratings
from annotator.agreement.sums import FloatArray, IntArray, ratio
from annotator.errors import Invalid

STEPS = 500
STILL = 1e-7


@dataclass(frozen=True, eq=False)
class DawidSkene:
    """The model as fitted."""

    labels: tuple[str, ...]
    annotators: tuple[str, ...]
    """Those who labelled something."""
    units: tuple[Id, ...]
    prevalence: FloatArray
    """p_k, shape (labels,)."""
    confusion: FloatArray
    """π_i(k, l), shape (annotators, labels, labels): true labels in rows, given ones in columns."""
    posterior: FloatArray
    """T_uk, shape (units, labels): how probable each label is for each unit; rows sum to 1."""
    smoothing: float
    """s, the imagined labels in each cell."""
    steps: int
    converged: bool
    """Whether the posteriors stood still within the permitted steps."""

    @property
    def reliability(self) -> FloatArray:
        """The probability that each annotator names the true label, Σ_k p_k π_i(k, k)."""
        right: FloatArray = np.diagonal(self.confusion, axis1=1, axis2=2) @ self.prevalence
        return right

    @property
    def best(self) -> dict[Id, str]:
        """By unit, the most probable label, the first declared of equals."""
        most = self.posterior.argmax(axis=1)
        return {unit: self.labels[at] for unit, at in zip(self.units, most, strict=True)}


def dawid_skene(ratings: Ratings, *, smoothing: float | None = None) -> DawidSkene:
    """Estimate everybody's reliability together with the true label of each unit.

    *A suggestion, never a decision*: people who err together look right. *Not with few or rare
    labels*: what is seen a dozen times is confused with its neighbours. *Not with two annotators*:
    the data cannot tell which of them errs.

    >>> patterns = [(("claim", "claim", "claim"), 20, None), (("none", "none", "none"), 20, None),
    ...             (("claim", "claim", "none"), 5, None), (("none", "none", "claim"), 5, None)]
    >>> found = dawid_skene(Ratings.from_patterns(patterns, annotators=["ada", "ben", "cleo"]))
    >>> found.best[2], found.reliability.round(2).tolist()  # cleo differs alone on ten of fifty
    ('claim', [0.98, 0.98, 0.79])

    Args:
        ratings: with the annotators known.
        smoothing: s, the imagined labels in each cell; 1/q if not given.

    Raises:
        Invalid: no unit has two labels, only one label is declared, nobody knows who gave the
            labels, or the smoothing is not positive.
    """
    _refuse(ratings)
    size = len(ratings.labels)
    smooth = 1 / size if smoothing is None else smoothing
    if not smooth > 0:
        raise Invalid(f"The smoothing {smooth} leaves labels impossible; choose more than 0.")
    people, person = np.unique(ratings.annotator, return_inverse=True)
    said = person * size + ratings.label
    units, unit, repeats = _rated(ratings)
    posterior = ratio(ratings.counts[units].astype(np.float64), _given(unit, units.size)[:, None])
    steps, moved = 0, np.inf
    prevalence, confusion = _maximise(posterior, (unit, said, repeats), people.size, smooth)
    while steps < STEPS and moved > STILL:
        before = posterior
        posterior = _expect(prevalence, confusion, unit, said)
        prevalence, confusion = _maximise(posterior, (unit, said, repeats), people.size, smooth)
        moved = float(np.abs(posterior - before).max())
        steps += 1
    return DawidSkene(
        labels=ratings.labels,
        annotators=tuple(ratings.annotators[at] for at in people),
        units=tuple(ratings.units[at] for at in units),
        prevalence=prevalence,
        confusion=confusion,
        posterior=posterior,
        smoothing=smooth,
        steps=steps,
        converged=moved <= STILL,
    )


def _refuse(ratings: Ratings) -> None:
    """Say why there is no model."""
    start = "Dawid and Skene's model is not defined because"
    if reason := ratings.unpaired_reason():
        raise Invalid(reason.replace("Not defined because", start, 1))
    if not ratings.annotators:
        raise Invalid(f"{start} nobody knows who gave which label.")
    if len(ratings.labels) < 2:  # noqa: PLR2004 - two labels are the least that can differ
        raise Invalid(f"{start} the label set has only one label.")


def _rated(ratings: Ratings) -> tuple[IntArray, IntArray, IntArray]:
    """Units with a label, each rating's position among them, and how many each stands for."""
    units, unit = np.unique(ratings.unit, return_inverse=True)
    return units, unit, ratings.repeats[units]


def _given(unit: IntArray, units: int) -> FloatArray:
    return np.bincount(unit, minlength=units).astype(np.float64)


def _maximise(
    posterior: FloatArray,
    ratings: tuple[IntArray, IntArray, IntArray],
    people: int,
    smoothing: float,
) -> tuple[FloatArray, FloatArray]:
    """Prevalence (labels,) and confusion (people, true label, given label) from the posteriors."""
    unit, said, repeats = ratings
    size = posterior.shape[1]
    weighted = posterior * repeats[:, None]
    prevalence = weighted.sum(axis=0) + smoothing
    cells = np.column_stack(
        [np.bincount(said, weighted[unit, true], people * size) for true in range(size)]
    )
    confusion = cells.reshape(people, size, size).transpose(0, 2, 1) + smoothing
    return prevalence / prevalence.sum(), confusion / confusion.sum(axis=2, keepdims=True)


def _expect(
    prevalence: FloatArray, confusion: FloatArray, unit: IntArray, said: IntArray
) -> FloatArray:
    """The posteriors; products are taken as sums of logarithms, unit by unit (sorted)."""
    size = prevalence.size
    by_rating = np.log(confusion).transpose(0, 2, 1).reshape(-1, size)[said]
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    log = np.add.reduceat(by_rating, starts, axis=0) + np.log(prevalence)
    likely = np.exp(log - log.max(axis=1, keepdims=True))
    posterior: FloatArray = likely / likely.sum(axis=1, keepdims=True)
    return posterior
