"""How long a host's command waits while backups are made, one after the other: ``python -m tests.load.backup_wait``.

A server with a large database (60,000 entries, 60 MB of questions' texts beside); a host gives a command every 20 ms,
first alone, then beside backups.  Prints p50, p99 and the longest wait in ms of both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from scoring.engine.ledger import Draft
from scoring.store.database import Database
from scoring.usecases.records import QuestionSet
from tests.live.people import Person, Server
from tests.ports import free_port

ENTRIES, SETS, COMMANDS, EVERY = 60_000, 60, 400, 0.02


def main() -> None:
    """Measure both and print them."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        server = Server(data, free_port(), "eventlet", halls=1).start()
        server.kill()
        fill(data / "leitai.db")
        server.start()
        host = Person(server.base, server.hall["codes"]["host"]).connect()
        host.do("match.open")
        alone = waits(host)
        over = threading.Event()
        made = [0]
        backups = threading.Thread(target=back_up, args=(data, over, made))
        backups.start()
        time.sleep(1)
        beside = waits(host)
        over.set()
        backups.join()
        host.leave()
        server.kill()
    print(f"alone             {told(alone)}")
    print(f"beside {made[0]} backups  {told(beside)}")


def fill(file: Path) -> None:
    """Entries and texts."""
    database = Database(file)
    with database.write() as uow:
        for number in range(ENTRIES):
            uow.ledger.append("match:large", Draft("scene.show", {"n": number}, "system", "", f"k{number}", "", number))
        for number in range(SETS):
            uow.of(QuestionSet).put(QuestionSet(f"large{number}", f"大{number}", "字" * 330_000))
        uow.commit()
    database.close()


def back_up(data: Path, over: threading.Event, made: list[int]) -> None:
    """Backups without a pause, as the server asks for them."""
    command = [sys.executable, "-m", "scoreboard", "backup", "create", "--why", "minutes", "--data", str(data)]
    environment = {**os.environ, "LEITAI_BACKUP_DIR": str(data / "backups")}
    while not over.is_set():
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        made[0] += 1


def waits(host: Person) -> list[float]:
    """The ms from each command to its receipt."""
    taken = []
    for number in range(COMMANDS):
        began = time.perf_counter()
        host.do("scene.show", scene="black" if number % 2 else "standby")
        taken.append((time.perf_counter() - began) * 1000)
        time.sleep(EVERY)
    return taken


def told(taken: list[float]) -> str:
    """The figures of one run."""
    ordered = sorted(taken)
    most = ordered[int(len(ordered) * 0.99)]
    return f"p50 {statistics.median(ordered):6.1f}  p99 {most:6.1f}  max {ordered[-1]:6.1f} ms"


if __name__ == "__main__":
    main()
