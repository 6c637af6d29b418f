"""How long a newcomer with a good card waits beside guesses from the same address.

``python -m tests.load.ticket_guesses [MODE …] [-- PARALLEL …]``.

A process of its own sends so many wrong codes at a time, and the next one as soon as one is answered.  A newcomer comes
twice a second with a browser that has never been here: it asks for its token and enters.  For each mode and number the
median and the worst of these, in all and within the first three seconds; the host's worst receipt beside it; and how
many guesses were answered a second.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median

import requests

from tests.live.people import PATIENCE, Server
from tests.load.large_set import waits
from tests.ports import free_port

SECONDS = 12.0
EVERY = 0.5
FIRST = 3.0
PARALLEL = 2000
NEVER = float("inf")


async def guess(port: int, request: bytes, until: float, codes: Counter[str]) -> None:
    """One line of guesses, each on the heels of the last answer; another connection where one is cut."""
    while time.monotonic() < until:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while time.monotonic() < until:
                writer.write(request)
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), until - time.monotonic() + 0.1)
                length = next(
                    (int(row[15:]) for row in head.lower().split(b"\r\n") if row[:15] == b"content-length:"), 0
                )
                await reader.readexactly(length)
                codes[head[9:12].decode()] += 1
            writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            codes["cut"] += 1
            await asyncio.sleep(0.05)


async def attack(port: int, parallel: int) -> Counter[str]:
    """All lines at once."""
    session, base = requests.Session(), f"http://127.0.0.1:{port}"
    token = session.get(f"{base}/api/session", timeout=PATIENCE).json()["csrf"]
    cookies = "; ".join(f"{one.name}={one.value}" for one in session.cookies)
    body = b'{"code": "AAAA22222"}'
    request = (
        f"POST /api/enter HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\nX-CSRFToken: {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    codes, until = Counter[str](), time.monotonic() + SECONDS
    await asyncio.gather(*(guess(port, request, until, codes) for _ in range(parallel)))
    return codes


def newcomers(base: str, code: str, over: threading.Event) -> list[tuple[float, float]]:
    """(when, seconds) of each newcomer."""
    found, begun, threads = list[tuple[float, float]](), time.monotonic(), list[threading.Thread]()

    def come() -> None:
        came, http = time.monotonic(), requests.Session()
        token = http.get(f"{base}/api/session", timeout=PATIENCE).json()["csrf"]
        answer = http.post(f"{base}/api/enter", json={"code": code}, headers={"X-CSRFToken": token}, timeout=PATIENCE)
        took = time.monotonic() - came if answer.status_code == 200 else NEVER
        found.append((came - begun, took))

    while not over.wait(EVERY):
        threads.append(threading.Thread(target=come))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return found


def measure(mode: str, parallel: int) -> str:
    """One line of the table, on a server of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "data", free_port(), mode, halls=1).start()
        try:
            host, over, receipts = server.person("host").connect(), threading.Event(), list[float]()
            assert host.do("match.open")["ok"]
            command = [sys.executable, "-m", "tests.load.ticket_guesses", "guess", str(server.port), str(parallel)]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            watching = threading.Thread(target=lambda: receipts.extend(waits(host, over)))
            ending = threading.Thread(target=lambda: (process.wait(), over.set()))
            watching.start()
            ending.start()
            came = newcomers(server.base, server.hall["codes"]["team0"], over)
            ending.join()
            watching.join()
            assert process.stdout is not None
            codes = json.loads(process.stdout.read())
        finally:
            server.empty()
            server.kill()
    took, first = [seconds for _, seconds in came], [seconds for when, seconds in came if when < FIRST]
    rate = sum(count for code, count in codes.items() if code != "cut") / SECONDS
    return (
        f"{mode:9} {parallel:5} newcomers {median(took):6.2f} {max(took):6.2f} s (first {max(first, default=0):.2f} s) "
        f"host {median(receipts or [NEVER]):6.1f} {max(receipts or [NEVER]):7.1f} ms  {rate:6.1f} guesses/s {codes}"
    )


def main(modes: list[str], parallel: list[int]) -> None:
    """The whole table."""
    for mode in modes or ["eventlet", "threading"]:
        for lines in parallel or [0, PARALLEL]:
            print(measure(mode, lines), flush=True)


if __name__ == "__main__":
    said = sys.argv[1:]
    if said[:1] == ["guess"]:
        print(json.dumps(asyncio.run(attack(int(said[1]), int(said[2])))))
    else:
        cut = said.index("--") if "--" in said else len(said)
        main(said[:cut], [int(one) for one in said[cut + 1 :]])
