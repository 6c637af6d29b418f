"""What one device without a ticket may do to stop a hall: ``python -m tests.live.attacks NAME PORT SECONDS LINES``.

A process of its own, so that its work does not slow down whoever measures beside it.  Each attack runs on several
lines, opens another when one is cut, and prints how often that was and with which closing codes.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import repeat

TEXT, MORE, PING = 0x1, 0x0, 0x9
LAST = 0x80
MASK = b"\x11\x22\x33\x44"
NEVER_MIND = 1005
"""What RFC 6455 calls a closing without a code."""

FRONT = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\nUpgrade: websocket\r\n"
    b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
POLL = b"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: hall\r\n\r\n"
PAGE = b"GET /api/session HTTP/1.1\r\nHost: hall\r\n\r\n"


FIELDS = b"&".join([b"a"] * 32_000)
NESTED = b"[" * 60_000
FORM, JSON = b"application/x-www-form-urlencoded", b"application/json"
CRUMBS = b"; ".join(b"c%d=%d" % (number, number) for number in range(4000))[:48_000]


def post(path: bytes, kind: bytes, body: bytes) -> bytes:
    """A request with a body."""
    head = b"POST %s HTTP/1.1\r\nHost: hall\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (path, kind, len(body)) + body


def frame(kind: int, payload: bytes, *, last: bool = True) -> bytes:
    """One frame as a client sends it.  The mask is for the server to take off; what is under it does not matter."""
    head = bytes([kind | (LAST if last else 0)])
    size = len(payload)
    if size < 126:
        head += bytes([LAST | size])
    elif size < 65536:
        head += bytes([LAST | 126]) + size.to_bytes(2)
    else:
        head += bytes([LAST | 127]) + size.to_bytes(8)
    return head + MASK + payload


def endless() -> Iterator[bytes]:
    """A message that never ends, in fragments of 64 kB."""
    yield frame(TEXT, b"x" * 65536, last=False)
    yield from repeat(frame(MORE, b"x" * 65536, last=False))


def large() -> Iterator[bytes]:
    """Whole messages of just under 300 kB."""
    return repeat(frame(TEXT, b"x" * 300_000))


def huge() -> Iterator[bytes]:
    """A frame that says it brings 2 GB."""
    yield frame(TEXT, b"")[:1] + bytes([LAST | 127]) + (2**31).to_bytes(8) + MASK
    yield from repeat(b"x" * 65536)


def empty() -> Iterator[bytes]:
    """A message of empty fragments."""
    yield frame(TEXT, b"", last=False)
    yield from repeat(frame(MORE, b"", last=False) * 8192)


def pings() -> Iterator[bytes]:
    """Control frames."""
    return repeat(frame(PING, b"x" * 100) * 512)


def small() -> Iterator[bytes]:
    """Messages of one sign."""
    return repeat(frame(TEXT, b"4") * 4096)


def pipelined() -> Iterator[bytes]:
    """Requests, one behind the other on a connection whose answers are not waited for."""
    return repeat(PAGE * 256)


def fields() -> Iterator[bytes]:
    """Forms of 32,000 fields."""
    return repeat(post(b"/enter", FORM, FIELDS) * 8)


def parts() -> Iterator[bytes]:
    """Forms of as many parts as fit."""
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    kind = b"multipart/form-data; boundary=b"
    return repeat(post(b"/enter", kind, part * (60_000 // len(part)) + b"--b--\r\n") * 8)


def nested() -> Iterator[bytes]:
    """JSON as deep as it is long."""
    return repeat(post(b"/api/enter", JSON, NESTED) * 8)


def cookies() -> Iterator[bytes]:
    """Requests with thousands of cookies."""
    return repeat(PAGE[:-2] + b"Cookie: " + CRUMBS + b"\r\n\r\n")


def polls() -> Iterator[bytes]:
    """Handshakes of the transport without a websocket."""
    return repeat(POLL * 64)


def comers() -> Iterator[bytes]:
    """Websockets that are opened and left."""
    return iter(())


ATTACKS: dict[str, tuple[bytes, Callable[[], Iterator[bytes]]]] = {
    "endless": (FRONT, endless),
    "large": (FRONT, large),
    "huge": (FRONT, huge),
    "empty": (FRONT, empty),
    "pings": (FRONT, pings),
    "small": (FRONT, small),
    "pipelined": (b"", pipelined),
    "fields": (b"", fields),
    "parts": (b"", parts),
    "nested": (b"", nested),
    "cookies": (b"", cookies),
    "polls": (b"", polls),
    "comers": (FRONT, comers),
}
"""By name: what a line says first, and what it then sends for ever."""


def closing_code(said: bytes) -> int:
    """The code of the closing frame at the end of what a server said."""
    at = said.rfind(b"\x88")
    return int.from_bytes(said[at + 2 : at + 4]) if at >= 0 and len(said) >= at + 4 else NEVER_MIND


def line(port: int, name: str, until: float, codes: Counter[int]) -> None:
    """One line until it is cut, or until its time is over; counts the closing code."""
    front, sent = ATTACKS[name]
    said = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        if front:
            connection.sendall(front)
            said += connection.recv(4096)
        connection.setblocking(False)
        for piece in sent():
            rest = memoryview(piece)
            while rest and time.monotonic() < until:
                try:
                    rest = rest[connection.send(rest) :]
                except BlockingIOError:
                    time.sleep(0.001)
                except OSError:
                    break
                with suppress(BlockingIOError):
                    got = connection.recv(65536)
                    said = bytearray(said[-200:] + got)
            if rest:
                break
        if name == "comers":
            return
        connection.settimeout(0.2)
        with suppress(OSError):
            while time.monotonic() < until and (got := connection.recv(65536)):
                said = bytearray(said[-200:] + got)
    if time.monotonic() < until:
        codes[closing_code(bytes(said))] += 1


def attack(port: int, name: str, seconds: float, lines: int) -> Counter[int]:
    """Attack for so long on so many lines; how often a line was cut, by closing code."""
    until, codes = time.monotonic() + seconds, Counter[int]()

    def again() -> None:
        while time.monotonic() < until:
            with suppress(OSError):
                line(port, name, until, codes)

    threads = [threading.Thread(target=again) for _ in range(lines)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return codes


def attacker(port: int, name: str, seconds: float, lines: int) -> subprocess.Popen[str]:
    """The attack as a process, which prints the closing codes at its end."""
    command = [sys.executable, "-m", "tests.live.attacks", name, str(port), str(seconds), str(lines)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    os.nice(5)
    print(json.dumps(attack(int(sys.argv[2]), sys.argv[1], float(sys.argv[3]), int(sys.argv[4]))))
