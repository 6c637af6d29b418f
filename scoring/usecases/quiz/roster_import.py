"""A roster from a table: every row is reported; all rows are imported or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from scoring.engine.actors import Actor
from scoring.engine.codec import from_json
from scoring.engine.errors import FaultyRuleSheet, Invalid
from scoring.engine.names import same_form, tidy
from scoring.engine.quiz.rule_sheet import ZERO
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.usecases.context import Context
from scoring.usecases.guards import get_rule_sheet, get_unopened, require_organiser
from scoring.usecases.lists.rows import RowFault
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.roster_bounds import (
    LONGEST,
    MOST_CARRIED,
    MOST_MEMBERS,
    MOST_SEATS,
    MOST_STATIONS,
    check_rows,
    check_teams,
)
from scoring.usecases.quiz.stations import record_station
from scoring.usecases.records import Contestant, Match, Team

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "team": (
        "team", "队名", "代表队", "代表队名", "队伍", "队伍名", "队伍名称", "代表队名称", "参赛队", "参赛队名",
        "参赛队伍", "参赛队名称", "参赛队伍名称", "参赛代表队", "entry", "参赛者", "表演者",
    ),
    "organisation": (
        "unit", "单位", "所属单位", "单位名称", "参赛单位", "所在单位", "工作单位", "部门", "所属部门", "选送单位",
        "推荐单位",
    ),
    "piece": (
        "piece", "节目", "节目名", "节目名称", "作品", "作品名称", "曲目", "曲名", "演讲题目", "演讲题", "题目",
    ),
    "leader": ("leader", "领队", "领队姓名", "领队人", "带队领导", "带队人"),
    "name": (
        "name", "姓名", "队员", "队员姓名", "选手", "选手姓名", "参赛队员", "参赛选手", "参赛人员", "参赛队员姓名",
        "参赛选手姓名", "队员名单",
    ),
    "seat": ("seat", "席位", "席位号", "座位", "座位号", "座次", "席次", "队员序号"),
    "station": ("station", "台号"),
    "carried": ("carried", "带入分", "初赛得分", "上轮得分"),
}  # fmt: skip
"""The headings that people's tables use, by the field that they mean."""

_FIELDS = {heading: name for name, headings in HEADINGS.items() for heading in headings}
WHOLE, WHOLE_MORE = "first", "more"
_RESERVE = frozenset({"0", "替补", "候补", "reserve"})


@dataclass(frozen=True, slots=True)
class RowReport:
    """What was understood of a row, and its faults.  ``row`` counts the given rows from 1.

    ``seat`` 0 is a reserve; None if the row has no contestant.  ``team_above``: its team is that of the row above.
    """

    row: int
    team: str
    name: str
    seat: int | None
    faults: tuple[RowFault, ...]
    team_above: bool = False


@dataclass(frozen=True, slots=True)
class RosterReport:
    """A whole import: every row; how many teams and contestants it adds; whether they were added."""

    rows: tuple[RowReport, ...]
    teams: int
    contestants: int
    done: bool

    @property
    def faulty(self) -> bool:
        """True if any row has a fault, or there is no row: then nothing is imported."""
        return not self.teams or any(row.faults for row in self.rows)


def import_roster(
    ctx: Context, *, actor: Actor, match_id: str, rows: Sequence[Mapping[str, str]], dry_run: bool = True
) -> RosterReport:
    """Teams and contestants from table rows, one contestant in each row: all of them, or none if a row is faulty.

    Fields by the names of ``HEADINGS``: ``team``; ``unit``, ``leader``, ``piece``, ``station`` (blank: to be drawn) and
    ``carried``, which the first row of a team gives for all its rows; ``name`` and ``seat`` (a number, 替补, or blank:
    the next).  A blank row is skipped; a blank team is that of the row above (merged cells).  If the table had one row
    for each team, ``whole`` says so: ``WHOLE`` in the first contestant's row, ``WHOLE_MORE`` in the others'.  Such a
    row names a team of its own.  Raises ``Invalid("teams-too-many" | "roster-too-long")``.
    """
    require_organiser(actor)
    check_rows(len(rows))
    with ctx.store.write() as uow:
        match = get_unopened(uow, match_id)
        there = uow.of(Team).all(match=match_id)
        reading = _Reading(there, _members(uow, match))
        for number, row in enumerate(rows, start=1):
            reading.row(number, {_FIELDS.get(h.strip(), h): tidy(str(v or "")) for h, v in row.items()})
        teams = reading.teams
        check_teams(len(there) + len(teams))
        report = RosterReport(tuple(reading.reports), len(teams), sum(len(t.members) for t in teams.values()), False)
        if dry_run or report.faulty:
            return report
        for draft in teams.values():
            _keep(ctx, uow, actor, match_id, draft)
        uow.commit()
    return RosterReport(report.rows, report.teams, report.contestants, True)


@dataclass(slots=True)
class _DraftTeam:
    name: str
    organisation: str = ""
    leader: str = ""
    piece: str = ""
    station: int = 0
    carried: Decimal = ZERO
    members: list[tuple[str, int]] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)


class _Reading:
    """Reads row after row: the teams so far, and the report of each row."""

    def __init__(self, there: Sequence[Team], members: int) -> None:
        self.teams: dict[str, _DraftTeam] = {}
        self.reports: list[RowReport] = []
        self._taken = {same_form(team.name): team.name for team in there}
        self._stations = {team.station for team in there}
        self._members = members
        self._last = ""
        self._refused = False

    def row(self, number: int, cells: Mapping[str, str]) -> None:
        """Understand one row, or report its faults."""
        whole = cells.get("whole", "")
        if not any(cell for column, cell in cells.items() if column != "whole"):
            return
        if whole == WHOLE_MORE and self._refused:  # the fault is reported at the row's first contestant
            self.reports.append(RowReport(number, cells.get("team", ""), cells.get("name", ""), None, ()))
            return
        faults: list[RowFault] = []
        above = not cells.get("team") and bool(self._last) and not whole
        name = self._last if above else cells.get("team", "")
        self._last = name
        form = same_form(name)
        team = self.teams.get(form) or _DraftTeam(name)
        if not name:
            faults.append(RowFault("team", "text-needed", {}))
        elif form in self._taken:
            faults.append(RowFault("team", "team-exists", {"name": self._taken[form]}))
        elif whole == WHOLE and form in self.teams:
            faults.append(RowFault("team", "team-twice", {"name": name}))
        self._refused = whole == WHOLE and bool(faults)
        if self._refused:
            self.reports.append(RowReport(number, name, cells.get("name", ""), None, tuple(faults)))
            return
        faults += _too_long(cells)
        faults += self._team_cells(team, cells, new=form not in self.teams)
        seat = self._member(team, cells, faults)
        if name:
            self.teams[form] = team
        self.reports.append(RowReport(number, name, cells.get("name", ""), seat, tuple(faults), above))

    def _team_cells(self, team: _DraftTeam, cells: Mapping[str, str], *, new: bool) -> list[RowFault]:
        faults = []
        for column in ("organisation", "leader", "piece"):
            said = cells.get(column, "")
            if said and not new and same_form(said) != same_form(getattr(team, column)):
                faults.append(RowFault(column, "team-differs", {"first": getattr(team, column), "here": said}))
            elif new:
                setattr(team, column, said)
        carried = _number(cells.get("carried", ""))
        station = _number(cells.get("station", ""))
        if carried is None or not -MOST_CARRIED <= carried <= MOST_CARRIED:
            faults.append(RowFault("carried", "not-a-number", {"text": cells["carried"]}))
        elif new:
            team.carried = carried
        if station is None:
            faults.append(RowFault("station", "not-a-number", {"text": cells["station"]}))
        elif station != int(station) or not 0 <= station <= MOST_STATIONS:
            faults.append(RowFault("station", "not-a-station", {"text": cells["station"], "most": MOST_STATIONS}))
        elif new and station:
            if station in self._stations:
                faults.append(RowFault("station", "station-taken", {"station": int(station)}))
            team.station = int(station)
            self._stations.add(team.station)
        return faults

    def _member(self, team: _DraftTeam, cells: Mapping[str, str], faults: list[RowFault]) -> int | None:
        name, said = cells.get("name", ""), cells.get("seat", "")
        if not name:
            if said:
                faults.append(RowFault("name", "text-needed", {}))
            return None
        taken = {seat for _, seat in team.members if seat}
        number = Decimal(0) if said in _RESERVE else _number(said) if said else Decimal(_next_free(taken))
        if number is None or number != int(number) or not 0 <= number <= MOST_SEATS:
            faults.append(RowFault("seat", "not-a-seat", {"text": said, "most": MOST_SEATS}))
            return None
        seat = int(number)
        if seat and seat in taken:
            faults.append(RowFault("seat", "contestant-seat-taken", {"seat": seat}))
        if seat > self._members:
            faults.append(RowFault("name", "members-many", {"members": self._members}))
        if len(team.members) >= MOST_MEMBERS:
            faults.append(RowFault("name", "members-full", {"most": MOST_MEMBERS}))
            return None
        form = same_form(name)
        if form in team.forms:
            faults.append(RowFault("name", "contestant-twice", {"name": name}))
        team.forms.add(form)
        team.members.append((name, seat))
        return seat


def _members(uow: UnitOfWork, match: Match) -> int:
    """How many contestants the match's rule sheet gives a team; if it cannot be read, the number of seats."""
    try:
        return read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text).members
    except FaultyRuleSheet:
        return MOST_SEATS


def _next_free(taken: set[int]) -> int:
    return next(seat for seat in range(1, MOST_SEATS + 2) if seat not in taken)


def _number(text: str) -> Decimal | None:
    """The number in a cell, 0 for a blank one, None for anything else; Excel often writes 3 as 3.0.

    ``1e999999999`` gives None: written in full it would fill the memory.
    """
    try:
        return from_json(Decimal, text or "0")
    except Invalid:
        return None


def _too_long(cells: Mapping[str, str]) -> list[RowFault]:
    return [
        RowFault(column, "text-too-long", {"limit": limit})
        for column, limit in LONGEST.items()
        if len(cells.get(column, "")) > limit
    ]


def _keep(ctx: Context, uow: UnitOfWork, actor: Actor, match_id: str, draft: _DraftTeam) -> None:
    team = Team(
        id=ctx.ids.new(),
        match=match_id,
        name=draft.name,
        organisation=draft.organisation,
        leader=draft.leader,
        station=draft.station,
        carried=draft.carried,
        piece=draft.piece,
    )
    uow.of(Team).put(team)
    if team.station:
        record_station(ctx, uow, actor=actor, team=team)
    for name, seat in draft.members:
        uow.of(Contestant).put(Contestant(ctx.ids.new(), team.id, name, seat))
