import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from annotator.labelling import actions as labelling
from factories import ATTRIBUTION, CLAIM, DENIAL, FRAMING, NONE, Study, act

Ask = Callable[..., str]
Statements = Callable[[], AbstractContextManager[list[str]]]

BENS_BRIDGE = 2  # the second assignment made
LINK = r'<td class="heat-\d[^>]*>\s*<a href="([^"]*)"[^>]*>(\d+)</a>'


def opened(html: str) -> list[str]:
    """The sentences that a page lists, without their neighbours."""
    return re.findall(r'<span class="disputed">([^<]*)</span>', html)


@pytest.mark.parametrize(
    ("row", "column", "sentences"),
    [
        (CLAIM, CLAIM, ["The bridge opened."]),
        (CLAIM, DENIAL, ["The town cheered."]),
        (DENIAL, CLAIM, ["The town cheered."]),
        (DENIAL, DENIAL, ["The ferry sank."]),
        (FRAMING, CLAIM, ["Nobody was told."]),
        (NONE, NONE, ["A band played.", "It rained."]),
        (NONE, CLAIM, []),
    ],
)
def test_a_cell_opens_exactly_its_sentences(
    reader: Ask, row: int, column: int, sentences: list[str]
) -> None:
    assert opened(reader(f"/sentences?row={row}&column={column}")) == sentences


def test_every_cell_shows_how_many_sentences_its_link_opens(reader: Ask, study: Study) -> None:
    for path in ("", "/matrix?first=P3&second=P4"):
        links = re.findall(LINK, reader(path))
        assert links
        for url, count in links:
            below = url.replace("&amp;", "&").removeprefix(f"/p/{study.slug}/agreement")
            assert len(opened(reader(below))) == int(count)


def test_the_cells_of_a_pair_say_who_said_what(reader: Ask) -> None:
    assert opened(reader(f"/sentences?row={FRAMING}&column={CLAIM}&first=P3&second=P4")) == [
        "Nobody was told."
    ]
    assert opened(reader(f"/sentences?row={CLAIM}&column={FRAMING}&first=P4&second=P3")) == [
        "Nobody was told."
    ]
    assert opened(reader(f"/sentences?row={CLAIM}&column={FRAMING}&first=P3&second=P4")) == []


def test_a_label_opens_the_sentences_to_which_anybody_gave_it(reader: Ask) -> None:
    assert opened(reader(f"/sentences?row={DENIAL}")) == ["The town cheered.", "The ferry sank."]


def test_a_sentence_shows_its_neighbours_and_what_each_person_said(reader: Ask) -> None:
    page = reader(f"/sentences?row={NONE}&column={NONE}")
    assert '<span class="is-dimmed">The town cheered.</span>' in page
    assert page.count("left unlabelled when submitting") == 1
    assert re.search(r"P3</span>.*P4</span>", page, re.DOTALL)
    assert "ana" not in re.sub(r"<[^>]+>", " ", page).lower().split()


def test_the_labels_shown_are_those_submitted_first(reader: Ask, study: Study) -> None:
    study.database.write(labelling.reopen, study.reload("ben", BENS_BRIDGE), act())
    study.submit(study.reload("ben", BENS_BRIDGE), ATTRIBUTION, CLAIM, NONE)
    page = reader(f"/sentences?row={CLAIM}&column={CLAIM}")
    assert opened(page) == ["The bridge opened."]
    assert "Attribution" not in page


def test_leads_go_on_to_review_and_researchers_do_not(lead: Ask, reader: Ask) -> None:
    path = f"/sentences?row={CLAIM}&column={DENIAL}"
    assert "Open in review" in lead(path)
    assert "Open in review" not in reader(path)


def test_htmx_gets_the_part_that_the_page_includes(reader: Ask) -> None:
    path = f"/sentences?row={CLAIM}&column={DENIAL}"
    whole, part = reader(path), reader(path, **{"HX-Request": "true"})
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip() in whole


@pytest.mark.parametrize(
    "path",
    [
        "/sentences",
        "/sentences?row=999",
        "/sentences?row=1&column=999",
        "/sentences?row=1&column=2&first=P3",
        "/sentences?row=1&column=2&first=P3&second=P3",
        "/sentences?row=1&column=2&first=P3&second=P99",
    ],
)
def test_what_is_not_there_is_not_found(reader: Ask, path: str) -> None:
    reader(path, status=404)


def test_a_number_that_is_none_is_refused(reader: Ask) -> None:
    reader("/sentences?row=claim", status=400)


def test_a_long_list_comes_in_pages_with_a_fixed_number_of_queries(
    reader: Ask, study: Study, statements: Statements
) -> None:
    path = f"/sentences?row={CLAIM}&column={DENIAL}"
    reader(path)
    with statements() as short:
        reader(path)
    article = study.add_article(*(f"Sentence number {at} stands here." for at in range(30)))
    study.submit(study.desk("ana", article), *[CLAIM] * 30)
    study.submit(study.desk("ben", article), *[DENIAL] * 30)
    reader(path)
    with statements() as long:
        first = reader(path)
    second = reader(f"{path}&page=2")
    assert len(long) == len(short)
    assert len(opened(first)) == 25
    assert "1 to 25 of 31" in first
    assert opened(first) + opened(second) == [
        "The town cheered.",
        *(f"Sentence number {at} stands here." for at in range(30)),
    ]
    assert opened(reader(f"{path}&page=99")) == opened(second)
