"""A server of its own for a test: ``python -m tests.live.server DATA PORT MODE [HALLS [AHEAD]]``.

The first start sets halls up and writes their tickets to ``DATA/halls.json``; a later start goes on with the same data.
Its clock is AHEAD ms ahead of the machine's, or behind it where that is negative.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from scoreboard.server import runtime

HALLS = 60
"""Matches to play in one server's life: each test has its own."""


PASSED = ("LEITAI_FAN_OUT", "LEITAI_DATABASE", "LEITAI_REDIS_URL", "LEITAI_TRUSTED_PROXIES")
"""Settings that are taken from the environment."""


def main(data: Path, port: int, mode: str, halls: int = HALLS, ahead: int = 0) -> None:
    """Serve until killed; prints ``ready`` once the port is open."""
    runtime.start(mode)
    from scoreboard import config, factory, wiring
    from scoreboard.blueprints.review import access, brought_access
    from scoreboard.server import log
    from scoreboard.services import NS, ServerClock
    from tests.web.attached import open_house

    log.configure(json=False)  # standard output is the test's, and nobody reads on after ``ready``

    told = {"LEITAI_DATA": str(data), "LEITAI_ASYNC_MODE": mode, "LEITAI_PORT": str(port)}
    told["LEITAI_WEBHOOKS_PRIVATE"] = "true"  # a test's own address is one of this machine
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    settings = config.load({**told, **passed})
    fresh = not (data / "halls.json").exists()
    if fresh:
        from scoring.store.migrate import upgrade

        data.mkdir(parents=True, exist_ok=True)
        upgrade(settings.database, settings.files)
    clock = None if settings.several else ServerClock(lambda: time.time_ns() + ahead * NS)
    services = wiring.build(settings, clock=clock)
    app, _ = factory.create_app(settings, services)
    if halls:  # files that belong to no review; a server without halls answers for those of its reviews
        open_house(app).open_drafts.update(f"load{number}" for number in range(20))
        access.register(app, brought_access.either(app.extensions[access.KEY], brought_access.brought_files()))
    if fresh:
        furnish(services.ctx, data / "halls.json", halls)
    services.processes.start()
    app.extensions["live"].start()
    app.extensions["hooks"].start()
    runtime.serve(app, "127.0.0.1", port, ready=lambda: print("ready", flush=True))


def furnish(ctx: object, file: Path, count: int) -> None:
    """Set ``count`` halls up and write their tickets to ``file``."""
    from scoring.usecases.tickets import issue_ticket
    from tests.halls import ORGANISER, set_up
    from tests.sheets import SHEET, unhurried

    halls = []
    for number in range(count):
        hall = set_up(ctx, teams=3, sheet=unhurried(SHEET), bank_name=f"题库{number}")  # type: ignore[arg-type]
        codes: dict[str, str] = {}
        for role in ("host", "chief", "judge", "display"):
            ticket = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role=role)  # type: ignore[arg-type]
            codes[role] = ticket.code
        for place, team in enumerate(hall.teams):
            ticket = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="team", team=team)
            codes[f"team{place}"] = ticket.code
        halls.append({"match": hall.match, "teams": hall.teams, "codes": codes})
    file.write_text(json.dumps(halls))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:]))
