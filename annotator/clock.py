"""Time as integer microseconds since 1970 in UTC: small, and the same on every engine."""

import time
from datetime import UTC, datetime


def now() -> int:
    """The present moment in microseconds since 1970, UTC."""
    return time.time_ns() // 1000


def moment(microseconds: int) -> datetime:
    """A stored moment as an aware datetime in UTC."""
    return datetime.fromtimestamp(microseconds / 1_000_000, tz=UTC)


def iso(microseconds: int) -> str:
    """A stored moment as ISO 8601 with microseconds and a final Z, exactly reversible."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return f"{datetime.fromtimestamp(seconds, tz=UTC):%Y-%m-%dT%H:%M:%S}.{rest:06d}Z"
