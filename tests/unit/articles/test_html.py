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
