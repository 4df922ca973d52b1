"""What a form names is looked up in the person's own project and work."""

import pytest

from web.security import entries
from web.security.walk import UNSAFE, Way, form, knock, number, stated, ways, without_tokens
from web.security.world import STANDINGS, World

pytestmark = pytest.mark.slow

ANSWERS = {200, 303, 400, 404, 409}


def writes(world: World) -> list[Way]:
    return [
        way
        for way in ways(world.app)
        if way.method in UNSAFE and stated(world.app, way) != entries.ANYONE
    ]


@pytest.mark.parametrize("standing", ["annotator", "lead", "researcher"])
def test_a_form_that_names_rows_of_another_project_changes_nothing_there(
    world: World, standing: str
) -> None:
    before = world.rows(world.there)
    foreign = form(world, world.there, "oana") | {"username": "oana", "ref": "ref-oana"}
    for way in writes(world):
        world.restore()
        answer = knock(world, way, standing, data=foreign, restores=False)
        assert answer.status_code in ANSWERS | {403}, f"{way}: {answer.status_code}"
        assert world.rows(world.there) == before, str(way)


def test_a_sentence_of_another_project_does_not_exist(world: World) -> None:
    own, foreign = (
        form(world, study, person) for study, person in ((world.here, "ana"), (world.there, "oana"))
    )
    mark = next(way for way in writes(world) if way.endpoint == "labelling.mark")
    assert knock(world, mark, "annotator", data=own).status_code == 303
    assert (
        knock(world, mark, "annotator", data=own | {"sentence": foreign["sentence"]}).status_code
        == 404
    )


def test_another_annotators_phrase_is_not_there_to_be_removed(world: World) -> None:
    world.restore()
    before = world.rows(world.here)["span"]
    remove = next(way for way in writes(world) if way.endpoint == "labelling.remove_phrase")
    answer = knock(world, remove, "annotator", data={"ref": "ref-ben"}, restores=False)
    assert answer.status_code < 500
    assert world.rows(world.here)["span"] == before


def test_another_annotators_copy_of_an_article_does_not_exist(world: World) -> None:
    theirs = number(world, "assignment_id", world.here, "ben")
    mine = number(world, "assignment_id", world.here, "ana")
    assert theirs != mine
    client = world.client("annotator")
    fields = form(world, world.here, "ben")
    for way in ways(world.app):
        if "assignment_id" in way.rule.arguments and way.method in {"GET", "POST"}:
            tail = way.rule.rule.partition("<number:assignment_id>")[2]
            where = f"/p/{world.here.slug}/work/{theirs}{tail}"
            assert client.open(where, method=way.method, data=fields).status_code == 404, str(way)
            gone = where.replace(f"/{theirs}", "/999999")
            other = client.open(gone, method=way.method, data=fields)
            assert other.status_code == 404


def test_what_is_not_there_and_what_is_not_yours_get_the_same_page(world: World) -> None:
    client = world.client("other lead")
    pages = [client.get(f"/p/{slug}") for slug in (world.here.slug, "nowhere-at-all")]
    assert [page.status_code for page in pages] == [404, 404]
    here, nowhere = (without_tokens(page.text) for page in pages)
    assert here == nowhere


@pytest.mark.parametrize("standing", STANDINGS)
def test_numbers_that_no_row_can_have_are_answered_calmly(world: World, standing: str) -> None:
    for bad in ("0", "-1", str(2**63 - 1), str(2**63), "1e3", "٣", "1.0", "%00", "1/../2"):
        for way in ways(world.app):
            where = way.rule.rule.replace("<slug>", world.here.slug)
            if "<number:" in where:
                for name in way.rule.arguments:
                    where = where.replace(f"<number:{name}>", bad).replace(f"<{name}>", bad)
                answer = world.client(standing).open(where, method=way.method, buffered=True)
                assert answer.status_code in {303, 308, 400, 403, 404, 405}, f"{way} with {bad}"
