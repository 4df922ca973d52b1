"""What can go wrong, as one tree; every message is a sentence for the person who reads it.

AnnotatorError
├── Invalid      what was sent cannot be used (400)
│   └── TooLarge it is larger than the limit that the message names (413)
├── NotAllowed   the person may not do this (403)
├── NotFound     there is no such thing, or not for this person (404)
└── Conflict     somebody, or another tab, was faster; nothing was overwritten (409)
"""


class AnnotatorError(Exception):
    """Base of all errors that a person is meant to read."""


class Invalid(AnnotatorError):
    """What was sent cannot be used; the message says why and what to do."""


class TooLarge(Invalid):
    """What was sent is larger than the limit that the message names."""


class NotAllowed(AnnotatorError):
    """The person is known but may not do this."""


class NotFound(AnnotatorError):
    """There is no such thing, or it is not this person's to see."""


class Conflict(AnnotatorError):
    """The thing changed since the person last saw it; nothing was overwritten."""
