"""How long 500 certificates take beside a live match: ``python -m tests.load.certificates [COUNT]``.

A competition of 64 teams whose result is signed gives each of COUNT contestants an award; an organiser has all of their
certificates made by the page, while the host of a match gives a command 100 ms after the receipt of the one before.
Printed are the seconds until the Word document is made and until its PDF is there too (where LibreOffice is), and in ms
the host's receipts alone and beside.  That each certificate has a page of its own is asserted.  All share one machine.
"""

from __future__ import annotations

import re
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scoreboard import config, wiring
from scoreboard.bots.desk import Desk
from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_commend import NameHolders, NumberCertificates
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.commend_state import Named
from scoring.store.migrate import upgrade
from scoring.usecases.accounts import add_account
from scoring.usecases.competition.stages import play_groups, set_stages
from scoring.usecases.context import Context
from scoring.usecases.tickets import issue_ticket
from tests.conftest import PASSWORD
from tests.halls import ORGANISER, set_up
from tests.live.people import Person
from tests.load.review_submissions import ALONE, Times, line, receipts
from tests.overviews import in_groups, stages
from tests.registrations import Registered, open_registration, values
from tests.sheets import SHEET, unhurried
from tests.unit.exports.papers import reading
from tests.unit.usecases.competition.commend_events import sign
from tests.unit.usecases.competition.test_stages import SECOND, SMALL, play
from tests.web.serving import serving

TEAMS, GROUPS, MEMBERS = 64, 8, 8
AWARD = '\n[[award]]\nname = "参赛证书"\ncount = 500\nby_rank = false\n'


def main(count: int) -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"LEITAI_DATA": f"{folder}/data", "LEITAI_ASYNC_MODE": "threading"})
        settings.data.mkdir(parents=True)
        upgrade(settings.database, settings.files)
        ctx = wiring.build(settings).ctx
        hall = set_up(ctx, teams=3, sheet=unhurried(SHEET))
        host_code = issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="host").code
        add_account(ctx, name="李一", password=PASSWORD)
        event = commended(ctx, count)
        with serving((sys.executable, "-m", "scoreboard"), Path(folder)) as base, Desk(base) as desk:
            host = Person(base, host_code).connect()
            assert host.do("match.open")["ok"]
            desk.send(desk.open("/signin").need("/signin"), name="李一", password=PASSWORD)
            times: Times = {}
            until = time.monotonic() + ALONE
            receipts(host, times.setdefault("host's receipt, alone", []), lambda: time.monotonic() < until)
            making = threading.Thread(target=make, args=(desk, event.id, count))
            making.start()
            receipts(host, times.setdefault("host's receipt, beside", []), making.is_alive)
            host.leave()
        for name, found in times.items():
            print(line(name, found), flush=True)


def commended(ctx: Context, count: int) -> Registered:
    """Both stages are played and signed, the award is given, its certificates are numbered."""
    now = ctx.clock.now()
    erased = datetime.fromtimestamp(now / 1000, UTC).date() + timedelta(days=400)
    event = open_registration(
        ctx, "证书", opens_at=now - 60_000, closes_at=now + 3_600_000, erase_on=erased, least=MEMBERS, most=MEMBERS
    )
    sheet = SMALL.replace("members = 3", f"members = {MEMBERS}") + stages(GROUPS, advance=1) + AWARD
    set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=sheet, key="stages")
    for no in range(1, TEAMS + 1):
        event.hand_in(values(f"{no}队", f"单位{no}", tuple(f"张{no}之{place}" for place in range(1, MEMBERS + 1))))
        event.do(Decide(no, 1, "approve"))
    play_stage(event, "初赛", in_groups(TEAMS, GROUPS))
    event.do(ProposeAdvance("初赛"))
    event.do(ConfirmAdvance(1), SECOND)
    play_stage(event, "决赛", (tuple(one.team for one in event.state.advances[-1].through),))
    sign(event, "初赛")
    sign(event, "决赛")
    people = [
        Named(f"张{no}之{place}", f"单位{no}", no) for no in range(1, TEAMS + 1) for place in range(1, MEMBERS + 1)
    ]
    event.do(NameHolders("参赛证书", tuple(people[:count])), reason="全体参赛队员")
    sign(event)
    event.do(NumberCertificates())
    return event


def play_stage(event: Registered, stage: str, groups: tuple[tuple[int, ...], ...]) -> None:
    """Drawn by hand, each match locked with points that leave nobody level."""
    event.do(DrawByHand(stage, groups))
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage=stage, key=stage)
    for one in event.state.played[stage]:
        play(event.ctx, one.match, {f"{no}队": 10 * place for place, (_, no) in enumerate(one.teams, start=1)})


def make(desk: Desk, competition: str, count: int) -> None:
    """Have all certificates made, as the page does it, and fetch them."""
    page = f"/organiser/competitions/{competition}/certificates"
    begun = time.monotonic()
    at = desk.send(desk.open(page).need("/certificates/print"), unprinted="1").at
    drawn = 0.0
    while not (files := re.findall(rf'href="({re.escape(at)}/\d+)"', text := desk.text(at))):
        if not drawn and f"{count} / {count + 1}" in text:
            drawn = time.monotonic() - begun
        time.sleep(0.1)
    whole = time.monotonic() - begun
    print(f"Word document {drawn or whole:.1f} s; with the PDF {whole:.1f} s; {len(files)} files", flush=True)
    made = desk.http.get(f"{desk.url}{files[0]}", timeout=60).content
    assert sum("证书编号" in one for one in reading.lines(made)) == count


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
