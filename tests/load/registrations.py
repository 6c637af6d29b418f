"""How 400 teams register in five minutes beside a live match: ``python -m tests.load.registrations [TEAMS]``.

At that rate, four in three seconds, each team opens the public page, begins a form, keeps a draft of it, and submits;
meanwhile the host of a match gives a command 100 ms after the receipt of the one before.  Printed are, in ms, each kind
of request and the host's receipts alone and beside.  That no registration is lost and none is there twice is asserted.
All share one machine.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scoreboard import config, wiring
from scoreboard.bots.desk import Desk
from scoring.store.migrate import upgrade
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.tickets import issue_ticket
from tests.halls import ORGANISER, set_up
from tests.live.people import Person
from tests.load.review_submissions import ALONE, Times, line, receipts, timed
from tests.registrations import open_registration, values
from tests.sheets import SHEET, unhurried
from tests.web.serving import serving

EVERY = 300 / 400
"""Seconds between two teams."""


def main(teams: int) -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"LEITAI_DATA": f"{folder}/data", "LEITAI_ASYNC_MODE": "threading"})
        settings.data.mkdir(parents=True)
        upgrade(settings.database, settings.files)
        ctx = wiring.build(settings).ctx
        hall = set_up(ctx, teams=3, sheet=unhurried(SHEET))
        host_code = issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="host").code
        now = ctx.clock.now()
        event = open_registration(
            ctx,
            title="报名",
            opens_at=now - 60_000,
            closes_at=now + 3_600_000,
            erase_on=datetime.fromtimestamp(now / 1000, UTC).date() + timedelta(days=400),
            per_address=2000,
        )
        with serving((sys.executable, "-m", "scoreboard"), Path(folder)) as base:
            host = Person(base, host_code).connect()
            assert host.do("match.open")["ok"]
            times: Times = {}
            until = time.monotonic() + ALONE
            receipts(host, times.setdefault("host's receipt, alone", []), lambda: time.monotonic() < until)
            threads = [
                threading.Timer(number * EVERY, register, (base, event.id, number, times)) for number in range(teams)
            ]
            for thread in threads:
                thread.start()
            beside = times.setdefault("host's receipt, beside", [])
            receipts(host, beside, lambda: any(one.is_alive() for one in threads))
            host.leave()
        names = sorted(one.form.team for one in competition_state(ctx, event.id).live)
        assert names == sorted(f"第{number}队" for number in range(teams)), len(names)
        for name, found in times.items():
            print(line(name, found), flush=True)


def register(base: str, competition: str, number: int, times: Times) -> None:
    """One team, from the public page to its submission."""
    front = f"/c/{competition}"
    said = values(f"第{number}队", f"单位{number}", tuple(f"张{number}{one}" for one in "一二三"))
    with Desk(base) as team:
        page = timed(times, "the public page", lambda: team.open(front))
        own = timed(times, "a form begun, and shown", lambda: team.send(page.need(front)))
        kept = timed(times, "a draft kept, and shown", lambda: team.send(own.form_with("team"), **said))
        again = next((one for one in kept.forms if "team" in one.values), None) or team.open(own.at).form_with("team")
        timed(times, "submitted, and shown", lambda: team.send(again, then="submit", **said))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
