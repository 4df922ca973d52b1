"""How sign-in is slowed: for whom, for how long, and for whom not."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from annotator import clock
from annotator.accounts import passwords
from annotator.accounts.actions import add_user
from annotator.accounts.attempts.actions import begin_attempt
from annotator.accounts.limits import ADDRESS, Origin
from annotator.accounts.models import KnownDevice, SignInAttempt, User
from annotator.app import create_app
from annotator.config import Settings
from annotator.db import Database, table

pytestmark = pytest.mark.slow

PASSWORD = "seven grey herons"
WRONG = "not " + PASSWORD


@pytest.fixture(autouse=True)
def mira(database: Database) -> int:
    return database.write(add_user, "mira", "Mira Lund", passwords.hashed(PASSWORD))


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Time stands still until a test moves it."""
    now = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


@pytest.fixture
def worker(settings: Settings) -> Iterator[Flask]:
    """A second worker on the same database."""
    found = create_app(settings)
    found.config["WTF_CSRF_ENABLED"] = False
    yield found
    found.extensions["annotator.database"].close()


def enter(
    client: FlaskClient,
    password: str = PASSWORD,
    username: str = "mira",
    address: str = "192.0.2.1",
) -> TestResponse:
    return client.post(
        "/sign-in",
        data={"username": username, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )


def fail(app: Flask, times: int, username: str = "mira", address: str = "192.0.2.1") -> list[int]:
    return [enter(app.test_client(), WRONG, username, address).status_code for _ in range(times)]


def rows(database: Database) -> int:
    counted = sa.select(sa.func.count()).select_from(table(SignInAttempt))
    return database.read(lambda session: int(session.execute(counted).scalar_one()))


@pytest.mark.parametrize("username", ["mira", "nobody"])
def test_after_five_failures_even_the_right_password_waits(app: Flask, username: str) -> None:
    assert fail(app, 6, username) == [401] * 5 + [429]
    held = enter(app.test_client(), username=username)
    assert held.status_code == 429
    assert held.headers["Retry-After"] == "2"
    assert "Wait 2 seconds" in held.text
    assert f'value="{username}"' in held.text


def test_a_known_name_and_an_unknown_one_are_held_in_the_same_words(app: Flask) -> None:
    fail(app, 5, "mira")
    fail(app, 5, "nobody")
    known, unknown = (enter(app.test_client(), WRONG, name).text for name in ("mira", "nobody"))
    assert len(known) == len(unknown) - len("nobody") + len("mira")
    assert "Too many attempts failed" in known


def test_the_wait_ends_by_itself(app: Flask, moment: list[int]) -> None:
    fail(app, 5)
    moment[0] += 2_000_000
    assert enter(app.test_client()).status_code == 303


def test_a_refused_attempt_does_not_make_the_wait_longer(
    app: Flask, database: Database, moment: list[int]
) -> None:
    fail(app, 50)
    assert rows(database) == 5
    moment[0] += 2_000_000
    assert enter(app.test_client()).status_code == 303


def test_a_name_is_counted_in_every_spelling(app: Flask) -> None:
    assert fail(app, 3, "MIRA") + fail(app, 3, "ｍｉｒａ") == [401] * 5 + [429]


def test_workers_share_what_they_count(app: Flask, worker: Flask) -> None:
    assert fail(app, 3) + fail(worker, 3) == [401] * 5 + [429]


def test_guesses_sent_at_once_are_counted_like_guesses_one_after_the_other(
    app: Flask, worker: Flask, database: Database
) -> None:
    with ThreadPoolExecutor(24) as pool:
        tries = [
            pool.submit(enter, one.test_client(), f"{WRONG} {number}")
            for number in range(50)
            for one in (app, worker)
        ]
        statuses = [one.result().status_code for one in tries]
    assert sorted(statuses) == [401] * 5 + [429] * 95
    assert rows(database) == 5


def test_failures_from_many_addresses_hold_the_account(app: Flask) -> None:
    statuses = [fail(app, 1, address=f"192.0.2.{number}")[0] for number in range(7)]
    assert statuses == [401] * 5 + [429] * 2


def test_a_forged_forwarding_header_does_not_hide_the_address(
    app: Flask, database: Database
) -> None:
    for number in range(ADDRESS.free):
        database.write(begin_attempt, f"guess{number}", Origin("192.0.2.1"))
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        answer = app.test_client().post(
            "/sign-in",
            data={"username": "another", "password": WRONG},
            headers={header: "203.0.113.9"},
            environ_overrides={"REMOTE_ADDR": "192.0.2.1"},
        )
        assert answer.status_code == 429
    assert enter(app.test_client(), address="192.0.2.2").status_code == 303


def test_one_address_has_a_whole_network_of_ipv6(app: Flask, database: Database) -> None:
    for number in range(ADDRESS.free):
        database.write(begin_attempt, f"guess{number}", Origin("2001:db8:1:2::/64"))
    assert fail(app, 1, "another", "2001:db8:1:2:9::9") == [429]
    assert fail(app, 1, "another", "2001:db8:1:3:9::9") == [401]


def test_a_browser_that_signed_in_before_is_not_held_by_failures_from_elsewhere(
    app: Flask, database: Database
) -> None:
    mine = app.test_client()
    assert enter(mine).status_code == 303
    mine.post("/sign-out")
    for number in range(ADDRESS.free):
        database.write(begin_attempt, f"guess{number}", Origin("192.0.2.1"))
    fail(app, 6, address="192.0.2.9")
    assert enter(app.test_client()).status_code == 429
    assert enter(mine).status_code == 303


def test_a_browser_that_signed_in_before_is_held_by_its_own_failures(app: Flask) -> None:
    mine = app.test_client()
    enter(mine)
    mine.post("/sign-out")
    assert [enter(mine, WRONG).status_code for _ in range(6)] == [401] * 5 + [429]
    assert enter(mine).status_code == 429
    assert enter(app.test_client(), address="192.0.2.7").status_code == 303


def test_signing_in_clears_a_browsers_own_failures(app: Flask, moment: list[int]) -> None:
    mine = app.test_client()
    enter(mine)
    for _ in range(3):
        moment[0] += 1
        mine.post("/sign-out")
        assert [enter(mine, WRONG).status_code for _ in range(4)] == [401] * 4
        moment[0] += 1
        assert enter(mine).status_code == 303


def test_a_browser_known_to_one_person_is_not_known_to_another(
    app: Flask, database: Database
) -> None:
    database.write(add_user, "boris", "Boris", passwords.hashed(PASSWORD))
    mine = app.test_client()
    enter(mine)
    fail(app, 5, "boris")
    assert enter(mine, username="boris").status_code == 429


def test_a_browser_is_known_to_each_person_who_signs_in_with_it(
    app: Flask, database: Database
) -> None:
    database.write(add_user, "boris", "Boris", passwords.hashed(PASSWORD))
    shared = app.test_client()
    for _ in range(2):
        for name in ("mira", "boris"):
            assert enter(shared, username=name).status_code == 303
    fail(app, 5, "mira")
    fail(app, 5, "boris")
    assert enter(shared, username="mira").status_code == 303
    assert enter(shared, username="boris").status_code == 303
    assert len(device_hashes(database)) == 2


def test_a_made_up_device_is_nobodys(app: Flask, database: Database) -> None:
    thief = app.test_client()
    thief.set_cookie("annotator-device", ".".join(["guess"] * 3))
    assert [enter(thief, WRONG).status_code for _ in range(6)] == [401] * 5 + [429]
    planted = app.test_client()
    planted.set_cookie("annotator-device", "planted")
    enter(planted, username="mira", address="192.0.2.3")
    assert all("planted" not in one for one in device_hashes(database))


def test_the_device_cookie_is_kept_from_scripts_and_other_sites(
    app: Flask, database: Database
) -> None:
    client = app.test_client()
    (made,) = (
        one for one in enter(client).headers.getlist("Set-Cookie") if "annotator-device" in one
    )
    assert "HttpOnly" in made
    assert "SameSite=Lax" in made
    cookie = client.get_cookie("annotator-device")
    assert cookie is not None
    assert len(cookie.value) >= 40
    assert cookie.value not in device_hashes(database)


def test_a_wrong_password_makes_no_device_known(app: Flask, database: Database) -> None:
    client = app.test_client()
    enter(client, WRONG)
    assert client.get_cookie("annotator-device") is None
    assert not device_hashes(database)


def test_a_person_has_twenty_known_browsers_and_the_oldest_is_forgotten(
    app: Flask, database: Database
) -> None:
    oldest = app.test_client()
    enter(oldest)
    for _ in range(20):
        enter(app.test_client())
    assert len(device_hashes(database)) == 20
    fail(app, 5)
    assert enter(oldest).status_code == 429


def test_old_attempts_are_forgotten(app: Flask, database: Database, moment: list[int]) -> None:
    fail(app, 5)
    moment[0] += 25 * 3600 * 1_000_000
    assert enter(app.test_client()).status_code == 303
    assert rows(database) == 1


def test_old_attempts_are_forgotten_without_anybody_signing_in(
    app: Flask, database: Database, moment: list[int]
) -> None:
    for number in range(99):
        database.write(begin_attempt, f"guess{number}", Origin("192.0.2.1"))
    moment[0] += 25 * 3600 * 1_000_000
    fail(app, 1)
    assert rows(database) == 1


def test_a_clock_that_was_wrong_holds_nobody(app: Flask, moment: list[int]) -> None:
    moment[0] += 20 * 365 * 24 * 3600 * 1_000_000
    fail(app, 6)
    moment[0] -= 20 * 365 * 24 * 3600 * 1_000_000
    assert enter(app.test_client()).status_code == 303


def test_an_old_hash_is_made_anew_at_sign_in(app: Flask, mira: int, database: Database) -> None:
    user = table(User)
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

    def put(session: sa.orm.Session) -> None:
        session.execute(sa.update(user).where(user.c.id == mira).values(password_hash=old))

    def stored(session: sa.orm.Session) -> str:
        return str(session.execute(sa.select(user.c.password_hash)).scalar_one())

    database.write(put)
    assert enter(app.test_client(), WRONG).status_code == 401
    assert database.read(stored) == old
    assert enter(app.test_client()).status_code == 303
    fresh = database.read(stored)
    assert fresh != old
    assert enter(app.test_client()).status_code == 303
    assert database.read(stored) == fresh


def device_hashes(database: Database) -> list[str]:
    hashes = sa.select(table(KnownDevice).c.token_hash)
    return database.read(lambda session: list(session.execute(hashes).scalars()))
