"""What another server says of a person, and how that can fail; pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from annotator.errors import AnnotatorError, Invalid

LONGEST_SUBJECT = 255
LONGEST_NAME = 200
NAMES = ("name", "preferred_username", "email")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class NotVerified(AnnotatorError):
    """What came back from the other server proves nothing."""


class Unreachable(AnnotatorError):
    """The other server does not answer, or not as the standard says."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as another server knows them; the name is for showing and matches nobody."""

    issuer: str
    subject: str
    name: str


def identity(issuer: str, claims: dict[str, object]) -> Identity:
    """The identity in an ID token's verified claims."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotVerified("The ID token names nobody.")
    names = (claims.get(name) for name in NAMES)
    shown = next((name for name in names if isinstance(name, str) and name.strip()), subject)
    return Identity(issuer, subject, shown.strip()[:LONGEST_NAME])


def checked_issuer(issuer: str) -> str:
    """The issuer's address as configured; raises Invalid unless it is HTTPS or this machine."""
    parts = urlsplit(issuer)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return issuer
    raise Invalid(f"ANNOTATOR_OPENID_ISSUER must begin with https://, not be “{issuer}”.")
