"""Papers of a match that are filled in by hand: sign-in sheet (签到表), draw of stations, record of a protest."""

from __future__ import annotations

from itertools import chain, repeat

from scoreboard.exports.papers.blocks import (
    Block,
    FormBox,
    FormGrid,
    FormRow,
    Grid,
    Heading,
    Paper,
    SignBoxes,
    Text,
    Title,
    cells,
)
from scoreboard.exports.papers.match_given import MatchGiven, PaperTeam
from scoreboard.exports.papers.words import word


def sign_in_sheet(given: MatchGiven) -> Paper:
    """签到表: everybody of every team, whose name stands once, then judges and host; a place to sign, and the time."""
    title = given.word("sign_in.title", name=given.name)
    blocks: list[Block] = [_title(given, title), Heading(given.word("sign_in.teams"))]
    people = [
        (team.name if first else "", name, given.word(f"sign_in.{part}"))
        for team in given.teams
        for first, (name, part) in zip(chain([True], repeat(False)), _of_team(team), strict=False)
    ]
    head = [given.word(f"sign_in.column.{name}") for name in ("no", "team", "name", "part", "sign", "time")]
    rows = [(str(no), *one, "", "") for no, one in enumerate(people, start=1)]
    blocks.append(Grid(tuple(head), cells(*rows), (3, 10, 5, 3, 6, 4)))
    blocks.append(Heading(given.word("sign_in.officials")))
    host, judge = given.say("common.role.host"), given.say("common.role.judge")
    officials = [(given.chief, given.chief_judge), *((judge, one) for one in given.judges), (host, given.host)]
    head = [given.word(f"sign_in.column.{name}") for name in ("no", "part", "name", "unit", "sign", "time")]
    listed = [
        (str(no), role, "" if one.name == role else one.name, one.unit, "", "")
        for no, (role, one) in enumerate(officials, start=1)
    ]
    blocks.append(Grid(tuple(head), cells(*listed), (3, 4, 5, 8, 6, 4)))
    blocks.append(SignBoxes((given.word("sign_in.clerk"),), word(given.lang, "day")))
    return Paper(title, tuple(blocks), given.lang)


def _of_team(team: PaperTeam) -> list[tuple[str, str]]:
    """The names and parts of its people; a team of whom nobody is listed signs in by one line of its own."""
    people = [(team.leader, "leader")] if team.leader else []
    people += [(name, "member") for name in team.members]
    people += [(name, "reserve") for name in team.reserves]
    return people or [("", "member")]


def draw_sheet(given: MatchGiven) -> Paper:
    """抽签登记表: who has which station, drawn by lot or written down in the hall, signed by every team."""
    title = given.word("draw.title", name=given.name)
    how = given.word("draw.by_lot" if given.drawn else "draw.by_hand")
    by_station = sorted(given.teams, key=lambda team: (team.station == 0, team.station, team.name))
    head = [given.word(f"draw.column.{name}") for name in ("no", "team", "unit", "station", "sign")]
    units = any(team.unit and team.unit != team.name for team in by_station)
    rows = [
        (str(no), team.name, team.unit if team.unit != team.name else "", str(team.station or ""), "")
        for no, team in enumerate(by_station, start=1)
    ]
    widths = (3, 9, 8, 3, 7)
    kept = [at for at in range(len(head)) if units or at != 2]
    grid = Grid(
        tuple(head[at] for at in kept),
        cells(*(tuple(row[at] for at in kept) for row in rows)),
        tuple(widths[at] for at in kept),
    )
    signers = (*(given.word(f"draw.{who}") for who in ("leader", "supervisor", "recorder")), given.chief)
    blocks = (_title(given, title), Text(how), grid, SignBoxes(signers, word(given.lang, "day")))
    return Paper(title, blocks, given.lang)


def protest_record(given: MatchGiven) -> Paper:
    """申诉记录表: who protests about what, what was found, how it was decided; a sheet to be filled in by hand."""
    title = given.word("protest.title", name=given.name)
    rows = (
        FormRow(given.word("protest.team"), ""),
        FormRow(given.word("protest.who"), "", half=True),
        FormRow(given.word("protest.phone"), "", half=True),
        FormRow(given.word("protest.when"), "", half=True),
        FormRow(given.word("protest.item"), "", half=True),
    )
    day = word(given.lang, "day")
    boxes = (
        FormBox(given.word("protest.about"), (given.word("protest.signed"), day)),
        FormBox(given.word("protest.found"), (given.word("protest.checked"), day)),
        FormBox(
            given.word("protest.decided"),
            (given.word("protest.by", chief=given.chief), day, given.word("protest.received"), day),
        ),
    )
    return Paper(title, (_title(given, title), FormGrid(rows, boxes)), given.lang)


def _title(given: MatchGiven, title: str) -> Title:
    return Title(title, "　".join(one.rstrip("。") for one in given.when_where))
