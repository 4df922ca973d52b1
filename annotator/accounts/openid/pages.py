"""What the pages of sign-in by OpenID Connect receive."""

from dataclasses import dataclass

from annotator.accounts.openid.queries import Linked


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """Why nobody was signed in."""

    sentence: str


@dataclass(frozen=True, slots=True)
class LinksPage:
    """A person's links with the provider."""

    provider: str
    links: tuple[Linked, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """Whom the provider named, before they are linked."""

    provider: str
    name: str
    error: str = ""
