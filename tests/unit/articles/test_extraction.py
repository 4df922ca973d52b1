import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from annotator.articles.extracted import Extracted
from annotator.articles.extraction import extract_html
from annotator.articles.zones import Paragraph, Zone
from annotator.errors import Invalid

SENTENCE = "The bridge over the Lom was opened on Monday after ten years of work, the mayor said."
PAGE = (
    "<html lang='en'><head><meta name='author' content='Ina Dorn'></head><body><article>"
    f"<h1>Bridge opens</h1><p>{SENTENCE}</p><p>Nobody in the town expected “this day”, she"
    " added, and thanked the workers for three winters above the river.</p></article></body></html>"
)


def test_a_page_is_read_in_another_process() -> None:
    found = extract_html(PAGE)
    assert (found.title, found.byline) == ("Bridge opens", "Ina Dorn")
    assert found.text.startswith(f"Bridge opens\n\n{SENTENCE}\n\nNobody")
    assert found.paragraphs[0].zone is Zone.HEADLINE
    assert found.extractor.startswith("trafilatura ")


def test_a_page_without_an_article_is_refused_across_the_process() -> None:
    with pytest.raises(Invalid, match="paste the text instead"):
        extract_html("<html><body><nav><a href='/'>Home</a></nav></body></html>")


def test_a_page_that_takes_too_long_is_given_up() -> None:
    start = time.monotonic()
    with pytest.raises(Invalid, match=r"within 0\.01 seconds.*paste the text instead"):
        extract_html(PAGE, time_limit=0.01)
    assert time.monotonic() - start < 5


def test_a_reader_that_breaks_down_is_told_as_a_page_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotator.articles.extraction.MODULE", "no.such.module")
    with pytest.raises(Invalid, match="paste the text instead"):
        extract_html(PAGE)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps the address space surely")
def test_a_reader_that_wants_too_much_memory_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "greedy_reader.py").write_text(
        "from annotator.articles.page_reader import limit_this_process\n"
        "limit_this_process()\n"
        "bytearray(3_000_000_000)\n"
        'print(\'{"refused": "there was no limit"}\')\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("annotator.articles.extraction.MODULE", "greedy_reader")
    with pytest.raises(Invalid, match="too large or too tangled"):
        extract_html(PAGE)


def test_the_reading_libraries_stay_out_of_this_process() -> None:
    code = (
        "import sys, annotator.articles.understanding;"
        "sys.exit('trafilatura' in sys.modules or 'lxml' in sys.modules)"
    )
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": path}, check=False)
    assert done.returncode == 0


def test_what_is_extracted_survives_the_way_between_processes() -> None:
    found = Extracted(
        title="Bridge opens",
        outlet="",
        byline="",
        published_on=date(2024, 3, 14),
        published_precision="day",
        url="",
        language="en",
        text="Bridge opens 🌉",
        paragraphs=(Paragraph(0, 14, Zone.HEADLINE, "the headline"),),
        dropped=("Menu",),
        notes=(),
        extractor="test",
    )
    assert Extracted.from_json(found.to_json()) == found
