"""``python -m tests.chaos.server DATA PORT MODE HALLS AHEAD``: the program's own server, whose time of day can be set.

The machine's clock is moved by as many ms as stand in ``step`` beside DATA: at each look, for the whole process.  At
the signal USR1 it counts what it holds for its clients, and writes that to ``held`` beside DATA.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import signal
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from scoreboard.server import runtime

STEP = struct.Struct("q")


def set_by(file: Path) -> None:
    """Let this process have the time of day that ``file`` sets."""
    with file.open("r+b") as held:
        step = mmap.mmap(held.fileno(), STEP.size)
    seconds, nanoseconds = time.time, time.time_ns

    def moved() -> int:
        return int(STEP.unpack_from(step)[0])

    time.time = lambda: seconds() + moved() / 1000
    time.time_ns = lambda: nanoseconds() + moved() * 1_000_000


HELD = frozenset({"FannedConnection", "Outgoing", "WebSocket", "SeatConnection", "greenlet", "GreenThread", "Request"})
"""What there is for a client, and must be gone with it."""


def count_into(file: Path) -> None:
    """Count what this process holds for its clients: objects that were made since the start, by their class."""
    gc.collect()
    counted = Counter(type(one).__name__ for one in gc.get_objects())
    told = file.with_suffix(".new")
    told.write_text(json.dumps({name: counted[name] for name in sorted(HELD)}))
    told.rename(file)


def main(data: Path, port: int, mode: str, halls: int) -> None:
    """Serve until killed; prints ``ready`` once the port is open."""
    set_by(data.parent / "step")
    signal.signal(signal.SIGUSR1, lambda *_: count_into(data.parent / "held"))
    runtime.start(mode)
    from scoreboard import config
    from scoreboard.cli.serve import run_server
    from scoreboard.services import Services
    from tests.live.server import PASSED, furnish

    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = {"LEITAI_DATA": str(data), "LEITAI_ASYNC_MODE": mode, "LEITAI_PORT": str(port), "LEITAI_HOST": "127.0.0.1"}

    def ready(services: Services) -> None:
        if not (data / "halls.json").exists():
            furnish(services.ctx, data / "halls.json", halls)
        print("ready", flush=True)

    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    run_server(config.load({**told, **passed}), ready, quiet=True)


Step = Callable[[int], None]


def steps(file: Path) -> Step:
    """A function that sets the clock of the server that looks at ``file`` by so many ms from the machine's."""
    file.write_bytes(STEP.pack(0))

    def step(ms: int) -> None:
        with file.open("r+b") as held:
            held.write(STEP.pack(ms))

    return step


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
