"""Hostile articles, labelled, noted and exported: all of it comes back."""

import csv
import io
import json

import pytest
import sqlalchemy as sa

from annotator import schema
from annotator.labelling import queries as desks
from annotator.labelling.queries import Desk
from web.security.hostile import ALERT, HOSTILE
from web.security.markup import Page
from web.security.test_hostile_forms import as_stored
from web.security.world import World

# Short enough for every field, and one in each article.
SHORT = {what: text for what, text in HOSTILE.items() if len(text) < 480}


# Elements that the texts are full of and our pages never have.
BROUGHT_ALONG = {"iframe", "object", "embed", "base", "style", "math", "template", "video", "scr"}


@pytest.fixture(scope="module")
def desk(world: World) -> Desk:
    """Ana's copy of an article made of every hostile string."""
    words = [as_stored(text).replace("\n", " ") for text in SHORT.values()]
    text = "\n\n".join(f"Before {one} after." for one in words)
    lead = world.client("lead")
    slug = world.here.slug
    page = lead.post(f"/p/{slug}/imports", data={"text": f"A headline\n\n{text}"}).location
    fields = {
        "title": SHORT["script"],
        "outlet": SHORT["image in quotation"],
        "byline": SHORT["attribute"],
        "url": 'https://velen.example/?q="><script>' + ALERT,
        "published_on": "",
        "language": "en",
        "intent": "live",
    }
    answer = lead.post(page, data=fields)
    assert answer.status_code == 303, "".join(Page(answer.text).words)
    article = schema.metadata.tables["article"]
    with world.database.snapshot() as session:
        number, stored = session.execute(
            sa.select(article.c.id, article.c.text).order_by(article.c.id.desc()).limit(1)
        ).one()
    for one in words:
        assert one in stored
    return world.here.desk("ana", number)


def test_a_hostile_article_is_read_as_text_by_everybody(world: World, desk: Desk) -> None:
    slug = world.here.slug
    stored = world.database.read(desks.article_text, desk)
    for standing, where in {
        "annotator": f"/p/{slug}/work/{desk.assignment_id}",
        "lead": f"/p/{slug}/articles/{desk.article_id}",
    }.items():
        page = Page(world.client(standing).get(where).text)
        assert not page.faults
        assert not {tag for tag, _ in page.kinds} & BROUGHT_ALONG
        shown = " ".join("".join(page.words).split())
        for unit in world.database.read(desks.units, desk):
            if unit.is_eligible:
                assert " ".join(stored[unit.start : unit.end].split()) in shown


@pytest.mark.parametrize("what", SHORT)
def test_a_note_and_a_phrase_come_back_unchanged(world: World, desk: Desk, what: str) -> None:
    text = SHORT[what]
    client = world.client("annotator")
    base = f"/p/{world.here.slug}/work/{desk.assignment_id}"
    unit = next(u for u in world.database.read(desks.units, desk) if u.is_eligible)
    answer = client.post(
        f"{base}/marks",
        data={"sentence": unit.id, "main": "1", "note": text},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert as_stored(answer.get_json()["mark"]["note"]) == as_stored(text)
    assert answer.mimetype == "application/json"
    page = Page(client.get(base).text)
    assert not page.faults
    wanted = as_stored(text)
    assert any(wanted in as_stored(part) for part in (*page.values, "".join(page.words)))


@pytest.mark.parametrize("what", SHORT)
def test_a_quotation_that_is_not_the_text_is_refused_and_told_as_text(
    world: World, desk: Desk, what: str
) -> None:
    for accept in ("text/html", "application/json"):
        answer = world.client("annotator").post(
            f"/p/{world.here.slug}/work/{desk.assignment_id}/phrases",
            data={"ref": SHORT[what][:64], "label": 1, "start": 0, "end": 5, "quote": SHORT[what]},
            headers={"Accept": accept},
        )
        assert answer.status_code in {400, 409}
        if accept == "text/html":
            assert not Page(answer.text).faults


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        ("-1", "3", "Bef"),
        ("0", "0", ""),
        ("3", "1", "Be"),
        ("0", "99999999", "A headline"),
        ("1", "11", "A headline"),
        ("0", "9999999999999999999999", "A"),
        ("0x0", "10", "A headline"),
        ("0", "10", "a headline"),
        ("0", "10", "A headline "),
        ("", "", "A headline"),
    ],
)
def test_a_forged_offset_stores_nothing(
    world: World, desk: Desk, start: str, end: str, quote: str
) -> None:
    before = world.rows(world.here)["span"]
    answer = world.client("annotator").post(
        f"/p/{world.here.slug}/work/{desk.assignment_id}/phrases",
        data={"ref": "forged", "label": 1, "start": start, "end": end, "quote": quote},
    )
    assert answer.status_code in {400, 404, 409}
    assert world.rows(world.here)["span"] == before


def test_the_right_offset_is_stored(world: World, desk: Desk) -> None:
    stored = world.database.read(desks.article_text, desk)
    start = stored.index("Before")
    answer = world.client("annotator").post(
        f"/p/{world.here.slug}/work/{desk.assignment_id}/phrases",
        data={"ref": "right", "label": 1, "start": start, "end": start + 6, "quote": "Before"},
    )
    assert answer.status_code == 303


def test_every_hostile_string_leaves_in_an_export_as_it_was(world: World, desk: Desk) -> None:
    client = world.client("researcher")
    lines = client.get(f"/p/{world.here.slug}/export/jsonl").text.splitlines()
    stored = world.database.read(desks.article_text, desk)
    assert any(
        record.get("text") == stored or record.get("article", {}).get("text") == stored
        for record in map(json.loads, lines)
    )
    table = client.get(f"/p/{world.here.slug}/export/csv").text
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    assert len(cells) > 10
    assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]
