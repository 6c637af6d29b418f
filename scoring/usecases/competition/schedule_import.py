"""What a table would do to the plan of a competition's matches: every row is reported, nothing is kept.

Pure, so that a server can do it beside its other work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from scoring.engine.competition.commands_schedule import Place, Planned
from scoring.engine.competition.decide_schedule import check_planned, open_warnings
from scoring.engine.competition.schedule import Clash, clashes
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Invalid, LeitaiError
from scoring.engine.names import same_form, tidy
from scoring.usecases.competition.schedule_rows import Row, planned_of
from scoring.usecases.competition.schedule_table import MEANINGS

MOST_ROWS = 500
"""Most rows of a table: several times the matches of a large competition."""

RowState = Literal["new", "changed", "same", "blank", "faulty"]
"""``blank``: it names a match and nothing else, so that nothing is said of it · ``same``: it is planned so already."""

_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_TIME = re.compile(
    r"(上午|早上|中午|下午|傍晚|晚上|[AP]M)?\s*(?<!\d)(\d{1,2})\s*[:.时点]\s*(\d{2}|半)?(?::\d{2})?\s*([AP]M)?",
    re.IGNORECASE,
)
_AFTER_NOON = {"中午": 10, "下午": 12, "傍晚": 12, "晚上": 12, "PM": 12}
"""What makes an hour before that one an hour of the afternoon: 中午1点, but not 中午11点."""
_BETWEEN = re.compile(r"[\n;；、]+(?![^（(]*[)）])")
_WITH_UNIT = re.compile(r"(.+?)\s*[（(](.*)[)）]")


@dataclass(frozen=True, slots=True)
class PlanFault:
    """What is wrong with a row: a code of ``schedule.fault`` or of an error, and the values for its words."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the table.  ``row`` counts the given rows from 1; ``cells``: as they were written; ``before``: what is
    planned of a changed match now."""

    row: int
    state: RowState
    cells: Mapping[str, str]
    plan: Planned | None = None
    before: Planned | None = None
    fault: PlanFault | None = None


@dataclass(frozen=True, slots=True)
class PlanReport:
    """A whole table.  ``hard``: what cannot be · ``open``: warnings that nobody has accepted; both of the matches that
    the table changes."""

    rows: tuple[PlanRow, ...]
    hard: tuple[Clash, ...] = ()
    open: tuple[Clash, ...] = ()

    def count(self, state: RowState) -> int:
        """How many rows are of this state."""
        return sum(row.state == state for row in self.rows)

    @property
    def plans(self) -> tuple[Planned, ...]:
        """What is to be kept."""
        return tuple(one.plan for one in self.rows if one.plan is not None and one.state in ("new", "changed"))

    @property
    def good(self) -> bool:
        """Whether it can be kept, once every warning is accepted."""
        return bool(self.plans) and not self.count("faulty") and not self.hard


def try_schedule(
    state: CompetitionState, names: Mapping[str, Place], rows: Sequence[Mapping[str, str]], zone: str, now: int
) -> PlanReport:
    """What would become of these rows (``schedule_table``).  ``names``: the matches by the form of their names ·
    ``now``: ms since the epoch.  Raises ``Invalid("roster-too-long")``."""
    if len(rows) > MOST_ROWS:
        raise Invalid("roster-too-long", most=MOST_ROWS, count=len(rows))
    seen: dict[Place, int] = {}
    kept = tuple(_row(state, names, seen, number, row, zone) for number, row in enumerate(rows, start=1))
    new = {one.plan.place: one.plan for one in kept if one.plan is not None and one.state in ("new", "changed")}
    touched = list(new)
    found = [one for one in clashes(state, {**state.schedule.plans, **new}, now) if one.touches(touched)]
    return PlanReport(kept, tuple(one for one in found if not one.warning), tuple(open_warnings(state, found)))


def _row(
    state: CompetitionState,
    names: Mapping[str, Place],
    seen: dict[Place, int],
    number: int,
    row: Mapping[str, str],
    zone: str,
) -> PlanRow:
    cells = {name: str(row.get(name) or "").strip() for name in MEANINGS}
    shown = {name: text[:200] for name, text in cells.items()}
    place = names.get(same_form(cells["match"]))
    if not any(text for name, text in cells.items() if name != "match"):
        return PlanRow(number, "blank", shown)
    if place is None:
        code = "match-unknown" if cells["match"] else "match-needed"
        return PlanRow(number, "faulty", shown, fault=PlanFault(code, {"name": cells["match"][:40]}))
    first = seen.setdefault(place, number)
    if first != number:
        return PlanRow(number, "faulty", shown, fault=PlanFault("match-twice", {"row": first}))
    try:
        plan = planned_of(_written(state, cells, place), place[0], zone)
        check_planned(plan)
    except LeitaiError as error:
        return PlanRow(number, "faulty", shown, fault=PlanFault(error.code, error.fields))
    before = state.schedule.plans.get(place)
    if before is None:
        return PlanRow(number, "new", shown, plan)
    return PlanRow(number, "same" if before == plan else "changed", shown, plan, before)


def _written(state: CompetitionState, cells: Mapping[str, str], place: Place) -> Row:
    """The row as a form would have it."""
    times = _times(cells["time"])
    begin = next(iter(_times(cells["begin"])), "") or (times[0] if times else "")
    end = next(iter(_times(cells["end"])), "") or (times[1] if len(times) > 1 else "")
    day = _day(cells["day"], state.schedule.first)
    return Row(place[1], day, begin, end, tidy(cells["hall"]), _lines(cells["host"]), _lines(cells["judges"]))


def _day(text: str, first: date | None) -> str:
    """``2026-06-06``, also of 6月6日, which is of the year of the competition's first day; else as it stands."""
    found = _DAY.search(unicodedata.normalize("NFKC", text))
    if found is None or not (found[1] or first):
        return text[:20]
    year = found[1] or (first.year if first else "")
    return f"{year}-{int(found[2]):02}-{int(found[3]):02}"


def _times(text: str) -> list[str]:
    """The times in a cell, such as ``09:00–10:00``, 9时30分 or 下午2点半–4点, whose second time is of the afternoon
    too; 24:00 is the midnight after the day."""
    found, half = [], ""
    for before, digits, minutes, behind in _TIME.findall(unicodedata.normalize("NFKC", text)):
        half = (before or behind).upper() or half
        hour = int(digits) + 12 * (int(digits) < _AFTER_NOON.get(half, 0))
        found.append(f"{hour:02}:{'30' if minutes == '半' else minutes or '00'}")
    return ["00:00" if one == "24:00" else one for one in found]


def _lines(text: str) -> str:
    """A person a line, with the organisation after a comma: 张三（甲校）、李四（乙校） or a line for each."""
    lines = []
    for one in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        found = _WITH_UNIT.fullmatch(one)
        lines.append(f"{found[1]}，{found[2]}" if found else one)
    return "\n".join(lines)
