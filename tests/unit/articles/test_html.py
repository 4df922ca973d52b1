import socket
from datetime import date

import pytest

from annotator.articles.html import extract
from annotator.articles.zones import Zone
from annotator.errors import Invalid

FIRST = (
    "The covered market of Valmorin reopened on Wednesday, three years after the fire that"
    " destroyed its roof, before a crowd that the town puts at two thousand."
)
SECOND = "“This is a feast day,” said the mayor. The stallholders worry about their rents."
LAST = (
    "The town promises that rents will stay as they are for two years, whatever the market earns."
)
LINKED_DATA = """
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebPage", "name": "Valmorin Post"},
  {"@type": ["NewsArticle"], "headline": "Market reopens &amp; rents stay",
   "author": [{"@type": "Person", "name": "Odile Ferrand"}, {"name": "By Jo Sand"}],
   "datePublished": "2023-05-03T23:12:00+02:00", "publisher": {"name": "The Valmorin Post"},
   "description": "After three years, the stallholders are back", "inLanguage": "en-GB",
   "mainEntityOfPage": {"@id": "https://post.example/market"}}]}</script>
"""
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/p'>Politics</a></li></ul></nav>"
ARTICLE = f"""
<article><header><h1>Market reopens &amp; rents stay</h1>
<p>After three years, the stallholders are back.</p><p>3 May 2023, 23:12</p></header>
<figure><img src="https://tracker.example/a.png"><figcaption>The hall on Wednesday. (Ivo Land/AFP)
</figcaption></figure>
<div class="article-body"><p>{FIRST}</p><h2>Higher rents?</h2><p>{SECOND}</p>
<ul><li>Rent per stall: <b>90 crowns</b></li><li>Stalls: 41</li></ul>
<blockquote><p>We waited three years for this morning.</p></blockquote>
<p>Advertisement</p><p><a href="/fire">What caused the fire</a></p>
<figure><img src="https://tracker.example/b.png"><figcaption>The roof in 2020.</figcaption></figure>
<p>{LAST}</p></div></article>
"""


def page(body: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>Page</title>{head}</head>"
        f"<body>{MENU}{body}<footer>All rights reserved</footer></body></html>"
    )


def test_an_article_comes_out_with_its_structure_and_zones() -> None:
    found = extract(page(ARTICLE, LINKED_DATA))
    assert [(p.zone.value, found.text[p.start : p.end]) for p in found.paragraphs] == [
        ("headline", "Market reopens & rents stay"),
        ("deck", "After three years, the stallholders are back."),
        ("caption", "The hall on Wednesday."),
        ("credit", "(Ivo Land/AFP)"),
        ("body", FIRST),
        ("body", "Higher rents?"),
        ("body", SECOND),
        ("body", "Rent per stall: 90 crowns"),
        ("body", "Stalls: 41"),
        ("body", "We waited three years for this morning."),
        ("furniture", "Advertisement"),
        ("caption", "The roof in 2020."),
        ("body", LAST),
    ]
    reasons = {found.text[p.start : p.end]: p.reason for p in found.paragraphs}
    assert "subhead" in reasons["Higher rents?"]
    assert "list" in reasons["Stalls: 41"]
    assert "quotation" in reasons["We waited three years for this morning."]


def test_the_stored_text_is_the_title_and_the_paragraphs_between_blank_lines() -> None:
    found = extract(page(ARTICLE, LINKED_DATA))
    assert found.text.startswith("Market reopens & rents stay\n\nAfter three years")
    assert "\n\n\n" not in found.text
    assert found.text == found.text.strip()


def test_what_the_page_states_in_json_ld_is_taken() -> None:
    found = extract(page(ARTICLE, LINKED_DATA))
    assert (found.title, found.byline) == ("Market reopens & rents stay", "Odile Ferrand, Jo Sand")
    assert (found.published_on, found.published_precision) == (date(2023, 5, 3), "day")
    assert found.outlet == "The Valmorin Post"
    assert found.url == "https://post.example/market"
    assert found.language == "en-GB"


def test_what_the_page_states_in_meta_tags_is_taken() -> None:
    meta = """
    <meta property="og:title" content="Market reopens &amp; rents stay | The Valmorin Post">
    <meta property="og:site_name" content="The Valmorin Post">
    <meta property="article:published_time" content="2023-05">
    <meta name="author" content="Odile Ferrand">
    <link rel="canonical" href="https://post.example/market">
    """
    found = extract(page(ARTICLE, meta))
    assert (found.title, found.byline) == ("Market reopens & rents stay", "Odile Ferrand")
    assert (found.published_on, found.published_precision) == (date(2023, 5, 1), "month")
    assert (found.outlet, found.url) == ("The Valmorin Post", "https://post.example/market")


def test_a_page_that_states_no_date_gets_none() -> None:
    found = extract(page(f"<article><h1>Market reopens</h1><p>{FIRST}</p><p>{LAST}</p></article>"))
    assert (found.published_on, found.published_precision) == (None, "")


@pytest.mark.parametrize(
    "stated",
    [
        '<meta property="article:published_time" content="{}T10:00:00Z">',
        '<script type="application/ld+json">{{"@type": "Report", "datePublished": "{}"}}</script>',
        '<meta name="date" content="{}">',
        '</head><body><time datetime="{}T10:00:00Z">Friday</time>',
    ],
)
@pytest.mark.parametrize("written", ["2024-02-30", "2024-13-01"])
def test_an_impossible_date_is_left_empty_with_a_note(stated: str, written: str) -> None:
    found = extract(page(ARTICLE.replace("3 May 2023, 23:12", ""), stated.format(written)))
    assert (found.published_on, found.published_precision) == (None, "")
    assert [note for note in found.notes if written in note and "on no calendar" in note]


@pytest.mark.parametrize("written", ["05/03/2024", "05-03-2024"])
def test_a_date_with_two_readings_is_left_empty_with_a_note(written: str) -> None:
    undated = ARTICLE.replace("3 May 2023, 23:12", "")
    in_meta = extract(page(undated, f'<meta name="pubdate" content="{written}">'))
    in_text = extract(page(ARTICLE.replace("3 May 2023, 23:12", f"<time>{written}</time>")))
    for found in (in_meta, in_text):
        assert (found.published_on, found.published_precision) == (None, "")
        assert [note for note in found.notes if f"“{written}”" in note and "two ways" in note]


def test_a_numeric_date_with_one_reading_is_taken() -> None:
    found = extract(page(ARTICLE, '<meta name="pubdate" content="25/03/2024">'))
    assert (found.published_on, found.published_precision) == (date(2024, 3, 25), "day")


def test_a_date_that_stands_only_in_the_text_is_taken() -> None:
    undated = ARTICLE.replace("<p>3 May 2023, 23:12</p>", "{}")
    for written in ('<time datetime="2023-05-03">Wednesday</time>', "<time>3 May 2023</time>"):
        found = extract(page(undated.replace("{}", written)))
        assert (found.published_on, found.published_precision) == (date(2023, 5, 3), "day")


HIDDEN = [
    "<p hidden>{}</p>",
    "<template><p>{}</p></template>",
    '<p style="color: red; Display : none">{}</p>',
    '<div style="visibility:hidden"><p>{}</p></div>',
    '<p aria-hidden="true">{}</p>',
    "<dialog><p>{}</p></dialog>",
]
UNSEEN = (
    "The council owes three banks a sum that it has kept from the town for more than four years."
)


@pytest.mark.parametrize("markup", HIDDEN)
@pytest.mark.parametrize("around", ["<article>{}</article>", "<div>{}</div>"])
def test_what_a_page_hides_is_left_out_and_listed(markup: str, around: str) -> None:
    part = markup.format(UNSEEN)
    found = extract(page(around.format(f"<h1>Market</h1><p>{FIRST}</p>{part}<p>{LAST}</p>")))
    assert found.text == f"Market\n\n{FIRST}\n\n{LAST}"
    assert UNSEEN in found.dropped


def test_a_hidden_piece_of_a_line_leaves_the_line_whole() -> None:
    part = FIRST.replace("fire", 'fire<span style="display:none"> of old</span>')
    found = extract(page(f"<article><h1>Market</h1><p>{part}</p><p>{LAST}</p></article>"))
    assert FIRST in found.text
    assert "of old" in found.dropped


def test_a_page_behind_an_open_dialogue_is_still_read() -> None:
    found = extract(page(f'<div aria-hidden="true">{ARTICLE}</div>'))
    assert FIRST in found.text


def test_what_a_hidden_part_states_of_the_page_counts() -> None:
    found = extract(page(f"<div hidden>{LINKED_DATA}</div>{ARTICLE}"))
    assert found.outlet == "The Valmorin Post"


def test_a_line_break_inside_a_sentence_is_a_space() -> None:
    broken = (
        "<p><b>First bold sentence</b><br>continues. It goes on about the market<br/>"
        "Valmorin has had for ages.<br>Then another line begins.<br><br>The next one does."
        "</p><p><strong>Who pays</strong><br>The town pays.</p>"
    )
    found = extract(page(f"<article><h1>Market</h1><p>{FIRST}</p>{broken}<p>{LAST}</p></article>"))
    assert found.text.split("\n\n") == [
        "Market",
        FIRST,
        "First bold sentence continues. It goes on about the market Valmorin has had for ages.",
        "Then another line begins.",
        "The next one does.",
        "Who pays",
        "The town pays.",
        LAST,
    ]


def test_a_line_break_parts_a_byline_and_a_date_from_the_text() -> None:
    lines = f"By Odile Ferrand<br>3 May 2023<br>{FIRST}"
    found = extract(page(f"<article><h1>Market</h1><p>{lines}</p><p>{LAST}</p></article>"))
    assert found.byline == "Odile Ferrand"
    assert FIRST in found.text.split("\n\n")


BRIEFLY = ["Trams stand still today.", "Nobody knows why.", "Buses run as usual."]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BRIEFLY)

REPLY = "<article><p>I walked to work, as I do on every other day.</p></article>"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<article><h1>No trams</h1>{PARAGRAPHS}</article>", ""),
        (f"<h1>No trams</h1><article>{PARAGRAPHS}</article>", ""),
        (f"<main><h1>No trams</h1><div>{PARAGRAPHS}</div></main>", LINKED_DATA),
        (
            f"<article><h1>No trams</h1><nav><a>Trains</a></nav>{PARAGRAPHS}{REPLY}</article>",
            "",
        ),
    ],
)
def test_a_short_text_that_the_page_marks_as_its_article_is_taken(body: str, head: str) -> None:
    found = extract(page(body, head.replace("Market reopens &amp; rents stay", "No trams")))
    assert found.text == "\n\n".join(["No trams", *BRIEFLY])
    assert [p.zone for p in found.paragraphs] == [Zone.HEADLINE, *[Zone.BODY] * 3]


def test_a_byline_in_the_text_stands_in_for_an_author_that_is_not_stated() -> None:
    found = extract(
        page(
            f"<article><h1>Market</h1><p>{FIRST}</p><p>{LAST}</p><p>By ODILE FERRAND</p></article>"
        )
    )
    assert found.byline == "Odile Ferrand"
    assert found.paragraphs[-1].zone is Zone.BYLINE


def test_the_captions_of_a_gallery_are_its_text() -> None:
    figures = "".join(
        f"<figure><img><figcaption>{text} Photo: Ivo Land</figcaption></figure>"
        for text in (FIRST, LAST)
    )
    found = extract(
        page(f"<article><h1>The market in pictures</h1><p>{SECOND}</p>{figures}</article>")
    )
    captions = [p for p in found.paragraphs if p.zone is Zone.CAPTION]
    assert [found.text[p.start : p.end] for p in captions] == [FIRST, LAST]


def test_the_lines_left_out_are_listed() -> None:
    found = extract(page(ARTICLE, LINKED_DATA))
    assert {"Home", "Politics", "3 May 2023, 23:12", "All rights reserved"} <= set(found.dropped)
    assert FIRST not in found.dropped


def test_a_text_that_stands_only_in_json_ld_is_taken_and_told() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Market reopens",'
        f'"isAccessibleForFree": "False", "articleBody": "{FIRST}\\n{LAST}"}}</script>'
    )
    found = extract(
        page("<article><h1>Market reopens</h1><p>Subscribe to read.</p></article>", head)
    )
    assert found.text == f"Market reopens\n\n{FIRST}\n\n{LAST}"
    assert any("JSON-LD" in note for note in found.notes)
    assert any("not free" in note for note in found.notes)


CARD = "<article><h2><a href='/a'>A title</a></h2><p>" + FIRST + "</p></article>"


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        page(""),
        page("<ul>" + "<li><a href='/x'>Politics and more news</a></li>" * 60 + "</ul>"),
        page(
            "<div>"
            + "<a href='/x'>The town council voted for the market today.</a> " * 40
            + "</div>"
        ),
        page("<p>Please enable JavaScript.</p>"),
        page("<h1>Trams</h1><p>Trams stand still today.</p>"),
        page("<article><h1>Sections</h1><p>Politics</p><p>Sport and more</p></article>"),
        page("<article><h1>Sections</h1><p>All of it:</p><p>Subscribe to read.</p></article>"),
        page(
            "<article><h1>Today</h1><ul>"
            + "<li><a href='/x'>Trams stand still</a> in the town.</li>" * 9
            + "</ul></article>"
        ),
        page("<article><h1>A</h1><p>Trams stand still today.</p></article>" * 3),
        page("<h1>Sport</h1><article><h2><a href='/a'>A</a></h2><p>We won it all.</p></article>"),
        page(CARD * 8),
        page('<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        "<html><body>" + "<div>" * 5_000 + FIRST + "</body></html>",
    ],
)
def test_a_page_without_an_article_is_refused_with_what_to_do(source: str) -> None:
    with pytest.raises(Invalid, match=r"No article was found .* paste the text instead"):
        extract(source)


def test_broken_json_ld_is_passed_over() -> None:
    found = extract(page(ARTICLE, '<script type="application/ld+json">{"@type": </script>'))
    assert found.title == "Market reopens & rents stay"


def test_no_network_connection_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[object] = []

    def refuse(*arguments: object, **_: object) -> None:
        attempts.append(arguments)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    lure = '<base href="https://tracker.example/"><link rel="amphtml" href="https://amp.example/x">'
    found = extract(page(ARTICLE, LINKED_DATA + lure))
    assert any(p.zone is Zone.BODY for p in found.paragraphs)
    assert attempts == []
