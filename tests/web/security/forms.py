"""The forms of the pages, found by looking at the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from annotator.projects.roles import Role
from web.security.walk import QUERY, address, form, ways
from web.security.world import STANDINGS, World

TYPED = {
    "text",
    "search",
    "url",
    "email",
    "tel",
    "password",
    "date",
    "number",
    "textarea",
    "hidden",
}
# Fields of the machinery: which row, which token, which act.
MACHINE = {"csrf_token", "sentence", "at", "seen", "told", "op_id", "sequence"}


@dataclass(frozen=True)
class Form:
    """One form as a person meets it: where it leads, what stands in it, what can be typed."""

    standing: str
    page: str
    action: str
    fields: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        """The same for forms that differ in the row alone."""
        return re.sub(r"\d+", "N", self.action), self.texts

    def filled(self, name: str, text: str) -> list[tuple[str, str]]:
        """What is sent when this text is typed into that field."""
        return [*((n, v) for n, v in self.fields if n != name), (name, text)]


def forms(world: World, standing: str) -> list[Form]:
    """One form of each kind on the pages that a person can open, if one can type into it."""
    found: dict[object, Form] = {}
    for way in ways(world.app):
        if way.method != "GET":
            continue
        where = address(world, way.rule, standing)
        answer = world.client(standing).get(
            where, query_string=QUERY.get(way.endpoint), buffered=True
        )
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for one in _on_page(world, standing, where, answer.text):
                found.setdefault(one.kind, one)
    return [one for one in found.values() if one.texts]


def _on_page(world: World, standing: str, where: str, page: str) -> Iterator[Form]:
    plausible = form(world, world.here, STANDINGS[standing] or "ana")
    for one in html.document_fromstring(page).forms:
        if one.method != "POST":
            continue
        fields = [
            (control.name, str(_value(control) or plausible.get(control.name, "")))
            for control in one.inputs
            if control.name
        ]
        button = one.xpath(".//button[@name and not(@disabled)]")[:1]
        fields += [(b.get("name"), b.get("value") or "") for b in button]
        texts = {
            control.name
            for control in one.inputs
            if control.name and control.name not in MACHINE and _kind(control) in TYPED - {"hidden"}
        }
        yield Form(standing, where, one.action or where, tuple(fields), tuple(sorted(texts)))


def _kind(control: Any) -> str:
    return "textarea" if control.tag == "textarea" else control.get("type", control.tag)


def _value(control: Any) -> str:
    """What stands in a control; of boxes to tick, the first role or what is ticked."""
    if control.get("type") in {"checkbox", "radio"}:
        ticked = control.get("checked") is not None or control.get("value") == Role.ANNOTATOR
        return str(control.get("value", "on")) if ticked else ""
    if control.tag == "textarea":
        return str(control.text or "").removeprefix("\n")
    if control.tag == "select":
        return str(control.value or next(iter(control.value_options), ""))
    return str(control.get("value") or "")
