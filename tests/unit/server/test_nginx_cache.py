"""What nginx answers for the processes: each page of the public once, and for each host its own."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.servers import nginx_before

ASKED: list[str] = []


class Answers(BaseHTTPRequestHandler):
    """Answers with the host that was asked for, for everybody to keep."""

    def do_GET(self) -> None:
        ASKED.append(self.path)
        host = str(self.headers["Host"]).encode()
        self.send_response(200)
        self.send_header("Cache-Control", "public, max-age=600")
        self.send_header("Content-Length", str(len(host)))
        self.end_headers()
        self.wfile.write(host)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def nginx() -> Iterator[int]:
    """The port of nginx before three servers."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Answers) for _ in range(3)]
    threads = [Thread(target=one.serve_forever) for one in servers]
    for thread in threads:
        thread.start()
    with nginx_before([one.server_port for one in servers]) as server:
        yield server.port
    for one, thread in zip(servers, threads, strict=True):
        one.shutdown()
        thread.join()
        one.server_close()


@pytest.mark.parametrize(
    ("path", "times"), [("/live/m1", 2), ("/api/v1/live/m1/results.json", 2), ("/api/v1/token", 4), ("/", 4)]
)
def test_only_what_the_public_may_see_is_kept_and_never_for_another_host(nginx: int, path: str, times: int) -> None:
    ASKED.clear()
    hosts = ["hall.example", "hall.example", "other.example", "other.example"]
    told = []
    for host in hosts:
        request = urllib.request.Request(f"http://127.0.0.1:{nginx}{path}", headers={"Host": host})
        with urllib.request.urlopen(request, timeout=60) as answer:
            told.append(answer.read().decode())
    assert told == hosts
    assert [path] * times == ASKED
