"""The real server refuses what is too large, with a length, without one, with a wrong one."""

import socket
from collections.abc import Iterator

import pytest

from annotator.config import Settings
from annotator.web.forms import LARGEST_FORM
from browser.live import Server

pytestmark = pytest.mark.slow

PATIENCE = 60
BLOCK = b"x" * 1_000_000


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    found = Server(settings)
    found.start()
    yield found
    found.stop()


def exchange(server: Server, head: str, body: Iterator[bytes]) -> str:
    """Send a request by hand; returns the answer, or as much of it as came."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as wire:
        wire.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        try:
            for block in body:
                wire.sendall(block)
        except (BrokenPipeError, ConnectionResetError):
            pass
        answer = b""
        try:
            while block := wire.recv(65_536):
                answer += block
        except ConnectionResetError:
            pass
        return answer.decode(errors="replace") or "closed"


def chunked(size: int) -> Iterator[bytes]:
    for _ in range(size // len(BLOCK)):
        yield b"%x\r\n%s\r\n" % (len(BLOCK), BLOCK)
    yield b"0\r\n\r\n"


def plain(size: int) -> Iterator[bytes]:
    yield b"text="
    for _ in range(size // len(BLOCK)):
        yield BLOCK


HEAD = "POST /sign-in HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n"
FORM = "Content-Type: application/x-www-form-urlencoded\n"


def test_a_large_body_without_a_length_is_refused_and_the_server_goes_on(server: Server) -> None:
    answer = exchange(server, f"{HEAD}{FORM}Transfer-Encoding: chunked", chunked(LARGEST_FORM * 2))
    assert answer == "closed" or answer.split()[1] in {"400", "413"}
    assert server._answers()


def test_a_large_body_with_its_length_is_refused(server: Server) -> None:
    length = LARGEST_FORM + 2 * len(BLOCK)
    head = f"{HEAD}{FORM}Content-Length: {length}"
    answer = exchange(server, head, plain(length))
    assert answer == "closed" or answer.split()[1] in {"400", "413"}
    assert server._answers()


def test_a_small_body_without_a_length_is_read(server: Server) -> None:
    body = iter([b"a\r\nusername=a\r\n0\r\n\r\n"])
    answer = exchange(server, f"{HEAD}{FORM}Transfer-Encoding: chunked", body)
    # Without the token of its page it is refused, with a sentence and the headers of every page.
    assert answer.split()[1] == "400"
    assert "too old" in answer
    assert "default-src 'none'" in answer


@pytest.mark.parametrize(
    "head",
    [
        f"{HEAD}{FORM}Content-Length: 5\nTransfer-Encoding: chunked",
        f"{HEAD}{FORM}Content-Length: -1",
        f"{HEAD}{FORM}Content-Length: 5\nContent-Length: 6",
        "GET /sign-in HTTP/1.1\nConnection: close",
        "GET /sign-in HTTP/1.1\nHost: evil.example\nConnection: close",
        "GET http://evil.example/sign-in HTTP/1.1\nHost: 127.0.0.1\nConnection: close",
        "GET /sign-in HTTP/1.1\nHost: 127.0.0.1\nHost: evil.example\nConnection: close",
    ],
)
def test_a_request_that_contradicts_itself_gets_no_page(server: Server, head: str) -> None:
    answer = exchange(server, head, iter([b"0\r\n\r\n"]))
    assert "evil.example" not in answer
    assert answer in {"closed", ""} or answer.split()[1] in {"200", "400", "403"}
    if "Host: evil" in head and "127.0.0.1" not in head:
        assert answer.split()[1] == "400"
    assert server._answers()


def test_no_header_can_be_planted_by_an_address(server: Server) -> None:
    head = (
        "GET /sign-in?next=/%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\nHost: 127.0.0.1\nConnection: close"
    )
    answer = exchange(server, head, iter([]))
    assert "evil=1" not in answer.partition("\r\n\r\n")[0]
