"""What a figure is about: which zones, outlets, codebook version, submissions and people."""

from collections.abc import Collection
from dataclasses import dataclass

from annotator.articles.zones import ELIGIBLE, Zone
from annotator.errors import Invalid

LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Choice:
    """Filters of the agreement page; the default is what annotators said first, of all articles.

    Furniture, bylines and credits are out unless their zones are chosen.
    """

    zones: frozenset[Zone] = ELIGIBLE
    outlets: frozenset[str] = frozenset()
    """Empty: all of them."""
    version: int | None = None
    """The number of the codebook version that was in force at submission; None: any."""
    latest: bool = False
    """Whether each person's last submission of an article counts instead of the first."""
    without: frozenset[str] = frozenset()
    """The pseudonyms of people left out."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The zones that are out, in a fixed order."""
        return tuple(zone.value for zone in Zone if zone not in self.zones)

    @property
    def is_default(self) -> bool:
        """Whether nothing was chosen."""
        return self == Choice()

    def query(self) -> dict[str, list[str]]:
        """What an address says of it; nothing where all is as usual."""
        parts = {
            "zone": [zone.value for zone in Zone if zone in self.zones],
            "outlet": sorted(self.outlets),
            "version": [str(self.version)] if self.version is not None else [],
            "submission": [LATEST] if self.latest else [],
            "without": sorted(self.without),
        }
        if self.zones == ELIGIBLE:
            del parts["zone"]
        return {name: values for name, values in parts.items() if values}

    def in_words(self, *, with_zones: bool = True) -> str:
        """What it comes to, as a methods section says it; zones do not narrow phrases.

        >>> Choice().in_words()
        'each annotator’s first submission of an article; headline, deck, body, caption sentences'
        """
        which = "latest" if self.latest else "first"
        zones = ", ".join(zone.value for zone in Zone if zone in self.zones)
        parts = [f"each annotator’s {which} submission of an article"]
        if with_zones:
            parts.append(f"{zones} sentences")
        if self.outlets:
            parts.append(f"outlets: {', '.join(sorted(self.outlets))}")
        if self.version is not None:
            parts.append(f"codebook version {self.version}")
        if self.without:
            parts.append(f"without {', '.join(sorted(self.without))}")
        return "; ".join(parts)


def read_choice(
    zones: Collection[str],
    outlets: Collection[str],
    version: str,
    submission: str,
    without: Collection[str],
) -> Choice:
    """The choice that an address names.

    >>> read_choice(["body"], [], "2", "latest", []).in_words()
    'each annotator’s latest submission of an article; body sentences; codebook version 2'

    Raises:
        Invalid: a zone is unknown, or the version is no number.
    """
    known = {zone.value: zone for zone in Zone}
    unknown = sorted(set(zones) - set(known))
    if unknown:
        raise Invalid(f"There is no zone “{unknown[0][:40]}”; choose among {', '.join(known)}.")
    if version and not (version.isascii() and version.isdigit() and len(version) < 10):  # noqa: PLR2004 - what a table holds
        raise Invalid(f"The codebook version “{version[:40]}” is no number.")
    return Choice(
        zones=frozenset(known[zone] for zone in zones) or ELIGIBLE,
        outlets=frozenset(outlets),
        version=int(version) if version else None,
        latest=submission == LATEST,
        without=frozenset(without),
    )
