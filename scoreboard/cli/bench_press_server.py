"""The server of a measurement of presses: ``python -m scoreboard.cli.bench_press_server ITEMS``.

As ``bench_server``, with an open match of eight teams and one round of so many items to press for.  Beside the codes it
prints the organiser's name and password.
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial

from question_sets.allocation import allocate
from scoreboard import config
from scoreboard.cli.demo_competition import ACCOUNT, demo_organiser
from scoreboard.cli.serve import run_server
from scoreboard.server import runtime
from scoreboard.services import Services
from scoring.engine.quiz.commands_play import OpenMatch
from scoring.usecases import competitions, tickets
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.records import Question

STATIONS = 8

SHEET = """
id = "bench"
name = "bench"
base = 0
members = 1

[[round]]
id = "press"
kind = "press"
name = "press"
items = {items}
points = {{ right = 10, wrong = -10 }}
clocks = {{ press = 60, answer = 60 }}

[round.press]
fouls = [{{ points = -10, then = "bar" }}]
"""


def ready(items: int, services: Services) -> None:
    """Make the match and print what lets people in."""
    ctx = services.ctx
    actor, password = demo_organiser(ctx)
    own = competitions.create_competition(ctx, actor=actor, title="bench", organiser="bench")
    match = matches.create_match(ctx, actor=actor, competition_id=own.id, title="bench", text=SHEET.format(items=items))
    for number in range(STATIONS):
        team = roster.add_team(
            ctx, actor=actor, match_id=match.id, name=f"Team {number}", organisation=f"Unit {number}"
        )
        roster.add_contestant(ctx, actor=actor, team_id=team.id, name=f"Player {number}")
    stations.draw_stations(ctx, actor=actor, match_id=match.id)
    asked = [
        Question("", "", no, "single", f"Question {no}", "", options=("a", "b", "c", "d"), key=("B",))
        for no in range(1, items + 1)
    ]
    bank = question_sets.import_question_set(ctx, actor=actor, name="bench", questions=asked)
    pools.choose_questions(ctx, actor=actor, match_id=match.id, question_set=bank.id, divide=allocate)
    issued = tickets.issue_missing(ctx, actor=actor, match_id=match.id)
    quiz.perform(ctx, match_id=match.id, command=OpenMatch(), key="open", actor=actor)
    codes: dict[str, list[str]] = {}
    for one in issued:
        codes.setdefault(one.ticket.role, []).append(one.code)
    print(json.dumps({**codes, "account": [ACCOUNT, password]}), flush=True)


def main() -> None:
    """Serve until killed."""
    settings = config.load(os.environ)
    runtime.start(settings.async_mode)
    run_server(settings, partial(ready, int(sys.argv[1])), quiet=True)


if __name__ == "__main__":
    main()
