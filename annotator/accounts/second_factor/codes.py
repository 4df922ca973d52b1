"""Codes of an authenticator app (TOTP, RFC 6238) and recovery codes, as pure logic."""

import base64
import secrets
from dataclasses import dataclass

import pyotp
import segno
from pyotp.exceptions import OTPVerificationError

from annotator.accounts.tokens import token_hash

ISSUER = "Annotator"
DRIFT = 1
RECOVERY_CODES = 10
# 120 random bits: too many to guess, so that a plain digest is enough to store.
RECOVERY_BYTES, GROUP = 15, 6
# The blank frame that scanners need around a QR code.
QUIET = 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """A QR code as one SVG path in a square of so many modules."""

    size: int
    path: str


def new_secret() -> str:
    """A new secret of 160 random bits, in the letters that authenticator apps take."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, last_step: int, now: int) -> int | None:
    """The time step whose code this is, or None.

    One step of clock drift is allowed; a step no newer than the last one used does not count, so
    that no code works twice. `now` is in microseconds.
    """
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        step = pyotp.TOTP(secret).verify_and_get_timecode(
            digits, for_time=now // 1_000_000, valid_window=DRIFT
        )
    except OTPVerificationError:
        return None
    return step if step > last_step else None


def address(secret: str, username: str) -> str:
    """What the QR code says: the secret, and the name under which an app keeps it."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def drawing(text: str) -> Drawing:
    """A text as a QR code, one rectangle for each run of dark modules."""
    code = segno.make_qr(text, error="m")
    parts = []
    for y, row in enumerate(code.matrix, start=QUIET):
        start = None
        for x, dark in enumerate((*row, 0), start=QUIET):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                parts.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    return Drawing(len(code.matrix) + 2 * QUIET, "".join(parts))


def grouped(text: str, size: int = 4) -> str:
    """A secret in groups of letters, as people copy it."""
    return " ".join(text[i : i + size] for i in range(0, len(text), size))


def new_recovery_codes() -> list[str]:
    """Ten new recovery codes, as they are shown."""
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def recovery_hash(code: str) -> str:
    """What is stored of a recovery code, however it was typed."""
    return token_hash("".join(filter(str.isalnum, code)).lower())


def _recovery_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(letters[i : i + GROUP] for i in range(0, len(letters), GROUP))
