"""What annotators would mark who do not look at the text: random continua to compare with.

Gamma depends on how these are made, so every result names its sampler.
"""

import math
from collections.abc import Callable

import numpy as np

from annotator.agreement.phrases.gamma.continuum import Continuum
from annotator.agreement.sums import FloatArray

Sampler = Callable[[Continuum, int, np.random.Generator], Continuum]
"""(continuum, length of the text, random numbers) -> a random continuum of as many annotators."""


def shuffled(continuum: Continuum, length: int, random: np.random.Generator) -> Continuum:
    """Each annotator's units are those of a randomly chosen one, moved round the text as a whole.

    The text is taken as a circle, so what leaves at its end comes back at its start; a unit keeps
    its length and label. No two moves are closer than half a mean unit while there is room for
    that, lest the same annotator be compared with itself. Source: Mathet, Widlöcher and Métivier
    (2015), section 5.2.
    """
    apart = math.ceil(continuum.width.mean() / 2)
    moves: list[int] = []
    people = []
    for _ in range(continuum.annotators):
        moves.append(_far_from(moves, apart, length, random))
        whose = int(random.integers(continuum.annotators))
        units = slice(continuum.first[whose], continuum.first[whose + 1])
        start = (continuum.start[units] + moves[-1]) % length
        people.append((start, start + continuum.width[units], continuum.label[units]))
    return Continuum.of(people)


def statistical(continuum: Continuum, length: int, random: np.random.Generator) -> Continuum:  # noqa: ARG001 - a sampler is told the length
    """Numbers of units, gaps and lengths from normal distributions with the means found.

    Labels are drawn by how often they occur. Units of one annotator may overlap and reach past the
    text. This is the default of the package pygamma-agreement 0.5.9.
    """
    sizes = np.diff(continuum.first)
    gaps, widths = _gaps(continuum), continuum.width
    people = []
    for _ in range(continuum.annotators):
        number = abs(int(random.normal(sizes.mean(), sizes.std())))
        gap = random.normal(gaps.mean(), gaps.std(), number)
        width = _positive(random, widths, number)
        end = np.cumsum(gap + width)
        label = continuum.label[random.integers(continuum.size, size=number)]
        people.append((end - width, end, label))
    return Continuum.of(people)


SAMPLERS: dict[str, Sampler] = {"shuffle": shuffled, "statistical": statistical}


def _far_from(moves: list[int], apart: int, length: int, random: np.random.Generator) -> int:
    """A place on the circle at least so far from the moves; any place if there is none."""
    taken = np.array([place + turn for place in sorted(moves) for turn in (-length, 0, length)])
    taken = np.sort(taken.astype(np.int64))
    low = np.clip(np.append(-length, taken) + apart, 0, length)
    high = np.clip(np.append(taken, 2 * length) - apart + 1, 0, length)
    room = np.cumsum(np.maximum(high - low, 0))
    if not room[-1]:
        return int(random.integers(length))
    at = int(random.integers(room[-1]))
    between = int(np.searchsorted(room, at, side="right"))
    return int(high[between] - (room[between] - at))


def _gaps(continuum: Continuum) -> FloatArray:
    """From the end of each unit to the start of the annotator's next, the first from the start.

    A zero stands before them, so that a single unit gives a distribution too.
    """
    gaps = [np.zeros(1)]
    for one, after in zip(continuum.first[:-1], continuum.first[1:], strict=True):
        ends = np.concatenate([[0], continuum.end[one:after]])
        gap = continuum.start[one:after] - ends[:-1]
        gaps.append(gap if gap.size and gap[0] > 0 else gap[1:])
    return np.concatenate(gaps)


def _positive(random: np.random.Generator, widths: FloatArray, number: int) -> FloatArray:
    """So many lengths from a normal distribution, without its sign."""
    drawn = np.abs(random.normal(widths.mean(), widths.std(), number))
    return np.maximum(drawn, np.finfo(np.float64).tiny)
