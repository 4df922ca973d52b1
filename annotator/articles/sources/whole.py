"""Texts that are an article and nothing around it, unlike a page that somebody copied."""

from dataclasses import replace

from annotator.articles.lines import Kind, Line, read_lines
from annotator.articles.understanding import Understood
from annotator.articles.zones import Paragraph, Zone

_REASON = "stands in the article's own file"


def as_whole(understood: Understood) -> Understood:
    """Take lines for body that only their place made furniture; in a file nothing stands around.

    What shows by itself that it is none of the article stays furniture: menu words, lists of other
    pages with their heading, and all that follows the article's stated end.
    """
    if all(paragraph.zone is not Zone.FURNITURE for paragraph in understood.paragraphs):
        return understood
    inner = {line.start for line in _inner(read_lines(understood.text))}
    return replace(
        understood, paragraphs=tuple(_judged(one, inner) for one in understood.paragraphs)
    )


def _judged(paragraph: Paragraph, inner: set[int]) -> Paragraph:
    if paragraph.zone is Zone.FURNITURE and paragraph.start in inner:
        return replace(paragraph, zone=Zone.BODY, reason=_REASON)
    return paragraph


def _inner(lines: list[Line]) -> list[Line]:
    """The lines of text that stand in no list of other pages, up to the article's stated end."""
    found, in_list = [], False
    for line in lines:
        if line.kind is Kind.END:
            break
        in_list = line.kind is Kind.LIST or (in_list and not line.ends_sentence)
        if line.kind is Kind.TEXT and not in_list:
            found.append(line)
    return found
