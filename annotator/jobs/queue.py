"""The queue that wakes the worker: huey in a thread of the server, on SQLite or PostgreSQL.

The queue holds numbers of jobs and nothing else. What a job is and how far it came stands in its
row, so that a queue that is lost or tells a number twice does no harm.
"""

import json
import logging
from collections.abc import Callable

from huey import Huey, PostgresHuey, SqliteHuey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

POLLS_WITHIN = 1.0
"""Seconds until a waiting job is seen, at most."""
STOPS_WITHIN = 8.0
"""Seconds that a running job has to come to its next stop when the server ends."""

log = logging.getLogger("annotator")


class Queue:
    """Numbers of jobs that wait, and the thread that runs them one by one."""

    def __init__(self, address: str, run: Callable[[int], None]) -> None:
        """`address` is a PostgreSQL URL, or else the path of a file."""
        self._huey = _huey(address)
        self._task = self._huey.task(name="run")(run)
        self._consumer: _Consumer | None = None

    def wake(self, job_id: int) -> None:
        """Let the worker look at a job; if the queue fails, the job is found a little later."""
        try:
            self._task(job_id)
        except Exception as error:  # noqa: BLE001  # what was committed must not seem to have failed
            log.warning("job %d was not put into the queue: %s", job_id, type(error).__name__)

    def start(self) -> None:
        """Start the worker's threads."""
        self._huey.flush()
        self._consumer = _Consumer(
            self._huey,
            workers=1,
            periodic=False,
            max_delay=POLLS_WITHIN,
            scheduler_interval=60,
            shutdown_timeout=STOPS_WITHIN,
        )
        self._consumer.start()

    def check(self) -> None:
        """Replace threads that died."""
        if self._consumer:
            self._consumer.check_worker_health()

    def stop(self) -> None:
        """Stop when the running job has come to a stop, or when the time for that is over."""
        if self._consumer:
            self._consumer.stop(graceful=True)
        self._huey.storage.close()


class _Consumer(Consumer):  # type: ignore[misc]  # huey has no types
    """The consumer as a guest: signals stay with the server."""

    def _set_signal_handlers(self) -> None:
        """Leave them as they are."""


class _AsJson(Serializer):  # type: ignore[misc]  # huey has no types
    """Messages as JSON instead of pickles: what is read back cannot run code."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


def _huey(address: str) -> Huey:
    plain = {"results": False, "serializer": _AsJson()}
    if address.startswith("postgresql"):
        scheme, _, rest = address.partition("://")
        dsn = f"{scheme.partition('+')[0]}://{rest}"
        return PostgresHuey("annotator", dsn=dsn, table_prefix="queue", **plain)
    # No write-ahead log: huey uses the standard library's SQLite, which may damage one.
    return SqliteHuey("annotator", filename=address, journal_mode="delete", fsync=False, **plain)
