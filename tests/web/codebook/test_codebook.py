import re

import pytest
from markupsafe import Markup

from annotator.codebook.guidelines import html
from annotator.codebook.scheme import DEFAULT_SCHEME
from annotator.db import Database
from conftest import SignIn
from factories import make_study


@pytest.mark.parametrize("username", ["lead", "ana", "reader"])
def test_everybody_in_the_project_reads_the_labels_and_the_guidelines(
    database: Database, sign_in: SignIn, username: str
) -> None:
    study = make_study(database, "ana")
    page = sign_in(username).get(f"/p/{study.slug}/codebook").text
    for label in DEFAULT_SCHEME:
        assert label.name in page
        assert f"<kbd>{label.shortcut}</kbd>" in page
    assert "<h3>1. What you label</h3>" in page
    assert page.count("<h1") == 1
    assert "&lt;h3&gt;" not in page


def test_a_tag_in_the_guidelines_is_shown_as_text() -> None:
    found = html('<script>alert(1)</script> <img src=x onerror="go()"> [x](javascript:go())')
    assert isinstance(found, Markup)
    assert not re.search(r"<(script|img|a)\b", found)
    assert "&lt;script&gt;" in found


def test_headings_stand_below_the_title_of_the_page() -> None:
    assert html("# One\n\n###### Six") == "<h2>One</h2>\n<h6>Six</h6>\n"


def test_a_table_scrolls_inside_itself_and_carries_no_style() -> None:
    found = html("| a | b |\n| --- | --: |\n| 1 | 2 |")
    assert found.startswith('<div class="table-scroll" role="region" tabindex="0"')
    assert found.endswith("</table>\n</div>\n")
    assert '<td class="num">2</td>' in found
    assert "style" not in found


def test_a_line_break_in_the_source_stays_one() -> None:
    assert html("R1 One.\nR2 Two.") == "<p>R1 One.<br>\nR2 Two.</p>\n"
