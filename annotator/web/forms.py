"""Reading what a form sent, with a sentence when it cannot be used."""

from flask import request

from annotator.errors import Invalid

LARGEST = 2**53 - 1


def text(name: str, *, limit: int = 500) -> str:
    """A field's text without outer white space; empty when it was not sent."""
    value = request.form.get(name, "").strip()
    if len(value) > limit:
        raise Invalid(f"The field “{name}” takes at most {limit} characters, not {len(value)}.")
    return value


def number(name: str, default: int | None = None) -> int:
    """A field's whole number."""
    return whole(request.form.get(name, ""), name, default)


def query_number(name: str, default: int) -> int:
    """A whole number from the address."""
    return whole(request.args.get(name, ""), name, default)


def whole(value: str, name: str, default: int | None = None) -> int:
    """A whole number from text; numbers that no table can hold are refused here."""
    if not value.strip() and default is not None:
        return default
    if not value.isascii() or not value.strip().lstrip("-").isdigit() or len(value) > len("9" * 16):
        raise Invalid(f"The field “{name}” takes a whole number, not “{value[:40]}”.")
    found = int(value)
    if abs(found) > LARGEST:
        raise Invalid(f"The number in the field “{name}” is too large.")
    return found
