"""In eventlet mode a foreign lock on the database holds up one writer and nobody else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from scoring.store.database import Database

HALL = """
import json, sys, time
from scoreboard.server import runtime
runtime.start("eventlet")
import threading
from scoring.engine.errors import Refused
from scoring.engine.ledger import Draft
from scoring.store.database import Database

database = Database(sys.argv[1], sleep=runtime.sleep, patience=0.8)
beats, results, over = [], [], []

def heartbeat():
    while not over:
        time.sleep(0.005)
        beats.append(True)

def append(number):
    try:
        with database.write() as uow:
            entry = uow.ledger.append("match:m1", Draft("scene.show", {}, "system", "", f"k{number}", "", 1))
            uow.commit()
        results.append(entry.seq)
    except Refused as error:
        results.append(error.code)

with database.read():  # everything is loaded and connected before the clock runs
    pass
beat = threading.Thread(target=heartbeat)
beat.start()
print("ready", flush=True)
sys.stdin.readline()
writers = [threading.Thread(target=append, args=(number,)) for number in range(4)]
beats.clear()
for writer in writers:
    writer.start()
for writer in writers:
    writer.join()
over.append(True)
beat.join()
print(json.dumps({"beats": len(beats), "results": results}), flush=True)
"""


@pytest.mark.slow
def test_a_foreign_lock_never_stops_the_other_green_threads(url: str) -> None:
    hall = subprocess.Popen([sys.executable, "-c", HALL, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert hall.stdout is not None
    assert hall.stdin is not None
    assert hall.stdout.readline() == "ready\n"
    foreign = Database(url)
    with foreign.transaction("write"):
        hall.stdin.write("go\n")
        hall.stdin.flush()
        told = json.loads(hall.stdout.readline())
    foreign.close()
    hall.communicate(timeout=20)
    assert told["results"] == ["store-busy"] * 4
    # A hundred and sixty on a quiet machine; one that waits in the database itself lets none through.
    assert told["beats"] >= 20


BURST = """
import json, sys
from scoreboard.server import runtime
runtime.start("eventlet")
from scoring.store.database import Database

database, order = Database(sys.argv[1], sleep=runtime.sleep), []

def write(name, first=False):
    with database.write(first=first):
        order.append(name)

import eventlet  # as each message is worked on

came = [eventlet.spawn(write, f"mark {number}") for number in range(31)]
came.append(eventlet.spawn(write, "press", True))
for one in came:
    one.wait()
print(json.dumps(order), flush=True)
"""


@pytest.mark.slow
def test_of_messages_that_came_at_once_a_press_that_is_read_last_is_written_first(sqlite_url: str) -> None:
    told = subprocess.run([sys.executable, "-c", BURST, sqlite_url], capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == ["press", *(f"mark {number}" for number in range(31))]
