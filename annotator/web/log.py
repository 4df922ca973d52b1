"""What the log may say of an error: where it happened and of which kind, never with what."""

import traceback
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError


def described(error: BaseException) -> str:
    """An error and what caused it, on one line.

    An error's own words may quote what a person typed, an article or a secret, so they stay out;
    those of the operating system and of the database are kept as far as they quote nothing.
    """
    return " < ".join(f"{_named(one)} [{_way(one)}]" for one in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what it was raised from."""
    one: BaseException | None = error
    seen: set[int] = set()
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _named(error: BaseException) -> str:
    kind = type(error).__qualname__
    if isinstance(error, DBAPIError):
        # PostgreSQL quotes values from its second line on.
        said = str(error.orig).partition("\n")[0]
    elif isinstance(error, OSError):
        said = error.strerror or ""
    else:
        said = ""
    return f"{kind} ({ascii(said)[1:-1]})" if said else kind


def _way(error: BaseException) -> str:
    """The calls that led there, the outermost first."""
    return ", ".join(
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    )
