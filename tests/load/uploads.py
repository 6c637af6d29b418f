"""How long the host waits while ten people send files of 5 MB: ``python -m tests.load.uploads [MODE …]``.

For each mode the worst and the median receipt of the host's commands: beside nothing, beside ten uploads in turn with
all that belongs to them, and beside people who look at the pages of these files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random
from statistics import median

import requests

from tests.live.people import Person, Server
from tests.ports import free_port
from tests.unit.attachments import papers

SECONDS, BETWEEN = 6.0, 0.02
SENDERS = ("chief", "judge", "display", "team0", "team1")
"""Two files each."""

PART = 256 * 1024
PAGES = 8


def large_pdf(seed: int) -> bytes:
    """A PDF of some pages with 4.9 MB of scanned matter that no packer makes smaller."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    matter = Random(seed).randbytes(4_900_000)
    return papers.written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * PAGES, PAGES),
            page,
            b"<< /Length 20 >>\nstream\n0 0 1 rg 50 50 200 200 re f\nendstream",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(matter), matter),
        ]
    )


def send(person: Person, owner: str, data: bytes) -> str:
    """Send a file as the pages do; the id of what was attached."""
    api, http = f"{person.base}/api/attachments", person.http
    said = {"name": "推荐表.pdf", "size": len(data), "mark": owner}
    begun = http.post(f"{api}/of/{owner}/scan", json=said, timeout=60)
    begun.raise_for_status()
    upload = begun.json()["id"]
    for offset in range(0, len(data), PART):
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"}
        part = data[offset : offset + PART]
        http.put(f"{api}/uploads/{upload}", data=part, headers=headers, timeout=60).raise_for_status()
    done = http.post(f"{api}/uploads/{upload}/finish", timeout=240)
    done.raise_for_status()
    return str(done.json()["id"])


def look(person: Person, attachment: str) -> None:
    """Look at every page."""
    for page in range(1, PAGES + 1):
        answer: requests.Response = person.http.get(
            f"{person.base}/api/attachments/{attachment}/pages/{page}", timeout=240
        )
        answer.raise_for_status()


def together(base: str, codes: list[str], *, pages: bool) -> float:
    """Ten people at once, each with a file; the seconds that it took."""
    people = [Person(base, code) for code in codes for _ in range(2)]
    files = [large_pdf(number) for number in range(len(people))]
    begun = time.monotonic()

    def one(number: int) -> None:
        attachment = send(people[number], f"load{number}", files[number])
        if pages:
            look(people[number], attachment)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - begun


def waits(host: Person, process: subprocess.Popen[str] | None) -> list[float]:
    """The host's waits in ms until the others are done (or for some seconds, without any)."""
    until, found = time.monotonic() + SECONDS, list[float]()
    while (time.monotonic() < until) if process is None else process.poll() is None:
        begun = time.perf_counter()
        receipt = host.do("scene.show", scene=("teams", "black")[len(found) % 2])
        found.append((time.perf_counter() - begun) * 1000)
        assert receipt["ok"], receipt
        time.sleep(BETWEEN)
    return found


def measure(mode: str, name: str) -> str:
    """One line of the table, on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", free_port(), mode, halls=1).start()
        try:
            host = server.person("host").connect()
            assert host.do("match.open")["ok"]
            codes = json.dumps([server.hall["codes"][who] for who in SENDERS])
            command = [sys.executable, "-m", "tests.load.uploads", "--send", name, server.base, codes]
            process = None if name == "nothing" else subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            found = waits(host, process)
            took = process.communicate()[0].strip() if process else "–"
        finally:
            server.empty()
            server.kill()
    worst = sorted(found)[-max(1, len(found) // 100)]
    return (
        f"{mode:9} {name:8} median {median(found):6.1f}  99 % {worst:6.1f}  worst {max(found):6.1f} ms  took {took} s"
    )


def main(modes: list[str]) -> None:
    """The whole table."""
    for mode in modes or ["eventlet", "threading"]:
        for name in ("nothing", "uploads", "pages"):
            print(measure(mode, name), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--send"]:
        os.nice(5)
        print(round(together(sys.argv[3], json.loads(sys.argv[4]), pages=sys.argv[2] == "pages"), 1))
    else:
        main(sys.argv[1:])
