"""The parts of the page, what it can be narrowed to, and what can be taken away from it."""

import csv
import io
import json
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient

from annotator.agreement import verify_receipt
from annotator.agreement.choice import Choice
from annotator.agreement.pages import counted, project_ratings
from annotator.agreement.report import report
from annotator.dashboard.actions import start_project
from annotator.db import Database
from annotator.labelling import actions as labelling
from annotator.labelling import queries as desks
from annotator.labelling.marks import Mark
from annotator.projects.actions import ProjectSettings
from conftest import SignIn
from factories import CLAIM, DENIAL, FRAMING, NONE, Study, act, make_study

Ask = Callable[..., str]

PARTS = ("matrix", "pairs", "people", "groups")
PAGES = (*PARTS, "sets", "phrases")
CHARTS = ("matrix", "labels", "pairs", "people", "zones")
BENS_BRIDGE = 2  # the second assignment made


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def opened(html: str) -> list[str]:
    return re.findall(r'<span class="disputed">([^<]*)</span>', html)


def links(html: str) -> list[str]:
    """Where the marks of the charts lead, below the agreement page."""
    found = re.findall(r'<a class="mark" href="([^"]*)"', html)
    return [url.replace("&amp;", "&").partition("/agreement")[2] for url in found]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_a_page_of_its_own_and_a_fragment_for_htmx(reader: Ask, part: str) -> None:
    whole, fragment = reader(f"/{part}"), reader(f"/{part}", **{"HX-Request": "true"})
    assert "<html" in whole
    assert "<html" not in fragment
    assert f'id="{part}"' in fragment


def test_every_mark_opens_its_sentences(reader: Ask) -> None:
    found = [url for part in ("", *PAGES) for url in links(reader(f"/{part}" if part else ""))]
    assert len(found) > len(PARTS)
    for url in found:
        reader(url)


def test_a_person_opens_the_sentences_on_which_they_differ_from_the_others(reader: Ask) -> None:
    assert opened(reader("/sentences?who=P4")) == ["The town cheered.", "Nobody was told."]
    reader("/sentences?who=P9", status=404)


def test_what_differs_can_be_opened_of_all_and_of_a_pair(reader: Ask) -> None:
    both = ["The town cheered.", "Nobody was told."]
    assert opened(reader("/sentences?differ=1")) == both
    assert opened(reader("/sentences?differ=1&first=P3&second=P4")) == both
    assert opened(reader("/sentences?differ=1&since=0&until=1")) == []


def test_counts_by_the_database_give_the_figures_of_single_ratings(study: Study) -> None:
    choices = (Choice(), Choice(latest=True), Choice(without=frozenset({"P3"})), Choice(version=1))
    for choice in choices:
        plain = report(study.database.read(project_ratings, study.project_id, choice), seed=1)
        packed = report(study.database.read(counted, study.project_id, choice), seed=1)
        assert (packed.alpha.value, packed.alpha.interval) == (
            plain.alpha.value,
            plain.alpha.interval,
        )
        assert packed.matrix == plain.matrix
        assert [one.count for one in packed.labels] == [one.count for one in plain.labels]


def test_what_does_not_fit_into_an_integer_is_counted_all_the_same(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = report(study.database.read(counted, study.project_id, Choice()), seed=1)
    monkeypatch.setattr("annotator.agreement.queries.counting.fits", lambda *_: False)
    assert report(study.database.read(counted, study.project_id, Choice()), seed=1) == packed


def test_the_latest_submission_can_count_instead(reader: Ask, study: Study) -> None:
    study.database.write(labelling.reopen, study.reload("ben", BENS_BRIDGE), act())
    study.submit(study.reload("ben", BENS_BRIDGE), CLAIM, CLAIM, NONE)
    assert "Percent agreement 67 %" in words(reader())
    latest = words(reader("?submission=latest"))
    assert "Percent agreement 83 %" in latest
    assert "latest submission" in latest
    assert opened(reader("/sentences?differ=1&submission=latest")) == ["Nobody was told."]


def test_a_cached_page_knows_of_a_later_submission(reader: Ask, study: Study) -> None:
    assert "Percent agreement 67 %" in words(reader("?submission=latest"))
    study.database.write(labelling.reopen, study.reload("ben", BENS_BRIDGE), act())
    study.submit(study.reload("ben", BENS_BRIDGE), CLAIM, CLAIM, NONE)
    assert "Percent agreement 83 %" in words(reader("?submission=latest"))


def test_zones_and_people_can_be_left_out(reader: Ask) -> None:
    assert "No sentence of this choice has two labels" in words(reader("?zone=headline"))
    assert "No sentence of this choice has two labels" in words(reader("?without=P3"))
    assert "Percent agreement 67 %" in words(reader("?zone=body&zone=deck"))
    reader("?zone=nowhere", status=400)
    reader("?version=one", status=400)


def test_also_labels_make_sets(study: Study, sign_in: SignIn) -> None:
    article = study.add_article("One more stands here.", title="More")
    for name, also in (("ana", (DENIAL,)), ("ben", ())):
        desk = study.desk(name, article)
        (unit,) = study.database.read(desks.units, desk)
        mark = Mark(CLAIM, also)
        study.database.write(labelling.mark_sentence, desk, act(), unit.id, mark)
        study.database.write(labelling.submit, desk, act(), 0)
    page = words(sign_in("reader").get(f"/p/{study.slug}/agreement/sets").text)
    assert "Alpha with the MASI distance 0." in page
    assert "1 also label" in page


def test_without_also_labels_or_phrases_the_layers_say_so(reader: Ask) -> None:
    assert "Nobody gave an also label" in words(reader("/sets"))
    assert "Nobody has submitted a phrase yet." in words(reader("/phrases"))


def test_the_demo_has_phrases_and_gamma_when_asked_for(demo_sign_in: SignIn) -> None:
    client = demo_sign_in("ravi")
    start = "/p/orvania-one-week-in-the-news/agreement"
    page = words(client.get(f"{start}/phrases").text)
    assert "uα: text and label 0." in page
    assert "Work out gamma" in page
    found = words(client.get(f"{start}/gamma", headers={"HX-Request": "true"}).text)
    assert re.search(r"Took \d+\.\d s\.", found)
    assert "Sampler “shuffle”" in found


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_picture_and_a_table(reader: Ask, name: str) -> None:
    root = ET.fromstring(reader(f"/charts/{name}.svg").strip())  # noqa: S314 - made by ourselves
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    assert root.find(f"{space}title") is not None
    assert root.find(f"{space}desc") is not None
    assert not list(root.iter(f"{space}a"))
    rows = list(csv.reader(io.StringIO(reader(f"/charts/{name}.csv"))))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_coincidences_sum_to_the_pairable_labels(reader: Ask) -> None:
    rows = list(csv.reader(io.StringIO(reader("/charts/coincidences.csv"))))
    assert sum(float(cell) for row in rows[1:] for cell in row[1:]) == 12


@pytest.mark.parametrize("name", ["nothing", "versions", "sets"])
def test_a_chart_that_is_not_there_is_not_found(reader: Ask, name: str) -> None:
    reader(f"/charts/{name}.svg", status=404)
    reader(f"/charts/{name}.csv", status=404)


def test_the_receipt_holds_and_says_what_was_chosen(reader: Ask) -> None:
    text = reader("/receipt")
    assert verify_receipt(text).holds
    about = json.loads(text)["about"]
    assert "first submission" in about["basis"]
    assert "Krippendorff’s alpha with the nominal metric" in about["paragraph"]


def test_there_is_nothing_to_take_away_before_there_are_figures(
    study: Study, sign_in: SignIn
) -> None:
    other = empty_project(study)
    client = sign_in("lead")
    for path in ("receipt", "charts/labels.svg", "charts/labels.csv"):
        assert client.get(f"/p/{other}/agreement/{path}").status_code == 404


def empty_project(study: Study) -> str:
    settings = ProjectSettings("Another", "en", 2)
    return study.database.write(start_project, settings, study.users["lead"], "lead")[1]


def test_the_methods_paragraph_names_all_that_a_reader_needs(reader: Ask) -> None:
    page = words(reader())
    for said in ("nominal metric", "α = 0.", "6 sentences with two labels or more", "seed 1"):
        assert said in page
    assert "Codebook version 1" in page
    assert "Krippendorff, K. (2004)" in page


def test_annotators_see_none_of_it(study: Study, sign_in: SignIn) -> None:
    client: FlaskClient = sign_in("ana")
    paths = (*PAGES, "gamma", "receipt", "charts/labels.svg", "charts/labels.csv")
    statuses = {client.get(f"/p/{study.slug}/agreement/{path}").status_code for path in paths}
    assert statuses == {403}


@pytest.mark.parametrize("part", ["", *PAGES])
def test_researchers_read_pseudonyms_only(reader: Ask, study: Study, part: str) -> None:
    page = words(reader(f"/{part}" if part else "")).replace("A lead", "")
    for name in study.users:
        if name != "reader":
            assert not re.search(rf"\b{name}\b", page, re.IGNORECASE)


def test_a_lone_label_makes_alpha_undefined_and_the_page_explains_it(
    database: Database, sign_in: SignIn
) -> None:
    study = make_study(database, "ana", "ben")
    article = study.add_article("It rained.", "It snowed.")
    for name in ("ana", "ben"):
        study.submit(study.desk(name, article), FRAMING, FRAMING)
    page = words(sign_in("lead").get(f"/p/{study.slug}/agreement").text)
    assert "nothing shows whether people can tell the labels apart" in page
