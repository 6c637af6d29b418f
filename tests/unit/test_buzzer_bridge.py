"""The example of a buzzer bridge presses what its lines say, once each, and gives up what comes too late."""

from __future__ import annotations

import importlib.util
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "buzzer_bridge.py"


@pytest.fixture(scope="module")
def bridge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("buzzer_bridge", EXAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Answering(BaseHTTPRequestHandler):
    """A server that answers by a list of statuses, then always 200."""

    came: ClassVar[list[tuple[str, str, Any]]]
    statuses: ClassVar[list[int]]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.came.append((self.path, self.headers["Authorization"], body))
        status = self.statuses.pop(0) if self.statuses else 200
        answer = json.dumps({} if status == 200 else {"error": {"code": "no-item"}}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    Answering.came, Answering.statuses = [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as made:
        serving = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield f"http://127.0.0.1:{made.server_address[1]}"
        made.shutdown()
        serving.join(20)


def test_every_line_of_a_source_is_a_press_of_its_station(
    bridge: ModuleType, server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "token").write_text("leitai_X\n", "ascii")
    (tmp_path / "tty").write_bytes(b"3\r\n\nbuzzers/2/press\n12 a81f\nhello\n0\n1000\n4 5 6\n\xff\n")
    source = ["--server", server, "--match", "m1", "--token-file", str(tmp_path / "token"), str(tmp_path / "tty")]
    assert bridge.main(source) == 0
    assert {(path, token) for path, token, _ in Answering.came} == {("/api/v1/matches/m1/press", "Bearer leitai_X")}
    sent = {body["station"]: body["press"] for _, _, body in Answering.came}
    assert (sorted(sent), len(Answering.came)) == ([2, 3, 12], 3)
    assert sent[12] == "a81f"
    assert len(set(sent.values())) == 3
    told = capsys.readouterr().err.splitlines()
    assert {line for line in told if line.startswith("station")} == {
        "station 3: taken",
        "station 2: taken",
        "station 12: taken",
    }
    assert sum(line.startswith("not a press:") for line in told) == 5


def test_a_press_that_the_server_could_not_take_is_sent_again_under_its_id(
    bridge: ModuleType, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "PAUSE", 0)
    Answering.statuses = [503, 429]
    line = bridge.Server(server, "m1", "t")
    assert bridge.send(line, 3, "p1") == "taken"
    assert [body["press"] for _, _, body in Answering.came] == ["p1"] * 3
    Answering.statuses = [409]
    assert bridge.send(line, 3, "p2") == "refused: no-item"
    assert len(Answering.came) == 4
    line.close()


def test_a_press_that_comes_too_late_is_given_up(bridge: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "PAUSE", 0)

    class Nobody:
        def press(self, station: int, press: str) -> tuple[int, str]:
            raise ConnectionRefusedError("nobody is there")

    times = iter([0.0, 0.5, 1.0, 2.5])
    assert bridge.send(Nobody(), 3, "p1", lambda: next(times)) == "given up: nobody is there"
