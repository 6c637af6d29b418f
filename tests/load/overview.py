"""What a change costs where the overview of a large competition is watched: ``python -m tests.load.overview``.

69 teams in 12 groups under the rule sheet ``grand-league``, 17 matches, 4 of them done and 7 running, on a database
file.  After each entry of a running match the views of the hall and of the operator are made, as the publisher asks for
them.  Prints milliseconds of processor time (median, worst) and bytes; nothing is asserted about time.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from scoreboard import config, wiring
from scoreboard.live.competition.job import CompetitionLive
from scoreboard.live.presence import Presence
from scoreboard.presenters.competition.audience import Audience
from scoring.sheets import template_text
from scoring.store.migrate import upgrade
from scoring.usecases.competition.job import stream_of
from scoring.usecases.quiz import matches
from tests import overviews
from tests.halls import ORGANISER, Hall

ENTRIES = 40
AUDIENCES = (Audience("display"), Audience("operator"))


def main() -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"LEITAI_DATA": str(Path(folder) / "data"), "LEITAI_ASYNC_MODE": "threading"})
        upgrade(settings.database, settings.files)
        services = wiring.build(settings)
        live = CompetitionLive(services, Presence(services.shared))
        overviews.SHEET = template_text("grand-league").split("[[stage]]")[0]
        event = overviews.an_event(services.ctx, teams=69, groups=12, advance=2)
        for no in range(5):
            matches.create_match(
                services.ctx, actor=ORGANISER, competition_id=event.id, title=f"表演赛 {no}", template="grand-league"
            )
        halls = overviews.in_swing(event, Random(1), done=4, running=7)[4:11]
        print(json.dumps(measured(live, stream_of(event.id), halls), indent=2))


def measured(live: CompetitionLive, stream: str, halls: list[Hall]) -> dict[str, Any]:
    """The cost of the views after each of many entries, and their size."""
    spent: dict[str, list[float]] = {one.kind: [] for one in AUDIENCES}
    sizes: dict[str, int] = {}
    for no in range(ENTRIES):
        hall = halls[no % len(halls)]
        hall.do("item.present") if hall.state.stage == "closed" else overviews.answered(hall)
        for audience in AUDIENCES:
            begun = time.process_time()
            view = live.view(live.snapshot(stream), audience, "zh")
            spent[audience.kind].append((time.process_time() - begun) * 1000)
            sizes[audience.kind] = len(json.dumps(view, separators=(",", ":")).encode())
    return {
        kind: {"median_ms": round(median(times), 1), "worst_ms": round(max(times), 1), "bytes": sizes[kind]}
        for kind, times in spent.items()
    }


if __name__ == "__main__":
    main()
