"""Programs at a running server, in both of its modes: a stream, a webhook, a press, beside a match that is led."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests

from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import tokens
from tests.live.people import PATIENCE, Person, Server


def token_for(server: Server, *scopes: str, match: str) -> dict[str, str]:
    """The header of a program, made as ``leitai token make`` makes its token: in the database of the running server."""
    with server.beside() as ctx:
        given = tokens.make_token(ctx, actor=LOCAL, name="记分牌", scopes=scopes, match=match)
    return {"Authorization": f"Bearer {given.text}"}


@contextmanager
def told() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """An address that is told: it refuses the first message, as a server that restarts does."""
    came: list[tuple[dict[str, str], bytes]] = []

    class Told(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(503 if len(came) == 1 else 204)
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Told) as made:
        serving = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        serving.start()
        try:
            yield f"http://127.0.0.1:{made.server_address[1]}/told", came
        finally:
            made.shutdown()
            serving.join(PATIENCE)


def events_of(stream: requests.Response) -> Iterator[dict[str, Any]]:
    """The events of a stream, as they come."""
    for line in stream.iter_lines(chunk_size=1):
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def begun(host: Person, round_id: str) -> None:
    for kind, fields in (("match.open", {}), ("round.begin", {"round": round_id}), ("item.present", {})):
        assert host.do(kind, **fields)["ok"]


def test_a_stream_and_a_webhook_tell_of_a_match_as_it_is_led_and_a_press_comes_in(server: Server) -> None:
    host = server.person("host").connect()
    own = token_for(server, "feed", "setup", "press", match=host.match)
    at = f"{server.base}/api/v1/matches/{host.match}"
    with (
        told() as (url, came),
        requests.get(
            f"{at}/events", headers={**own, "Accept": "text/event-stream"}, stream=True, timeout=PATIENCE
        ) as stream,
    ):
        assert stream.status_code == 200
        hook = requests.post(f"{at}/webhooks", json={"url": url}, headers=own, timeout=PATIENCE).json()
        begun(host, "press")
        events = events_of(stream)
        assert [next(events)["seq"] for _ in range(3)] == [1, 2, 3]
        assert host.do("press.arm")["ok"]
        armed = next(events)
        assert armed["changed"]["press"]["arming"]
        pressed = requests.post(f"{at}/press", json={"press": "p1", "station": 1}, headers=own, timeout=PATIENCE)
        assert pressed.status_code == 200, pressed.text
        station = next(team for team in host.view["teams"] if team["station"] == 1)
        host.until(lambda: bool(host.view["item"]) and host.view["item"]["answering"] == station["id"])
        host.until(lambda: len(came) >= 5)
        for headers, body in came:
            signed = f"{headers['X-Leitai-Timestamp']}.".encode() + body
            expected = "sha256=" + hmac.new(hook["secret"].encode(), signed, hashlib.sha256).hexdigest()
            assert headers["X-Leitai-Signature"] == expected
        seqs = [json.loads(body)["event"]["seq"] for _, body in came]
        assert seqs[:5] == [1, 1, 2, 3, 4]
        ended = requests.delete(f"{at}/webhooks/{hook['id']}", headers=own, timeout=PATIENCE)
        assert ended.status_code == 200
    lines = requests.get(f"{at}/events", headers=own, timeout=PATIENCE).text.splitlines()
    assert [json.loads(line)["seq"] for line in lines][:4] == [1, 2, 3, 4]
