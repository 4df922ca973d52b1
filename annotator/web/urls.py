"""Parts of addresses."""

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**63 - 1


class Number(IntegerConverter):
    """A row's number; one that no row can have is an address that does not exist."""

    regex = r"[0-9]+"

    def __init__(self, map_: Map) -> None:
        super().__init__(map_, min=1, max=LARGEST)
