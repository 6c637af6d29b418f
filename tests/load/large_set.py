"""How long the host waits while an organiser keeps a large question set: ``python -m tests.load.large_set [MODE …]``.

The set has 2,000 questions and 27 MB of pictures.  For each mode the median and the worst receipt of the host's
commands: with nothing else going on, while the set is sent and read, and while it is confirmed; and how long the
confirmation took.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import requests

from scoreboard import config, wiring
from scoring.usecases import accounts
from tests.conftest import PASSWORD
from tests.live.people import PATIENCE, Person, Server
from tests.load.small_figures import SIGNS
from tests.ports import free_port
from tests.unit.question_sets.builders import package, png, text_table

QUESTIONS, PICTURES, BYTES = 2000, 27, 1_000_000
REST = 2.0
BETWEEN = 0.02
"""Seconds between two commands: faster ones are more than a desk may send."""


def large_set() -> bytes:
    """The package: a table and its pictures."""
    chance = random.Random(7)
    stems = ["".join(chance.choices(SIGNS, k=60)) for _ in range(QUESTIONS)]
    rows: list[tuple[str, ...]] = [("题型", "题干", "A", "B", "C", "D", "答案", "解析", "图片")]
    for number, stem in enumerate(stems):
        picture = f"p{number}.png" if number < PICTURES else ""
        rows.append(("单选", f"{stem}（  ）", stem[:4], stem[4:8], stem[8:12], stem[12:16], "B", stem, picture))
    pictures = {f"p{number}.png": png() + chance.randbytes(BYTES) for number in range(PICTURES)}
    return package({"题库.csv": text_table(rows), **pictures})


class Organiser:
    """A signed-in browser."""

    def __init__(self, server: Server, mode: str) -> None:
        given = {"LEITAI_DATA": str(server.data), "LEITAI_ASYNC_MODE": mode, "LEITAI_PORT": str(server.port)}
        accounts.add_account(wiring.build(config.load(given)).ctx, name="张一", password=PASSWORD)
        self.base, self.http = server.base, requests.Session()
        self.post("/signin", data={"name": "张一", "password": PASSWORD})

    def post(self, path: str, **said: object) -> requests.Response:
        """Send a form."""
        token = self.http.get(f"{self.base}/api/session", timeout=PATIENCE).json()["csrf"]
        headers = {"X-CSRFToken": token}
        answer = self.http.post(f"{self.base}{path}", headers=headers, timeout=PATIENCE, **said)  # type: ignore[arg-type]
        assert answer.status_code == 200, (answer.status_code, answer.text[-2000:])
        return answer

    def send(self, data: bytes) -> str:
        """Send the set and wait until it is read; the path of its report."""
        page = self.post("/organiser/sets/uploads", files={"file": ("题库.zip", data)})
        while 'id="progress"' in page.text:
            time.sleep(0.2)
            page = self.http.get(page.url, timeout=PATIENCE)
        found = re.search(r"/organiser/sets/uploads/[^/?\"]+", page.url)
        assert found is not None
        return found[0]


def waits(host: Person, until: threading.Event) -> list[float]:
    """The host's waits in ms."""
    found = list[float]()
    while not until.is_set():
        begun = time.perf_counter()
        receipt = host.do("scene.show", scene=("teams", "black")[len(found) % 2])
        found.append((time.perf_counter() - begun) * 1000)
        assert receipt["ok"], receipt
        time.sleep(BETWEEN)
    return found


def beside(host: Person, work: object) -> tuple[list[float], float]:
    """The host's waits while ``work`` is done, and the seconds that it took."""
    over, took = threading.Event(), list[float]()

    def run() -> None:
        begun = time.perf_counter()
        try:
            work()  # type: ignore[operator]
        finally:
            took.append(time.perf_counter() - begun)
            over.set()

    threading.Thread(target=run).start()
    return waits(host, over), took[0]


def measure(mode: str, data: bytes) -> None:
    """Print the lines of one mode, on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", free_port(), mode, halls=1).start()
        try:
            organiser, report = Organiser(server, mode), list[str]()
            host = server.person("host").connect()
            assert host.do("match.open")["ok"]
            steps = {
                "nothing": lambda: time.sleep(REST),
                "sent and read": lambda: report.append(organiser.send(data)),
                "confirmed": lambda: organiser.post(report[0], data={"name": "大题库"}),
            }
            for name, work in steps.items():
                found, took = beside(host, work)
                print(f"{mode:9} {name:14} {median(found):8.1f} {max(found):8.1f} ms  took {took:.2f} s", flush=True)
        finally:
            server.empty()
            server.kill()


if __name__ == "__main__":
    made = large_set()
    for one in sys.argv[1:] or ["eventlet", "threading"]:
        measure(one, made)
