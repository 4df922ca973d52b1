import re

import pytest
import sqlalchemy as sa
from werkzeug.test import TestResponse

from annotator.db import Database, table
from annotator.labelling.models import Rating
from annotator.projects.models import Project
from conftest import SignIn
from factories import CLAIM, DENIAL, FRAMING, Study
from web.labelling.bench import Bench, Rows

ACTS = ["marks", "phrases", "phrases/remove", "undo", "redo", "submit", "reopen"]


@pytest.mark.parametrize("what", ["", *ACTS])
@pytest.mark.parametrize("username", ["ben", "lead"])
def test_nobody_reaches_an_assignment_of_somebody_else(
    bench: Bench, sign_in: SignIn, what: str, username: str
) -> None:
    client = sign_in(username)
    form = {"sentence": bench.units[0], "main": CLAIM, "ref": "r", "told": 5}
    form |= {"label": CLAIM, "start": 0, "end": 3, "quote": "The"}
    path = f"{bench.path}/{what}".rstrip("/")
    answer = client.get(path) if not what else client.post(path, data=form)
    assert answer.status_code == (404 if username == "ben" else 403)
    assert bench.marks()[0].main is None
    assert bench.study.reload("ana", bench.desk.assignment_id).state == "open"


def test_submitting_says_first_how_many_sentences_have_no_label(bench: Bench) -> None:
    bench.mark(0, CLAIM)
    page = bench.client.post(f"{bench.path}/submit").get_data(as_text=True)
    assert "4 of 5 sentences have no label" in page
    assert bench.study.reload("ana", bench.desk.assignment_id).state == "open"


def test_submitting_writes_an_implied_none_for_each_unlabelled_sentence(
    bench: Bench, database: Database
) -> None:
    bench.mark(0, CLAIM)
    bench.mark(2, DENIAL, also=FRAMING, sure=1)
    assert bench.post("submit", told=3).status_code == 303
    rating = table(Rating)
    columns = (rating.c.sentence_id, rating.c.label, rating.c.rank, rating.c.origin, rating.c.sure)
    with database.snapshot() as session:
        found = {tuple(row) for row in session.execute(sa.select(*columns))}
    a, b, c, d, e = bench.units
    implied = {(number, 5, 1, 2, 3) for number in (b, d, e)}
    assert found == {(a, 1, 1, 1, 3), (c, 2, 1, 1, 1), (c, 4, 2, 1, 1)} | implied


def test_a_person_told_another_number_is_asked_to_look_again(bench: Bench, rows: Rows) -> None:
    assert bench.post("submit", told=2).status_code == 409
    assert rows("rating") == 0


def test_submitting_twice_writes_one_submission(bench: Bench, rows: Rows) -> None:
    bench.post("submit", told=5)
    assert bench.post("submit", told=5).status_code == 303
    assert rows("submission") == 1


def test_a_submitted_article_takes_no_act_until_it_is_reopened(bench: Bench, rows: Rows) -> None:
    bench.phrase("r", "He denied")
    bench.post("submit", told=5)
    for answer in [
        bench.mark(0, CLAIM),
        bench.phrase("q", "He denied"),
        bench.post("phrases/remove", ref="r"),
        bench.post("undo"),
        bench.post("redo"),
    ]:
        assert answer.status_code == 409
        assert "Reopen it" in answer.get_json()["detail"]
    assert bench.post("reopen").status_code == 303
    assert bench.mark(0, CLAIM).status_code == 200
    assert bench.post("submit", told=4).status_code == 303
    assert rows("submission") == 2


def test_undo_stops_at_a_submission(bench: Bench) -> None:
    bench.mark(0, CLAIM)
    bench.post("submit", told=4)
    bench.post("reopen")
    assert bench.post("undo").json == {}
    assert bench.marks()[0].main == CLAIM


def test_continue_goes_on_with_the_open_article_and_then_takes_the_next(bench: Bench) -> None:
    way = bench.next
    assert bench.client.post(way).location == bench.path
    bench.study.add_article("Another one.")
    bench.post("submit", told=5)
    following = bench.client.post(way).location
    assert re.fullmatch(rf"/p/{bench.study.slug}/work/\d+", following)
    assert following != bench.path


def test_who_has_labelled_everything_is_told_so(bench: Bench) -> None:
    bench.post("submit", told=5)
    answer = bench.client.post(bench.next, follow_redirects=True)
    assert "You are done" in answer.get_data(as_text=True)


def test_a_project_without_articles_says_so(study: Study, sign_in: SignIn) -> None:
    page = sign_in("ana").get(f"/p/{study.slug}/work").get_data(as_text=True)
    assert "Nothing to label yet" in page


def test_the_page_shows_nothing_of_another_annotator(bench: Bench) -> None:
    study = bench.study
    before = normal(bench.client.get(bench.path))
    others = study.desk("ben", bench.desk.article_id)
    study.submit(others, FRAMING, DENIAL, CLAIM, None, FRAMING)
    assert normal(bench.client.get(bench.path)) == before
    assert "Ben" not in before


def normal(answer: TestResponse) -> str:
    return re.sub(r'(csrf_token" value=|X-CSRFToken": )"[^"]*"', "", answer.get_data(as_text=True))


def test_outlet_and_byline_are_hidden_where_the_project_hides_them(
    demo: Database, demo_sign_in: SignIn
) -> None:
    client = demo_sign_in("ana")
    address = client.post("/p/orvania-one-week-in-the-news/work/next").location
    assert "Kostra Splash" in client.get(address).get_data(as_text=True)
    project = table(Project)
    demo.write(lambda session: session.execute(sa.update(project).values(hides_source=True)))
    page = client.get(address).get_data(as_text=True)
    assert "Splash" not in page
    assert "Dolly Renn" not in page


def test_the_page_names_language_and_direction_and_has_one_heading(bench: Bench) -> None:
    page = bench.client.get(bench.path).get_data(as_text=True)
    assert '<article class="reading" lang="en" dir="ltr">' in page
    assert page.count("<h1") == 1


def test_the_page_asks_the_database_a_fixed_number_of_times(bench: Bench) -> None:
    short = queries_of(bench)
    paragraphs = [f"One {n}. Two {n}." for n in range(40)]
    desk = bench.study.desk("ana", bench.study.add_article(*paragraphs))
    bench.study.label(desk, *[CLAIM] * 80)
    bench.path = f"/p/{bench.study.slug}/work/{desk.assignment_id}"
    assert queries_of(bench) == short


def queries_of(bench: Bench) -> int:
    count = 0

    def hear(*_: object) -> None:
        nonlocal count
        count += 1

    sa.event.listen(sa.Engine, "before_cursor_execute", hear)
    try:
        assert bench.client.get(bench.path).status_code == 200
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", hear)
    return count
