"""The figures of a small study, worked out by hand beside the page.

Six sentences with two labels each: claim claim, claim denial, none none, denial denial,
framing claim, none none. The twelve labels are 4 claim, 3 denial, 1 framing, 4 none; the one
annotator gave 2 claim, 1 denial, 1 framing, 2 none, the other 2 claim, 2 denial, 2 none.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from annotator.accounts.actions import add_user
from annotator.agreement import report
from annotator.agreement.methods import in_words
from annotator.agreement.pages import project_ratings
from annotator.agreement.report import AgreementReport
from annotator.db import Database
from annotator.labelling import actions as labelling
from annotator.projects.actions import set_roles
from annotator.projects.queries import project_id
from conftest import SignIn
from factories import CLAIM, DENIAL, NONE, Study, act, make_study

Ask = Callable[..., str]
Statements = Callable[[], AbstractContextManager[list[str]]]

ALPHA = 1 - (12 - 1) * 4 / (12**2 - (4**2 + 3**2 + 1**2 + 4**2))
CHANCE = (2 * 2 + 1 * 2 + 1 * 0 + 2 * 2) / 6**2
KAPPA = (4 / 6 - CHANCE) / (1 - CHANCE)

PRIMARY = 'class="button button-primary"'
BENS_BRIDGE = 2  # the second assignment made


def words(html: str) -> str:
    """The text that a person reads, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def shown(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def test_the_figures_are_those_worked_out_by_hand(reader: Ask) -> None:
    page = words(reader())
    assert f"Krippendorff’s alpha (nominal) {shown(ALPHA)}" in page
    assert "6 sentences, 2 articles, 2 annotators" in page
    assert "Percent agreement 67 %" in page
    pairs = words(reader("/pairs"))
    assert "P4 : their matrix fewer than 30 sentences 67 % 6 2" in pairs
    assert f"P3 and P4 {shown(KAPPA)}" in pairs


def test_the_figures_are_those_of_the_pure_report(reader: Ask, study: Study) -> None:
    page = words(reader()) + words(reader("/pairs"))
    found = report(study.database.read(project_ratings, study.project_id), seed=1)
    for measure in (found.alpha, found.gwet_ac1, found.scott_pi, found.pairs[0].kappa):
        assert measure.value is not None
        assert measure.interval is not None
        assert shown(measure.value) in page
        assert f"{shown(measure.interval.low)} to {shown(measure.interval.high)}" in page
    for label in found.labels:
        if label.alpha.value is not None:
            assert shown(label.alpha.value) in page


def test_few_articles_are_said_and_so_are_seed_and_resamples(reader: Ask) -> None:
    page = words(reader())
    assert "The interval rests on 2 articles; below 20 it is unreliable" in page
    assert "1,000 resamples, seed 1" in page


def test_an_implied_none_counts_as_a_label(study: Study) -> None:
    ratings = study.database.read(project_ratings, study.project_id)
    assert (len(ratings.units), ratings.label.size) == (6, 12)


def test_a_silent_annotator_is_missing_and_never_in_agreement(reader: Ask, study: Study) -> None:
    before = words(reader())
    third = study.add_article("A third one.", "With more.", title="Third")
    study.submit(study.desk("ana", third), CLAIM, CLAIM)
    study.label(study.desk("ben", third), CLAIM, DENIAL)
    after = words(reader())
    assert f"Krippendorff’s alpha (nominal) {shown(ALPHA)}" in after
    assert "6 sentences, 2 articles, 2 annotators" in after
    assert "8, 6 of them with two labels or more" in after
    assert "6, 6 of them with two labels or more" in before


def test_a_later_submission_changes_no_figure(reader: Ask, study: Study) -> None:
    before = reader()
    study.database.write(labelling.reopen, study.reload("ben", BENS_BRIDGE), act())
    study.submit(study.reload("ben", BENS_BRIDGE), CLAIM, CLAIM, NONE)
    assert figures_of(reader()) == figures_of(before)


def test_a_new_submission_is_counted_at_once(reader: Ask, study: Study) -> None:
    reader()
    third = study.add_article("A third one.", "With more.", title="Third")
    study.submit(study.desk("ana", third), CLAIM, CLAIM)
    study.submit(study.desk("ben", third), CLAIM, DENIAL)
    assert "8 sentences, 3 articles, 2 annotators" in words(reader())


def test_an_undefined_figure_says_why(database: Database, sign_in: SignIn) -> None:
    study = make_study(database, "ana", "ben")
    article = study.add_article("It rained.", "It snowed.")
    for name in ("ana", "ben"):
        study.submit(study.desk(name, article), CLAIM, CLAIM)
    page = words(sign_in("lead").get(f"/p/{study.slug}/agreement").text)
    assert "Not defined: every paired label is &#39;claim&#39;." in page
    assert "Percent agreement 100 %" in page
    assert "No interval, because all paired units are in one article" in page
    assert "nan" not in page.lower().split()


def test_people_are_named_by_pseudonym_alone(reader: Ask, study: Study) -> None:
    parts = ("", "/pairs", "/people", "/groups", "/sets", "/phrases")
    page = "".join(words(reader(part)) for part in parts)
    assert "P3" in page
    for name in study.users:
        if name != "reader":
            assert not re.search(rf"\b{name}\b", page.replace("A lead", ""), re.IGNORECASE)


def test_a_pair_has_its_own_matrix(reader: Ask) -> None:
    one_way = reader("/matrix?first=P3&second=P4")
    assert "row=4&amp;column=1&amp;first=P3&amp;second=P4" in one_way
    assert "row=1&amp;column=4&amp;first=P3" not in one_way
    assert words(reader("/matrix?first=P4&second=P3")) == words(one_way)
    reader("/matrix?first=P3&second=P9", status=404)
    reader("/matrix?first=P3", status=404)


def test_pairs_without_a_common_sentence_are_named(reader: Ask, study: Study) -> None:
    lead = study.users["lead"]
    study.database.write(set_roles, study.project_id, "lead", ["lead", "annotator"], actor_id=lead)
    alone = study.add_article("A third one.", title="Third")
    study.submit(study.desk("lead", alone), CLAIM)
    assert "These share no sentence, so nothing can be said of them: P1 and P3, P1 and P4." in (
        words(reader("/pairs"))
    )


def test_annotators_may_not_look_and_for_others_there_is_no_such_project(
    study: Study, sign_in: SignIn
) -> None:
    assert statuses(sign_in("ana"), study) == [403, 403]
    study.database.write(add_user, "stranger", "Stranger", "!", is_administrator=False)
    assert statuses(sign_in("stranger"), study) == [404, 404]


def statuses(client: FlaskClient, study: Study) -> list[int]:
    start = f"/p/{study.slug}/agreement"
    return [client.get(path).status_code for path in (start, f"{start}/sentences?row=1")]


@dataclass(frozen=True)
class Stage:
    """How far a project has come, and what its page has to say."""

    said: str
    step: str = ""
    annotators: tuple[str, ...] = ("ana", "ben")
    overlap: int = 2
    articles: int = 1
    submissions: int = 0


@pytest.mark.parametrize(
    "stage",
    [
        Stage("There are no articles yet.", "Import articles", articles=0),
        Stage("two annotators, and there is none.", "Add people", annotators=()),
        Stage("two annotators, and there is one.", "Add people", annotators=("ana",)),
        Stage("goes to one annotator only", overlap=1, submissions=1),
        Stage("No article has been submitted yet."),
        Stage("One article has been submitted, none by two", submissions=1),
        Stage("2 articles have been submitted, none by two", articles=2, submissions=2),
    ],
)
def test_without_two_submissions_the_page_says_what_is_missing(
    database: Database, sign_in: SignIn, stage: Stage
) -> None:
    study = make_study(database, *stage.annotators, overlap=stage.overlap)
    made = [study.add_article(f"Article {at} is here.") for at in range(stage.articles)]
    for article in made[: stage.submissions]:
        study.submit(study.desk("ana", article), CLAIM)
    path = f"/p/{study.slug}/agreement"
    lead, reader = sign_in("lead").get(path).text, sign_in("reader").get(path).text
    assert stage.said in words(lead)
    assert stage.said in words(reader)
    assert bool(stage.step) == (PRIMARY in lead)
    assert stage.step in lead
    assert PRIMARY not in reader


def test_the_number_of_queries_does_not_grow_with_the_project(
    reader: Ask, study: Study, statements: Statements
) -> None:
    with statements() as small:
        reader()
    with statements() as again:
        reader()
    for at in range(5):
        article = study.add_article(f"Article {at} is here.", "It goes on.", title=f"No. {at}")
        study.submit(study.desk("ana", article), CLAIM, DENIAL)
        study.submit(study.desk("ben", article), CLAIM, CLAIM)
    with statements() as large:
        reader()
    assert len(large) == len(small)
    assert any("rating" in statement for statement in small)
    assert not any("rating" in statement for statement in again)
    assert len(again) < len(small)


def test_the_demo_has_something_to_show(demo: Database, demo_sign_in: SignIn) -> None:
    project = demo.read(project_id, "orvania-one-week-in-the-news")
    found: AgreementReport = report(demo.read(project_ratings, project), seed=1)
    assert found.alpha.value is not None
    assert 0 < found.alpha.value < 1
    answer = demo_sign_in("ravi").get("/p/orvania-one-week-in-the-news/agreement")
    assert shown(found.alpha.value) in words(answer.text)


@pytest.mark.parametrize(
    ("alpha", "said"),
    [
        (None, ""),
        (1.0, "No two annotators differ on any sentence."),
        (0.75, "The annotators differ 25 % as often as they would"),
        (0.999, "The annotators differ less than 1 % as often"),
        (0.0, "The annotators differ 100 % as often"),
        (-0.5, "The annotators differ 1.50 times as often"),
    ],
)
def test_alpha_is_put_into_words(alpha: float | None, said: str) -> None:
    assert in_words(alpha).startswith(said)
    assert bool(said) == bool(in_words(alpha))


def figures_of(html: str) -> str:
    """The page without what differs from request to request."""
    return re.sub(r'"X-CSRFToken": "[^"]*"|name="csrf_token" value="[^"]*"', "", html)
