"""The rule by which two articles are linked."""

from math import ceil

COMMON = 12
"""A sentence that stands in more other articles than this is common."""

FEWEST = 3
"""So many sentences two articles share at least, unless one of them has fewer."""

SHARE = 0.25
"""The share of the shorter article that they share at least."""

FEWEST_COMMON, SHARE_COMMON = 5, 0.5


def links(shared: int, common: int, sentences: tuple[int, int]) -> bool:
    """Whether articles of so many telling sentences are linked by those that they share.

    `shared` counts all that both have, the same or edited; `common` those of them that stand in
    many other articles too, such as an outlet's note about itself. These make a link only where
    they are half of the longer article: a wire story that has come in very often.
    """
    rare, every = _needed(sentences)
    return shared - common >= rare or shared >= every


def may_link(rare: int, every: int, sentences: tuple[int, int]) -> bool:
    """Whether it is worth comparing articles that seem to share so many, by their sketches.

    One sentence in two may have been edited beyond the recognition of its sketch.
    """
    needed = _needed(sentences)
    return 2 * rare >= needed[0] or 2 * every >= needed[1]


def _needed(sentences: tuple[int, int]) -> tuple[int, int]:
    """How many they share, the common ones not counted, or counted."""
    shorter, longer = sorted(sentences)
    return (
        max(min(FEWEST, shorter), ceil(SHARE * shorter), 1),
        max(FEWEST_COMMON, ceil(SHARE_COMMON * longer)),
    )
