"""Changing many articles of the list at once: previewed, counted, journalled, handed out or not."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator.articles.models import Article
from annotator.db import table
from annotator.journal.models import Event
from annotator.labelling.queries import next_article
from factories import Study

Change = Callable[..., TestResponse]
_article, _event = table(Article), table(Event)


@pytest.fixture
def change(study: Study, lead: FlaskClient) -> Change:
    """Send the form of the list or, with `seen`, its confirmation."""

    def send(*articles: int, **form: object) -> TestResponse:
        address = f"/p/{study.slug}/articles/changes"
        made = "/made" if "seen" in form else ""
        return lead.post(address + made, data={"article": list(articles), **form})

    return send


def column(study: Study, name: str) -> list[object]:
    statement = sa.select(_article.c[name]).order_by(_article.c.id)
    return study.database.read(lambda s: list(s.execute(statement).scalars()))


def three(study: Study) -> list[int]:
    return [
        study.add_article(f"A sentence {name}.", title=name) for name in ("One", "Two", "Three")
    ]


def test_a_change_is_counted_before_it_is_made(study: Study, change: Change) -> None:
    one, two, _ = three(study)
    page = change(one, two, kind="outlet", value="Velen Post")
    assert page.status_code == 200
    assert "Set the outlet to “Velen Post”" in page.text
    assert '<strong class="num">2</strong> articles are selected' in page.text
    assert column(study, "outlet") == ["", "", ""]
    done = change(one, two, kind="outlet", value="Velen Post", seen=2)
    assert done.status_code == 303
    assert column(study, "outlet") == ["Velen Post", "Velen Post", ""]


def test_each_article_has_its_entry_in_the_journal(study: Study, change: Change) -> None:
    one, _, three_ = three(study)
    change(one, three_, kind="text_licence", value="CC BY 4.0", seen=2)
    change(one, kind="text_licence", value="CC BY 4.0", seen=1)
    rows = study.database.read(
        lambda s: s.execute(
            sa.select(_event.c.subject_id, _event.c.before, _event.c.after, _event.c.actor_id)
            .where(_event.c.verb == "edit", _event.c.subject == "article")
            .order_by(_event.c.subject_id)
        ).all()
    )
    lead = study.users["lead"]
    was, is_ = {"text_licence": ""}, {"text_licence": "CC BY 4.0"}
    assert [tuple(row) for row in rows] == [(one, was, is_, lead), (three_, was, is_, lead)]


def test_all_that_match_are_changed_and_no_others(
    study: Study, change: Change, lead: FlaskClient
) -> None:
    three(study)
    page = change(scope="all", q="two", kind="language", value="sr")
    assert '<strong class="num">1</strong> article is in the list' in page.text
    assert change(scope="all", q="two", kind="language", value="sr", seen=1).status_code == 303
    assert column(study, "language") == ["en", "sr", "en"]
    assert ">Two</a>" in lead.get(f"/p/{study.slug}/articles?language=sr").text


def test_a_new_outlet_is_found_by_the_search(
    study: Study, change: Change, lead: FlaskClient
) -> None:
    one, *_ = three(study)
    change(one, kind="outlet", value="Weekly Čekić", seen=1)
    page = lead.get(f"/p/{study.slug}/articles?q=cekic").text
    assert ">One</a>" in page
    assert ">Two</a>" not in page


def test_an_article_held_back_is_handed_out_to_nobody_until_it_is_brought_back(
    study: Study, change: Change, lead: FlaskClient
) -> None:
    one, two, _ = three(study)
    ana = study.places["ana"].participant_id

    def following() -> int | None:
        return study.database.read(next_article, study.project_id, ana, 2)

    assert following() == one
    change(one, kind="hold", value="", seen=1)
    assert following() == two
    assert "held back" in lead.get(f"/p/{study.slug}/articles?held=yes").text
    change(one, kind="release", value="", seen=1)
    assert following() == one


def test_a_list_that_changed_meanwhile_is_shown_once_more(study: Study, change: Change) -> None:
    three(study)
    answer = change(scope="all", kind="hold", value="", seen=2)
    assert answer.status_code == 409
    assert "so nothing was done" in answer.text
    assert '<strong class="num">3</strong>' in answer.text
    assert column(study, "held_at") == [None, None, None]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"kind": "hold"}, "Select articles first"),
        ({"kind": "zones", "scope": "all"}, "Choose what to change."),
        ({"kind": "language", "scope": "all"}, "The language is a code"),
        ({"kind": "language", "value": "klingon!", "scope": "all"}, "The language is a code"),
        ({"kind": "outlet", "value": "x" * 501, "scope": "all"}, "at most 500 characters"),
        ({"kind": "hold", "scope": "all", "q": "nowhere"}, "No article matches"),
        ({"kind": "hold", "scope": "all", "value": "x"}, "takes none"),
    ],
)
def test_what_cannot_be_changed_is_told(
    study: Study, change: Change, form: dict[str, str], sentence: str
) -> None:
    three(study)
    answer = change(**form)
    assert answer.status_code == 400
    assert sentence in answer.text


def test_what_was_chosen_and_typed_stays_when_it_is_refused(study: Study, change: Change) -> None:
    one, *_ = three(study)
    page = change(one, kind="language", value="klingon!").text
    assert '<option value="language" selected>' in page
    assert 'value="klingon!"' in page
    assert page.count(" checked>") == 2  # the article, and that those selected are meant


def test_articles_of_another_project_cannot_be_named(study: Study, change: Change) -> None:
    three(study)
    assert change(999, kind="hold").status_code == 400
    assert change(999, kind="hold", seen=1).status_code in {303, 400, 409}
    assert column(study, "held_at") == [None, None, None]


def test_what_takes_too_long_is_gone_on_with(
    study: Study, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(study)
    monkeypatch.setattr("annotator.articles.routes.bulk.CHUNK", 1)
    monkeypatch.setattr("annotator.articles.routes.bulk.SECONDS", -1)
    page = change(scope="all", kind="hold", value="", seen=3)
    assert page.status_code == 200
    assert "0 articles were changed so far" in page.text
    monkeypatch.setattr("annotator.articles.routes.bulk.SECONDS", 20)
    assert change(scope="all", kind="hold", value="", seen=3).status_code == 303
    assert None not in column(study, "held_at")
