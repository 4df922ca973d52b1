"""What a page is made of, to see whether a text became part of it."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

HARMLESS_SCHEMES = {"", "http", "https"}
ADDRESSES = {"href", "src", "action", "formaction", "xlink:href", "data", "hx-get", "hx-post"}


class Page(HTMLParser):
    """The elements and attributes of a page by name, its words and its fields' values."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.kinds: set[tuple[str, str]] = set()
        self.faults: list[str] = []
        self.words: list[str] = []
        self.values: list[str] = []
        self._raw = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kinds.add((tag, ""))
        self._raw = tag if tag in {"script", "style"} else ""
        names = dict(attrs)
        if tag == "script" and not (names.get("src") or "").startswith("/static/"):
            self.faults.append(f"a script from {names.get('src')}")
        for name, value in attrs:
            self.kinds.add((tag, name))
            self.values.append(value or "")
            if name.startswith(("on", "hx-on", "data-hx", "style")) or name == "srcdoc":
                self.faults.append(f"{name} in {tag}")
            if name in ADDRESSES and not harmless(value or ""):
                self.faults.append(f"{name}={value}")

    def handle_endtag(self, _tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw and data.strip():
            self.faults.append(f"words in {self._raw}")
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data[:40]}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data[:40]}")

    @property
    def shown(self) -> Iterator[str]:
        """Everything that a person can read or send back."""
        yield "".join(self.words)
        yield from self.values


def harmless(address: str) -> bool:
    """Whether a browser that follows the address stays with documents."""
    cleaned = "".join(c for c in address.strip() if c > " ")
    return not cleaned.startswith("//") and urlsplit(cleaned).scheme in HARMLESS_SCHEMES
