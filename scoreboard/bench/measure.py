"""One measurement: a server that runs, screens that watch it, a host that gives commands at a steady rate."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoreboard.bench.wire import Line

PATIENCE = 120.0
"""Seconds for what comes at once on a quiet machine."""

AT_ONCE = 64
"""Connections that are opening at a time."""

_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Target:
    """A server to measure.  ``cookies`` of the screens and ``host_cookie`` let them in, ``auth`` and ``host_auth`` are
    what they say when they enter; ``commands`` are given in turn."""

    name: str
    pid: int
    port: int
    cookies: Sequence[str] = ("",)
    host_cookie: str = ""
    auth: str = "{}"
    host_auth: str = "{}"
    commands: Sequence[dict[str, Any]] = ({"kind": "a"}, {"kind": "b"})
    size: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """So many screens, ``rate`` changes a second for ``seconds``."""

    screens: int
    rate: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found.  ``ack``: from the command to its receipt; ``all``: from the receipt to the last screen; both as
    (median, 99 %, greatest) in ms.  ``cpu``: the server's processor time for each view that a screen was sent, in µs.
    ``memory`` of a connection in kB; ``connects`` a second, and ``entering``: the server's processor time for each, in
    ms.  ``reader``: the processor time of whoever read, in µs a view: where it
    is near ``cpu``, the reader and not the server is what is measured.  ``missed``: changes that not all screens saw
    by themselves, for a later one came with them.  ``size`` of a view in bytes, 0 where the server is a peer."""

    name: str
    screens: int
    ack: tuple[float, float, float]
    all: tuple[float, float, float]
    cpu: float
    memory: float
    connects: float
    entering: float
    reader: float
    missed: int
    size: int


def measure(target: Target, load: Load) -> Figures:
    """Connect the screens, give the commands, and tell how it went."""
    before, used = _memory(target.pid), _used(target.pid)
    screens = subprocess.Popen(
        [sys.executable, "-m", "scoreboard.bench.screens"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert screens.stdin is not None
        assert screens.stdout is not None
        task = {
            "host": "127.0.0.1", "port": target.port, "count": load.screens, "cookies": list(target.cookies),
            "auth": target.auth, "at_once": AT_ONCE,
        }  # fmt: skip
        screens.stdin.write(json.dumps(task) + "\n")
        screens.stdin.flush()
        opened = json.loads(screens.stdout.readline())["seconds"]
        entering = (_used(target.pid) - used) * 1000 / load.screens
        time.sleep(1.0)
        memory = (_memory(target.pid) - before) / load.screens
        host = Line("127.0.0.1", target.port, _headers(target.host_cookie), target.host_auth, PATIENCE)
        used = _used(target.pid)
        given = _lead(host, target.commands, load)
        host.close()
        time.sleep(1.0)
        used = _used(target.pid) - used
        screens.stdin.write("over\n")
        screens.stdin.flush()
        told = json.loads(screens.stdout.readline())
    finally:
        screens.kill()
        screens.communicate()
    seen = {int(seq): found for seq, found in told["seen"].items()}
    last, missed = _last(given, seen, load.screens)
    return Figures(
        name=target.name,
        screens=load.screens,
        ack=_spread([back - sent for sent, back in given.values()]),
        all=_spread(last),
        cpu=used * 1e6 / max(1, told["messages"]),
        memory=memory,
        connects=load.screens / opened,
        entering=entering,
        reader=told["used"] * 1e6 / max(1, told["messages"]),
        missed=missed,
        size=target.size,
    )


def _lead(host: Line, commands: Sequence[dict[str, Any]], load: Load) -> dict[int, tuple[float, float]]:
    """Give the commands; when each was sent and acknowledged, by its seq."""
    given: dict[int, tuple[float, float]] = {}
    begun = time.monotonic()
    for number in range(int(load.rate * load.seconds)):
        time.sleep(max(0.0, begun + number / load.rate - time.monotonic()))
        said = {"key": f"bench-{os.getpid()}-{begun}-{number}", "command": commands[number % len(commands)]}
        sent = time.monotonic()
        host.say(f'42/live,{number}["command",{json.dumps(said)}]')
        answer = host.hear(f"43/live,{number}[")
        back = time.monotonic()
        receipt = json.loads(answer[answer.index("[") :])[0]
        if not receipt["ok"]:
            raise RuntimeError(receipt)
        given[receipt["seq"]] = sent, back
    return given


def _last(given: dict[int, tuple[float, float]], seen: dict[int, list[float]], screens: int) -> tuple[list[float], int]:
    """Seconds from each receipt until the last screen saw that change or a later one, and how many changes were seen
    by fewer than all screens."""
    last, missed, later = list[float](), 0, float("inf")
    for seq in sorted(given, reverse=True):
        count, _, end = seen.get(seq, [0, 0.0, 0.0])
        if count < screens:
            missed += 1
        else:
            later = end
        if later < float("inf"):
            last.append(later - given[seq][1])
    return last or [float("inf")], missed


def _spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    ordered = sorted(one * 1000 for one in seconds)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.99)], ordered[-1]


def _headers(cookie: str) -> dict[str, str]:
    return {"Cookie": cookie} if cookie else {}


def _used(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _memory(pid: int) -> float:
    """Resident kilobytes of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return float(next(line for line in lines if line.startswith("VmRSS")).split()[1])
