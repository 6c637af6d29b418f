"""How long the heavy papers of a large review take, beside a hub that has to answer meanwhile.

``python -m tests.load.review_papers`` locks four awards of 400 nominations, marked by 31 judges on each criterion, and
makes beside the hub, as the server does: the judge report of each award, the marks of one as a workbook, and 160
recommendation forms of 3,000 signs as Word documents.  Printed are the seconds by the clock and of processor time, and
the longest time in ms for which a green thread that wakes every 2 ms stood still meanwhile.  Nothing is asserted.
"""

from __future__ import annotations

import gc
import importlib
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from scoreboard.server import runtime

BEAT = 0.002
"""Seconds that the green thread sleeps."""

FORMS = 160
SIGNS = 3000


def main() -> None:
    """Measure once and print."""
    runtime.start("eventlet")
    importlib.import_module("scoreboard.factory")  # all that a server has loaded
    from scoreboard.exports.papers.drawing import docx_of
    from scoreboard.exports.papers.marks import marks_xlsx
    from scoreboard.exports.papers.of_review import mark_summary
    from scoreboard.exports.tally.review_report import review_report
    from tests.load.review_fold import AWARDS, locked
    from tests.unit.exports.papers.samples import DEEDS, star_form

    state = locked(1600)
    award = state.award(AWARDS[0])
    assert award is not None
    forms = [star_form((DEEDS * 100)[:SIGNS], f"第{no}份") for no in range(FORMS)]

    def workbook() -> bytes:
        summary = mark_summary(state, award, state.rules.mark_stages()[-1])
        assert summary is not None
        return marks_xlsx(summary)

    gc.collect()
    gc.freeze()
    measured("judge report, first", lambda: review_report(state, AWARDS[0], "zh"))
    measured("judge reports of four awards", lambda: [review_report(state, one, "zh") for one in AWARDS])
    measured("marks as a workbook", workbook)
    measured(f"{FORMS} forms as docx", lambda: [docx_of(form) for form in forms])


def measured(name: str, work: Callable[[], Any]) -> None:
    """Print how long the work took beside the hub, and how long the hub stood still."""
    beats: list[float] = []
    over = False

    def beat() -> None:
        while not over:
            beats.append(time.perf_counter())
            runtime.sleep(BEAT)

    runtime.spawn(beat)
    runtime.sleep(0.1)
    beats.clear()
    clock, processor = time.perf_counter(), time.process_time()
    runtime.offload(work)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    runtime.sleep(2 * BEAT)
    over = True
    gap = max(after - before for before, after in pairwise(beats)) * 1000
    print(f"{name}: {clock:.1f} s, processor {processor:.1f} s, hub stood still {gap:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
