"""How long a sign-in has to wait after failures: short, growing, never for good.

A browser in which the person signed in before is held by its own failures alone, so that nobody
can lock another person out. Every other attempt is held by the failures that named its account
and by those that came from its address, browsers that are known left out.
"""

import ipaddress
from dataclasses import dataclass
from math import ceil

SECOND = 1_000_000
# Failures older than this are forgotten, and their rows deleted.
WINDOW = 24 * 3600 * SECOND
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures are free; each further one doubles the wait in seconds, up to a longest."""

    free: int
    first: int = 2
    longest: int = 15 * 60

    def wait_after(self, failures: int) -> int:
        """The seconds between the newest of so many failures and the next attempt."""
        if failures < self.free:
            return 0
        return min(self.longest, self.first << min(failures - self.free, 16))


# With 15 minutes between them, at most about a hundred guesses fit in a day.
ACCOUNT = DEVICE = Limit(free=5)
# A class that starts at once behind one address is not a flood.
ADDRESS = Limit(free=100)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an attempt comes from: an address, and the secrets by which the browser is known."""

    address: str
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failures:
    """How many attempts of one kind failed lately, and when the newest did."""

    count: int = 0
    newest: int = 0


def seconds_to_wait(limit: Limit, failures: Failures, now: int) -> int:
    """The seconds to wait from now on, rounded up; 0 if there is nothing to wait for."""
    wait = limit.wait_after(failures.count)
    return min(wait, max(0, ceil((failures.newest + wait * SECOND - now) / SECOND)))


def address_key(address: str) -> str:
    """Under what an address is counted: IPv6 by its network, which one household has whole."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:LONGEST_KEY]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def sentence(seconds: int) -> str:
    """What a person reads who has to wait."""
    if seconds < 2 * 60:
        wait = f"{seconds} {'second' if seconds == 1 else 'seconds'}"
    elif seconds < 2 * 3600:
        wait = f"{ceil(seconds / 60)} minutes"
    else:
        wait = f"{ceil(seconds / 3600)} hours"
    return (
        f"Too many attempts failed. Wait {wait}, then try again; until then not even the right "
        "one is taken."
    )
