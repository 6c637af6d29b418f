"""From a press to its decision: eight stations on real connections, phones that watch, and what else the server does.

Each item is armed, all stations press within a few milliseconds of each other, and the server awards by itself.
Measured is the time from the first press until the last station sees who won, less the window for which the server
collects presses and which the ledger names.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from scoreboard.bench.hall import entered
from scoreboard.bench.measure import AT_ONCE, PATIENCE, Target
from scoreboard.bench.wire import Line

APART = 0.002
"""Seconds from one station's press to the next one's."""

QUESTIONS, PICTURES, PICTURE = 5_000, 20, 1_000_000
"""What is uploaded and read meanwhile: questions, and pictures of so many bytes."""


@dataclass(frozen=True, slots=True)
class Presses:
    """What was found, in ms besides the window: (median, 95 %, 99 %, greatest), of so many decisions."""

    name: str
    screens: int
    decisions: int
    window: int
    took: tuple[float, float, float, float]


class PressSeat:
    """A connection of one seat, read by a thread of its own: it answers probes at once, as a page does, and keeps the
    newest view with the moment at which it came."""

    def __init__(self, base: str, port: int, code: str) -> None:
        self.cookie, self.ticket = entered(base, code)
        self._line = Line("127.0.0.1", port, {"Cookie": self.cookie}, json.dumps({"seat": self.ticket}), PATIENCE)
        self._number, self._changed = 0, threading.Condition()
        self._view: dict[str, Any] | None = None
        self._at, self._wrong = 0.0, ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def send(self, command: Mapping[str, Any]) -> None:
        """Give a command; a refusal is an error at the next ``see``."""
        self._number += 1
        said = {"key": f"{self.ticket}-{self._number}", "command": command}
        self._line.say(f'42/live,{self._number}["command",{json.dumps(said)}]')

    def see(self, ready: Callable[[dict[str, Any]], Any]) -> tuple[dict[str, Any], float]:
        """The first view that is ``ready``, and when it came."""
        with self._changed:
            found = self._changed.wait_for(
                lambda: self._wrong or (self._view is not None and ready(self._view)), PATIENCE
            )
            if self._wrong or not found or self._view is None:
                raise RuntimeError(self._wrong or "nothing came")
            return self._view, self._at

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._reader.join()

    def _read(self) -> None:
        try:
            while True:
                self._take(self._line.hear("4"), time.monotonic())
        except OSError as gone:
            with self._changed:
                self._wrong = self._wrong or str(gone)
                self._changed.notify_all()

    def _take(self, text: str, at: float) -> None:
        head, _, data = text.partition("[")
        if data.startswith('"time.probe"'):
            self._line.say(f"43/live,{head.removeprefix('42/live,')}[{{}}]")
        with self._changed:
            if head.startswith("43") and '"ok":false' in data[:20]:
                self._wrong = text[:500]
            elif data.startswith('"view"'):
                self._view, self._at = json.loads("[" + data)[1], at
            self._changed.notify_all()


def measure_presses(
    target: Target, codes: Mapping[str, Sequence[str]], screens: int, items: int, *, beside: bool
) -> Presses:
    """Let the stations press for all items; ``beside``: while a large set is uploaded and read, again and again."""
    base = f"http://127.0.0.1:{target.port}"
    host = PressSeat(base, target.port, codes["host"][0])
    stations = [PressSeat(base, target.port, code) for code in codes["team"]]
    with watched(target, screens), _busy(base, codes["account"]) if beside else contextlib.nullcontext():
        host.send({"kind": "round.begin", "round": "press"})
        view, _ = host.see(lambda view: view["round"] is not None)
        took = [press_once(host, stations, number) for number in range(items)]
    windows = windows_of(base, host, view["match"]["id"])
    for one in (host, *stations):
        one.close()
    rest = sorted(1000 * seconds - windows[item] for item, seconds in took)
    most = len(rest) - 1
    spread = (
        rest[len(rest) // 2],
        rest[min(most, len(rest) * 95 // 100)],
        rest[min(most, len(rest) * 99 // 100)],
        rest[most],
    )
    return Presses(target.name, screens, len(rest), max(windows.values()), spread)


def windows_of(base: str, host: PressSeat, match: str) -> dict[int, int]:
    """For each item of a match the window in ms for which the server collected its presses, as the ledger names it."""
    book = requests.get(f"{base}/api/matches/{match}/book", headers={"Cookie": host.cookie}, timeout=PATIENCE).json()
    windows = {entry["payload"]["item"]: 0 for entry in book["entries"] if entry["kind"] == "item.present"}
    for entry in book["entries"]:
        if entry["kind"] == "press.record":
            item = entry["payload"]["item"]
            windows[item] = max(windows[item], entry["payload"]["window"])
    return windows


def press_once(host: PressSeat, stations: Sequence[PressSeat], number: int) -> tuple[int, float]:
    """Play the item ``number`` of the round, counted from 0: its number in the match, and the seconds from the first
    press until the last station saw the winner."""
    host.send({"kind": "item.present"})
    host.see(lambda view: view["match"]["stage"] == "reading")
    host.send({"kind": "press.arm"})
    views = [one.see(lambda view: view["press"] and view["press"]["state"] == "armed")[0] for one in stations]
    wait = max(view["press"]["opens_at"] - view["now"] for view in views)
    time.sleep(max(0, wait) / 1000 + 0.05)
    begun = time.monotonic()
    for place in range(len(stations)):
        at = (place + number) % len(stations)
        view = views[at]
        stations[at].send(
            {
                "kind": "press.record", "team": view["me"]["team"], "press": f"p{number}",
                "arming": view["press"]["arming"], "item": view["item"]["no"],
            }
        )  # fmt: skip
        time.sleep(APART)
    took = max(one.see(lambda view: view["press"] and view["press"]["winner"])[1] for one in stations) - begun
    host.send({"kind": "answer.judge", "verdict": "right"})
    host.send({"kind": "item.close"})
    host.see(lambda view: view["match"]["stage"] == "closed")
    return views[0]["item"]["no"], took


@contextlib.contextmanager
def watched(target: Target, screens: int) -> Iterator[None]:
    """While so many screens watch; then they are gone without a word."""
    if not screens:
        yield
        return
    task = {
        "host": "127.0.0.1", "port": target.port, "count": screens, "cookies": list(target.cookies),
        "auth": target.auth, "at_once": AT_ONCE,
    }  # fmt: skip
    reader = subprocess.Popen(
        [sys.executable, "-m", "scoreboard.bench.screens"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write(json.dumps(task) + "\n")
        reader.stdin.flush()
        reader.stdout.readline()
        yield
    finally:
        reader.kill()
        reader.communicate()


@contextlib.contextmanager
def _busy(base: str, account: Sequence[str]) -> Iterator[None]:
    """While an organiser uploads a set, and the server reads it, again and again."""
    data, http = _large_set(), requests.Session()

    def post(path: str, **said: Any) -> requests.Response:
        token = http.get(f"{base}/api/session", timeout=PATIENCE).json()["csrf"]
        answer = http.post(f"{base}{path}", headers={"X-CSRFToken": token}, timeout=PATIENCE, **said)
        answer.raise_for_status()
        return answer

    def upload(over: threading.Event) -> None:
        page = post("/organiser/sets/uploads", files={"file": ("set.zip", data)})
        while 'id="progress"' in page.text and not over.wait(0.2):
            page = http.get(page.url, timeout=PATIENCE)
        if not over.is_set():
            post(page.url.removeprefix(base).partition("?")[0] + "/drop")

    with http:
        post("/signin", data={"name": account[0], "password": account[1]})
        with again_and_again(upload):
            yield


@contextlib.contextmanager
def again_and_again(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """While ``work`` is done in another thread, again and again; it is told by its event that it is over.  What it
    raises is raised at the end."""
    over, failed = threading.Event(), list[BaseException]()

    def run() -> None:
        try:
            while not over.is_set():
                work(over)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    if failed:
        raise failed[0]


def _large_set() -> bytes:
    """A package of a table and its pictures."""
    chance, table, out = random.Random(7), io.StringIO(newline=""), io.BytesIO()  # noqa: S311  no secret
    rows = csv.writer(table)
    rows.writerow(("题型", "题干", "A", "B", "C", "D", "答案", "图片"))
    for number in range(QUESTIONS):
        stem = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(40))
        picture = f"p{number}.png" if number < PICTURES else ""
        rows.writerow(("单选", f"{stem}（  ）", stem[:4], stem[4:8], stem[8:12], stem[12:16], "B", picture))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("题库.csv", table.getvalue())
        for number in range(PICTURES):
            archive.writestr(f"p{number}.png", _picture() + chance.randbytes(PICTURE))
    return out.getvalue()


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
