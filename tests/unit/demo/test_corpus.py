"""The demo's articles: what the source files say, and what the importer makes of the text."""

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.articles.splitting import split_sentences
from annotator.articles.understanding import understand_text
from annotator.articles.zones import ELIGIBLE, Zone
from annotator.demo.corpus import (
    LABELS,
    TRAITS,
    DemoArticle,
    DemoPhrase,
    article_named,
    articles,
    parse,
)
from annotator.errors import Invalid, NotFound

HEAD = (
    "title: T\noutlet: O\nbyline: B\ndate: 2026-03-12\nlanguage: en\n"
    "url: https://o.example/t\nevent: e\n\n"
)

each_article = pytest.mark.parametrize(
    "article", articles(), ids=[article.slug for article in articles()]
)


@each_article
def test_the_splitter_finds_the_sentences_of_the_source_file(article: DemoArticle) -> None:
    found = split_sentences(article.pasted, article.language)
    assert [article.pasted[s.start : s.end] for s in found] == [s.text for s in article.sentences]
    assert [s.start for s in found] == [s.start for s in article.sentences]


@each_article
def test_the_importer_offers_for_labelling_what_the_source_file_labels(
    article: DemoArticle,
) -> None:
    understood = understand_text(article.pasted, article.language)
    assert understood.text == article.pasted
    eligible = [p for p in understood.paragraphs if p.zone in ELIGIBLE]
    offered = [
        at
        for at, sentence in enumerate(article.sentences)
        if any(p.start <= sentence.start < p.end for p in eligible)
    ]
    assert offered == list(article.labelled)


@each_article
def test_the_importer_reads_title_byline_and_date_from_the_text(article: DemoArticle) -> None:
    understood = understand_text(article.pasted, article.language)
    assert understood.title == article.title
    assert understood.byline == article.byline
    assert understood.published_on == article.published


@each_article
def test_an_article_has_the_parts_of_a_pasted_page(article: DemoArticle) -> None:
    paragraphs = understand_text(article.pasted, article.language).paragraphs
    assert {p.zone for p in paragraphs} == {
        "headline",
        "deck",
        "byline",
        "body",
        "caption",
        "credit",
        "furniture",
    }
    body = [p for p in paragraphs if p.zone is Zone.BODY]
    starts = [s.start for s in article.sentences]
    assert 16 <= sum(p.start <= start < p.end for p in body for start in starts) <= 28


def test_every_event_is_told_by_several_outlets() -> None:
    outlets = defaultdict(set)
    for article in articles():
        outlets[article.event].add(article.outlet)
    assert len(articles()) == 8
    assert {event: len(names) for event, names in outlets.items()} == {
        "halvet": 3,
        "bridge": 3,
        "law": 2,
    }


def test_every_label_and_every_hard_kind_is_used_often() -> None:
    sentences = [s for article in articles() for s in article.sentences]
    main = Counter(s.main for s in sentences)
    also = Counter(label for s in sentences for label in s.also)
    traits = Counter(s.trait for s in sentences)
    phrases = Counter(p.label for s in sentences for p in s.phrases)
    assert min(main[label] for label in LABELS.values()) >= 10
    assert min(also["attribution"], also["framing"]) >= 8
    assert min(traits[trait] for trait in TRAITS) >= 8
    assert min(phrases[label] for label in LABELS.values() if label != "none") >= 10


def test_sentences_and_phrases_are_named_by_exact_offsets() -> None:
    for article in articles():
        for sentence in article.sentences:
            assert article.pasted[sentence.start : sentence.end] == sentence.text
            for phrase in sentence.phrases:
                quoted = sentence.text[phrase.start : phrase.end]
                assert quoted
                assert quoted == quoted.strip()


def test_addresses_are_under_the_top_level_domain_for_examples() -> None:
    assert all(article.url.split("/")[2].endswith(".example") for article in articles())


def test_a_line_gives_label_also_labels_trait_and_phrases() -> None:
    article = parse("x", HEAD + "A+F:document| {A:The memo} has a {F:so-called} plan.\n")
    (sentence,) = article.sentences
    assert sentence.text == "The memo has a so-called plan."
    assert (sentence.main, sentence.also, sentence.trait) == (
        "attribution",
        ("framing",),
        "document",
    )
    assert sentence.phrases == (DemoPhrase(0, 8, "attribution"), DemoPhrase(15, 24, "framing"))


def test_a_line_marked_with_a_dash_is_not_labelled() -> None:
    article = parse("x", HEAD + "-| Share\n\nC| It rained.\n")
    assert [s.main for s in article.sentences] == [None, "claim"]
    assert article.labelled == (1,)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("It rained.", "begin the line"),
        ("X| It rained.", "begin the line"),
        ("C|It rained.", "begin the line"),
        ("C| It rained. ", "begin the line"),
        ("C:odd| It rained.", "'odd' is not one of"),
        ("C| It {F:rained.", "a brace is left over"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number(line: str, wrong: str) -> None:
    with pytest.raises(Invalid, match=f"x, line 11: .*{wrong}"):
        parse("x", HEAD + "C| Before.\n\n" + line + "\n")


def test_a_header_that_lacks_a_line_is_refused() -> None:
    with pytest.raises(Invalid, match="lack outlet"):
        parse("x", HEAD.replace("outlet: O\n", "") + "C| It rained.\n")


def test_an_unknown_article_is_not_found() -> None:
    with pytest.raises(NotFound):
        article_named("nowhere")


words = st.text("abcé🍎 .", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.lists(words, min_size=1), min_size=1))
def test_a_blank_line_separates_paragraphs_and_a_space_separates_sentences(
    paragraphs: list[list[str]],
) -> None:
    source = "\n\n".join("\n".join(f"N| {text}" for text in group) for group in paragraphs)
    article = parse("x", HEAD + source)
    assert article.pasted == "\n\n".join(" ".join(group) for group in paragraphs)
    assert [article.pasted[s.start : s.end] for s in article.sentences] == [
        text for group in paragraphs for text in group
    ]
