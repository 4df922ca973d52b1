"""The queue's threads: huey on a file, in this process."""

import json
import signal
import threading
import time
from pathlib import Path

from huey.registry import Message

from annotator.jobs.queue import Queue, _AsJson


def test_the_worker_runs_what_it_is_woken_for_and_leaves_signals_alone(tmp_path: Path) -> None:
    ran: list[int] = []
    seen = threading.Event()

    def run(job_id: int) -> None:
        ran.append(job_id)
        seen.set()

    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
    queue = Queue(str(tmp_path / "queue.sqlite3"), run)
    queue.start()
    queue.wake(7)
    assert seen.wait(10)
    queue.check()
    queue.stop()
    assert ran == [7]
    assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)] == before


def test_stopping_waits_for_the_job_that_runs(tmp_path: Path) -> None:
    begun, ended = threading.Event(), threading.Event()

    def run(_job_id: int) -> None:
        begun.set()
        time.sleep(0.3)
        ended.set()

    queue = Queue(str(tmp_path / "queue.sqlite3"), run)
    queue.start()
    queue.wake(1)
    assert begun.wait(10)
    queue.stop()
    assert ended.is_set()


def test_a_queue_that_cannot_be_written_does_not_fail_the_caller(tmp_path: Path) -> None:
    folder = tmp_path / "queue"
    folder.mkdir()
    queue = Queue(str(folder / "queue.sqlite3"), lambda _job_id: None)
    queue._huey.storage.close()
    (folder / "queue.sqlite3").unlink()
    folder.rmdir()
    queue.wake(1)


def test_nothing_in_the_queue_is_a_pickle() -> None:
    message = Message("id", "run", None, 0, 0, None, (3,), {}, None, None, None, None, None)
    stored = _AsJson().serialize(message)
    assert json.loads(stored)[6] == [3]
    assert _AsJson().deserialize(stored).name == "run"
