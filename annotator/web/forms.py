"""Reading what a form sent, with a sentence when it cannot be used."""

import re
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request
from flask_login import current_user

from annotator.errors import Invalid

LARGEST = 2**53 - 1
LARGEST_FORM = 2_000_000
UPLOAD = "annotator_upload"

View = TypeVar("View", bound=Callable[..., object])


def register(app: Flask) -> None:
    """Keep requests small, except where a view says that it takes more from those signed in."""
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM, MAX_FORM_MEMORY_SIZE=LARGEST_FORM)

    @app.before_request
    def allow() -> None:
        limit = getattr(current_app.view_functions.get(request.endpoint or ""), UPLOAD, None)
        if limit and current_user.is_authenticated:
            request.max_content_length = limit
            request.max_form_memory_size = limit


def takes_up_to(limit: int) -> Callable[[View], View]:
    """Let a view take a larger request, in bytes; stands below the guard."""

    def decorate(view: View) -> View:
        setattr(view, UPLOAD, limit)
        return view

    return decorate


def text(name: str, *, limit: int = 500) -> str:
    """A field's text without outer white space; empty when it was not sent."""
    value = request.form.get(name, "").replace("\0", "").strip()
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
    if not re.fullmatch(r"\s*-?\d{1,16}\s*", value, re.ASCII):
        raise Invalid(f"The field “{name}” takes a whole number, not “{value[:40]}”.")
    found = int(value)
    if abs(found) > LARGEST:
        raise Invalid(f"The number in the field “{name}” is too large.")
    return found
