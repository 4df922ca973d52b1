import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

import wire
from annotator.articles import queries as articles
from annotator.articles.duplicates import actions, queries
from annotator.articles.links import LinkState
from annotator.db import Database
from conftest import SignIn
from factories import Study

Bring = Callable[..., TestResponse]

FERRY = wire.story(wire.dice(1))
SHORTER = wire.version(wire.dice(2), FERRY, 0.4)
OTHER = wire.story(wire.dice(3))


def add(study: Study, story: wire.Story, title: str) -> int:
    return study.add_article(*(" ".join(paragraph) for paragraph in story), title=title)


def pairs(study: Study) -> dict[tuple[int, int], tuple[int, int, str]]:
    """The links of the project: the later and the earlier article, what they share, the state."""

    def read(session: Session) -> dict[tuple[int, int], tuple[int, int, str]]:
        sql = "SELECT article_id, other_id, shared, near, state FROM article_link"
        rows: list[Any] = list(session.execute(sa.text(sql)))
        return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}

    return study.database.read(read)


def decide(study: Study, pair: tuple[int, int], state: LinkState) -> None:
    lead = study.users["lead"]
    study.database.write(actions.decide, study.project_id, pair, state, actor_id=lead)


def groups(study: Study) -> list[tuple[int, ...]]:
    return study.database.read(queries.groups, study.project_id)


def link(study: Study, article_id: int) -> None:
    study.database.write(actions.link, study.project_id, article_id)


@pytest.fixture
def known(study: Study) -> tuple[int, int, int]:
    """A story, what an outlet made of it, and another one."""
    return add(study, FERRY, "Fog"), add(study, SHORTER, "Fog, cut"), add(study, OTHER, "Vote")


def test_wire_copy_is_linked_and_other_stories_are_not(study: Study) -> None:
    true = set()
    random = wire.dice(8)
    for number in range(12):
        story = wire.story(random)
        versions = [story, *(wire.version(random, story, share) for share in (0.2, 0.4, 0.6))]
        ids = [add(study, one, f"Story {number}") for one in versions[: 4 if number < 6 else 1]]
        true |= {(later, earlier) for earlier, later in combinations(ids, 2)}
    found = set(pairs(study))
    assert found <= true
    assert len(found) >= 0.95 * len(true)
    assert sorted(map(len, groups(study))) == [4] * 6


def test_notes_of_an_outlet_about_itself_make_no_link(study: Study) -> None:
    random = wire.dice(9)
    notes = [list(wire.BOILERPLATE)]
    for number in range(30):
        add(study, wire.story(random, 3) + notes, f"Story {number}")
    again = [number for number, _ in pairs(study) if number > 14]
    assert again == []  # nobody knows of the first ones yet that the notes are common


def test_a_story_that_came_in_very_often_is_still_found(study: Study) -> None:
    random = wire.dice(10)
    for number in range(24):
        add(study, wire.version(random, FERRY, 0.3), f"Version {number}")
    last = add(study, wire.version(random, FERRY, 0.2), "One more")
    assert any(later == last for later, _ in pairs(study))
    assert len(groups(study)) == 1


def test_linking_takes_as_many_statements_in_a_large_project(
    study: Study, database: Database
) -> None:
    random = wire.dice(11)

    def statements(more: int) -> int:
        for number in range(more):
            add(study, wire.version(random, FERRY, 0.3), f"Version {more} {number}")
        last = add(study, wire.version(random, FERRY, 0.4), f"Last {more}")
        found: list[str] = []

        def see(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            found.append(statement)

        sa.event.listen(database.writer, "before_cursor_execute", see)
        link(study, last)
        sa.event.remove(database.writer, "before_cursor_execute", see)
        return len(found)

    assert statements(1) == statements(8)


def test_both_lookups_go_through_indexes(study: Study, database: Database) -> None:
    number = add(study, FERRY, "Fog")
    plans: list[tuple[str, Any]] = []

    def see(_c: object, _cursor: object, statement: str, bound: Any, *_more: object) -> None:
        if "aggregate" in statement:
            plans.append((statement, bound))

    sa.event.listen(database.reader, "before_cursor_execute", see)
    database.read(queries.holders, study.project_id, number)
    sa.event.remove(database.reader, "before_cursor_execute", see)
    assert len(plans) == 2
    with database.snapshot() as session:
        for statement, bound in plans:
            ask = session.connection().exec_driver_sql
            steps = [row[3] for row in ask(f"EXPLAIN QUERY PLAN {statement}", bound)]
            assert not [step for step in steps if re.search(r"SCAN (own|other|mark|its)", step)]


def test_a_decision_stays_when_the_articles_are_compared_again(
    study: Study, known: tuple[int, int, int]
) -> None:
    first, second, _ = known
    decide(study, (first, second), LinkState.APART)
    link(study, second)
    link(study, first)
    assert [state for _, _, state in pairs(study).values()] == ["apart"]
    assert groups(study) == []


def test_a_lead_can_link_what_was_not_found(study: Study, known: tuple[int, int, int]) -> None:
    first, second, third = known
    assert groups(study) == [(first, second)]
    decide(study, (third, first), LinkState.LINKED)
    assert groups(study) == [(first, second, third)]
    decide(study, (third, first), LinkState.FOUND)
    assert groups(study) == [(first, second)]


def test_a_draft_is_in_no_group(study: Study, bring: Bring) -> None:
    add(study, FERRY, "Fog")
    assert bring(text=wire.text(SHORTER)).status_code == 303
    assert len(pairs(study)) == 1
    assert groups(study) == []


def test_the_preview_says_what_is_shared_and_offers_three_choices(
    study: Study, bring: Bring, lead: FlaskClient
) -> None:
    first = add(study, FERRY, "Fog at sea")
    preview = str(bring(text=wire.text(SHORTER)).location)
    page = lead.get(preview).text
    assert re.search(r"\d+ of \d+ sentences are also in “Fog at sea”; \d+ more are nearly", page)
    for choice in ("Keep both", "Link as versions", "Skip this article", "Compare"):
        assert choice in page
    url = re.search(r'action="([^"]+/beside/\d+)"', page)
    assert url
    assert f"/beside/{first}" in url[1]
    assert "aria-pressed" in page
    answer = lead.post(url[1], data={"choice": "linked", "back": preview})
    assert (answer.status_code, answer.location) == (303, preview)
    assert "linked as versions of one text" in lead.get(preview).text
    fragment = lead.post(url[1], data={"choice": "apart"}, headers={"HX-Request": "true"})
    assert fragment.text.lstrip().startswith('<section class="links"')
    assert "kept apart" in fragment.text


def test_a_skipped_article_is_gone_and_the_journal_says_so(
    study: Study, bring: Bring, lead: FlaskClient, stored: Callable[[], dict[str, int]]
) -> None:
    add(study, FERRY, "Fog at sea")
    before = stored()
    page = lead.get(str(bring(text=wire.text(SHORTER)).location)).text
    skip = re.search(r'action="([^"]+/skip)"', page)
    assert skip
    answer = lead.post(skip[1])
    assert answer.location.endswith("/articles")
    assert stored() == before
    assert pairs(study) == {}
    assert lead.post(skip[1]).status_code == 404


def test_a_saved_article_cannot_be_skipped(
    study: Study, known: tuple[int, int, int], lead: FlaskClient
) -> None:
    first, second, _ = known
    answer = lead.post(f"/p/{study.slug}/articles/{second}/skip")
    assert answer.status_code == 409
    assert (second, first) in pairs(study)


def test_the_comparison_marks_what_was_edited_word_by_word(study: Study, lead: FlaskClient) -> None:
    first = study.add_article(
        "The ferry Alma waited nine hours off Port Velen. Nobody was hurt on board, the operator "
        "said on Tuesday. The pilot had refused to board it in the morning.",
        title="Fog",
    )
    second = study.add_article(
        "The pilot had refused to board it in the morning. Nobody was hurt on board, the state "
        "agency said on Tuesday. Tosk called it another <b>proud</b> day for the company.",
        title="Fog again",
    )
    page = lead.get(f"/p/{study.slug}/articles/{second}/beside/{first}").text
    plain = re.sub(r'<span class="visually-hidden">.*?</span>', "", page)
    assert "<del>operator</del>" in plain
    assert "<ins>state agency</ins>" in plain
    assert "<del>The ferry Alma waited nine hours off Port Velen.</del>" in plain
    assert "&lt;b&gt;proud&lt;/b&gt;" in page
    assert re.findall(r"</span>(Same|Edited|Added|Dropped)(, moved)?", plain)
    assert "[dropped: " in page
    only = lead.get(f"/p/{study.slug}/articles/{second}/beside/{first}?show=added").text
    assert only.count('class="compare-row ') == 1


def test_the_earlier_article_stands_first_whichever_was_opened(
    study: Study, known: tuple[int, int, int], lead: FlaskClient
) -> None:
    first, second, _ = known
    for one, other in ((first, second), (second, first)):
        page = lead.get(f"/p/{study.slug}/articles/{one}/beside/{other}").text
        assert page.index(f'/articles/{first}">Fog<') < page.index(f'/articles/{second}">Fog, cut<')


def test_the_articles_page_tells_of_its_versions(
    study: Study, known: tuple[int, int, int], lead: FlaskClient
) -> None:
    first, _, third = known
    page = lead.get(f"/p/{study.slug}/articles/{first}").text
    assert "Also in other articles" in page
    assert "Skip this article" not in page
    assert "Also in other articles" not in lead.get(f"/p/{study.slug}/articles/{third}").text


@pytest.mark.parametrize("query", ["?show=nonsense", "?page=x", "?page=99999999999999999999"])
def test_a_wrong_question_is_answered_calmly(
    study: Study, known: tuple[int, int, int], lead: FlaskClient, query: str
) -> None:
    assert (
        lead.get(f"/p/{study.slug}/articles/{known[1]}/beside/{known[0]}{query}").status_code == 400
    )


def test_wrong_choices_change_nothing(
    study: Study, known: tuple[int, int, int], lead: FlaskClient
) -> None:
    before = pairs(study)
    beside = f"/p/{study.slug}/articles/{known[1]}/beside"
    assert lead.post(f"{beside}/{known[0]}", data={"choice": "merged"}).status_code == 400
    assert lead.post(f"{beside}/{known[1]}", data={"choice": "linked"}).status_code == 400
    assert lead.post(f"{beside}/99", data={"choice": "linked"}).status_code == 404
    assert pairs(study) == before
    away = {"choice": "apart", "back": "https://elsewhere.example/"}
    assert lead.post(f"{beside}/{known[0]}", data=away).location.startswith("/")


def test_another_zone_changes_what_is_shared(study: Study, bring: Bring, lead: FlaskClient) -> None:
    add(study, FERRY, "Fog at sea")
    preview = str(bring(text=wire.text(FERRY[:4])).location)
    assert len(pairs(study)) == 1
    names = re.findall(r'name="(zone-\d+)"', lead.get(preview).text)
    for name in names:
        lead.post(f"{preview}/zones", data={name: "furniture"}, headers={"HX-Request": "true"})
    assert pairs(study) == {}


def test_every_sentence_has_its_hash(study: Study, known: tuple[int, int, int]) -> None:
    def read(session: Session) -> int:
        sql = "SELECT count(*) FROM sentence WHERE text_hash = 0"
        return int(session.execute(sa.text(sql)).scalar_one())

    assert known
    assert study.database.read(read) == 0


def test_nothing_of_a_withdrawn_article_stays(
    study: Study, known: tuple[int, int, int], sign_in: SignIn
) -> None:
    first, second, _ = known
    client = sign_in("lead")
    path = f"/p/{study.slug}/articles/{second}/withdrawal"
    shown = client.post(path, data={"typed": "Fog, cut"}).text
    assert "links to articles" in shown or "link to an article" in shown
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    done = client.post(path, data={"typed": "Fog, cut", "seen": seen, "step": "withdraw"})
    assert done.status_code == 303
    assert pairs(study) == {}

    def left(session: Session) -> set[int]:
        sql = "SELECT DISTINCT article_id FROM sentence JOIN sentence_shingle ON sentence_id = id"
        return set(session.execute(sa.text(sql)).scalars())

    assert study.database.read(left) == {first, known[2]}
    assert study.database.read(articles.article, study.project_id, second).text != ""
