import io

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from annotator.articles.sources import Failed, Found, Options, read_source
from annotator.articles.sources.pdf_lines import PrintedLine, unwrap
from annotator.articles.zones import Zone
from pdf_file import Printed, article, pdf

FIRST = "HESTVIK (Reuters) — The ferry line to Ansel closed on Monday. It was old."
SECOND = "The mayor denied that the town had been told. “We read it in the paper,” she said."
LONG = (
    "Some forty families on the far shore will have to drive for two hours around the lake to reach"
    " the school, the doctor and the only shop that is open in winter, as the council has known"
    " since the first report of its own engineers in the spring of that year."
)
TITLE = "Ferry line to Ansel closes"


def one(name: str, raw: bytes) -> Found:
    (item,) = read_source(name, raw, Options())
    assert isinstance(item, Found), item
    return item


def refused(name: str, raw: bytes) -> str:
    (item,) = read_source(name, raw, Options())
    assert isinstance(item, Failed)
    assert item.source == name
    return item.reason


def parts(found: Found) -> list[tuple[str, str]]:
    article = found.understood
    return [(p.zone.value, article.text[p.start : p.end]) for p in article.paragraphs]


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_keeps_its_structure_as_paragraphs() -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("By Ola Brandt")
    document.add_paragraph(FIRST)
    document.add_heading("What now", 1)
    document.add_paragraph("a bus on Mondays", style="List Bullet")
    document.add_paragraph("We read it in the paper", style="Quote")
    document.add_paragraph("The pier on Monday", style="Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Fare", "9 crowns"
    document.add_paragraph(SECOND)
    document.sections[0].header.paragraphs[0].text = "Hestvik Post"
    found = one("a.docx", saved(document))
    assert parts(found) == [
        ("headline", TITLE),
        ("byline", "By Ola Brandt"),
        ("body", FIRST),
        ("body", "What now"),
        ("body", "a bus on Mondays"),
        ("body", "We read it in the paper"),
        ("caption", "The pier on Monday"),
        ("body", "Fare | 9 crowns"),
        ("body", SECOND),
    ]
    article = found.understood
    assert (article.title, article.byline) == (TITLE, "Ola Brandt")
    assert article.dropped == ("Hestvik Post",)
    assert "subhead" in article.paragraphs[3].reason
    assert article.extractor.startswith("python-docx ")


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    paragraph = document.add_paragraph("The ferry ")
    for tag, text_tag, words in (("ins", "t", "closed"), ("del", "delText", "opened")):
        run = parse_xml(
            f'<w:{tag} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            f' w:id="1" w:author="A"><w:r><w:{text_tag}>{words}</w:{text_tag}></w:r></w:{tag}>'
        )
        paragraph._p.append(run)
    paragraph.add_run(" on Monday, the company said.")
    assert (
        "The ferry closed on Monday, the company said."
        in one("a.docx", saved(document)).understood.text
    )


def test_a_word_document_without_text_and_other_office_files_are_refused() -> None:
    assert "no text" in refused("a.docx", saved(docx.Document()))
    assert "no Word document" in refused(
        "a.docx", b"PK\x03\x04" + saved(docx.Document())[4:900]
    ) or ("damaged" in refused("a.docx", b"PK\x03\x04" + saved(docx.Document())[4:900]))


def test_a_pdf_s_lines_become_the_paragraphs_that_were_printed() -> None:
    paragraphs = [FIRST, SECOND, "A short one.", LONG] * 12
    found = one("a.pdf", article(TITLE, paragraphs, head="Hestvik Post, 5 March"))
    assert found.understood.text.split("\n\n") == [TITLE, *paragraphs]
    assert found.understood.title == TITLE
    assert found.understood.outlet == "Reuters"
    assert found.understood.dropped[:2] == ("Hestvik Post, 5 March", "Page 1")
    zones = {paragraph.zone for paragraph in found.understood.paragraphs}
    assert zones == {Zone.HEADLINE, Zone.BODY}


def test_a_word_that_a_hyphen_parts_is_put_together_and_told() -> None:
    def line(text: str, number: int, right: float) -> PrintedLine:
        return PrintedLine(text, 70, right, 300 + 13 * number, 11, 1, 842)

    found = unwrap(
        [
            line("The ferry has been dis-", 0, 200),
            line("continued since a well-", 1, 200),
            line("known storm.", 2, 130),
        ]
    )
    assert found.paragraphs == ("The ferry has been discontinued since a wellknown storm.",)
    assert found.joined == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        "The ferry line to Ansel closed on",
        "Monday. The company said that it",
        "had lost money for many years and",
    ]
    right = [
        "saw no other way out. The mayor",
        "denied that the town was told of",
        "it before. Nobody came.",
    ]
    lines = [Printed(text, 60, 700 - 13 * n) for n, text in enumerate(left)]
    lines += [Printed(text, 320, 700 - 13 * n) for n, text in enumerate(right)]
    found = one("a.pdf", pdf([lines]))
    assert found.understood.text == " ".join([*left, *right])


SCAN = "q 400 0 0 600 90 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf([[]], drawing=SCAN), "OCR"),
        (pdf([[], []]), "OCR"),
        (pdf([[Printed("12", 70, 700)]]), "next to no text"),
        (b"%PDF-1.7 and then nothing of it", "damaged"),
        (article(TITLE, [LONG])[:700], "damaged"),
        (
            pdf(
                [[Printed(LONG, 70, 700)]],
                extra="/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O "
                f"({'a' * 32}) /U ({'b' * 32}) >> /ID [<00> <00>] ",
            ),
            "locked with a password",
        ),
        (pdf([[]] * 201), "more than 200 pages"),
    ],
    ids=["scan", "no text", "a number", "nonsense", "cut off", "locked", "too long"],
)
def test_a_hopeless_pdf_is_refused_with_what_to_do(raw: bytes, reason: str) -> None:
    told = refused("a.pdf", raw)
    assert reason in told
    assert "paste it" in told or "OCR" in told
