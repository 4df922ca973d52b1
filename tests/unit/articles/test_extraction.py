import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from annotator.articles import reading_process
from annotator.articles.extracted import Extracted
from annotator.articles.extraction import extract_html
from annotator.articles.reading_process import Reader, Readers
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
        extract_html(PAGE + " " * 4_000_000, time_limit=0.01)
    assert time.monotonic() - start < 5
    assert extract_html(PAGE).title == "Bridge opens"


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    """Readers of which none waits yet, ended with the test."""
    readers = Readers()
    monkeypatch.setattr(reading_process, "READERS", readers)
    yield readers
    readers.end()


def test_a_reader_that_breaks_down_is_told_as_a_page_that_cannot_be_read(
    fresh: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_process, "MODULE", "no.such.module")
    with pytest.raises(Invalid, match="paste the text instead"):
        extract_html(PAGE)
    monkeypatch.undo()
    assert fresh.waiting == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps the address space surely")
def test_a_reader_that_wants_too_much_memory_is_stopped(
    fresh: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "greedy_reader.py").write_text(
        "from annotator.articles import page_reader\n"
        "page_reader.answer = lambda kind, content: bytearray(3_000_000_000).decode()\n"
        "page_reader.limit_memory()\n"
        "page_reader.serve()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(reading_process, "MODULE", "greedy_reader")
    with pytest.raises(Invalid, match="too large or too tangled"):
        extract_html(PAGE)
    assert fresh.waiting == 0


def test_one_process_reads_many_pages_until_it_has_read_its_share(
    fresh: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_process, "MOST_TASKS", 3)
    begun: list[Reader] = []

    class Counted(Reader):
        def __init__(self) -> None:
            super().__init__()
            begun.append(self)

    monkeypatch.setattr(reading_process, "Reader", Counted)
    titles = [extract_html(PAGE.replace("Bridge opens", f"Bridge {n}")).title for n in range(7)]
    assert titles == [f"Bridge {number}" for number in range(7)]
    assert [reader.tasks for reader in begun] == [3, 3, 1]
    assert [reader.is_alive() for reader in begun] == [False, False, True]
    assert fresh.waiting == 1


def test_a_reader_that_died_while_it_waited_is_replaced(fresh: Readers) -> None:
    extract_html(PAGE)
    (waiting,) = fresh._idle
    waiting.end()
    assert extract_html(PAGE).title == "Bridge opens"


def test_a_page_that_breaks_a_used_reader_is_tried_once_in_a_new_one(
    fresh: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract_html(PAGE)
    (used,) = fresh._idle

    def die(*_: object) -> bytes:
        raise BrokenPipeError

    # As if what it had read before filled its memory.
    monkeypatch.setattr(used, "_ask", die)
    assert extract_html(PAGE).title == "Bridge opens"
    assert not used.is_alive()


def test_readers_that_nobody_needs_are_ended(
    fresh: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_process, "IDLE", 0.05)
    extract_html(PAGE)
    (reader,) = fresh._idle
    until = time.monotonic() + 5
    while reader.is_alive() and time.monotonic() < until:
        time.sleep(0.02)
    assert not reader.is_alive()
    assert fresh.waiting == 0


def test_pages_are_read_side_by_side_and_none_gets_the_answer_of_another(fresh: Readers) -> None:
    pages = [PAGE.replace("Bridge opens", f"Bridge {number}") for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        titles = [found.title for found in pool.map(extract_html, pages)]
    assert titles == [f"Bridge {number}" for number in range(24)]
    assert 1 <= fresh.waiting <= 4


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
