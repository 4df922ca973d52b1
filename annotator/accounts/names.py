"""How user names compare: without regard to case, width or composition."""

import unicodedata

from annotator.errors import Invalid

LONGEST = 64


def name_key(username: str) -> str:
    """The form under which a user name is unique: NFKC, case folded, NFKC again."""
    folded = unicodedata.normalize("NFKC", username).casefold()
    return unicodedata.normalize("NFKC", folded)


def shows(text: str) -> bool:
    """Whether a name or title has anything that a reader can see."""
    return any(unicodedata.category(character)[0] in "LMNPS" for character in text)


def checked(username: str) -> str:
    """The user name as the person wrote it; raises Invalid if it cannot serve as one."""
    name = username.strip()
    if not name or len(name) > LONGEST:
        raise Invalid(f"A user name has between 1 and {LONGEST} characters.")
    if any(unicodedata.category(character)[0] in "CZ" for character in name_key(name)):
        raise Invalid("A user name has no spaces and no invisible characters.")
    return name
