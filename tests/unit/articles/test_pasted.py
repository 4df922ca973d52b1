import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.pasted import read_pasted

# Invented pages as they are copied from a browser; each line begins with the zone it is in, and
# a bar parts a credit from the caption or paragraph before it.
ENGLISH = """\
furniture: We use cookies to improve your experience. By continuing you agree to our cookie policy.
furniture: Accept all
furniture: CourierTop IslandNews
furniture: Home | Politics | Business | Sport
furniture: Ferry strike enters third week as talks collapse: who blinks first?
furniture: Search
headline: Ferry strike enters third week as talks collapse: who blinks first?
deck: Islanders say they are running out of medicine. The company blames the union.
byline: By MIRA OLDANE and TEO BRASK
byline: Published 14 March 2024, 09:15
byline: Updated 15 March 2024, 07:00
furniture: 4 min read
caption: Crews at the port of Varnholm on Jan. 3, 2023. |Photo: Lena Torv / Nordbild
body: Talks between the ferry company Havnlink and its crews collapsed on Wednesday night, \
leaving the island of Skarn without a regular connection for a third week.
body: “We were ready to sign,” said union leader Pia Holst. “They were not.”
body: Empty shelves
body: Shops on the island have begun to ration milk, according to the mayor, who called on both \
sides to return to the table before the weekend.
caption: FILE - The ferry Skarn II lies at its berth in Varnholm in November 2023. \
|(AP Photo/Ivo Land, Pool)
furniture: Advertisement
furniture: Read more: How the strike began
body: By continuing the strike, the union risks its own members’ jobs, the company wrote.
body: Havnlink denies that it walked out. In a statement it said the union had asked for twice \
what was offered in January.
byline: Jon Vester contributed to this report from Skarn.
furniture: Related articles
furniture: The ferry company lost money for four years in a row, its annual report shows.
furniture: Comments (12)
furniture: I think the crews are right to ask for more money after so many years of waiting, and \
I would say the same if I were the mayor of this or of any other island in the whole of the sea.
furniture: I do not think so at all, because nobody on the mainland ever got such a good offer, \
and the money has to come from somewhere, which nobody on this page seems to be aware of at all.
furniture: © 2024 The Varnholm Courier. All rights reserved.
"""
SERBIAN = """\
furniture: Politika
furniture: Društvo
furniture: Najava protesta
headline: Meštani Donjeg Lipova blokirali put: „Nećemo rudnik“
deck: Ministarstvo tvrdi da dozvola još nije izdata i poziva na razgovor
byline: Piše: Jelena Marić
byline: 12.03.2024. 18:40
furniture: Podeli
body: Meštani Donjeg Lipova blokirali su u utorak put kod Kamenca tražeći da se obustavi projekat \
rudnika koji, kako kažu, ugrožava izvor pitke vode.
credit: Foto: Agencija Vest/M. Savić
body: „Došli smo da branimo vodu. Nećemo se povući“, rekao je jedan od organizatora, Petar Lukić.
body: Ministarstvo je saopštilo da dozvola nije izdata, navodi se u saopštenju od 11. marta.
furniture: Pročitajte još: Šta piše u studiji uticaja
body: Protest je završen oko 21 čas bez incidenata.
byline: Izvor: Vest
furniture: Tagovi: rudnik, Lipovo
furniture: Najčitanije
furniture: Sutra pljuskovi u celoj zemlji, temperatura do 15 stepeni.
furniture: Komentari
"""
GERMAN = """\
furniture: Startseite
furniture: Politik
headline: Stadtrat von Lomberg stimmt für umstrittenes Hochwasserbecken
deck: Nach zehn Jahren Streit fällt die Entscheidung knapp aus. Die Gegner wollen klagen.
byline: Von Karla Ahrens
byline: Stand: 12. März 2024, 17:03 Uhr
body: LOMBERG (dpa) - Der Stadtrat von Lomberg hat am Dienstag mit 21 zu 20 Stimmen für den Bau \
des Hochwasserbeckens gestimmt, das seit zehn Jahren die Stadt entzweit.
body: Bürgermeister Udo Kern sprach von einem «historischen Tag». Die Gegner wollen klagen.
caption: Blick auf die Lomberger Aue |(Archivbild: Jo Sand/Bildhaus)
body: Was das Becken kostet
body: Nach Angaben der Verwaltung kostet das Becken 48 Millionen Euro, von denen das Land 30 \
Millionen trägt.
body: - Land: 30 Millionen Euro
body: - Stadt: 12 Millionen Euro
body: Den Rest tragen die Anlieger über eine Abgabe, die der Rat im Herbst beschließen will.
furniture: Mehr zum Thema
furniture: Warum das Becken so lange umstritten war
furniture: Kommentare
"""
FRENCH = """\
furniture: Accueil
headline: À Valmorin, le marché couvert rouvre après trois ans de travaux
byline: Par Odile Ferrand
byline: Publié le 3 mai 2023 à 10h12
body: Le marché couvert de Valmorin a rouvert mercredi, trois ans après l’incendie qui avait \
détruit sa charpente, devant une foule que la mairie évalue à deux mille personnes.
body: « C’est un jour de fête », a dit la maire. Les commerçants, eux, s’inquiètent des loyers.
furniture: Lire aussi : Les commerçants refusent la hausse
body: La mairie promet un gel des loyers pendant deux ans. |(AFP)
furniture: Partager
"""
INTERVIEW = """\
furniture: NEWS
headline: “They burned the archive first”: a librarian remembers
furniture: Interview
byline: Nadja Rehm
byline: March 2024
body: The librarian of Osk ran the archive for thirty years before the militia came. She spoke to \
us in the kitchen of her sister's flat, where the books now stand in the bath.
body: When did you know?
body: On the first evening. They came with lists, and the lists had titles on them.
body: Were you afraid?
body: Yes.
body: Now I make lists of my own. Every book that I remember is on them, with the shelf it stood \
on and who had borrowed it last.
"""
LIST_AMID = """\
headline: Dam above Osk had been leaking since spring, report says
body: The dam above Osk had been leaking since spring, according to a report that the operator \
kept to itself for half a year, and that the county's engineers say they have never seen.
body: Villagers blame the operator. The operator says that no dam is ever without a leak, and \
that nobody could have foreseen three days of rain.
furniture: Related articles
furniture: How the village was rebuilt
furniture: What a dam must withstand
body: The report, compiled by two engineers, describes cracks as long as a man's arm in the \
western wall, and recommends that the lake be lowered by a third before the winter.
body: Nothing of the kind was done, and in October the wall broke on a length of forty metres, \
as the engineers had written it would if the rain were to last for more than two days.
body: The county's prosecutor opened an inquiry on Monday. She expects it to take a year, for the \
operator's files, she said, are in three languages and in no order. |(Reporting by Bo Kern)
"""
CHINESE = """\
headline: 桥梁十年后重新开放
body: 罗姆河上的大桥在经过十年维修后于星期一重新开放，市议会表示，费用是计划的两倍。
body: 市长剪彩。“今天是个好日子，”她说。
"""
ARABIC = """\
furniture: الرئيسية
headline: إعادة فتح الجسر فوق نهر لوم بعد عشر سنوات
body: أعيد افتتاح الجسر فوق نهر لوم يوم الاثنين بعد عشر سنوات من الإصلاحات التي كلفت ضعف ما كان \
مخططا له، حسبما قال مجلس المدينة.
body: وقالت رئيسة البلدية: «هذا يوم جيد». وأضافت أن العمال يستحقون الشكر على عملهم الطويل.
"""
BARE = """\
body: The bridge over the Lom was reopened on Monday after ten years of repairs that cost twice \
as much as planned, the town council said.
body: Mayor Ina Dorn cut the ribbon. "This is a good day," she said.
"""
SHORT = """\
headline: Minister resigns
body: The minister has resigned.
body: She gave no reason.
"""
TITLED = """\
headline: Title
body: The body of it is here. And more.
"""
TITLED_IN_GERMAN = """\
headline: Überschrift
byline: Von Karla Ahrens
byline: 12. März 2024
body: Der Text steht hier. Und er geht weiter.
body: Am Ende steht ein letzter Satz.
"""
NEWSROOM = """\
headline: Bridge over the Lom reopens after ten years of repairs
byline: By RTO newsroom
body: The bridge over the Lom was reopened on Monday after ten years of repairs that cost twice \
as much as planned, the town council said.
caption: Guards at the bridge on Monday. |(Oren Vasko/NPA)
body: The council, said its leader (Udo Kern/Green List).
"""


def _text_and_zones(marked: str) -> tuple[str, list[tuple[str, str]]]:
    """The text as pasted, and each paragraph with its zone."""
    lines, expected = [], []
    for row in marked.splitlines():
        zone, line = row.split(": ", 1)
        whole, _, credit = line.partition("|") if re.search(r"\|\S", line) else (line, "", "")
        lines.append(whole + credit)
        expected.append((zone, whole.strip()))
        if credit:
            expected.append(("credit", credit))
    return "\n\n".join(lines) + "\n", expected


@pytest.mark.parametrize(
    "marked",
    [
        ENGLISH,
        SERBIAN,
        GERMAN,
        FRENCH,
        INTERVIEW,
        LIST_AMID,
        CHINESE,
        ARABIC,
        BARE,
        SHORT,
        TITLED,
        TITLED_IN_GERMAN,
        NEWSROOM,
    ],
)
def test_each_line_of_a_pasted_page_is_in_its_zone(marked: str) -> None:
    text, expected = _text_and_zones(marked)
    paragraphs = read_pasted(text).paragraphs
    assert [(p.zone.value, text[p.start : p.end]) for p in paragraphs] == expected


@pytest.mark.parametrize(
    ("marked", "title", "byline", "outlet", "on"),
    [
        (
            ENGLISH,
            "Ferry strike enters third week as talks collapse: who blinks first?",
            "Mira Oldane and Teo Brask",
            "",
            date(2024, 3, 14),
        ),
        (
            SERBIAN,
            "Meštani Donjeg Lipova blokirali put: „Nećemo rudnik“",
            "Jelena Marić",
            "Vest",
            date(2024, 3, 12),
        ),
        (
            GERMAN,
            "Stadtrat von Lomberg stimmt für umstrittenes Hochwasserbecken",
            "Karla Ahrens",
            "dpa",
            date(2024, 3, 12),
        ),
        (TITLED, "Title", "", "", None),
        (TITLED_IN_GERMAN, "Überschrift", "Karla Ahrens", "", date(2024, 3, 12)),
        (
            NEWSROOM,
            "Bridge over the Lom reopens after ten years of repairs",
            "RTO newsroom",
            "",
            None,
        ),
        (BARE, "", "", "", None),
    ],
)
def test_a_pasted_page_gives_its_title_byline_outlet_and_date(
    marked: str, title: str, byline: str, outlet: str, on: date | None
) -> None:
    pasted = read_pasted(_text_and_zones(marked)[0])
    assert (pasted.title, pasted.byline, pasted.outlet) == (title, byline, outlet)
    assert (pasted.published.on if pasted.published else None) == on


def test_the_date_in_a_caption_or_above_the_headline_is_not_the_articles() -> None:
    text = _text_and_zones(LIST_AMID)[0].replace("headline: ", "")
    caption = "The dam on Monday, Jan. 5, 2022. (AP Photo/Ivo Land)\n"
    assert read_pasted("Tuesday, November 24, 2026\n\n" + text + caption).published is None


@pytest.mark.parametrize("written", ["05/03/2024", "31 February 2024", "2024-02-30"])
def test_a_date_that_cannot_be_told_is_left_empty_with_a_note(written: str) -> None:
    text = _text_and_zones(NEWSROOM)[0]
    pasted = read_pasted(text.replace("newsroom", f"newsroom\n\nPublished {written}, 09:15"))
    assert pasted.published is None
    assert [note for note in pasted.notes if f"“{written}”" in note and "left empty" in note]
    dated = read_pasted(text.replace("newsroom", f"newsroom\n\n{written}\n\n14 March 2024"))
    assert dated.published is not None
    assert not any("left empty" in note for note in dated.notes)


def test_lines_cut_at_a_fixed_width_are_reported() -> None:
    text = (
        "The bridge over the Lom was reopened on Monday after ten years\n"
        "of repairs that cost twice as much as planned, the town council\n"
        "said in a statement on its website, which was later\n"
        "withdrawn without a word.\n"
    )
    pasted = read_pasted(text)
    assert any("fixed width" in note for note in pasted.notes)
    assert {p.zone.value for p in pasted.paragraphs} == {"body"}
    assert pasted.title == ""


def test_a_text_without_a_headline_asks_for_one() -> None:
    assert any("title" in note for note in read_pasted(_text_and_zones(BARE)[0]).notes)


PIECES = st.sampled_from(
    [
        "The mayor said on Monday that the bridge would be open by the end of the year.",
        "Menu",
        "By Ina Dorn",
        "Comments (3)",
        "The old bridge. (AP Photo/Ivo Land)",
        "LOM (Reuters) - Work has begun.",
        "14 March 2024",
        "Bridge opens",
        "\u2028",
        "\u00a0 x \u00a0",
        "()[]",
        "桥梁重新开放。",
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=25).map("\n".join))
def test_every_visible_character_is_in_exactly_one_paragraph(text: str) -> None:
    covered = [0] * len(text)
    for paragraph in read_pasted(text).paragraphs:
        piece = text[paragraph.start : paragraph.end]
        assert piece == piece.strip()
        assert piece
        assert paragraph.reason
        for position in range(paragraph.start, paragraph.end):
            covered[position] += 1
    assert max(covered, default=0) <= 1
    assert all(
        character.isspace() for character, times in zip(text, covered, strict=True) if not times
    )
