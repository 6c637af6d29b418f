#!/usr/bin/env python3
"""A bridge from a box of buttons to a match: every line that comes in presses for a station.

    python3 buzzer_bridge.py --server http://192.168.1.10:5000 --match MATCH --token-file token.txt /dev/ttyUSB0

It reads a serial device (set it up before: `stty -F /dev/ttyUSB0 115200 raw -echo`), any file, or `-` for standard
input.  A line is the number of a station, and optionally an id of the press behind it: `3` or `3 a81f`.  What is no
such line is passed over and told.  Buttons on MQTT come in through its own client:

    mosquitto_sub -h broker -t 'buzzers/+/press' -F '%p' | python3 buzzer_bridge.py … -

Only the standard library is needed.  The token has the scope `press` and is good for this match alone; make it on the
page of access tokens or by `leitai token make 抢答盒 --scope press --match MATCH`.

The server dates a press by its arrival, so a wire and a quiet network are worth more than anything that this program
could say of time.  Each press is sent beside the others, so that none waits for one that does not get through.  A press
that could not be sent is sent again under the same id for two seconds and then given up: one that comes later would
count for nothing, or for the next question.
"""

from __future__ import annotations

import argparse
import http.client
import json
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

GIVE_UP = 2.0
"""Seconds after which a press that could not be sent is given up."""

PAUSE = 0.05
"""Seconds between two attempts."""

TIMEOUT = 1.0
"""Seconds for one attempt."""

AT_A_TIME = 16
"""Presses that are under way at once."""

LONGEST = 200
"""Characters of a line that are looked at."""


def presses(lines: Iterable[str], told: Callable[[str], None]) -> Iterator[tuple[int, str]]:
    """Station and id of each press in the lines; what is none is passed over and told."""
    start = secrets.token_hex(4)
    for number, line in enumerate(lines, start=1):
        parts = line[:LONGEST].split()
        if not parts:
            continue
        station = parts[0].removeprefix("buzzers/").removesuffix("/press")
        if not (station.isascii() and station.isdigit() and 0 < int(station) <= 999) or len(parts) > 2:
            told(f"not a press: {line[:40].strip()!r}")
            continue
        yield int(station), (parts[1] if len(parts) > 1 else f"{start}-{number}")[:64]


class Server:
    """The server, over a connection for each thread that is kept open, so that a press need not open one."""

    def __init__(self, address: str, match: str, token: str) -> None:
        parts = urlsplit(address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._open = lambda: kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        self._own, self._lines = threading.local(), list[http.client.HTTPConnection]()
        self._path = f"/api/v1/matches/{match}/press"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def press(self, station: int, press: str) -> tuple[int, str]:
        """Status and body of the answer; raises OSError or HTTPException where none came."""
        line: http.client.HTTPConnection | None = getattr(self._own, "line", None)
        if line is None:
            line = self._own.line = self._open()
            self._lines.append(line)
        try:
            line.request("POST", self._path, json.dumps({"station": station, "press": press}), self._headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            line.close()  # the next attempt opens it again
            raise

    def close(self) -> None:
        """Give the connections up."""
        for line in self._lines:
            line.close()


def send(server: Server, station: int, press: str, now: Callable[[], float] = time.monotonic) -> str:
    """Send one press, again where the network or the server fails; what became of it in words."""
    until = now() + GIVE_UP
    while True:
        try:
            status, body = server.press(station, press)
        except (OSError, http.client.HTTPException) as error:
            problem = str(error) or type(error).__name__
        else:
            if status == 200:
                return "taken"
            if status not in (429, 500, 502, 503, 504):
                return f"refused: {_code(body)}"  # nobody may press now, or the settings are wrong: no use to ask again
            problem = f"status {status}"
        if now() >= until:
            return f"given up: {problem}"
        time.sleep(PAUSE)


def _code(body: str) -> str:
    try:
        return str(json.loads(body)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return body[:80]


@contextmanager
def lines_of(source: str) -> Iterator[TextIO]:
    """What is read: a device, a file, or standard input."""
    if source == "-":
        yield sys.stdin
    else:
        with Path(source).open(encoding="ascii", errors="replace") as opened:
            yield opened


def main(arguments: list[str] | None = None) -> int:
    """Read presses and send them until the source ends."""
    options = argparse.ArgumentParser(description="Press for the stations of a match from a box of buttons.")
    options.add_argument("source", help="a serial device, a file, or - for standard input")
    options.add_argument("--server", required=True, help="http://… or https://…")
    options.add_argument("--match", required=True, help="the id of the match")
    options.add_argument("--token-file", required=True, type=Path, help="a file with the access token")
    given = options.parse_args(arguments)
    server = Server(given.server, given.match, given.token_file.read_text("ascii").strip())

    def told(text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def one(station: int, press: str) -> None:
        told(f"station {station}: {send(server, station, press)}")

    try:
        with lines_of(given.source) as source, ThreadPoolExecutor(AT_A_TIME) as pool:
            for station, press in presses(iter(source.readline, ""), told):
                pool.submit(one, station, press)
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
