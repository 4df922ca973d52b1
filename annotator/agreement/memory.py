"""The figures last worked out, so that looking again costs next to nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from annotator.agreement.ratings import Ratings
from annotator.agreement.report import AgreementReport

MOST_RATINGS = 2_000_000
"""About 200 MB."""


@dataclass(frozen=True, eq=False, slots=True)
class Study:
    """Ratings and what was worked out from them."""

    ratings: Ratings
    report: AgreementReport


class Memory:
    """Keeps the studies used last, up to so many ratings; many threads may ask at once.

    A key says all that the study depends on, so nothing ever has to be taken out as stale.
    """

    def __init__(self, most: int = MOST_RATINGS) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Study] = OrderedDict()
        self._lock = threading.Lock()

    def study(self, key: Hashable, work_out: Callable[[], Study]) -> Study:
        """The study kept under the key, else a new one; those used longest ago make room."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = work_out()
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and self._ratings() > self._most:
                self._kept.popitem(last=False)
        return made

    def _ratings(self) -> int:
        return sum(max(1, study.report.ratings) for study in self._kept.values())
