"""``kill -9`` of a writing process at random moments: every entry it acknowledged is there, and the chain holds."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest

from scoring.engine.ledger import check_chain
from scoring.store.database import Database

KILLS = 24

WRITER = """
import sys
from scoring.engine.ledger import Draft
from scoring.store.database import Database
database = Database(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    key = f"{sys.argv[2]}-{number}"
    with database.write() as uow:
        entry = uow.ledger.append("match:m1", Draft("scene.show", {"n": number}, "system", "", key, "", number))
        uow.commit()
    print(entry.seq, key, entry.hash, flush=True)
"""


def acknowledged_until_killed(url: str, run: int, least: int, longer: float) -> list[tuple[int, str, str]]:
    """What one writer acknowledged: ``least`` entries, then ``longer`` seconds of more until it was killed."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, url, str(run)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    lines = [writer.stdout.readline() for _ in range(least)]
    time.sleep(longer)
    writer.send_signal(signal.SIGKILL)
    lines += writer.communicate(timeout=20)[0].splitlines(keepends=True)
    said = [line.split() for line in lines if line.endswith("\n")]
    return [(int(seq), key, digest) for seq, key, digest in said]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(url: str) -> None:
    chance = random.Random(20_261_123)
    kills = KILLS if url.startswith("sqlite") else 4
    acknowledged: dict[int, tuple[str, str]] = {}
    for run in range(kills):
        for seq, key, digest in acknowledged_until_killed(url, run, chance.randint(1, 8), chance.uniform(0, 0.03)):
            assert seq not in acknowledged
            acknowledged[seq] = (key, digest)
    database = Database(url)
    with database.read() as uow:
        entries = list(uow.ledger.read("match:m1"))
    database.close()
    check_chain(entries)
    kept = {entry.seq: (entry.key, entry.hash) for entry in entries}
    assert {seq: kept.get(seq) for seq in acknowledged} == acknowledged
    assert len(acknowledged) >= kills
