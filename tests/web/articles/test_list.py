"""The list of articles: search, filters, orders, pages, and that it never tells of others."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from annotator.articles.models import Article, ArticleLink, ArticleWords
from annotator.articles.search.queries import search
from annotator.articles.search.typed import terms
from annotator.db import Database, table
from conftest import SignIn
from factories import CLAIM, DENIAL, Study, make_study

Titles = Callable[..., list[str]]

_article = table(Article)


@pytest.fixture
def titles(study: Study, lead: FlaskClient) -> Titles:
    """The titles on a page of the list: `titles(q="bridge")`."""

    def show(**asked: object) -> list[str]:
        answer = lead.get(f"/p/{study.slug}/articles", query_string=asked)
        assert answer.status_code == 200, answer.text
        return re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', answer.text)

    return show


def details(study: Study, article_id: int, **values: object) -> None:
    change = sa.update(_article).where(_article.c.id == article_id).values(values)
    study.database.write(lambda session: session.execute(change))


@pytest.mark.parametrize(
    "typed",
    ["Vučić", "вучић", "VUCIC", "vuč", '"Aleksandar Vucic"', "aleks vuci", "most, vucic!"],
)
def test_a_name_is_found_in_both_scripts_and_without_diacritics(
    study: Study, titles: Titles, typed: str
) -> None:
    study.add_article("Александар Вучић је отворио мост.", title="Cyrillic")
    study.add_article("Aleksandar Vučić je otvorio most.", title="Latin")
    study.add_article("Nobody opened anything.", title="Other")
    assert titles(q=typed) == ["Latin", "Cyrillic"]


def test_chinese_words_of_any_length_are_found(study: Study, titles: Titles) -> None:
    study.add_article("北京的大桥今天通车了。", title="Bridge")
    study.add_article("天气很好，我们去北方。", title="Weather")
    assert titles(q="大桥") == ["Bridge"]
    assert titles(q="桥") == ["Bridge"]
    assert titles(q="今天通车") == ["Bridge"]
    assert titles(q="北") == ["Weather", "Bridge"]
    assert titles(q="京桥") == []


def test_titles_are_searched_too(study: Study, titles: Titles) -> None:
    study.add_article("One sentence.", title="Čevljar in muce")
    assert titles(q="cevljar") == ["Čevljar in muce"]
    assert titles(q="sentence cevlj") == ["Čevljar in muce"]
    assert titles(q="sentence hammer") == []


def test_quoted_words_stand_next_to_each_other_and_end_where_they_end(
    study: Study, titles: Titles
) -> None:
    study.add_article("The old bridge opened.", title="Old")
    study.add_article("The bridge is old.", title="New")
    assert titles(q='"old bridge"') == ["Old"]
    assert titles(q='"old bri"') == []
    assert titles(q="old bri") == ["New", "Old"]


ODD = """\
"|''|"a|*|a*|NEAR(a b)|a AND|title:x|^x|-x|(|)))|\0|ä\0b|{about} : x|%|_|\\|;--|😀|a|1|&|<->|:*"""


@pytest.mark.parametrize("typed", [*ODD.split("|"), "a & | b", "x" * 10_000, "a " * 5_000])
def test_nothing_that_is_typed_is_an_error_or_an_operator(
    study: Study, lead: FlaskClient, typed: str
) -> None:
    study.add_article("One sentence.", title="One")
    answer = lead.get(f"/p/{study.slug}/articles", query_string={"q": typed})
    assert answer.status_code == 200
    assert "Nothing matches" in answer.text or ">One</a>" in answer.text


@given(st.text(max_size=60))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_at_all_breaks_the_index(database: Database, typed: str) -> None:
    def look(session: Session) -> None:
        wanted = terms(typed)
        if wanted:
            session.execute(search(session, 1, wanted)).all()

    database.read(look)


def test_words_of_another_project_are_not_found(study: Study, titles: Titles) -> None:
    study.add_article("A bridge.", title="Mine")
    database = study.database
    other = make_other(database)
    other.add_article("A bridge.", title="Theirs")
    assert titles(q="bridge") == ["Mine"]
    assert titles() == ["Mine"]


def make_other(database: Database) -> Study:
    from annotator.dashboard.actions import start_project  # noqa: PLC0415  # only here
    from annotator.projects.actions import ProjectSettings  # noqa: PLC0415  # only here

    number = database.read(lambda s: s.execute(sa.text('SELECT min(id) FROM "user"')).scalar_one())
    project_id, slug = database.write(
        start_project, ProjectSettings("Another study", "en", 2), number, "lead"
    )
    return Study(database, project_id, slug, {"lead": number}, {})


def test_the_filters_narrow_the_list(study: Study, titles: Titles) -> None:
    one = study.add_article("A bridge.", title="One")
    two = study.add_article("A river.", title="Two")
    three = study.add_article("A road.", title="Three")
    details(study, one, outlet="Post", published_on="2026-03-01", language="en")
    details(study, two, outlet="Post", published_on="2026-03", language="sr")
    details(study, three, published_on="2025-12-31", held_at=1)
    assert titles(outlet="Post") == ["Two", "One"]
    assert titles(outlet="-") == ["Three"]
    assert titles(language="sr") == ["Two"]
    assert titles(since="2026-03-01") == ["Two", "One"]
    assert titles(until="2025") == ["Three"]
    assert titles(since="2025-12", until="2026-03") == ["Three", "Two", "One"]
    assert titles(held="yes") == ["Three"]
    assert titles(held="no", outlet="Post", q="riv") == ["Two"]
    link = {"article_id": two, "other_id": one, "shared": 5, "near": 0, "state": "found"}
    add = sa.insert(table(ArticleLink)).values(project_id=study.project_id, **link)
    study.database.write(lambda session: session.execute(add))
    assert titles(alike="yes") == ["Two", "One"]
    batch = sa.select(_article.c.batch_id).where(_article.c.id == two)
    assert titles(batch=study.database.read(lambda s: s.execute(batch).scalar_one())) == ["Two"]


def test_the_state_follows_the_work(database: Database, sign_in: SignIn) -> None:
    study = make_study(database, "ana", "ben")
    lead = sign_in("lead")
    article = study.add_article("One sentence.", title="One")

    def stands() -> set[str]:
        return {
            state
            for state in ("waiting", "in-work", "submitted", "settled")
            if ">One</a>" in lead.get(f"/p/{study.slug}/articles?state={state}").text
        }

    assert stands() == {"waiting"}
    ana, ben = study.desk("ana", article), study.desk("ben", article)
    assert stands() == {"in-work"}
    study.submit(ana, CLAIM)
    assert stands() == {"in-work"}
    study.submit(ben, DENIAL)
    assert stands() == {"submitted"}
    units = study.database.read(
        lambda s: s.execute(sa.text("SELECT id FROM sentence")).scalar_one()
    )
    form = {"choice": CLAIM, "reason": "It is one.", "seen": 0}
    settle = f"/p/{study.slug}/review/{units}"
    assert lead.post(settle, data=form).status_code < 400
    assert stands() == {"settled"}


@pytest.mark.parametrize("order", ["newest", "date", "earliest", "title", "outlet"])
@pytest.mark.parametrize("q", ["", "sentence"])
def test_pages_follow_each_other_there_and_back(
    study: Study, lead: FlaskClient, monkeypatch: pytest.MonkeyPatch, order: str, q: str
) -> None:
    monkeypatch.setattr("annotator.articles.queries.listing.PAGE", 3)
    for number in range(8):
        article = study.add_article(f"A sentence {number}.", title=f"Title {number * 5 % 8}")
        details(study, article, outlet=f"Outlet {number % 3}", published_on=f"200{number % 2}")

    def page(url: str) -> tuple[list[str], str, str]:
        text = lead.get(url).text
        shown = re.findall(r'name="article" value="(\d+)"', text)
        links = dict(re.findall(r'rel="(prev|next)" id="[a-z-]+" href="([^"]+)"', text))
        back, forth = (links.get(rel, "").replace("&amp;", "&") for rel in ("prev", "next"))
        return shown, back, forth

    first, back, forth = page(f"/p/{study.slug}/articles?sort={order}&q={q}")
    second, back_again, further = page(forth)
    third, back_to_second, end = page(further)
    assert (back, end) == ("", "")
    assert len({*first, *second, *third}) == 8
    assert page(back_to_second)[0] == second
    assert page(back_again)[0] == first


def test_a_page_after_an_article_that_is_gone_begins_anew(study: Study, titles: Titles) -> None:
    study.add_article("A sentence.", title="One")
    assert titles(after=999) == ["One"]
    assert titles(before=999, sort="title") == ["One"]


def test_scripts_get_the_list_alone_and_an_address_to_pass_on(
    study: Study, lead: FlaskClient
) -> None:
    study.add_article("A bridge.", title="One")
    sent = {"q": "bridge", "outlet": "", "sort": "newest", "state": ""}
    answer = lead.get(
        f"/p/{study.slug}/articles", query_string=sent, headers={"HX-Request": "true"}
    )
    assert answer.headers["HX-Push-Url"] == f"/p/{study.slug}/articles?q=bridge"
    assert "<html" not in answer.text
    assert ">One</a>" in answer.text


def test_an_address_that_makes_no_sense_is_told(study: Study, lead: FlaskClient) -> None:
    answer = lead.get(f"/p/{study.slug}/articles?since=yesterday")
    assert answer.status_code == 400
    assert "A date is written as" in answer.text


def test_words_go_with_their_article(study: Study, lead: FlaskClient, bring: object) -> None:
    words = sa.select(sa.func.count()).select_from(table(ArticleWords))
    assert callable(bring)
    preview = str(bring(text="A bridge in the fog\n\nThe zephyrous bridge opened.\n").location)
    look = study.database.read
    assert look(lambda s: s.execute(words).scalar_one()) == 1
    assert lead.post(f"{preview}/drop").status_code == 303
    assert look(lambda s: s.execute(words).scalar_one()) == 0
    check = "INSERT INTO article_words_search(article_words_search) VALUES ('integrity-check')"
    study.database.write(lambda s: s.execute(sa.text(check)))


def test_a_list_takes_the_same_queries_however_long_it_is(
    study: Study, lead: FlaskClient, database: Database
) -> None:
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    def queries() -> int:
        engine = lead.application.extensions["annotator.database"].reader
        sa.event.listen(engine, "before_cursor_execute", note)
        asked.clear()
        lead.get(f"/p/{study.slug}/articles?q=sentence")
        sa.event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    assert database
    study.add_article("A sentence.", title="One")
    few = queries()
    for number in range(12):
        study.add_article(f"A sentence {number}.", title="More")
    assert queries() == few < 25
