"""Every hostile string, in every field of every form that the pages have."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from werkzeug.test import TestResponse

from annotator.db import driver
from web.security.forms import Form, forms
from web.security.hostile import HOSTILE
from web.security.markup import Page, harmless
from web.security.walk import QUERY, address, ways
from web.security.world import World

WRITERS = ("anonymous", "annotator", "lead", "researcher", "administrator")
REFUSALS = {400, 401, 403, 404, 409, 413, 422, 429}
SECRET_FIELDS = re.compile("password|code|token|secret", re.IGNORECASE)


def as_stored(text: str) -> str:
    """What may be expected back: line ends as LF, no outer space, and no NUL.

    A form sends line ends as CR LF, and not every database can hold a NUL.
    """
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def everything_stored(world: World) -> Iterator[str]:
    with closing(driver().connect(world.file)) as raw:
        tables = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (name,) in tables:
            for row in raw.execute(f'SELECT * FROM "{name}"'):  # noqa: S608  # names of our tables
                yield from (as_stored(cell) for cell in row if isinstance(cell, str))


@pytest.fixture(scope="module")
def known(world: World) -> set[tuple[str, str]]:
    """The kinds of elements and attributes that our pages have."""
    found: set[tuple[str, str]] = set()
    for standing in WRITERS:
        for way in ways(world.app):
            if way.method == "GET":
                where = address(world, way.rule, standing)
                answer = world.client(standing).get(
                    where, query_string=QUERY.get(way.endpoint), buffered=True
                )
                if answer.mimetype == "text/html":
                    found |= Page(answer.text).kinds
        for form in forms(world, standing):
            for text in ("a benign text", ""):
                for name in form.texts:
                    for page in sent(world, form, name, text):
                        found |= Page(page.text).kinds
    return found


def sent(world: World, form: Form, name: str, text: str) -> list[TestResponse]:
    """Send a form, and open where it leads and its own page again."""
    client = world.client(form.standing)
    pages = [client.post(form.action, data=_multi(form.filled(name, text)), buffered=True)]
    if pages[0].status_code < 400:
        if pages[0].location:
            pages.append(client.get(pages[0].location, buffered=True))
        pages.append(client.get(form.page, buffered=True))
    return pages


def _multi(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def wrong(world: World, form: Form, name: str, text: str, known: set[tuple[str, str]]) -> str:
    """What is wrong with the answer to this text in this field, in a few words."""
    answers = sent(world, form, name, text)
    faults = (fault for answer in answers for fault in harm(answer, known))
    return next(faults, "") or lost(world, name, text, answers)


def harm(answer: TestResponse, known: set[tuple[str, str]]) -> Iterator[str]:
    """What the text did to an answer."""
    if answer.status_code not in REFUSALS | {200, 303}:
        yield f"answered with {answer.status_code}"
    if answer.mimetype == "text/html":
        page = Page(answer.text)
        yield from (f"became part of the page: {fault}" for fault in page.faults)
        yield from (f"made {kind}" for kind in page.kinds - known)
    if answer.location and not harmless(answer.location):
        yield f"leads to {answer.location}"
    if {"evil.example", "evil=1"} & set(re.findall(r"evil.\w+", str(answer.headers))):
        yield "reached a header"


def lost(world: World, name: str, text: str, answers: list[TestResponse]) -> str:
    """Whether the text was neither kept as it was nor refused with a sentence."""
    pages = [Page(answer.text) for answer in answers if answer.mimetype == "text/html"]
    if answers[0].status_code in REFUSALS:
        return "" if "." in "".join(pages[0].words) else "refused without a sentence"
    wanted = as_stored(text)
    shown = any(wanted in as_stored(part) for page in pages for part in page.shown)
    if SECRET_FIELDS.search(name) or shown:
        return ""
    kept = any(wanted in cell for cell in everything_stored(world))
    return "" if kept else "did not come back unchanged"


@pytest.fixture(scope="module")
def divided(world: World) -> dict[str, list[Form]]:
    """Each kind of form once, for the first who has it."""
    kinds: set[object] = set()
    found: dict[str, list[Form]] = {}
    for standing in WRITERS:
        found[standing] = [form for form in forms(world, standing) if form.kind not in kinds]
        kinds |= {form.kind for form in found[standing]}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("standing", WRITERS)
def test_hostile_text_stays_text_in_every_field(
    world: World,
    standing: str,
    known: set[tuple[str, str]],
    divided: dict[str, list[Form]],
) -> None:
    found = {}
    for form in divided[standing]:
        for name in form.texts:
            for what, text in HOSTILE.items():
                fault = wrong(world, form, name, text, known)
                world.restore()
                if fault:
                    found[f"{what} in {name} of {form.action}"] = fault
    assert not found


def test_the_corpus_is_large_enough() -> None:
    assert len(HOSTILE) >= 60
    assert len(set(HOSTILE.values())) == len(HOSTILE)


@pytest.mark.parametrize(
    "source",
    [
        "<p onclick='x'>",
        "<script>x</script>",
        "<a href='javascript:x'>",
        "<a href=' java\tscript:x'>",
        "<a href='//evil.example'>",
        "<!-- x -->",
        "<iframe srcdoc='x'>",
    ],
)
def test_the_reader_of_pages_sees(source: str) -> None:
    assert Page(source).faults


@pytest.mark.parametrize("standing", ["annotator", "lead", "administrator"])
def test_the_walk_finds_the_forms(world: World, standing: str) -> None:
    names = {name for form in forms(world, standing) for name in form.texts}
    wanted = {
        "annotator": set(),
        "lead": {"text", "title", "outlet", "byline", "url", "reason", "clause", "username"},
        "administrator": {"name"},
    }
    assert names >= wanted[standing]
