"""What was last worked out, so that looking again costs next to nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST = 4_000_000
"""So many ratings, about 200 MB."""

Value = TypeVar("Value")


class Memory:
    """Keeps what was used last, up to so many ratings; many threads may ask at once.

    A key says all that the value depends on, so nothing ever has to be taken out as stale, and
    several workers, each with a memory of its own, never differ. Who asks for what somebody else is
    working out waits for it.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self._at_work: dict[Hashable, threading.Lock] = {}

    def recall(
        self, key: Hashable, work_out: Callable[[], Value], weigh: Callable[[Value], int]
    ) -> Value:
        """The value kept under the key, else a new one; those used longest ago make room.

        Args:
            key: names what is worked out and everything that it depends on.
            work_out: makes it.
            weigh: how many ratings it takes the room of.
        """
        with self._lock:
            known: Value | None = self._known(key)
            if known is not None:
                return known
            working = self._at_work.setdefault(key, threading.Lock())
        with working:
            with self._lock:
                known = self._known(key)
                if known is not None:
                    return known
            try:
                made = work_out()
                with self._lock:
                    self._keep(key, made, max(1, weigh(made)))
            finally:
                with self._lock:
                    self._at_work.pop(key, None)
        return made

    def _known(self, key: Hashable) -> Any:
        """What is kept under the key, or None; nothing that is kept is None."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def _keep(self, key: Hashable, made: Any, weight: int) -> None:
        self._kept[key] = made, weight
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and sum(one[1] for one in self._kept.values()) > self._most:
            self._kept.popitem(last=False)
