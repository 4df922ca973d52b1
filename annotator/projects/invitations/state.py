"""How an invitation stands."""

from enum import StrEnum


class State(StrEnum):
    """Whether an invitation works, or why it does not; the value is shown."""

    WORKS = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    ENDED = "its lead left"


def state_at(
    now: int,
    *,
    expires_at: int,
    used_at: int | None,
    revoked_at: int | None,
    maker_leads: bool,
) -> State:
    """How it stands at a moment; what a person did comes before what time did."""
    if used_at is not None:
        return State.USED
    if revoked_at is not None:
        return State.REVOKED
    if expires_at <= now:
        return State.EXPIRED
    return State.WORKS if maker_leads else State.ENDED
