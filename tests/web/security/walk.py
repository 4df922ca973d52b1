"""Every route with every method, and addresses that name rows of a study."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from annotator import schema
from annotator.web import guard
from factories import Study
from web.security.world import STANDINGS, World

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
METHODS = {"GET", "HEAD"} | UNSAFE

# Rows that a condition of their own chooses; otherwise `thing_id` is the first row of `thing`.
CHOSEN = {
    "other_id": ("article", "id IN (SELECT article_id FROM article_link)"),
    "batch_id": ("import_batch", "live_at IS NULL"),
    "draft_id": (
        "article",
        "batch_id IN (SELECT id FROM import_batch WHERE live_at IS NULL)",
    ),
    "sentence_id": ("sentence", "id IN (SELECT sentence_id FROM decision)"),
    "user_id": ("participant", ""),
    "session_id": ("session", ""),
    "token_id": ("api_token", ""),
}

PLAUSIBLE: dict[str, object] = {
    "choice": "1",
    "display_name": "Nora",
    "end": "2",
    "label": "1",
    "language": "en",
    "main": "1",
    "name": "A new one",
    "overlap": "2",
    "password": "seven plain wooden spoons",
    "quote": "It",
    "reason": "because",
    "roles": "annotator",
    "start": "0",
    "text": "A headline\n\nIt snowed. It thawed.",
    "title": "A headline",
    "told": "0",
    "username": "nora",
}
# What the address of a page needs to show something.
QUERY = {"agreement.sentences": {"row": "1", "column": "2"}}
# Rows that belong to a person, wherever that person works.
OWN = {"session", "api_token", "participant", "identity"}


@dataclass(frozen=True)
class Way:
    """A route and a method."""

    rule: Rule
    method: str

    @property
    def endpoint(self) -> str:
        return str(self.rule.endpoint)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


def ways(app: Flask) -> Iterator[Way]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in sorted((rule.methods or set()) & METHODS):
                yield Way(rule, method)


def stated(app: Flask, way: Way) -> str:
    """Who may enter, as the view states it."""
    return str(getattr(app.view_functions[way.endpoint], guard.STATED))


def without_tokens(page: str) -> str:
    """A page without what differs each time it is made."""
    return re.sub(r'(name="csrf_token" value="|"X-CSRFToken": ")[^"]+', "", page)


def numbers(rule: Rule) -> list[str]:
    """The parts of the address that are numbers of rows."""
    return re.findall(r"<number:(\w+)>", rule.rule)


def number(world: World, name: str, study: Study, person: str) -> int:
    """A row that belongs to the study and, where rows belong to people, to the person."""
    kind, condition = CHOSEN.get(name, (name.removesuffix("_id"), ""))
    assert kind in schema.metadata.tables, f"the walk does not know which rows {name} names"
    one = schema.metadata.tables[kind]
    found = sa.select(one.c.user_id if name == "user_id" else one.c.id).order_by(one.c.id).limit(1)
    if condition:
        found = found.where(sa.text(condition))
    if "project_id" in one.c:
        found = found.where(one.c.project_id == study.project_id)
    if kind == "assignment" and person in study.places:
        mine = one.c.participant_id == study.places[person].participant_id
        found = found.order_by(None).order_by(mine.desc(), (one.c.state == "open").desc(), one.c.id)
    if kind in OWN and person in study.users:
        found = found.where(one.c.user_id == study.users[person])
    with world.database.snapshot() as session:
        row = session.execute(found).scalar()
    assert row is not None, f"the world has no row for {name}"
    return int(row)


def public_id(world: World) -> str:
    """An article of the first study, by the name under which it is known outside."""
    one = schema.metadata.tables["article"]
    found = sa.select(one.c.public_id).where(one.c.project_id == world.here.project_id).limit(1)
    with world.database.snapshot() as session:
        return str(session.execute(found).scalar_one())


def form(world: World, study: Study, person: str) -> dict[str, object]:
    """One form that makes sense to every route: each takes the fields that it knows."""
    desk = sa.text("SELECT article_id FROM assignment WHERE id = :id")
    first = sa.text(
        "SELECT min(sentence.id) FROM sentence JOIN paragraph ON paragraph.id = paragraph_id"
        " WHERE sentence.article_id = :id AND zone = 'body'"
    )
    with world.database.snapshot() as session:
        assignment = number(world, "assignment_id", study, person)
        article = session.execute(desk, {"id": assignment}).scalar()
        sentence = session.execute(first, {"id": article}).scalar()
    return PLAUSIBLE | {"sentence": sentence, "at": sentence, "ref": f"ref-{person}"}


def address(world: World, rule: Rule, standing: str, foreign: str = "") -> str:
    """An address in the first study that makes sense to this person; one number may be foreign."""
    person = STANDINGS[standing]
    values: dict[str, object] = {}
    for name in rule.arguments:
        if name == "slug":
            values[name] = world.here.slug
        elif name == "public_id":
            values[name] = public_id(world)
        elif rule.endpoint.startswith("agreement."):
            values[name] = "labels"
        elif name in numbers(rule):
            values[name] = (
                number(world, name, world.there, "oana")
                if name == foreign
                else number(
                    world, name, _study(world, rule, name, standing), _whose(rule, name, person)
                )
            )
        else:
            values[name] = "wrong"
    with world.app.test_request_context():
        built = world.app.url_map.bind("localhost").build(rule.endpoint, values, method=None)
    return str(built)


def _study(world: World, rule: Rule, name: str, standing: str) -> Study:
    """Where a row is looked for: in the first study, unless it belongs to a person elsewhere."""
    own = CHOSEN.get(name, (name.removesuffix("_id"), ""))[0] in OWN
    if own and "slug" not in rule.arguments and STANDINGS[standing] in world.there.users:
        return world.there
    return world.here


def _whose(rule: Rule, name: str, person: str) -> str:
    """Whose row it is: one's own, but of the people of a project an annotator."""
    return "ana" if name == "participant_id" and "slug" in rule.arguments else person


def knock(
    world: World, way: Way, standing: str, *, foreign: str = "", restores: bool = True, **sent: Any
) -> TestResponse:
    """Send one request, and put everything back as it was if it could have changed something."""
    where = address(world, way.rule, standing, foreign)
    if way.method in UNSAFE and "data" not in sent:
        sent["data"] = form(world, world.here, STANDINGS[standing])
    options = {"buffered": True, "query_string": QUERY.get(way.endpoint), **sent}
    answer = world.client(standing).open(where, method=way.method, **options)
    if restores and way.method in UNSAFE and answer.status_code not in {401, 403, 404, 405}:
        world.restore()
    return answer
