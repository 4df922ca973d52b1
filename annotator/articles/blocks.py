"""The pieces of a page's text, and what the page's own order tells about them.

What trafilatura finds is completed here: it loses subheads of live blogs, takes the links of a menu
beside the text along, and does not tell a deck from the first paragraph.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from annotator.articles.lines import PROSE, Kind, read_lines

_FEW = 3  # words of a line that only says when
_META = frozenset({Kind.BYLINE, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text with the element that holds it, and whether an article element does too."""

    text: str
    tag: str
    in_article: bool = False


def completed(
    body: Sequence[Block], page: Sequence[Block], lead: str, linked: Collection[str]
) -> list[Block]:
    """The article's paragraphs with its subheads and deck, without the menu above them."""
    return _with_deck(_with_subheads(_without_menu(body, linked), page), page, lead)


def _without_menu(body: Sequence[Block], linked: Collection[str]) -> list[Block]:
    """The paragraphs from the first on that is not only a link; the page lists what is left out."""
    first = next((at for at, block in enumerate(body) if not _is_link(block, linked)), 0)
    return list(body[first:])


def _is_link(block: Block, linked: Collection[str]) -> bool:
    line = read_lines(block.text)[0] if block.text.strip() else None
    is_prose = line is not None and line.ends_sentence and line.size >= PROSE
    return not is_prose and (block.text in linked or not any(map(str.isalnum, block.text)))


def _with_subheads(body: Sequence[Block], page: Sequence[Block]) -> list[Block]:
    """Put each subhead back that stands right above a paragraph inside the page's article."""
    texts = {block.text for block in body}
    above: dict[str, list[Block]] = {}
    for at, block in enumerate(page):
        if block.tag != "head" or not block.in_article or block.text in texts:
            continue
        following = next((other for other in page[at + 1 : at + 4] if not _says_when(other)), None)
        is_list = read_lines(block.text)[0].kind is not Kind.TEXT
        if following is not None and following.text in texts and not is_list:
            above.setdefault(following.text, []).append(block)
    found = []
    for block in body:
        found += [*above.pop(block.text, ()), block]
    return found


def _says_when(block: Block) -> bool:
    return len(block.text.split()) <= _FEW and any(map(str.isdigit, block.text))


def _with_deck(body: Sequence[Block], page: Sequence[Block], lead: str) -> list[Block]:
    """Mark the page's own description as the deck where byline, date or caption follow it."""
    found = list(body)
    at = next((at for at, block in enumerate(found) if block.tag == "p"), None)
    if at is None or not lead or not found[at].text.startswith(lead):
        return found
    place = next((n for n, block in enumerate(page) if block.text == found[at].text), len(page))
    below = [line.kind for block in page[place + 1 : place + 2] for line in read_lines(block.text)]
    if any(kind in _META for kind in below):
        found[at] = replace(found[at], tag="deck")
    return found
