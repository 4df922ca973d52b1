"""No route that is open to an annotator reads, shows or is changed by what others did."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from annotator import schema
from annotator.review.actions import Ruling, settle
from annotator.review.verdicts import Verdict
from factories import DENIAL, FRAMING
from web.security import entries
from web.security.test_matrix import expected
from web.security.walk import UNSAFE, Way, address, knock, stated, ways, without_tokens
from web.security.world import OUTLET, SECRET, World

pytestmark = pytest.mark.slow

# What one annotator says and a lead decides; whoever reads these tables says whose rows.
WORK = ("span", "rating", "submission", "submitted_phrase", "decision", "decision_basis")
READS_WORK = re.compile(rf"\b(?:FROM|JOIN)\s+\"?(?:{'|'.join(WORK)})\b", re.IGNORECASE)
SOURCE = re.compile("quillon|courier|yolanda|umbridge", re.IGNORECASE)


@dataclass
class Recorder:
    """The statements that ran, with what they were bound to."""

    found: list[tuple[str, list[Any]]] = field(default_factory=list)

    def see(self, _c: Any, _cursor: Any, statement: str, bound: Any, *_more: Any) -> None:
        self.found.append((statement, list(bound)))


@contextmanager
def recorded(world: World) -> Iterator[Recorder]:
    recorder = Recorder()
    engines = (world.database.reader, world.database.writer)
    for engine in engines:
        sa.event.listen(engine, "before_cursor_execute", recorder.see)
    yield recorder
    for engine in engines:
        sa.event.remove(engine, "before_cursor_execute", recorder.see)


def open_to_annotators(world: World) -> list[Way]:
    found = [
        way for way in ways(world.app) if expected(stated(world.app, way), "annotator") == "in"
    ]
    assert len(found) > 10
    return found


def everything(answer: TestResponse) -> str:
    """The headers and the body."""
    return f"{answer.headers}{answer.text}"


def own_numbers(world: World) -> set[int]:
    """The numbers of ana's place and of her copies of articles."""
    assignment = schema.metadata.tables["assignment"]
    mine = world.here.places["ana"].participant_id
    with world.database.snapshot() as session:
        found = session.execute(
            sa.select(assignment.c.id).where(assignment.c.participant_id == mine)
        ).scalars()
        return {mine, *found}


def test_every_read_of_labels_and_decisions_is_bound_to_ones_own_work(world: World) -> None:
    own = own_numbers(world)
    seen = 0
    unbound = {}
    for way in open_to_annotators(world):
        with recorded(world) as recorder:
            knock(world, way, "annotator")
        for statement, bound in recorder.found:
            if READS_WORK.search(statement) and statement.lstrip().upper().startswith("SELECT"):
                seen += 1
                if not own & {value for value in bound if isinstance(value, int)}:
                    unbound[str(way)] = statement
    assert not unbound
    assert seen > 10


def test_the_recorder_sees_a_lead_read_everybodys_labels(world: World) -> None:
    review = next(way for way in ways(world.app) if way.endpoint == "review.queue")
    with recorded(world) as recorder:
        knock(world, review, "lead")
    assert any(READS_WORK.search(statement) for statement, _ in recorder.found)


def test_nothing_that_others_wrote_is_in_any_answer(world: World) -> None:
    mine = re.compile(f"{SECRET} (?:Ana|note of ana|left|baker)")
    pseudonym = world_pseudonym(world, "ben")
    for way in open_to_annotators(world):
        said = everything(knock(world, way, "annotator"))
        assert SECRET not in mine.sub("", said), str(way)
        assert pseudonym not in said, str(way)


def test_the_canary_is_seen_where_a_lead_looks(world: World) -> None:
    people = next(way for way in ways(world.app) if way.endpoint == "projects.people")
    card = next(way for way in ways(world.app) if way.endpoint == "review.card")
    assert f"{SECRET} Ben" in knock(world, people, "lead").text
    assert f"{SECRET} reason" in knock(world, card, "lead").text


def world_pseudonym(world: World, username: str) -> str:
    """Give a person a pseudonym that stands nowhere by chance."""
    participant = schema.metadata.tables["participant"]
    world.database.write(
        lambda session: session.execute(
            sa.update(participant)
            .where(participant.c.id == world.here.places[username].participant_id)
            .values(pseudonym="Zanzibar-5")
        )
    )
    return "Zanzibar-5"


def pages(world: World) -> dict[str, tuple[int, str]]:
    """What ana sees everywhere."""
    found = {}
    for way in open_to_annotators(world):
        if way.method == "GET":
            where = address(world, way.rule, "annotator")
            answer = world.client("annotator").get(where, buffered=True)
            headers = [h for h in answer.headers if h[0] not in {"Set-Cookie", "Content-Length"}]
            found[where] = (answer.status_code, f"{headers}{without_tokens(answer.text)}")
    return found


def others_work(world: World) -> None:
    """Ben labels, writes, submits and begins another article; the lead settles and reopens."""
    here = world.here
    articles = schema.metadata.tables["article"]
    with world.database.snapshot() as session:
        live = (
            session.execute(
                sa.select(articles.c.id)
                .where(articles.c.project_id == here.project_id)
                .order_by(articles.c.id)
            )
            .scalars()
            .all()
        )
    begun = begun_by(world, "ben")
    desk = here.reload("ben", begun)
    here.label(desk, None, DENIAL, FRAMING)
    world.client("annotator")
    ben = world.app.test_client()
    here.desk("ben", live[2])
    sentence = schema.metadata.tables["sentence"]
    with world.database.snapshot() as session:
        unit = (
            session.execute(
                sa.select(sentence.c.id).where(sentence.c.article_id == live[0]).offset(1)
            )
            .scalars()
            .first()
        )
    ruling = Ruling(Verdict.EXCLUDED, None, "later reason")
    world.database.write(
        settle, here.project_id, int(unit or 0), ruling, lead=here.users["mira"], seen=0
    )
    ben.get("/")


def begun_by(world: World, username: str) -> int:
    assignment = schema.metadata.tables["assignment"]

    def find(session: Session) -> int:
        return int(
            session.execute(
                sa.select(assignment.c.id).where(
                    assignment.c.participant_id == world.here.places[username].participant_id,
                    assignment.c.state == "open",
                )
            ).scalar_one()
        )

    return world.database.read(find)


def test_what_others_do_changes_ones_own_pages_by_not_one_byte(world: World) -> None:
    world.restore()
    before = pages(world)
    assert any("fog" in said for _, said in before.values())
    others_work(world)
    after = pages(world)
    world.restore()
    assert after == before


def test_an_error_does_not_tell_whether_somebody_else_has_the_article(
    world: World,
) -> None:
    theirs = begun_by(world, "ben")
    client = world.client("annotator")
    for accept in ("text/html", "application/json"):
        answers = [
            client.post(
                f"/p/{world.here.slug}/work/{number}/marks",
                data={"sentence": "1", "main": "1"},
                headers={"Accept": accept},
            )
            for number in (theirs, 999_999)
        ]
        assert answers[0].status_code == answers[1].status_code == 404
        assert without_tokens(answers[0].text) == without_tokens(answers[1].text)


def test_a_hidden_source_is_nowhere_in_what_an_annotator_gets(world: World) -> None:
    for way in open_to_annotators(world):
        for headers in ({}, {"HX-Request": "true"}, {"Accept": "application/json"}):
            said = everything(knock(world, way, "annotator", headers=headers))
            assert not SOURCE.search(said), str(way)


def test_a_source_that_is_not_hidden_is_seen(world: World) -> None:
    project = schema.metadata.tables["project"]
    world.database.write(
        lambda session: session.execute(
            sa.update(project).where(project.c.id == world.here.project_id).values(hides_source=0)
        )
    )
    shown = next(way for way in ways(world.app) if way.endpoint == "labelling.article")
    said = knock(world, shown, "annotator").text
    world.restore()
    assert OUTLET in said
    assert "By Yolanda Umbridge" in said


@pytest.mark.parametrize(
    "standing", ["anonymous", "other annotator", "other lead", "administrator"]
)
def test_people_outside_see_nothing_of_the_study(world: World, standing: str) -> None:
    for way in ways(world.app):
        if "slug" not in way.rule.arguments:
            continue
        answer = knock(world, way, standing)
        if answer.status_code in {303, 401, 404}:
            said = answer.text.replace("/p/alpha-study", "")
            assert "Alpha study" not in said
            assert not SOURCE.search(said)
        else:
            assert answer.status_code == 405 or stated(world.app, way) == entries.ANYONE, str(way)


def test_methods_that_change_something_are_part_of_the_walk(world: World) -> None:
    assert {way.method for way in open_to_annotators(world)} & UNSAFE
