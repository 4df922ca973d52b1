"""The best alignment of a continuum: every unit in exactly one unitary alignment, at least cost.

Choosing among candidates is a set packing: to leave k units alone costs kΔ, to take them together
their candidate's cost, so the savings kΔ - cost are maximised with each unit in at most one chosen
candidate. HiGHS solves it as a linear programme; where a solution is not whole, that part of the
text is solved again in whole numbers, with no gap left to the optimum.
"""

from dataclasses import dataclass

import numpy as np
from highspy import Highs, HighsLp, HighsModelStatus, HighsVarType, MatrixFormat

from annotator.agreement.phrases.gamma.candidates import NOBODY, Candidates, candidates
from annotator.agreement.phrases.gamma.continuum import Continuum, Dissimilarity
from annotator.agreement.sums import BoolArray, FloatArray, IntArray

_FEWER = 1e-5
"""What a partner adds to the saving, to choose the fewest among equally good alignments. Smaller
values are lost in the tolerance of the solver."""
_EQUAL = 1e-9
_WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Alignment:
    """A best alignment: among the best, one with the fewest unitary alignments."""

    members: IntArray
    """Unitary alignments of two units or more: the unit of each annotator or NOBODY; shape
    (some, n). All other units stand alone."""
    cost: float
    """The sum of the costs of all unitary alignments, those of single units included."""
    unitary: int
    """How many unitary alignments there are."""


def best_alignment(continuum: Continuum, dissimilarity: Dissimilarity) -> Alignment:
    """The alignment of least cost, exactly."""
    found = candidates(continuum, dissimilarity)
    chosen = _chosen(found, continuum.size, dissimilarity.delta_empty)
    members = found.members[chosen]
    together = int((members != NOBODY).sum())
    alone = continuum.size - together
    return Alignment(
        members=members,
        cost=alone * dissimilarity.delta_empty + float(found.cost[chosen].sum()),
        unitary=alone + len(members),
    )


def _chosen(found: Candidates, units: int, delta: float) -> BoolArray:
    """The candidates of the best alignment with, among equals, the most partners."""
    partners = (found.members != NOBODY).sum(axis=1)
    saving = partners * delta - found.cost
    if not saving.size:
        return np.zeros(0, dtype=bool)
    packing = _Packing(found.members, units)
    favoured = packing.best(saving + _FEWER * delta * (partners - 1))
    bound, most = packing.relaxed(saving)
    if saving[favoured].sum() >= bound - _EQUAL * delta:
        return favoured
    chosen = packing.whole(saving, most)
    return chosen if saving[chosen].sum() > saving[favoured].sum() + _EQUAL * delta else favoured


class _Packing:
    """Candidates to choose from, no unit twice; savings may change between solves."""

    def __init__(self, members: IntArray, units: int) -> None:
        self._members = members
        self._units = units
        self._solver = _solver()
        self._solver.passModel(_model(members, units))

    def best(self, saving: FloatArray) -> BoolArray:
        """The packing of the greatest saving."""
        return self.whole(saving, self.relaxed(saving)[1])

    def relaxed(self, saving: FloatArray) -> tuple[float, FloatArray]:
        """The greatest saving, and the packing, if candidates could be taken in part."""
        columns = np.arange(saving.size, dtype=np.int32)
        self._solver.changeColsCost(saving.size, columns, -saving)
        taken = _solution(self._solver)
        return float(saving @ taken), taken

    def whole(self, saving: FloatArray, taken: FloatArray) -> BoolArray:
        """The relaxed packing made whole, again the best: only its parts in fractions change."""
        chosen: BoolArray = taken > 1 / 2
        broken = np.abs(taken - chosen) > _WHOLE
        if not broken.any():
            return chosen
        part = self._parts()
        again = np.flatnonzero(np.isin(part, part[broken]))
        solver = _solver()
        model = _model(self._members[again], self._units, whole=True)
        model.col_cost_ = -saving[again]
        solver.passModel(model)
        chosen[again] = _solution(solver) > 1 / 2
        return chosen

    def _parts(self) -> IntArray:
        """A number for each candidate, the same for those linked by shared units."""
        real = self._members != NOBODY
        row, _ = np.nonzero(real)
        unit = self._members[real]
        part = np.arange(self._units)
        while True:
            lowest = np.full(len(self._members), self._units)
            np.minimum.at(lowest, row, part[unit])
            lower = part.copy()
            np.minimum.at(lower, unit, lowest[row])
            if (lower == part).all():
                return lowest
            part = lower


class _QuietHighs(Highs):
    """HiGHS prints a banner when it is made, unless it is told not to before that."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS'
        """The first thing that making one does."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - so HiGHS takes it
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # HiGHS leaves it untyped


def _solver() -> Highs:
    """A solver on one thread that leaves no gap to the optimum."""
    solver = _QuietHighs()  # type: ignore[no-untyped-call]  # HiGHS leaves it untyped
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    return solver


def _model(members: IntArray, units: int, *, whole: bool = False) -> HighsLp:
    """At most one chosen candidate for each unit; the savings are set later."""
    real = members != NOBODY
    model = HighsLp()
    model.num_col_, model.num_row_ = len(members), units
    model.col_cost_ = np.zeros(len(members))
    model.col_lower_, model.col_upper_ = np.zeros(len(members)), np.ones(len(members))
    model.row_lower_, model.row_upper_ = np.full(units, -np.inf), np.ones(units)
    model.a_matrix_.format_ = MatrixFormat.kColwise
    model.a_matrix_.start_ = np.concatenate([[0], real.sum(axis=1).cumsum()]).astype(np.int32)
    model.a_matrix_.index_ = members[real].astype(np.int32)
    model.a_matrix_.value_ = np.ones(int(real.sum()))
    if whole:
        model.integrality_ = [HighsVarType.kInteger] * len(members)
    return model


def _solution(solver: Highs) -> FloatArray:
    """The optimum of the solver's model."""
    solver.run()
    status = solver.getModelStatus()
    if status != HighsModelStatus.kOptimal:
        message = f"HiGHS found no optimum: {solver.modelStatusToString(status)}"
        raise RuntimeError(message)
    return np.asarray(solver.getSolution().col_value, dtype=np.float64)
