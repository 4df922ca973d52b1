"""Whether a token works, and if not, why."""

from enum import StrEnum


class State(StrEnum):
    """What became of a token, in the words that lists show."""

    WORKS = "works"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NO_ACCESS = "no access"


def state_at(now: int, *, expires_at: int, revoked_at: int | None, owner_has_access: bool) -> State:
    """The state of a token at a moment; what was done on purpose is named first."""
    if revoked_at is not None:
        return State.REVOKED
    if expires_at <= now:
        return State.EXPIRED
    return State.WORKS if owner_has_access else State.NO_ACCESS
