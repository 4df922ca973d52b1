"""What stands in the place of an article or a person that was withdrawn.

Nothing but a withdrawal stores these values, so they are also how a tombstone is recognised: a
tombstone's text is not the one that its hash was taken of, and no password has this hash.
"""

import hashlib

ARTICLE_TITLE = "Withdrawn article"
ARTICLE_TEXT = "The text of this article was withdrawn."
ARTICLE_TEXT_SHA256 = hashlib.sha256(ARTICLE_TEXT.encode()).hexdigest()

PERSON_NAME = "Withdrawn person"
PASSWORD_HASH = "withdrawn"  # noqa: S105  # no hash of any password: nobody can sign in with it
