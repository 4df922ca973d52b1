"""The languages of a project: one or several codes, stored with commas between them."""

import re

from annotator.errors import Invalid

MOST = 12
_CODE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def checked(typed: str) -> str:
    """The codes as they are stored, each once; raises Invalid if one of them cannot be a code."""
    codes = [code.strip() for code in typed.split(",") if code.strip()]
    if not codes:
        raise Invalid("A project needs a language: a code such as en, sr or pt-BR.")
    wrong = next((code for code in codes if not _CODE.fullmatch(code)), None)
    if wrong is not None:
        raise Invalid(
            f"“{wrong[:40]}” is not a language code. Write codes such as en, sr or pt-BR, "
            "with commas between them; und if it is unknown."
        )
    found = dict.fromkeys(map(_written, codes))
    if len(found) > MOST:
        raise Invalid(f"A project has at most {MOST} languages.")
    return ",".join(found)


def listed(stored: str) -> tuple[str, ...]:
    """The codes of a project, the first one first."""
    return tuple(stored.split(","))


def _written(code: str) -> str:
    """A code with its language in small letters and a region of two letters in capitals."""
    language, *rest = code.split("-")
    return "-".join(
        [language.lower(), *(part.upper() if len(part) == len("BR") else part for part in rest)]
    )
