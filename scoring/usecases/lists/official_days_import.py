"""The calendar from a table: a row for each day; each year that the table names is as the table says, or nothing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.engine.actors import Actor
from scoring.engine.names import tidy
from scoring.engine.review.calendar import Move, OpenNotice, YearDays, faults_of, moved
from scoring.engine.rulefile.values import FIRST_YEAR, LAST_YEAR
from scoring.tables.headings import Meanings
from scoring.tables.list_rows import a_row_each, field_of
from scoring.tables.lists import ListTable, Shape, read_list
from scoring.tables.text import coded
from scoring.usecases.context import Context
from scoring.usecases.guards import require_organiser
from scoring.usecases.lists.days_text import day_from
from scoring.usecases.lists.official_days import LONGEST_SOURCE, calendar_of, keep, turned, with_years
from scoring.usecases.lists.rows import ListReport, ListRow, RowFault, State
from scoring.usecases.records import OfficialDays

FIELDS = ("day", "kind", "source")
"""The fields of a row, in the order of the columns of an export."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "day": ("day", "date", "日期", "日子", "年月日"),
    "kind": ("kind", "type", "arrangement", "安排", "类型", "类别", "放假或上班"),
    "source": ("source", "order", "依据", "来源", "文号", "文件"),
}
"""The headings that people's tables use, by the field that they mean."""

KINDS: Mapping[Literal["off", "work"], tuple[str, ...]] = {
    "off": ("off", "dayoff", "holiday", "放假", "休息", "休", "假", "节假日", "法定节假日"),
    "work": ("work", "worked", "workday", "上班", "班", "补班", "调休上班", "工作日"),
}
"""The words for the two kinds of day."""

_FIELDS = {coded(heading): name for name, headings in HEADINGS.items() for heading in headings}
_KINDS = {coded(word): kind for kind, words in KINDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class YearChange:
    """What a table does to a year: ``turned`` are the days that were worked and are not any more, or the reverse."""

    year: int
    state: State
    turned: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DaysReport:
    """A whole table of days: its rows, the years that it names, the open notices that it moves."""

    report: ListReport
    years: tuple[YearChange, ...] = ()
    moves: tuple[Move, ...] = ()


def read_days(name: str, data: bytes, meanings: Meanings | None = None) -> ListTable:
    """The days in a file; ``meanings`` is what an organiser said of its columns.  Raises ``Unreadable`` with
    the words of ``questions.problem.*``."""
    return read_list(name, data, _SHAPE, meanings)


def import_official_days(
    ctx: Context,
    *,
    actor: Actor,
    rows: Sequence[Mapping[str, str]],
    notices: Sequence[OpenNotice] = (),
    dry_run: bool = True,
) -> DaysReport:
    """Every year of which the rows name a day is as they say; all of it, or nothing if a row is faulty.  Fields by
    ``FIELDS``; the first source of a year is that of the year."""
    require_organiser(actor)
    reading = _Reading()
    for number, row in enumerate(rows, start=1):
        reading.row(number, {field: tidy(str(row.get(field) or "")) for field in FIELDS})
    years = reading.years()
    with ctx.store.read() if dry_run else ctx.store.write() as uow:
        before = calendar_of(uow)
        known = {days.year: days for days in before.years}
        said = {int(one.id): one.source for one in uow.of(OfficialDays).all()}
        changes = tuple(
            _change(known.get(days.year), days, same_source=said.get(days.year, "") == reading.sources[days.year])
            for days in years
        )
        states = {change.year: change.state for change in changes}
        report = DaysReport(reading.report(states), changes, moved(notices, before, with_years(before, years)))
        if dry_run or report.report.faulty:
            return report
        for days in years:
            if states[days.year] != "unchanged":
                keep(ctx, uow, days, reading.sources[days.year])
        uow.commit()
    return DaysReport(ListReport(report.report.rows, done=True), report.years, report.moves)


def _change(old: YearDays | None, new: YearDays, *, same_source: bool) -> YearChange:
    if old is None:
        return YearChange(new.year, "new", ())
    same = (set(old.off), set(old.work)) == (set(new.off), set(new.work)) and same_source
    return YearChange(new.year, "unchanged" if same else "changed", turned(old, new))


class _Reading:
    """Reads row after row: the days by year and kind, the first source of each year, the faults of each row."""

    def __init__(self) -> None:
        self.sources: dict[int, str] = {}
        self._days: dict[int, dict[str, dict[date, int]]] = {}
        self._rows: dict[int, tuple[Mapping[str, str], int | None, list[RowFault]]] = {}

    def row(self, number: int, cells: Mapping[str, str]) -> None:
        """Understand one row."""
        if not any(cells.values()):
            return
        faults: list[RowFault] = []
        day, kind = day_from(cells["day"]), _KINDS.get(coded(cells["kind"]))
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            faults.append(RowFault("day", "days-unreadable", {"text": cells["day"][:40]}))
            day = None
        if kind is None:
            faults.append(RowFault("kind", "day-kind-unknown", {"text": cells["kind"][:40]}))
        if len(cells["source"]) > LONGEST_SOURCE:
            faults.append(RowFault("source", "text-too-long", {"limit": LONGEST_SOURCE}))
        if day and kind:
            of_year = self._days.setdefault(day.year, {"off": {}, "work": {}})
            if day in of_year[kind]:
                faults.append(RowFault("day", "day-twice", {"day": day}))
            of_year[kind].setdefault(day, number)
            self.sources[day.year] = self.sources.get(day.year) or cells["source"]
        self._rows[number] = (cells, day.year if day else None, faults)

    def years(self) -> tuple[YearDays, ...]:
        """The years that the rows name; what cannot be so becomes a fault of its row."""
        found = []
        for year, kinds in sorted(self._days.items()):
            days = YearDays(year, tuple(sorted(kinds["off"])), tuple(sorted(kinds["work"])))
            for key, code, day in faults_of(days):
                self._rows[kinds[key][day]][2].append(RowFault("day", code, {"day": day}))
            if not days.off:
                self._rows[min(kinds["work"].values())][2].append(RowFault("day", "days-off-missing", {"year": year}))
            found.append(days)
        return tuple(found)

    def report(self, states: Mapping[int, State]) -> ListReport:
        """Every row with what becomes of its year."""
        return ListReport(
            tuple(
                ListRow(number, "faulty" if faults or year is None else states[year], cells, tuple(faults))
                for number, (cells, year, faults) in self._rows.items()
            )
        )


def _means(heading: str) -> str:
    return field_of(heading, _FIELDS)


_SHAPE = Shape("days", _means, ("day", "kind"), a_row_each(frozenset({"kind", "source"})))
