"""Groups of things that are joined in pairs."""

from collections import defaultdict
from collections.abc import Iterable


def groups(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Everything that is joined, directly or through others, each group and all in order."""
    leader: dict[int, int] = {}

    def find(one: int) -> int:
        path = []
        while leader.setdefault(one, one) != one:
            path.append(one)
            one = leader[one]
        leader.update(dict.fromkeys(path, one))
        return one

    for first, second in pairs:
        low, high = sorted((find(first), find(second)))
        leader[high] = low
    members = defaultdict(list)
    for one in sorted(leader):
        members[find(one)].append(one)
    return sorted(map(tuple, members.values()))
