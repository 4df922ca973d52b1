import pytest

from annotator.db import Database
from conftest import SignIn
from factories import CLAIM, DENIAL, NONE, Study, make_study


@pytest.fixture
def study(database: Database) -> Study:
    """A project with two annotators and nothing else."""
    return make_study(database, "ana", "ben")


def test_the_lead_of_an_empty_project_sees_three_steps_and_how_far_each_is(
    study: Study, sign_in: SignIn
) -> None:
    lead = sign_in("lead")
    page = lead.get(f"/p/{study.slug}").text
    assert "Three steps to the first labels" in page
    assert "2 of 2 annotators" in page
    assert "Nothing yet" in page
    assert "imported" not in page
    study.add_article("It rained.")
    page = lead.get(f"/p/{study.slug}").text
    assert "1 imported" in page


def test_the_lead_sees_progress_and_is_led_to_the_disagreements(
    study: Study, sign_in: SignIn
) -> None:
    article = study.add_article("It rained. It stopped. Nobody came.")
    study.submit(study.desk("ana", article), CLAIM, DENIAL, NONE)
    study.submit(study.desk("ben", article), CLAIM, CLAIM, NONE)
    study.desk("ana", study.add_article("A second one."))
    page = sign_in("lead").get(f"/p/{study.slug}").text
    assert "1 sentence waits for your decision" in page
    assert f'href="/p/{study.slug}/review"' in page
    assert "2 of 4" in page
    assert "0 of 1" in page
    assert "P3" in page
    assert "Ana<" not in page
    assert "1 begun" in page


def test_an_annotator_has_one_button_and_sees_nothing_of_the_others(
    study: Study, sign_in: SignIn
) -> None:
    article = study.add_article("It rained. It stopped.", title="Rain")
    study.submit(study.desk("ben", article), CLAIM, CLAIM)
    ana = sign_in("ana")
    page = ana.get(f"/p/{study.slug}").text
    assert "Start labelling" in page
    assert "Ben" not in page
    desk = study.desk("ana", article)
    study.label(desk, CLAIM, None)
    page = ana.get(f"/p/{study.slug}").text
    assert "Continue labelling" in page
    assert "Rain" in page
    assert "1 of 2" in page
    study.submit(desk, CLAIM, CLAIM)
    page = ana.get(f"/p/{study.slug}").text
    assert "You are done" in page
    assert "Continue labelling" not in page


def test_an_annotator_without_articles_is_told_so(study: Study, sign_in: SignIn) -> None:
    assert "Nothing to label yet" in sign_in("ana").get(f"/p/{study.slug}").text


def test_a_researcher_is_led_to_agreement_and_export(study: Study, sign_in: SignIn) -> None:
    page = sign_in("reader").get(f"/p/{study.slug}").text
    assert f'href="/p/{study.slug}/agreement"' in page
    assert f'href="/p/{study.slug}/export"' in page
    assert "Annotators" not in page
    assert "Labelled" not in page
