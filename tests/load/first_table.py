"""How long the hub stands still while the first table loads pandas, and while a later one is made.

``python -m tests.load.first_table`` makes the ranking with its judge report twice, as the server does, beside a green
thread that wakes every 2 ms.  Printed are the whole time and the longest time between two wakings, by the clock and by
the processor time of this process: the second leaves out what other programs of the machine take.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from functools import partial
from itertools import pairwise

from scoreboard.server import runtime

BEAT = 0.002
"""Seconds that the green thread sleeps."""


def main() -> None:
    """Measure once and print, in ms."""
    runtime.start("eventlet")
    importlib.import_module("scoreboard.factory")  # all that a server has loaded
    from scoreboard.exports.ranking import ranking_table
    from scoreboard.exports.tables import Worksheet, xlsx
    from scoreboard.exports.tally.match_report import report_sheets
    from scoreboard.i18n.catalogue import say
    from tests.unit.exports.tally.marked import marked

    state = marked().state
    beats: list[tuple[float, float]] = []

    def beat() -> None:
        while True:
            beats.append((time.perf_counter(), time.process_time()))
            runtime.sleep(BEAT)

    def workbook() -> bytes:
        return xlsx(Worksheet("", ranking_table(state, partial(say, "zh"))), *report_sheets(state, "zh"))

    runtime.offload(pow, 2, 10)
    gc.collect()
    gc.freeze()
    assert "pandas" not in sys.modules
    runtime.spawn(beat)
    found = {}
    for name in ("first", "later"):
        runtime.sleep(0.2)
        beats.clear()
        begun = time.perf_counter()
        runtime.offload(workbook)
        whole = time.perf_counter() - begun
        runtime.sleep(2 * BEAT)
        gaps = [[after - before for before, after in pairwise(one)] for one in zip(*beats, strict=True)]
        clock, processor = (max(one) * 1000 for one in gaps)
        found[name] = {"whole": round(whole * 1000), "gap": round(clock, 1), "gap_processor": round(processor, 1)}
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
