"""A long table of marks (entry, judge, criterion, mark, stage, group), read by its rule; every faulty row is reported
with its place.

A cell of marks is a number (0 is a mark of zero), empty or 缺 / missing, 回避 / recused, 弃权 / abstained, or late:
迟 / late, with its number where it is known (``迟 85``).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Fault, Invalid
from scoring.engine.panel.marks import Mark, MarkState
from scoring.engine.panel.rule import Criterion, check_mark
from scoring.engine.tally.rule import PointsRule, TallyRule
from scoring.engine.tally.spelling import Spellings

STATES: Mapping[str, MarkState] = {
    "": "missing", "缺": "missing", "缺分": "missing", "未评": "missing", "missing": "missing",
    "回避": "recused", "recused": "recused", "弃权": "abstained", "abstained": "abstained",
    "迟": "late", "迟交": "late", "late": "late",
}  # fmt: skip
"""The words that a cell may have instead of a number."""

_NUMBER = re.compile(r"([+-]?(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,12})?)分?")
_LATE = re.compile(r"(?:迟交|迟|late)[ :：]*(\S+)|(\S+?) *(?:迟交|迟|late)")


class Row(NamedTuple):
    """One row as the file has it; ``place`` says where it is (``5``, ``Sheet1 row 5``)."""

    place: str
    entry: str
    judge: str
    criterion: str
    mark: str
    stage: str = ""
    group: str = ""


@dataclass(slots=True)
class EntryMarks:
    """The data of one entry in the table: marks by stage, criterion, judge; points by (stage or "", id)."""

    id: str
    group: str
    marks: dict[str, dict[str, dict[str, Mark]]] = field(default_factory=dict)
    points: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkTable:
    """Entries in the order of their first rows, and the panel of each (stage, group)."""

    entries: Mapping[str, EntryMarks]
    panels: Mapping[tuple[str, str], tuple[str, ...]]
    spellings: tuple[Fault, ...] = ()
    """Names that were taken for others, which they look like: ``name-spelled`` with the fields name and spelled."""

    def groups(self) -> tuple[str, ...]:
        """The groups, in order of appearance; ``""`` is the only one if the table names none."""
        return tuple(dict.fromkeys(entry.group for entry in self.entries.values()))

    def without(self, judge: str) -> MarkTable:
        """The same table without this judge."""
        panels = {key: tuple(one for one in judges if one != judge) for key, judges in self.panels.items()}
        return MarkTable(self.entries, panels, self.spellings)


def read_marks(rows: Iterable[Row], rule: TallyRule) -> tuple[MarkTable, tuple[Fault, ...]]:
    """The marks in ``rows``; every row that cannot be read is a fault, and the other rows are still read."""
    reading = _Reading(rule)
    for row in rows:
        reading.take(row)
    return reading.table(), tuple(reading.faults)


class _Reading:
    """One pass over a table.  Values that repeat from row to row (numbers, names) are looked up once."""

    def __init__(self, rule: TallyRule) -> None:
        self.rule = rule
        self.faults: list[Fault] = []
        self.entries: dict[str, EntryMarks] = {}
        self.entry_names, self.group_names = Spellings(), Spellings()
        self.judge_names = Spellings(rule.panel.combining.judges)
        self.seen: dict[tuple[str, str, str, str], str] = {}
        self.panels: dict[tuple[str, str], dict[str, None]] = {}
        self.stages = [stage.id for stage in rule.steps()]
        self.stage_of = {word: stage.id for stage in rule.stages for word in (stage.id, stage.name) if word}
        self.stage_names = Spellings(tuple(self.stage_of))
        ones: tuple[Criterion | PointsRule, ...] = (*rule.panel.criteria, *rule.points)
        self.of = {word: one for one in ones for word in (one.id, one.name) if word}
        self.names = Spellings(tuple(self.of))
        self.heads: dict[tuple[str, str, str], tuple[str, str, dict[str, None]]] = {}
        """Criterion, stage and group of a row as they are named → the criterion, the stage, the panel."""
        self.parsed: dict[tuple[str, str, str], Mark | Invalid] = {}
        self.limits = {one.id: one for one in rule.panel.criteria} | {
            one.id: Criterion(one.id, one.high, one.name, step=Decimal("0.0001")) for one in rule.points
        }

    def table(self) -> MarkTable:
        """The table of all rows read so far."""
        named = self.rule.panel.combining.judges
        panels = {key: named or tuple(judges) for key, judges in self.panels.items()}
        others = [
            Fault(place, "name-spelled", (("name", name), ("spelled", spelled)))
            for names in (self.entry_names, self.judge_names, self.group_names)
            for (name, spelled), place in names.others.items()
        ]
        return MarkTable(self.entries, panels, tuple(others))

    def take(self, row: Row) -> None:
        """Read one row, or note its fault."""
        if not self._like_before(row):
            self._take(row)

    def _like_before(self, row: Row) -> bool:
        """Take a mark of an entry and a judge that are known, on a criterion and with a cell that were read before, as
        most rows of a long table are.  False if it is anything else, and nothing has happened."""
        place, name, judge, criterion, cell, stage, group = row
        entry, head = self.entries.get(name), self.heads.get((criterion, stage, group))
        if entry is None or head is None or entry.group != group:
            return False
        one, stage_id, panel = head
        mark = self.parsed.get((one, judge, cell))
        if judge not in panel or not isinstance(mark, Mark) or stage_id not in entry.marks:
            return False
        by_judge = entry.marks[stage_id].setdefault(one, {})
        if judge in by_judge:
            return False
        self.seen[name, judge, stage_id, one] = place
        by_judge[judge] = mark
        return True

    def _take(self, row: Row) -> None:
        if not row.entry:
            return self._fault(row, "row-entry-missing")
        row = self._named(row)
        entry = self.entries.get(row.entry)
        if entry is None:
            entry = self.entries[row.entry] = EntryMarks(row.entry, row.group)
        elif entry.group != row.group:
            return self._fault(row, "row-two-groups", entry=row.entry, first=entry.group, group=row.group)
        ones = self._criteria(row)
        for one in ones:
            stage = self._stage(row, one)
            if stage is None:
                return None
            if isinstance(one, PointsRule):
                self._points(row, entry, one)
            else:
                self._mark(row, entry, one, stage)
        return None

    def _named(self, row: Row) -> Row:
        """The row with the names that are meant; most rows have them already."""
        place, entry, judge, criterion, mark, stage, group = row
        if (
            entry in self.entries
            and judge in self.judge_names.own
            and criterion in self.names.own
            and stage in self.stage_names.own
            and group in self.group_names.own
        ):
            return row
        return Row(
            place,
            self.entry_names.name(entry, place),
            self.judge_names.name(judge, place),
            self.names.name(criterion, place),
            mark,
            self.stage_names.name(stage, place),
            self.group_names.name(group, place),
        )

    def _fault(self, row: Row, code: str, **fields: object) -> None:
        """A fault says whose mark the row is: entry, and judge where it names one."""
        fields = {"entry": row.entry, "judge": row.judge} | fields
        self.faults.append(Fault(row.place, code, tuple((k, str(v)) for k, v in fields.items())))

    def _criteria(self, row: Row) -> tuple[Criterion | PointsRule, ...]:
        """What the row marks: one criterion or points; all criteria if the row only says that the judge gives no
        mark."""
        if one := self.of.get(row.criterion):
            return (one,)
        if not row.criterion:
            if len(self.rule.panel.criteria) == 1:
                return self.rule.panel.criteria
            stage = self.stage_of.get(row.stage, "")
            if STATES.get(row.mark.lower(), "missing") in ("recused", "abstained") and (stage or not self.rule.stages):
                return self.rule.panel.criteria_at(stage)
            self._fault(row, "row-criterion-missing")
            return ()
        near = difflib.get_close_matches(row.criterion, self.of, n=1, cutoff=0.6)
        code = "row-criterion-near" if near else "row-criterion-unknown"
        self._fault(row, code, criterion=row.criterion, nearest="".join(near), choices=" · ".join(self.of))
        return ()

    def _stage(self, row: Row, one: Criterion | PointsRule) -> str | None:
        """The stage of a row; None (and a fault is noted) if the rule does not have it."""
        if not row.stage:
            if one.stage is not None or isinstance(one, PointsRule):
                return one.stage or ""
            if len(self.stages) == 1:
                return self.stages[0]
            self._fault(row, "row-stage-missing", choices=" · ".join(self.stages))
            return None
        stage = self.stage_of.get(row.stage)
        if stage is None:
            self._fault(row, "row-stage-unknown", stage=row.stage, choices=" · ".join(self.stage_of) or "—")
            return None
        if one.stage not in (None, stage):
            self._fault(row, "row-stage-other", criterion=one.id, stage=row.stage, expected=one.stage)
            return None
        return stage

    def _mark(self, row: Row, entry: EntryMarks, one: Criterion, stage: str) -> None:
        if not row.judge:
            return self._fault(row, "row-judge-missing")
        if self.rule.panel.combining.judges and row.judge not in self.rule.panel.combining.judges:
            return self._fault(row, "row-judge-unknown", judge=row.judge)
        by_judge = entry.marks.setdefault(stage, {}).setdefault(one.id, {})
        panel = self.panels.setdefault((stage, row.group), {})
        panel[row.judge] = None
        if row.criterion or len(self.rule.panel.criteria) == 1:
            self.heads[row.criterion, row.stage, row.group] = one.id, stage, panel
        key = (entry.id, row.judge, stage, one.id)
        if row.judge in by_judge:
            return self._fault(row, "row-twice", first=self.seen[key])
        self.seen[key] = row.place
        mark = self._parse(row, one.id)
        if mark is not None:
            by_judge[row.judge] = mark
        return None

    def _points(self, row: Row, entry: EntryMarks, one: PointsRule) -> None:
        key = (entry.id, "", "", one.id)
        if key in self.seen:
            return self._fault(row, "row-twice", first=self.seen[key])
        self.seen[key] = row.place
        mark = self._parse(row, one.id)
        if mark is None:
            return None
        if mark.state in ("given", "late") and mark.value is not None:
            entry.points[one.id] = mark.value
        elif mark.state != "missing":
            self._fault(row, "row-points-state", criterion=one.id)
        return None

    def _parse(self, row: Row, criterion: str) -> Mark | None:
        key = (criterion, row.judge, row.mark)
        if (mark := self.parsed.get(key)) is None:
            try:
                mark = parse_mark(row.judge, row.mark, self.limits[criterion])
            except Invalid as error:
                mark = error
            self.parsed[key] = mark
        if isinstance(mark, Invalid):
            fields = {k: decimal_text(v) if isinstance(v, Decimal) else v for k, v in mark.fields.items()}
            self._fault(row, f"row-{mark.code}", **fields)
            return None
        return mark


@lru_cache(maxsize=65536)
def is_mark(cell: str) -> bool:
    """Whether a cell is a number, or one of the words that stand for a mark without one."""
    text = _plain(cell)
    return text in STATES or bool(_NUMBER.fullmatch(text) or _LATE.fullmatch(text))


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().lower().replace("\u2212", "-")


def parse_mark(judge: str, cell: str, criterion: Criterion) -> Mark:
    """One cell as a mark; raises ``Invalid``: ``mark-not-number``, ``mark-out-of-range``, ``mark-off-step``."""
    text = _plain(cell)
    if text in STATES:
        return Mark(judge, None, STATES[text])
    late = _LATE.fullmatch(text)
    if late:
        text = late[1] or late[2]
    number = _NUMBER.fullmatch(text)
    if not number:
        raise Invalid("mark-not-number", found=cell[:40])
    value = Decimal(number[1].replace(",", ""))
    check_mark(criterion, value)
    return Mark(judge, value, "late" if late else "given")
