"""What the pages of signing in receive: what was typed, and the error that it ran into."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignInPage:
    """The form to sign in; a password is never sent back."""

    username: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class SetupPage:
    """The form for the first account."""

    username: str = ""
    display_name: str = ""
    error: str = ""
