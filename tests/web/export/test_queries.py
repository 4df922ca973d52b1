"""The records against plain SQL on the same database."""

import hashlib
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa

from annotator.db import Database
from annotator.export import queries
from annotator.export.queries import stream
from annotator.export.records import ArticleRecord
from annotator.labelling import actions as labelling
from annotator.labelling.marks import Phrase
from annotator.labelling.queries import Desk
from annotator.projects import queries as projects
from annotator.review import queries as review
from annotator.review.actions import Ruling, settle, withdraw
from annotator.review.verdicts import Verdict
from factories import CLAIM, DENIAL, FRAMING, Study, act, make_study

Recorded = Callable[[Database], AbstractContextManager[list[str]]]

SPANS = """
    SELECT a.public_id, p.pseudonym, s.kind, s.rank, l.key, s.start, s."end", s.sure, s.note,
           s.revision, s.created_at, substr(a.text, s.start + 1, s."end" - s.start)
    FROM span s JOIN assignment g ON g.id = s.assignment_id JOIN article a ON a.id = g.article_id
    JOIN participant p ON p.id = g.participant_id
    JOIN label l ON l.project_id = s.project_id AND l.number = s.label
    WHERE s.deleted_at IS NULL AND s.project_id = :project
"""
RATINGS = """
    SELECT a.public_id, p.pseudonym, b.number, r.rank, l.key, n.start, n."end", r.origin
    FROM rating r JOIN submission b ON b.id = r.submission_id
    JOIN assignment g ON g.id = b.assignment_id JOIN article a ON a.id = g.article_id
    JOIN participant p ON p.id = g.participant_id JOIN sentence n ON n.id = r.sentence_id
    JOIN label l ON l.project_id = r.project_id AND l.number = r.label
    WHERE r.project_id = :project
"""


def exported(database: Database, project_id: int) -> list[ArticleRecord]:
    return database.read(lambda session: list(queries.articles(session, project_id)))


def plain(database: Database, sql: str, project_id: int) -> list[tuple[object, ...]]:
    with database.snapshot() as session:
        rows = session.execute(sa.text(sql), {"project": project_id})
        return sorted(tuple(row) for row in rows)


def test_every_live_span_of_the_demo_is_exported_once(demo: Database, demo_id: int) -> None:
    found = sorted(
        (
            article.id,
            copy.annotator,
            {"sentence": 1, "phrase": 2}[span.kind],
            {"main": 1, "also": 2}[span.rank],
            span.label,
            span.start,
            span.end,
            span.sure,
            span.note,
            span.revision,
            article.text[span.start : span.end],
        )
        for article in exported(demo, demo_id)
        for copy in article.annotations
        for span in copy.spans
    )
    rows = plain(demo, SPANS, demo_id)
    assert len(found) > 300
    assert found == sorted((*row[:10], row[11]) for row in rows)


def test_every_rating_of_the_demo_is_exported_once(demo: Database, demo_id: int) -> None:
    found = sorted(
        (
            article.id,
            copy.annotator,
            submission.number,
            {"main": 1, "also": 2}[rating.layer],
            rating.label,
            rating.start,
            rating.end,
            {"explicit": 1, "implied": 2}[rating.origin],
        )
        for article in exported(demo, demo_id)
        for copy in article.annotations
        for submission in copy.submissions
        for rating in submission.ratings
    )
    assert len(found) > 300
    assert found == plain(demo, RATINGS, demo_id)


def test_sentences_paragraphs_and_texts_are_the_stored_ones(demo: Database, demo_id: int) -> None:
    articles = exported(demo, demo_id)
    sql = (
        "SELECT a.public_id, n.start, n.\"end\", p.zone, p.zone NOT IN ('byline', 'credit', "
        "'furniture') FROM sentence n JOIN paragraph p ON p.id = n.paragraph_id "
        "JOIN article a ON a.id = n.article_id WHERE n.project_id = :project"
    )
    found = [(a.id, s.start, s.end, s.zone, s.eligible) for a in articles for s in a.sentences]
    assert sorted(found) == plain(demo, sql, demo_id)
    for article in articles:
        assert hashlib.sha256(article.text.encode()).hexdigest() == article.text_sha256
        assert [p.start for p in article.paragraphs] == sorted(p.start for p in article.paragraphs)


def test_the_order_is_fixed(study: Study) -> None:
    places = [study.add_article(f"First in {n}.", f"Second in {n}.") for n in range(3)]
    for name in ("ben", "ana"):
        desk = study.desk(name, places[1])
        study.submit(desk, CLAIM, None)
        study.submit(reopened(study, name, desk), DENIAL, CLAIM)
    articles = exported(study.database, study.project_id)
    assert [article.text[:10] for article in articles] == ["First in 0", "First in 1", "First in 2"]
    copies = articles[1].annotations
    assert [copy.annotator for copy in copies] == sorted(copy.annotator for copy in copies)
    for copy in copies:
        assert [submission.number for submission in copy.submissions] == [1, 2]
        assert [rating.start for rating in copy.submissions[1].ratings] == [0, 13]
        assert [span.label for span in copy.spans] == ["denial", "claim"]


def test_the_tenth_annotator_stands_after_the_second(database: Database) -> None:
    study = make_study(database, *(f"person{n}" for n in range(11)), overlap=11)
    place = study.add_article("One.")
    for n in reversed(range(11)):
        study.desk(f"person{n}", place)
    (article,) = exported(database, study.project_id)
    numbers = [int(copy.annotator.lstrip("P")) for copy in article.annotations]
    assert numbers == sorted(numbers)
    assert len(numbers) == 11


def test_a_deleted_label_and_an_unfinished_import_stay_here(study: Study) -> None:
    place = study.add_article("One.", "Two.")
    desk = study.desk("ana", place)
    study.label(desk, CLAIM, CLAIM)
    phrase = Phrase("one", FRAMING, 0, 3)
    study.database.write(labelling.add_phrase, desk, act(), phrase, "One")
    study.database.write(labelling.remove_phrase, desk, act(), "one")
    study.add_article("Never finished.")
    with study.database.writer.begin() as connection:
        connection.execute(sa.text("UPDATE import_batch SET live_at = NULL WHERE id = 2"))
    (article,) = exported(study.database, study.project_id)
    assert article.text == "One.\n\nTwo."
    assert [span.kind for span in article.annotations[0].spans] == ["sentence", "sentence"]


def test_another_projects_data_stay_there(study: Study) -> None:
    place = study.add_article("One.")
    study.submit(study.desk("ana", place), CLAIM)
    assert exported(study.database, study.project_id + 1) == []


@pytest.mark.parametrize("verdict", Verdict)
def test_decisions_carry_their_verdict_and_what_they_rested_on(
    study: Study, verdict: Verdict
) -> None:
    place = study.add_article("One.", "Two.")
    study.submit(study.desk("ana", place), CLAIM, CLAIM)
    study.submit(study.desk("ben", place), DENIAL, None)
    ruling = Ruling(verdict, DENIAL if verdict == Verdict.SETTLED else None, "Because.", "2.1")
    decide(study, ruling, seen=0)
    (article,) = exported(study.database, study.project_id)
    (decision,) = article.decisions
    assert (decision.start, decision.end, decision.layer) == (0, 4, "main")
    assert decision.verdict == verdict
    assert decision.label == ("denial" if verdict == Verdict.SETTLED else None)
    assert (decision.reason, decision.clause, decision.stale) == ("Because.", "2.1", False)
    members = study.database.read(projects.members, study.project_id)
    pseudonym = {member.username: member.pseudonym for member in members}
    assert [(one.annotator, one.submission, one.label) for one in decision.basis] == [
        (pseudonym["ana"], 1, "claim"),
        (pseudonym["ben"], 1, "denial"),
    ]


def test_a_decision_is_stale_exactly_when_the_review_page_says_so(study: Study) -> None:
    place = study.add_article("One.", "Two.")
    desk = study.desk("ana", place)
    study.submit(desk, CLAIM, CLAIM)
    study.submit(study.desk("ben", place), DENIAL, None)
    decide(study, Ruling(Verdict.SETTLED, DENIAL), seen=0)
    seen = [staleness(study)]
    study.submit(reopened(study, "ana", desk), CLAIM, DENIAL)
    seen.append(staleness(study))
    study.submit(reopened(study, "ana", desk), FRAMING, DENIAL)
    seen.append(staleness(study))
    decide(study, Ruling(Verdict.EXCLUDED), seen=1)
    seen.append(staleness(study))
    assert seen == [(False, False), (False, False), (True, True), (False, False)]


def test_a_decision_taken_back_is_not_exported(study: Study) -> None:
    place = study.add_article("One.")
    study.submit(study.desk("ana", place), CLAIM)
    decide(study, Ruling(Verdict.SETTLED, DENIAL), seen=0)
    study.database.write(withdraw, study.project_id, 1, lead=study.users["lead"], seen=1)
    (article,) = exported(study.database, study.project_id)
    assert article.decisions == ()


def test_the_number_of_queries_grows_with_neither_annotators_nor_articles(
    database: Database, recorded: Recorded
) -> None:
    names = [f"person{n}" for n in range(6)]
    study = make_study(database, *names, overlap=6)
    asked = []
    for round_ in range(3):
        place = study.add_article(f"One of {round_}.", "Two.")
        for name in names[: 1 + 2 * round_]:
            study.submit(study.desk(name, place), CLAIM, None)
        with recorded(database) as statements:
            exported(database, study.project_id)
        asked.append(len(statements))
    assert asked[0] == asked[1] == asked[2] < 20


def test_no_query_of_a_chunk_walks_through_the_whole_project(
    demo: Database, demo_id: int, recorded: Recorded
) -> None:
    with recorded(demo) as statements:
        exported(demo, demo_id)
    with demo.reader.connect() as connection:
        steps = [
            str(step.detail)
            for statement in statements
            if statement.startswith("SELECT")
            for step in connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", (1,) * statement.count("?")
            )
        ]
    large = re.compile("(SCAN|SEARCH) (span|rating|submission|submitted_phrase|sentence)")
    found = [step for step in steps if large.match(step)]
    assert len(found) >= 5
    assert [s for s in found if s.startswith("SCAN") or s.endswith("(project_id=?)")] == []


def test_chunks_change_nothing(
    demo: Database, demo_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exported(demo, demo_id)
    monkeypatch.setattr(stream, "CHARACTERS", 1)
    assert exported(demo, demo_id) == whole


def reopened(study: Study, name: str, desk: Desk) -> Desk:
    study.database.write(labelling.reopen, study.reload(name, desk.assignment_id), act())
    return study.reload(name, desk.assignment_id)


def decide(study: Study, ruling: Ruling, *, seen: int) -> None:
    lead = study.users["lead"]
    study.database.write(settle, study.project_id, 1, ruling, lead=lead, seen=seen)


def staleness(study: Study) -> tuple[bool, bool]:
    (article,) = exported(study.database, study.project_id)
    shown = study.database.read(review.one, study.project_id, 1).settlement
    assert shown is not None
    return article.decisions[0].stale, shown.is_stale
