"""Guidelines in Markdown to HTML that is safe to show: raw HTML is shown as text."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True}).disable(
    "image"
)

# The guidelines stand under the title of the page.
_HEADINGS = {f"h{level}": f"h{min(6, level + 1)}" for level in range(1, 7)}

_TABLE = '<div class="table-scroll" role="region" tabindex="0" aria-label="Table {}">\n'


def html(markdown: str) -> Markup:
    """Render guidelines; no tag of the source reaches the page."""
    tokens = list(_fitted(_markdown.parse(markdown)))
    rendered = str(_markdown.renderer.render(tokens, _markdown.options, {}))
    return Markup(rendered)  # noqa: S704  # made by the renderer, which escapes the source's text


def _fitted(tokens: Iterable[Token]) -> Iterable[Token]:
    """Fit headings, tables and figures into the page."""
    tables = 0
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
        if token.type == "table_open":
            tables += 1
            token.attrSet("class", "table")
            yield _frame(_TABLE.format(tables))
        # The alignment of a column comes as a style, which the content policy refuses.
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrSet("class", "num")
        yield token
        if token.type == "table_close":
            yield _frame("</div>\n")


def _frame(markup: str) -> Token:
    return Token("html_block", "", 0, content=markup)
