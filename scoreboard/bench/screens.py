"""All the screens of a measurement, in a process of their own: ``python -m scoreboard.bench.screens``.

Standard input is one line, a JSON object: ``host``, ``port``, ``count``, ``cookies`` (shared out over the connections),
``auth`` (what each says when it enters), ``at_once`` (how many may be opening).  Each connection enters ``/live``
and waits for its first view; then one line is printed, ``{"seconds": …}``.  From then on the moment at which each
screen saw each view is noted, until another line comes in; then what was seen is printed, by the view's seq: how many
saw it, and the first and last moment, by the machine's steady clock.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import socket
import sys
import time
from collections import deque
from typing import Any

from scoreboard.bench import wire

SEQ = b'"seq":'
VIEW = b'42/live,["view"'
PONG = wire.framed("3")

OPENING, ENTERING, JOINING, WATCHING = range(4)


class Screens:
    """Many connections read by one thread."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._address = task["host"], task["port"]
        self._requests = deque(
            wire.request(f"{task['host']}:{task['port']}", {"Cookie": cookie} if cookie else {})
            for cookie in task["cookies"]
        )
        self._enter = wire.framed(f"40/live,{task['auth']}")
        self._left, self._at_once = task["count"], task["at_once"]
        self._poll = selectors.DefaultSelector()
        self._stage: dict[socket.socket, int] = {}
        self._held: dict[socket.socket, bytes] = {}
        self._opening = 0
        self.watching = self.lost = 0
        self.seen: dict[int, list[float]] = {}
        self.messages = 0
        self.used = 0.0

    def open_all(self) -> float:
        """Open all connections; the seconds until each has its first view."""
        begun = time.monotonic()
        wanted = self._left
        while self.watching < wanted:
            while self._left and self._opening < self._at_once:
                self._open()
            self._turn(1.0)
            if self.lost:
                raise ConnectionResetError(f"{self.lost} connections were refused")
        return time.monotonic() - begun

    def watch(self, until: int) -> None:
        """Read whatever comes, until the descriptor ``until`` has something to read."""
        self._poll.register(until, selectors.EVENT_READ, "until")
        self.seen.clear()
        self.messages, self.used = 0, time.process_time()
        while not self._turn(1.0):
            pass
        self.used = time.process_time() - self.used

    def _open(self) -> None:
        line = socket.socket()
        line.setblocking(True)
        line.connect(self._address)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.setblocking(False)
        line.send(self._requests[0])
        self._requests.rotate()
        self._stage[line], self._held[line] = OPENING, b""
        self._poll.register(line, selectors.EVENT_READ)
        self._left -= 1
        self._opening += 1

    def _turn(self, seconds: float) -> bool:
        for key, _ in self._poll.select(seconds):
            if key.data == "until":
                return True
            self._read(key.fileobj)
        return False

    def _read(self, line: Any) -> None:
        try:
            data = line.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        at = time.monotonic()
        if not data:
            self._gone(line)
            return
        if held := self._held[line]:
            data = held + data
        if self._stage[line] == OPENING:
            if b"\r\n\r\n" not in data:
                self._held[line] = data
                return
            if not data.startswith(b"HTTP/1.1 101"):
                self._gone(line)
                return
            self._stage[line], data = ENTERING, data.partition(b"\r\n\r\n")[2]
        done = 0
        for begin, end in wire.frames(data):
            done = end
            if data.startswith(VIEW, begin):
                self._saw(line, data, begin, at)
            elif data[begin:end] == b"2":
                line.send(PONG)
            else:
                self._step(line, data[begin:end])
        self._held[line] = data[done:]

    def _saw(self, line: Any, data: bytes, begin: int, at: float) -> None:
        if self._stage[line] != WATCHING:
            self._stage[line] = WATCHING
            self._opening -= 1
            self.watching += 1
        begin = data.find(SEQ, begin) + len(SEQ)
        seq = int(data[begin : data.find(b",", begin)].rstrip(b"}]"))
        self.messages += 1
        seen = self.seen.get(seq)
        if seen is None:
            self.seen[seq] = [1, at, at]
        else:
            seen[0] += 1
            seen[2] = at

    def _step(self, line: Any, said: bytes) -> None:
        if self._stage[line] == ENTERING and said.startswith(b"0"):
            self._stage[line] = JOINING
            line.send(self._enter)

    def _gone(self, line: Any) -> None:
        self._poll.unregister(line)
        line.close()
        self.lost += 1


def main() -> None:
    """Open, watch, tell."""
    task = json.loads(os.read(0, 1 << 20))
    screens = Screens(task)
    print(json.dumps({"seconds": screens.open_all()}), flush=True)
    gc.collect()
    gc.freeze()
    gc.disable()
    screens.watch(sys.stdin.fileno())
    told = {"seen": screens.seen, "messages": screens.messages, "used": screens.used, "lost": screens.lost}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
