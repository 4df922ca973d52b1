import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.uploads import Upload, Uploads, named_apart
from annotator.errors import Conflict


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "uploads")


def test_files_come_back_as_they_were_sent_until_they_are_removed(uploads: Uploads) -> None:
    key = uploads.keep([Upload("a", b"one"), Upload("../../b", b"two")])
    assert [uploads.read(key, number) for number in (0, 1)] == [b"one", b"two"]
    uploads.remove(key)
    uploads.remove(key)
    with pytest.raises(Conflict, match="upload them again"):
        uploads.read(key, 0)


def test_a_key_is_never_a_path(uploads: Uploads) -> None:
    with pytest.raises(ValueError, match="UUID"):
        uploads.read("../secret-key", 0)


def test_what_no_import_waits_for_is_swept_away(uploads: Uploads) -> None:
    kept, lost = uploads.keep([Upload("a", b"1")]), uploads.keep([Upload("a", b"2")])
    uploads.sweep([kept, uuid.uuid4().hex])
    assert uploads.read(kept, 0) == b"1"
    with pytest.raises(Conflict):
        uploads.read(lost, 0)


@given(st.lists(st.text(max_size=20)))
def test_names_are_apart_without_folders_and_never_empty(names: list[str]) -> None:
    found = named_apart(names)
    assert len(set(found)) == len(found) == len(names)
    assert all(name and "/" not in name and "\0" not in name for name in found)
