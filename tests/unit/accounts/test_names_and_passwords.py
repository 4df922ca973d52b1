import unicodedata
from typing import Literal

import pytest
from argon2 import PasswordHasher

from annotator.accounts import passwords
from annotator.accounts.names import checked, name_key
from annotator.accounts.passwords import hashed, matches, renewed
from annotator.errors import Invalid

PASSWORD = "correct horse battery"


@pytest.mark.parametrize("other", ["ZOË", "zoe\u0308", "\uff3a\uff4f\u00eb"])
def test_one_name_in_many_spellings_is_one_person(other: str) -> None:
    assert name_key(other) == name_key("Zoë")


@pytest.mark.parametrize("name", ["", "   ", "two words", "a\u200bb", "x" * 65, "line\nbreak"])
def test_a_name_that_cannot_be_told_apart_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        checked(name)


def test_a_name_is_kept_as_it_was_written() -> None:
    assert checked("  Zoë ") == "Zoë"


def test_a_password_matches_its_hash_and_no_other() -> None:
    stored = hashed(PASSWORD)
    assert PASSWORD not in stored
    assert matches(stored, PASSWORD)
    assert not matches(stored, PASSWORD + "!")
    assert not matches(None, PASSWORD)
    assert not matches("!", PASSWORD)


@pytest.mark.parametrize("password", ["", "x7" * 7, "x7k" * 86])
def test_a_password_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="between 15 and 256"):
        hashed(password)


def test_with_a_second_step_eight_characters_are_enough() -> None:
    assert matches(hashed("qK7#vP2m", has_second_step=True), "qK7#vP2m")
    with pytest.raises(Invalid, match="between 8 and 256"):
        hashed("qK7#vP2", has_second_step=True)
    with pytest.raises(Invalid, match="between 15 and 256"):
        hashed("qK7#vP2m")


def test_a_password_is_one_and_the_same_on_every_keyboard() -> None:
    stored = hashed("četiri zelena čamca")
    assert matches(stored, unicodedata.normalize("NFD", "četiri zelena čamca"))
    assert matches(hashed("seven grey herons"), "ｓｅｖｅｎ\u3000ｇｒｅｙ\u3000ｈｅｒｏｎｓ")


def test_characters_are_counted_after_composition_too() -> None:
    with pytest.raises(Invalid):
        hashed(unicodedata.normalize("NFD", "čšžćđčšžćđ"))


def test_a_password_is_compared_whole() -> None:
    longest = ("heron boat lamp " * 20)[:256]
    stored = hashed(longest)
    assert matches(stored, longest)
    assert not matches(stored, longest + "x")
    assert not matches(stored, longest[:-1])
    assert not matches(stored, longest * 10_000)


def test_common_passwords_and_known_names_are_refused_with_advice() -> None:
    with pytest.raises(Invalid, match="random words"):
        hashed("1qaz2wsx3edc4rfv")
    with pytest.raises(Invalid, match="random words"):
        hashed("mira lund 2026 2026", ("Mira Lund",))


def test_a_hash_with_old_parameters_is_made_anew_and_a_current_one_is_not() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    assert matches(old, PASSWORD)
    fresh = renewed(old, PASSWORD)
    assert fresh is not None
    assert matches(fresh, PASSWORD)
    assert renewed(fresh, PASSWORD) is None


@pytest.mark.parametrize("stored", [None, "!", ""])
@pytest.mark.parametrize("password", [PASSWORD, "x" * 5000])
def test_an_answer_takes_a_comparison_whoever_was_asked_for(
    stored: str | None, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    class Watching(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002  # argon2's name
            compared.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Watching())
    assert not matches(stored, password)
    assert compared[-1] == passwords._nobody
