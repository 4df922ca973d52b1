"""Headers that ask for another method, address, host, person or shape open no door."""

import pytest

from web.security import entries
from web.security.test_matrix import expected, said
from web.security.walk import knock, stated, ways
from web.security.world import World

pytestmark = pytest.mark.slow

TRICKS = {
    "another method": {
        "X-HTTP-Method-Override": "GET",
        "X-HTTP-Method": "GET",
        "X-Method-Override": "GET",
    },
    "another address": {"X-Original-URL": "/sign-in", "X-Rewrite-URL": "/sign-in"},
    "a forged proxy": {
        "X-Forwarded-For": "127.0.0.1",
        "X-Forwarded-Host": "localhost",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Prefix": "/p/here",
        "X-Real-IP": "127.0.0.1",
        "Forwarded": "for=127.0.0.1;host=localhost;proto=https",
    },
    "another shape": {"Accept": "application/json"},
    "a fragment": {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "main"},
    "a person": {"X-Remote-User": "mira", "Remote-User": "mira", "X-Forwarded-User": "mira"},
    "a made-up password": {"Authorization": "Basic bWlyYTptaXJh"},
    "a range": {"Range": "bytes=0-10", "If-None-Match": "*"},
}


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize(
    "standing", ["anonymous", "annotator", "researcher", "other lead", "disabled"]
)
def test_no_header_lets_anybody_further_in(world: World, standing: str, trick: str) -> None:
    wrong = {}
    for way in ways(world.app):
        who = stated(world.app, way)
        if who == entries.ANYONE or expected(who, standing) == "in":
            continue
        found = said(knock(world, way, standing, headers=TRICKS[trick]))
        if found != expected(who, standing):
            wrong[str(way)] = found
    assert not wrong


def test_a_forged_proxy_changes_no_address_on_a_page(world: World) -> None:
    client = world.client("lead")
    forged = TRICKS["a forged proxy"] | {"X-Forwarded-Host": "evil.example"}
    plain, tricked = (
        client.get(f"/p/{world.here.slug}/articles", headers=headers) for headers in ({}, forged)
    )
    assert "evil.example" not in tricked.text
    assert tricked.text.count("href=") == plain.text.count("href=")
    away = world.client("anonymous").get("/", headers=forged)
    assert away.location.startswith("/sign-in")
