"""How long the host waits while one device attacks: ``python -m tests.load.attacks [MODE …] [-- ATTACK …]``.

For each mode and attack the worst and the median receipt of the host's commands, beside the same
without an attack.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.live.attacks import ATTACKS, attacker
from tests.live.people import Person, Server
from tests.ports import free_port

SECONDS, LINES, BETWEEN = 3.0, 4, 0.02


def waits(host: Person, process: subprocess.Popen[str] | None) -> list[float]:
    """The host's waits in ms until the attack is over (or for its time, without one)."""
    until, found = time.monotonic() + SECONDS, list[float]()
    while time.monotonic() < until or (process is not None and process.poll() is None):
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
            process = attacker(server.port, name, SECONDS, LINES) if name else None
            found = waits(host, process)
            codes = json.loads(process.communicate()[0]) if process else {}
        finally:
            server.empty()
            server.kill()
    return f"{mode:9} {name or '(none)':10} {median(found):8.1f} {max(found):8.1f} ms  cut {codes}"


def main(modes: list[str], names: list[str]) -> None:
    """The whole table."""
    for mode in modes or ["eventlet", "threading"]:
        for name in ["", *(names or ATTACKS)]:
            print(measure(mode, name), flush=True)


if __name__ == "__main__":
    said = sys.argv[1:]
    cut = said.index("--") if "--" in said else len(said)
    main(said[:cut], said[cut + 1 :])
