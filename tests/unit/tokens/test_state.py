import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.tokens.state import State, state_at

moments = st.integers(0, 100)


@pytest.mark.parametrize(
    ("expires_at", "revoked_at", "owner_has_access", "expected"),
    [
        (11, None, True, State.WORKS),
        (10, None, True, State.EXPIRED),
        (11, 5, True, State.REVOKED),
        (10, 5, False, State.REVOKED),
        (10, None, False, State.EXPIRED),
        (11, None, False, State.NO_ACCESS),
    ],
)
def test_a_token_says_what_became_of_it(
    expires_at: int, revoked_at: int | None, owner_has_access: bool, expected: State
) -> None:
    found = state_at(
        10, expires_at=expires_at, revoked_at=revoked_at, owner_has_access=owner_has_access
    )
    assert found is expected


@given(moments, moments, st.none() | moments, st.booleans())
def test_a_token_works_only_while_nothing_speaks_against_it(
    now: int, expires_at: int, revoked_at: int | None, owner_has_access: bool
) -> None:
    found = state_at(
        now, expires_at=expires_at, revoked_at=revoked_at, owner_has_access=owner_has_access
    )
    works = now < expires_at and revoked_at is None and owner_has_access
    assert (found is State.WORKS) == works
