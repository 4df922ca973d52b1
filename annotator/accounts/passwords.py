"""Password hashes by argon2id, with the parameters of OWASP's minimum.

Before it is hashed, a password is brought into the form NFKC. NIST SP 800-63B-4 names NFKC or NFKD:
keyboards of different systems compose the same letters differently, and those of East Asia write
the same letters in another width, while a person types the same password everywhere. It is also
the form under which user names compare.
"""

import threading
import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from annotator.accounts.blocklist import weakness
from annotator.errors import Invalid

SHORTEST, LONGEST = 15, 256
# With a second step at sign-in, NIST asks for no more than this.
SHORTEST_WITH_SECOND_STEP = 8
# Composed of several code points each, the longest password still has fewer than this.
LONGEST_TYPED = 4 * LONGEST

ADVICE = "Four or five random words are easy to remember and hard to guess."

# Stands in place of a hash for a person who signs in elsewhere alone.
UNUSABLE = "none"

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A hundred sign-ins at once must not take a hundred times the memory.
_at_once = threading.BoundedSemaphore(2)
_nobody = _hasher.hash("a password that no account has")


def shortest(*, has_second_step: bool) -> int:
    """How many characters a password needs."""
    return SHORTEST_WITH_SECOND_STEP if has_second_step else SHORTEST


def hashed(password: str, words: Iterable[str] = (), *, has_second_step: bool = False) -> str:
    """The hash to store; raises Invalid for a password that is too short, too long or too common.

    `words` are what a guesser would try for this person: names of the person and their projects.
    """
    least = shortest(has_second_step=has_second_step)
    form = _form(password)
    if form is None or min(len(password), len(form)) < least:
        raise Invalid(f"A password has between {least} and {LONGEST} characters. {ADVICE}")
    weak = weakness(form, words)
    if weak:
        raise Invalid(f"{weak} {ADVICE}")
    return _hash(form)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one.

    It takes as long when there is no such account, when the account has no password, and when what
    was typed is too long to be one.
    """
    form = _form(password)
    usable = stored is not None and form is not None and stored.startswith("$argon2")
    with _at_once:
        try:
            _hasher.verify(stored if usable and stored else _nobody, form or "")
        except (VerificationError, InvalidHashError):
            return False
    return usable


def renewed(stored: str, password: str) -> str | None:
    """A new hash of the right password if the stored one has old parameters, else None."""
    form = _form(password)
    return _hash(form) if form is not None and _hasher.check_needs_rehash(stored) else None


def _form(password: str) -> str | None:
    """The password as it is hashed; None if it is too long to be one."""
    if len(password) > LONGEST_TYPED:
        return None
    form = unicodedata.normalize("NFKC", password)
    return form if len(form) <= LONGEST else None


def _hash(form: str) -> str:
    with _at_once:
        return _hasher.hash(form)
