import csv
import io
import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.articles.sources import Failed, Found, Options, columns_of, how_many, read_source
from annotator.articles.zones import Zone
from annotator.errors import Invalid

TEXT = (
    "The ferry line to Ansel closed on Monday. The company said it had lost money for years.\n\n"
    "The mayor denied that the town had been told. “We read it in the paper,” she said."
)
PLAIN = Options()


def jsonl(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def read(name: str, raw: bytes, options: Options = PLAIN) -> tuple[list[Found], list[Failed]]:
    items = list(read_source(name, raw, options))
    return (
        [item for item in items if isinstance(item, Found)],
        [item for item in items if isinstance(item, Failed)],
    )


ROW = {
    "id": 17,
    "headline": "Ferry closes",
    "body": TEXT,
    "authors": [{"name": "Ola Brandt"}, {"name": "Bo Lind"}],
    "published_at": "2024-03-05T23:30:00+05:00",
    "source": "Hestvik Post",
    "url": "https://post.example/ferry",
    "lang": "en-GB",
    "licence": "CC BY 4.0",
}


def test_a_row_becomes_an_article_with_all_that_it_states() -> None:
    (found,), failed = read("a.jsonl", jsonl(ROW))
    article = found.understood
    assert not failed
    assert (found.source, found.external_id) == ("a.jsonl line 1", "17")
    assert article.text == f"Ferry closes\n\n{TEXT}"
    assert (article.title, article.byline) == ("Ferry closes", "Ola Brandt, Bo Lind")
    assert (article.outlet, article.url) == ("Hestvik Post", "https://post.example/ferry")
    assert (article.published_on, article.published_precision) == (date(2024, 3, 5), "day")
    assert article.published_as == "2024-03-05T23:30:00+05:00"
    assert (article.language, article.text_licence, article.encoding) == (
        "en",
        "CC BY 4.0",
        "utf-8",
    )
    assert [p.zone for p in article.paragraphs] == [Zone.HEADLINE, Zone.BODY, Zone.BODY]
    assert found.raw == jsonl(ROW)


def test_a_title_with_which_the_text_begins_is_not_put_above_it_again() -> None:
    (found,), _ = read("a.jsonl", jsonl({"title": "Ferry closes", "text": f"Ferry closes\n{TEXT}"}))
    assert found.understood.text == f"Ferry closes\n{TEXT}"
    assert found.understood.paragraphs[0].zone is Zone.HEADLINE


def test_the_language_that_a_person_gives_stands_above_the_row_s_own() -> None:
    (found,), _ = read("a.jsonl", jsonl(ROW), Options("sr"))
    assert found.understood.language == "sr"


def test_an_article_in_html_is_read_as_a_page() -> None:
    html = "<p>The ferry to Ansel closed.</p><h2>Why</h2><p>It had lost money for years.</p>"
    (found,), _ = read("a.jsonl", jsonl({"title": "Ferry", "text": html}))
    assert found.understood.text.split("\n\n") == [
        "Ferry",
        "The ferry to Ansel closed.",
        "Why",
        "It had lost money for years.",
    ]


BAD_LINES = {
    "nonsense": (b"nonsense", "not valid JSON"),
    "a list": (b"[1, 2]", "not a JSON object"),
    "no text": (b'{"id": 3, "text": " "}', "no text in the column"),
    "cut off": (b'{"text": "The ferry', "not valid JSON"),
    "half a character": (b'{"text": "ok here", "title": "\\ud83d"}', "halves of characters"),
    "broken UTF-8": (b'{"text": "caf\xe9"}', "rules of UTF-8 at byte"),
    "too deep": (b'{"text": ' + b"[" * 50_000 + b"}", "nested too deeply"),
    "a huge number": (b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "number that is too long"),
    "a long title": (json.dumps({"title": "a" * 600, "text": "a"}).encode(), "600 characters"),
    "NULs between": (b"\0\0\0\0", "not valid JSON"),
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_fails_alone_and_is_kept_as_it_stands(line: bytes, reason: str) -> None:
    good = jsonl({"id": 1, "title": "Čas", "text": TEXT})
    found, (failed,) = read("a.jsonl", b"\n".join((good, line, good)))
    assert [one.source for one in found] == ["a.jsonl line 1", "a.jsonl line 3"]
    assert failed.source == "a.jsonl line 2"
    assert reason in failed.reason
    assert failed.record == line.decode("utf-8", "backslashreplace")


def test_a_line_that_is_too_long_fails_alone() -> None:
    good = jsonl({"text": TEXT})
    huge = b'{"text": "' + b"a" * 5_100_000 + b'"}'
    found, (failed,) = read("a.jsonl", b"\n".join((good, huge, good)))
    assert len(found) == 2
    assert "5.1 MB" in failed.reason


def test_mark_nul_windows_line_ends_and_empty_lines_are_borne() -> None:
    raw = b"\xef\xbb\xbf" + jsonl({"text": f"A\0{TEXT}"}) + b"\r\n\r\n" + jsonl({"text": TEXT})
    found, failed = read("a.jsonl", raw)
    assert not failed
    assert [one.source for one in found] == ["a.jsonl line 1", "a.jsonl line 3"]
    assert found[0].understood.text == f"A{TEXT}"
    assert "1 NUL character was removed." in found[0].understood.notes


def test_rows_that_all_fail_each_say_why() -> None:
    found, failed = read("a.jsonl", b"nonsense\n[1]\n")
    assert not found
    assert [one.source for one in failed] == ["a.jsonl line 1", "a.jsonl line 2"]


def test_many_bad_rows_above_good_ones_do_not_hide_the_columns() -> None:
    found, failed = read("a.jsonl", b"nonsense\n" * 80 + jsonl(ROW))
    assert (len(found), len(failed)) == (1, 80)


@pytest.mark.parametrize("unit", ['"', 'a,"b\n', '1,""\n', '",\n', '1,"x,""y\nz\n', "\n", ",,,\n"])
def test_a_hostile_table_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(length: int) -> float:
        begun = time.process_time()
        list(read_source("a.csv", b"id,text\n" + (unit * length)[:length].encode(), PLAIN))
        return time.process_time() - begun

    # Ten times the length; what grows with the square would take a hundred times as long.
    short = max(min(seconds(20_000) for _ in range(3)), 0.005)
    assert seconds(200_000) < 40 * short


def test_a_list_of_articles_is_refused_with_what_to_do() -> None:
    (failed,) = read("a.json", json.dumps([ROW]).encode())[1]
    assert "JSON Lines" in failed.reason
    assert "jq -c" in failed.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_a_table_is_read_however_it_is_written(delimiter: str, encoding: str) -> None:
    serbian = (
        "Trajekt za Ansel je ukinut u sredu. Čuvar kaže: „Niko nas nije zvao, ni žene ni đaci“;"
        ' to je "sramota"\ngodine, kaže šef.'
    )
    rows = [["id", "naslov", "tekst", "datum"], ["1", "Trajekt ukinut", serbian, "5. mart 2024."]]
    raw = table(*rows, *[["2", "b", serbian + " Ponovo.", ""]], delimiter=delimiter)
    found, failed = read("a.csv", raw.encode(encoding))
    assert not failed
    assert [one.source for one in found] == ["a.csv row 2", "a.csv row 3"]
    assert found[0].understood.text == f"Trajekt ukinut\n\n{serbian}"
    guessed = encoding == "cp1250"
    assert any("a guess" in note for note in found[0].understood.notes) == guessed


def test_the_line_with_which_spreadsheets_name_the_delimiter_is_no_row() -> None:
    raw = "sep=;\n" + table(["text", "title"], [TEXT, "Ferry"], delimiter=";")
    (found,), _ = read("a.csv", raw.encode())
    assert found.understood.title == "Ferry"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2;b;c", "3 cells, and there are 4 columns"),
        ('2;b;"c;', "quotation marks"),
        ('2;b;"c" d;e', "quotation marks"),
        ('2;b;c;"d', "quotation marks"),
        ("2;b;;", "no text in the column"),
    ],
)
def test_a_bad_row_fails_alone_and_is_kept_as_it_stands(row: str, reason: str) -> None:
    good = '1;Ferry;"{}";2024\n'.format(TEXT.replace('"', '""'))
    raw = f"id;title;text;date\n{good}{row}\n{good}{good}"
    found, (failed,) = read("a.csv", raw.encode())
    assert len(found) == 3
    assert failed.source == "a.csv row 3"
    assert reason in failed.reason
    assert failed.record == row


def test_broken_utf_8_in_one_row_fails_alone() -> None:
    good = f"1;Čuvar šuti;{TEXT.replace(chr(10), ' ')}\n".encode()
    found, (failed,) = read("a.csv", b"id;title;text\n" + good + b"2;a;caf\xe9\n" + good)
    assert len(found) == 2
    assert "UTF-8" in failed.reason


def test_a_cell_that_is_never_closed_does_not_take_the_file_with_it() -> None:
    rows = "".join(f"{number},{TEXT.splitlines()[0]!r}\n" for number in range(200))
    found, failed = read("a.csv", f'id,text\n0,"never closed\n{rows}'.encode())
    assert len(found) == 200
    assert len(failed) == 1


def test_a_first_row_that_is_a_text_is_told() -> None:
    (failed,) = read("a.csv", f'1,"{TEXT * 3}"\n2,"{TEXT}"\n'.encode())[1]
    assert "does not name the columns" in failed.reason


def test_columns_are_named_with_samples_and_a_guess() -> None:
    columns = columns_of("a.jsonl", jsonl(ROW, {**ROW, "rating": 3, "meta": {"desk": "news"}}))
    assert {column.name: column.meaning for column in columns} == {
        "id": "external_id",
        "headline": "title",
        "body": "text",
        "authors": "byline",
        "published_at": "date",
        "source": "outlet",
        "url": "url",
        "lang": "language",
        "licence": "text_licence",
        "rating": "",
        "meta.desk": "",
    }
    assert columns[0].samples == ("17", "17")
    assert max(len(sample) for column in columns for sample in column.samples) <= 160


def test_the_column_of_long_values_is_the_text_when_no_name_says_it() -> None:
    columns = columns_of("a.csv", table(["a", "b"], [TEXT * 2, "x"], [TEXT * 2, "y"]).encode())
    assert [column.meaning for column in columns] == ["text", ""]


def test_a_given_meaning_stands_above_the_guess() -> None:
    row = {"text": "Short summary.", "full": TEXT, "title": "Ferry"}
    options = Options(meaning={"full": "text", "title": ""})
    (found,), _ = read("a.jsonl", jsonl(row), options)
    assert found.understood.text == TEXT


@pytest.mark.parametrize(
    ("meaning", "reason"),
    [
        ({"nothing": "text", "body": ""}, "No column is known to hold"),
        ({"body": "words"}, "no meaning of a column"),
        ({"body": "text", "url": "text"}, "cannot both be the text"),
        ({"body": ""}, "No column is known to hold"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(meaning: dict[str, str], reason: str) -> None:
    (failed,) = read("a.jsonl", jsonl(ROW), Options(meaning=meaning))[1]
    assert reason in failed.reason


def test_what_a_row_states_wrongly_is_told_in_a_note() -> None:
    row = {"text": TEXT, "url": "post.example", "date": "03/04/2024", "language": "English!"}
    (found,), _ = read("a.jsonl", jsonl(row))
    notes = " ".join(found.understood.notes)
    assert "“post.example” does not begin with http" in notes
    assert "“03/04/2024” could be read in two ways" in notes
    assert found.understood.published_on is None
    assert found.understood.url == ""


def test_seconds_since_1970_are_a_date_with_a_note() -> None:
    for written in (1709683200, 1709683200000):
        (found,), _ = read("a.jsonl", jsonl({"text": TEXT, "date": written}))
        assert found.understood.published_on == date(2024, 3, 6)
        assert any("since 1970" in note for note in found.understood.notes)


def test_the_number_of_rows_is_known_before_they_are_read() -> None:
    raw = table(["text"], ["a\nb"], ["c"], ["d"]).encode()
    assert how_many("a.csv", raw) == 3
    assert how_many("a.jsonl", jsonl(ROW, ROW)) == 2
    assert how_many("a.jsonl", jsonl(ROW, ROW) + b"\n") == 2


def test_a_file_without_rows_says_so() -> None:
    for name, raw in (("a.jsonl", b"\n \n"), ("a.csv", b""), ("b.csv", b"text,title\n")):
        items = list(read_source(name, raw, PLAIN))
        assert all(isinstance(item, Failed) for item in items)
    with pytest.raises(Invalid, match="empty"):
        columns_of("a.csv", b" \n")


def test_what_comes_out_of_our_csv_writer_comes_back_row_by_row() -> None:
    cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1)

    @settings(deadline=None, max_examples=60)
    @given(st.lists(cells, min_size=1, max_size=5))
    def check(texts: list[str]) -> None:
        rows = [[str(number), text] for number, text in enumerate(texts)]
        items = list(read_source("a.csv", table(["id", "text"], *rows).encode(), PLAIN))
        told = [
            (item.external_id, item.understood.text) if isinstance(item, Found) else item.reason
            for item in items
        ]
        assert len(told) == len(texts)
        for text, one in zip(texts, told, strict=True):
            assert one[1] == text if isinstance(one, tuple) else not text.strip()

    check()


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.jsonl", "a.zip", "a.txt", "a.json"]))
def test_any_bytes_give_items_and_no_error(raw: bytes, name: str) -> None:
    for item in read_source(name, raw, PLAIN):
        assert isinstance(item, Found) or item.reason.endswith((".", ".jsonl", "date"))
