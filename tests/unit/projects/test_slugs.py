import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.projects.slugs import LONGEST, free_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Dam coverage, 2026", "dam-coverage-2026"),
        ("Élections à Zürich", "elections-a-zurich"),
        ("Медији", "project"),
        ("new", "project"),
        ("--- a ---", "a"),
    ],
)
def test_an_address_is_made_of_the_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_taken_address_gets_a_number() -> None:
    assert free_slug("Dam", frozenset({"dam", "dam-2"})) == "dam-3"


@given(st.text(), st.frozensets(st.sampled_from(["project", "project-2", "a", "a-2"])))
def test_an_address_is_plain_and_free(name: str, taken: frozenset[str]) -> None:
    found = free_slug(name, taken)
    assert found not in taken
    assert found.isascii()
    assert found.replace("-", "").isalnum()
    assert len(found) <= LONGEST + len("-9")
