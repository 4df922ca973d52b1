"""Processes of their own that read what may cost any time and memory, kept for the next page.

Starting one takes longer than reading a page, so a process reads many, one after the other. It is
ended when it is too slow, breaks down, has read its share, or has had nothing to do for a while.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

MODULE = "annotator.articles.page_reader"
MOST_TASKS = 500
"""How many pages a process reads before another takes its place, whatever it has kept in memory."""
IDLE = 30.0
"""Seconds after which a process that nobody needs is ended."""


class TooSlowError(Exception):
    """The task was not done in time."""


class BrokenError(Exception):
    """The process ended or answered nonsense; the message is the end of what it said."""


class Reader:
    """One process; it does one task at a time."""

    def __init__(self) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in end()
        self._process = subprocess.Popen(  # noqa: S603 - this program's own module and no shell
            [sys.executable, "-m", MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=_environment(),
        )
        self.tasks = 0
        self.idle_since = time.monotonic()

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def do(self, kind: str, content: bytes, seconds: float) -> bytes:
        """Have one page read; the process is of no use any more if this raises."""
        self.tasks += 1
        late = threading.Event()
        watch = threading.Timer(seconds, self._give_up, (late,))
        watch.daemon = True
        watch.start()
        try:
            answer = self._ask(kind, content, seconds)
        except (OSError, ValueError) as error:
            last_words = self.end()
            if late.is_set():
                raise TooSlowError from error
            raise BrokenError(last_words) from error
        finally:
            watch.cancel()
        self.idle_since = time.monotonic()
        return answer

    def _ask(self, kind: str, content: bytes, seconds: float) -> bytes:
        tasks, answers = self._process.stdin, self._process.stdout
        if tasks is None or answers is None:
            raise BrokenPipeError
        head = {"kind": kind, "size": len(content), "seconds": seconds}
        tasks.write(json.dumps(head).encode() + b"\n")
        tasks.write(content)
        tasks.flush()
        size = int(answers.readline(20))
        answer = answers.read(size)
        if len(answer) != size:
            raise BrokenPipeError
        return answer

    def _give_up(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def end(self) -> str:
        """End the process; the end of what it said tells why it broke down."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not sent any more
                    continue
        self._process.wait()
        if self._said.closed:
            return ""
        with self._said:
            self._said.seek(0, os.SEEK_END)
            self._said.seek(max(0, self._said.tell() - 500))
            return self._said.read().decode(errors="replace")


class Readers:
    """The processes that wait for work; each caller has one to itself for the time of a task."""

    def __init__(self) -> None:
        self._idle: list[Reader] = []
        self._lock = threading.Lock()
        self._watch: threading.Timer | None = None

    def do(self, kind: str, content: bytes, seconds: float) -> bytes:
        """Have one page read by a process that waits, or else by a new one."""
        reader = self._next() or Reader()
        try:
            answer = reader.do(kind, content, seconds)
        except BrokenError:
            if reader.tasks == 1:
                raise
            reader = Reader()  # what earlier pages left in its memory may have been too much
            answer = reader.do(kind, content, seconds)
        if reader.tasks >= MOST_TASKS:
            reader.end()
            return answer
        with self._lock:
            self._idle.append(reader)
            if self._watch is None:
                self._look_later()
        return answer

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._idle)

    def _next(self) -> Reader | None:
        with self._lock:
            while self._idle:
                reader = self._idle.pop()
                if reader.is_alive():
                    return reader
                reader.end()
        return None

    def end(self) -> None:
        """End all that wait."""
        with self._lock:
            waiting, self._idle = self._idle, []
        for reader in waiting:
            reader.end()

    def _look_later(self) -> None:
        self._watch = threading.Timer(IDLE, self._end_idle)
        self._watch.daemon = True
        self._watch.start()

    def _end_idle(self) -> None:
        now = time.monotonic()
        with self._lock:
            old = [reader for reader in self._idle if now - reader.idle_since >= IDLE]
            self._idle = [reader for reader in self._idle if reader not in old]
            self._watch = None
            if self._idle:
                self._look_later()
        for reader in old:
            reader.end()


READERS = Readers()
atexit.register(READERS.end)


def _environment() -> dict[str, str]:
    """The child's environment: it finds the modules that this process finds, and no secrets."""
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP")
    paths = [str(Path(path or ".").resolve()) for path in sys.path]
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
    }
