"""What the pages of the second step receive."""

from dataclasses import dataclass

from annotator import clock
from annotator.accounts.second_factor import codes
from annotator.accounts.second_factor.queries import Standing


@dataclass(frozen=True, slots=True)
class CodePage:
    """The page between password and home."""

    error: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """The recovery codes, shown this once."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondFactorPage:
    """A person's second step: off, waiting for its first code (with secret and QR code), or on."""

    is_on: bool
    since: str
    codes_left: int
    secret: str
    address: str
    drawing: codes.Drawing | None
    refusal: str = ""
    code_error: str = ""


def second_factor(
    standing: Standing, username: str, *, refusal: str = "", code_error: str = ""
) -> SecondFactorPage:
    """The page for how a person's second step stands."""
    address = codes.address(standing.secret, username) if standing.secret else ""
    return SecondFactorPage(
        is_on=standing.is_on,
        since=f"{clock.moment(standing.since):%d %B %Y}" if standing.since else "",
        codes_left=standing.codes_left,
        secret=codes.grouped(standing.secret),
        address=address,
        drawing=codes.drawing(address) if address else None,
        refusal=refusal,
        code_error=code_error,
    )
