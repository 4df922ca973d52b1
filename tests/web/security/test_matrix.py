"""Every route, every method, every standing: the answer is the one that the table expects."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from annotator.projects.roles import Role
from annotator.web import guard
from web.security import entries
from web.security.walk import Way, knock, numbers, stated, ways
from web.security.world import ELSEWHERE, NOBODY, STANDINGS, World

# Let in: the view itself answers, even if only to say what is wrong with an empty form.
INSIDE = {200, 303, 400, 409}
MINE = {"annotator": "annotator", "lead": "lead", "researcher": "researcher"}

# Whoever does this comes to the sign-in page.
ENDS_THE_SESSION = {
    "accounts.end_session",
    "accounts.sign_out",
    "accounts.sign_out_everywhere",
}


def said(answer: TestResponse) -> str:
    """The answer in a word or two, as the table has it."""
    if answer.status_code == 303 and answer.location.startswith("/sign-in"):
        return "sign in"
    return {401: "sign in", 403: "refused", 404: "absent", 405: "no such method"}.get(
        answer.status_code, "in" if answer.status_code in INSIDE else str(answer.status_code)
    )


def expected(who: str, standing: str) -> str:
    """What the table says."""
    if standing in NOBODY:
        return "sign in"
    if who == entries.SIGNED_IN:
        return "in"
    if who == entries.ADMINISTRATOR:
        return "in" if standing == "administrator" else "refused"
    if standing in ELSEWHERE:
        return "absent"
    if who == entries.PARTICIPANT:
        return "in"
    return "in" if MINE[standing] in who.split(", ") else "refused"


def test_every_route_has_its_row_and_states_the_same(world: World) -> None:
    found = {
        endpoint: getattr(view, guard.STATED)
        for endpoint, view in world.app.view_functions.items()
        if endpoint != "static"
    }
    assert {endpoint: entries.statement(endpoint) for endpoint in found} == found
    roles = {str(role) for role in Role}
    simple = {entries.ANYONE, entries.SIGNED_IN, entries.ADMINISTRATOR, entries.PARTICIPANT}
    assert all(one in simple or set(one.split(", ")) <= roles for one in found.values())


def test_the_table_names_no_route_that_is_gone(world: World) -> None:
    named = {endpoint for endpoints in entries.ENTRIES.values() for endpoint in endpoints}
    assert named <= set(world.app.view_functions)
    assert set(entries.OPEN) == entries.ENTRIES[entries.ANYONE]


@pytest.mark.slow
@pytest.mark.parametrize("standing", STANDINGS)
def test_each_person_gets_in_where_the_table_says_and_nowhere_else(
    world: World, standing: str
) -> None:
    wrong = {}
    count = 0
    for way in ways(world.app):
        who = stated(world.app, way)
        if who == entries.ANYONE:
            continue
        count += 1
        found = said(knock(world, way, standing))
        wanted = "sign in" if way.endpoint in ENDS_THE_SESSION else expected(who, standing)
        if found != wanted:
            wrong[str(way)] = f"{found}, not {wanted}"
    assert not wrong
    assert count > 50


@pytest.mark.slow
@pytest.mark.parametrize("standing", STANDINGS)
def test_what_is_open_to_anyone_gives_nothing_to_a_wrong_secret(
    world: World, standing: str
) -> None:
    for way in ways(world.app):
        if stated(world.app, way) == entries.ANYONE:
            answer = knock(world, way, standing)
            assert answer.status_code in entries.OPEN[way.endpoint], str(way)


@pytest.mark.slow
@pytest.mark.parametrize("standing", ["annotator", "lead", "researcher", "other lead"])
def test_rows_of_another_project_or_person_do_not_exist(world: World, standing: str) -> None:
    before = world.rows(world.there)
    wrong = {}
    for way in ways(world.app):
        who = stated(world.app, way)
        if who == entries.ANYONE or expected(who, standing) != "in":
            continue
        for name in numbers(way.rule):
            answer = knock(world, way, standing, foreign=name)
            if answer.status_code != 404:
                wrong[f"{way} with a foreign {name}"] = answer.status_code
    assert not wrong
    assert world.rows(world.there) == before


@pytest.mark.slow
def test_methods_that_a_route_does_not_take_are_refused(world: World) -> None:
    for standing in ("anonymous", "lead", "annotator"):
        for way in ways(world.app):
            for method in {"PUT", "PATCH", "DELETE", "TRACE", "CONNECT"} - (
                way.rule.methods or set()
            ):
                answer = knock(world, Way(way.rule, method), standing)
                assert answer.status_code == 405, f"{way} by {method}"


def test_the_table_misses_a_route_that_nobody_entered() -> None:
    app = Flask("careless")
    app.add_url_rule("/p/<slug>/secret", view_func=guard.anyone(lambda slug: slug), endpoint="x.y")
    with pytest.raises(AssertionError, match="has 0 rows"):
        [entries.statement(way.endpoint) for way in ways(app)]
