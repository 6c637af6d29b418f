"""How long the first request of a large review takes after a restart: ``python -m tests.load.review_restart``.

A database file gets a review of 20,000 entries, the way of 5,000 nominations; then a server's services start anew and
fold them, as its first page does.  Printed are the seconds by the clock and of processor time: until the services are
made, until the state is there, and for the second request.  Nothing is asserted.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

from scoreboard import config, wiring
from scoring.engine.ledger import GENESIS, Draft, Entry, chain
from scoring.store.migrate import upgrade
from scoring.usecases.perform import state_of
from scoring.usecases.review.job import REVIEW, stream_of
from tests.load.review_fold import nominated

REVIEW_ID = "r"
NOMINATIONS = 5000


def main() -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"LEITAI_DATA": folder, "LEITAI_ASYNC_MODE": "threading"})
        upgrade(settings.database, settings.files)
        entries = chained(stream_of(REVIEW_ID), list(nominated(NOMINATIONS)))
        with wiring.build(settings).ctx.store.write() as uow:
            uow.ledger.restore(entries)
            uow.commit()
        print(f"{len(entries)} entries")
        ctx = timed("services", lambda: wiring.build(settings).ctx)
        state = timed("first state", lambda: state_of(ctx, REVIEW, stream_of(REVIEW_ID)))
        assert len(state.nominations) == NOMINATIONS
        timed("second state", lambda: state_of(ctx, REVIEW, stream_of(REVIEW_ID)))


def chained(stream: str, entries: Sequence[Entry]) -> list[Entry]:
    """The same entries as a ledger keeps them."""
    found: list[Entry] = []
    for no, one in enumerate(entries, start=1):
        draft = Draft(one.kind, one.payload, one.actor, one.device, f"k{no}", one.reason, one.at)
        found.append(chain(stream, no, found[-1].hash if found else GENESIS, draft))
    return found


def timed(name: str, work: Callable[[], Any]) -> Any:
    """What the work gives, with a line of how long it took."""
    clock, processor = time.perf_counter(), time.process_time()
    found = work()
    print(f"{name}: {time.perf_counter() - clock:.2f} s, processor {time.process_time() - processor:.2f} s", flush=True)
    return found


if __name__ == "__main__":
    main()
