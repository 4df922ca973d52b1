"""Password hashes by argon2id, with the parameters of OWASP's minimum."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from annotator.errors import Invalid

SHORTEST, LONGEST = 15, 256

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A hundred sign-ins at once must not take a hundred times the memory.
_at_once = threading.BoundedSemaphore(2)
_nobody = _hasher.hash("a password that no account has")


def hashed(password: str) -> str:
    """The hash to store; raises Invalid for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            f"A password has between {SHORTEST} and {LONGEST} characters. "
            "Four or five random words are easy to remember and hard to guess."
        )
    with _at_once:
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one; takes as long when there is no such account."""
    with _at_once:
        try:
            _hasher.verify(stored or _nobody, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None
