from io import BytesIO
from zipfile import ZipFile

from annotator.articles.refused import headers, mendable
from annotator.articles.sources import Failed


def test_rows_stand_under_the_first_row_of_their_own_file() -> None:
    rows = [
        Failed("a.csv row 3", "Too short.", "x;y"),
        Failed("b.jsonl line 1", "Not JSON.", "{"),
        Failed("a.csv row 9", "Too short.", "z;w"),
        Failed("c.png", "A picture."),
    ]
    file = mendable(rows, {"a.csv": "title;text"})
    assert file.name == "refused.zip"
    with ZipFile(BytesIO(file.content)) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found["1-a-refused.csv"] == "title;text\nx;y\nz;w\n"
    assert found["2-b-refused.jsonl"] == "{\n"
    assert found["refused.txt"].splitlines()[-1] == "c.png\tA picture."


def test_refused_files_alone_make_a_list() -> None:
    file = mendable([Failed("c.png", "A picture.")], {})
    assert (file.name, file.content) == ("refused.txt", b"c.png\tA picture.\n")


def test_the_names_in_the_archive_are_ours() -> None:
    rows = [Failed("../../etc/x.jsonl line 1", "No.", "{")]
    with ZipFile(BytesIO(mendable(rows, {}).content)) as archive:
        assert all("/" not in name and ".." not in name for name in archive.namelist())


def test_the_first_rows_of_tables_are_found_also_in_archives() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("in/a.csv", "title,text\nx,y\n")
        archive.writestr("b.txt", "Words.")
    assert headers("p.zip", packed.getvalue()) == {"p.zip/in/a.csv": "title,text"}
    assert headers("a.csv", b"sep=;\ntitle;text\nx;y\n") == {"a.csv": "sep=;\ntitle;text"}
    assert headers("a.jsonl", b'{"text": "x"}') == {}
