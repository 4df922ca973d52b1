import io
import json
import tracemalloc
import zipfile

import docx

from annotator.articles.sources import Failed, Found, Options, archives, how_many, read_source

TEXT = (
    "Ferry closes\n\n"
    "The ferry line to Ansel closed on Monday. The company had lost money for years."
)


def packed(*files: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def read(raw: bytes) -> tuple[list[Found], list[Failed]]:
    items = list(read_source("all.zip", raw, Options()))
    return (
        [item for item in items if isinstance(item, Found)],
        [item for item in items if isinstance(item, Failed)],
    )


def test_files_of_all_kinds_are_read_out_of_an_archive() -> None:
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(file)
    rows = "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(3))
    raw = packed(
        ("a.txt", TEXT),
        ("in/b.jsonl", rows),
        ("c.docx", file.getvalue()),
        ("d.csv", f'text\n"{TEXT}"\n'),
    )
    found, failed = read(raw)
    assert not failed
    assert [one.source for one in found] == [
        "all.zip/a.txt",
        "all.zip/in/b.jsonl line 1",
        "all.zip/in/b.jsonl line 2",
        "all.zip/in/b.jsonl line 3",
        "all.zip/c.docx",
        "all.zip/d.csv row 2",
    ]


def test_a_name_is_shown_and_never_a_path() -> None:
    found, failed = read(
        packed(("../../etc/passwd", TEXT), ("/abs.txt", TEXT), ("a\u202etxt.exe", TEXT))
    )
    assert [one.source for one in found] == [
        "all.zip/../../etc/passwd",
        "all.zip//abs.txt",
        "all.zip/a\ufffdtxt.exe",
    ]
    assert not failed


def test_what_operating_systems_add_is_passed_over() -> None:
    found, failed = read(packed(("__MACOSX/._a.txt", "x"), (".DS_Store", "x"), ("a.txt", TEXT)))
    assert (len(found), failed) == (1, [])


def test_each_member_that_cannot_be_read_says_why() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", packed(("a.txt", TEXT)))
        archive.writestr("bomb.txt", b"a" * 5_000_000)
        archive.writestr(link, "a.txt")
        archive.writestr("odd.txt", TEXT, zipfile.ZIP_LZMA)
        archive.writestr("picture.png", b"\x89PNG....")
        archive.writestr("empty.txt", b"")
        archive.writestr("good.txt", TEXT)
    found, failed = read(file.getvalue())
    assert [one.source for one in found] == ["all.zip/good.txt"]
    said = {one.source.removeprefix("all.zip/"): one.reason for one in failed}
    assert "archive inside the archive" in said["inner.zip"]
    assert "times its size" in said["bomb.txt"]
    assert "link to another file" in said["link.txt"]
    assert "unusual way" in said["odd.txt"]
    assert "PNG picture" in said["picture.png"]
    assert "empty" in said["empty.txt"]


def test_a_member_that_lies_about_its_size_is_not_read_beyond_it() -> None:
    raw = bytearray(packed(("a.txt", b"a" * 3_000_000), ("b.txt", TEXT)))
    listed = raw.index(b"PK\x01\x02")
    raw[listed + 24 : listed + 28] = (1000).to_bytes(4, "little")
    tracemalloc.start()
    found, failed = read(bytes(raw))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.source for one in found] == ["all.zip/b.txt"]
    assert [one.source for one in failed] == ["all.zip/a.txt"]
    assert most < 2_000_000


def test_a_damaged_member_fails_alone() -> None:
    raw = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT)))
    raw[45:60] = b"\xff" * 15
    found, failed = read(bytes(raw))
    assert [one.source for one in found] == ["all.zip/b.txt"]
    assert "damaged" in failed[0].reason


def test_a_locked_member_fails_alone() -> None:
    raw = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT)))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in read(bytes(raw))[1][0].reason


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    raw = bytearray(packed(("a.txt", TEXT)))
    raw[-12:-10] = (65_535).to_bytes(2, "little")
    (failed,) = read(bytes(raw))[1]
    assert f"more than {archives.MAX_MEMBERS} files" in failed.reason


def test_an_archive_that_unpacks_to_too_much_stops_there() -> None:
    lines = "".join(f"{number:x} ferry\n" for number in range(30_000)).encode()
    files = [(f"{number}.txt", lines) for number in range(4)]
    most = archives.MAX_UNPACKED
    try:
        archives.MAX_UNPACKED = 2 * len(lines) + 10
        found, failed = read(packed(*files))
    finally:
        archives.MAX_UNPACKED = most
    assert len(found) + len(failed) == 4
    assert sum("unpacks to more than" in one.reason for one in failed) == 2


def test_nonsense_and_empty_archives_are_refused() -> None:
    assert "damaged" in read(b"PK\x03\x04 and so on")[1][0].reason
    assert "holds no file" in read(packed())[1][0].reason
    assert how_many("all.zip", b"PK\x03\x04 and so on") == 1


def test_a_word_document_that_would_unpack_to_far_too_much_is_refused() -> None:
    raw = packed(("[Content_Types].xml", "<a/>"), ("word/document.xml", b" " * 30_000_000))
    (failed,) = list(read_source("a.docx", raw, Options()))
    assert isinstance(failed, Failed)
    assert "would unpack to 30 MB" in failed.reason


def test_the_number_of_files_is_known_unless_one_has_rows() -> None:
    assert how_many("all.zip", packed(("a.txt", TEXT), ("b.txt", TEXT))) == 2
    assert how_many("all.zip", packed(("a.txt", TEXT), ("b.csv", TEXT))) is None
