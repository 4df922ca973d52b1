"""The demo's articles as people would paste them, each sentence with its reference label.

A source file in `texts/` begins with lines such as `title: ...`; after the first empty line, each
line is one sentence. An empty line begins a paragraph. Before the bar stands what the sentence is:

    C| D| A| F| N|   claim, denial, attribution, editorial framing, none of these
    -|               not labelled: menu, byline, photo credit
    C+F|             the main label, then the also labels
    A:document|      what makes the sentence hard (see `TRAITS`)

Braces with a label's letter mark a phrase: `The {F:so-called reform} passed.`
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from annotator.errors import Invalid, NotFound

LABELS = {"C": "claim", "D": "denial", "A": "attribution", "F": "framing", "N": "none"}
"""The letter of a label in the source files, and the label's key."""

TRAITS = ("continued", "document", "negative")
"""`continued`: words in quotation marks whose speaker stands in another sentence; `document`: the
source is a paper or a picture; `negative`: the claim says that something is not so."""

_HEADER = ("title", "outlet", "byline", "date", "language", "url", "event")
_MARKED = re.compile(
    r"(?P<code>-|[CDAFN](?:\+[CDAF])*(?::(?P<trait>[a-z]+))?)\| (?P<text>\S|\S.*\S)"
)
_PHRASE = re.compile(r"\{([CDAF]):([^{}]+)\}")


@dataclass(frozen=True)
class DemoPhrase:
    """A labelled phrase, by code points within its sentence, end exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class DemoSentence:
    """A sentence, where it stands in the pasted text, and its reference labels.

    `main` is None where nothing is labelled: menus, bylines, photo credits.
    """

    text: str
    start: int
    end: int
    main: str | None
    also: tuple[str, ...]
    trait: str | None
    phrases: tuple[DemoPhrase, ...]


@dataclass(frozen=True)
class DemoArticle:
    """An invented article: what is known about it, its text as pasted, and its sentences."""

    slug: str
    title: str
    outlet: str
    byline: str
    published: date
    language: str
    url: str
    event: str
    pasted: str
    sentences: tuple[DemoSentence, ...]

    @property
    def labelled(self) -> tuple[int, ...]:
        """Positions of the sentences that carry a reference label."""
        return tuple(at for at, sentence in enumerate(self.sentences) if sentence.main is not None)


@functools.cache
def articles() -> tuple[DemoArticle, ...]:
    """All articles of the demo, the earliest first."""
    folder = resources.files("annotator.demo").joinpath("texts")
    files = (file for file in folder.iterdir() if file.name.endswith(".txt"))
    read = [parse(file.name.removesuffix(".txt"), file.read_text("utf-8")) for file in files]
    return tuple(sorted(read, key=lambda article: (article.published, article.slug)))


def article_named(slug: str) -> DemoArticle:
    """The article whose source file has this name."""
    for article in articles():
        if article.slug == slug:
            return article
    raise NotFound(f"The demo has no article named {slug!r}.")


def parse(slug: str, source: str) -> DemoArticle:
    """Read one source file; what cannot be read is refused with its line number."""
    head, _, body = source.partition("\n\n")
    about = _header(slug, head)
    pieces: list[str] = []
    sentences: list[DemoSentence] = []
    at = 0
    first_line = head.count("\n") + 3
    for gap, number, line in _lines(body, first_line):
        pieces.append(gap)
        at += len(gap)
        sentence = _sentence(f"{slug}, line {number}", line, at)
        sentences.append(sentence)
        pieces.append(sentence.text)
        at = sentence.end
    return DemoArticle(
        slug=slug,
        title=about["title"],
        outlet=about["outlet"],
        byline=about["byline"],
        published=date.fromisoformat(about["date"]),
        language=about["language"],
        url=about["url"],
        event=about["event"],
        pasted="".join(pieces),
        sentences=tuple(sentences),
    )


def _header(slug: str, head: str) -> dict[str, str]:
    """The `name: value` lines above the text."""
    about = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    missing = [name for name in _HEADER if name not in about]
    if missing:
        raise Invalid(f"{slug}: the lines above the text lack {', '.join(missing)}; add them.")
    return about


def _lines(body: str, first_line: int) -> Iterator[tuple[str, int, str]]:
    """Each sentence's line and number, after what separates it from the one before."""
    gap = ""
    for number, line in enumerate(body.splitlines(), start=first_line):
        if not line:
            gap = "\n\n" if gap else ""
            continue
        yield gap, number, line
        gap = " "


def _sentence(place: str, line: str, start: int) -> DemoSentence:
    """One line of a source file: code, bar, text with its phrases in braces."""
    found = _MARKED.fullmatch(line)
    if found is None:
        raise Invalid(f"{place}: begin the line with a label, a bar and a space, as in 'C| Text.'")
    trait = found["trait"]
    if trait is not None and trait not in TRAITS:
        raise Invalid(f"{place}: {trait!r} is not one of {', '.join(TRAITS)}.")
    text, phrases = _phrases(found["text"])
    if "{" in text or "}" in text:
        raise Invalid(f"{place}: a brace is left over; mark a phrase as in '{{F:so-called}}'.")
    letters = found["code"].partition(":")[0].split("+")
    main, *also = (LABELS.get(letter) for letter in letters)
    return DemoSentence(
        text=text,
        start=start,
        end=start + len(text),
        main=main,
        also=tuple(label for label in also if label is not None),
        trait=trait,
        phrases=phrases,
    )


def _phrases(marked: str) -> tuple[str, tuple[DemoPhrase, ...]]:
    """The sentence without its braces, and the phrases that they enclosed."""
    text = ""
    phrases = []
    done = 0
    for found in _PHRASE.finditer(marked):
        text += marked[done : found.start()]
        start = len(text)
        text += found[2]
        phrases.append(DemoPhrase(start=start, end=len(text), label=LABELS[found[1]]))
        done = found.end()
    return text + marked[done:], tuple(phrases)
