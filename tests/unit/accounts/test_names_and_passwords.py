import pytest

from annotator.accounts.names import checked, name_key
from annotator.accounts.passwords import hashed, matches
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


@pytest.mark.parametrize("password", ["", "x" * 14, "x" * 257])
def test_a_password_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(Invalid, match="between 15 and 256"):
        hashed(password)
