"""A long table of marks (entry, judge, criterion, mark, stage, group), read by its rule; every faulty row is reported
with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from scoring.engine.codec import decimal_text
from scoring.engine.errors import Fault, Invalid
from scoring.engine.panel.marks import Mark
from scoring.engine.panel.rule import Criterion
from scoring.engine.tally.mark_cell import STATES, parse_mark
from scoring.engine.tally.rule import PointsRule, TallyRule
from scoring.engine.tally.spelling import Spellings


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


_POINTS_STEP = Decimal("0.0001")
Cells = tuple[str, str, str, str, str, str, str]
"""The texts of a ``Row``; what reads many files has no need to name them."""


class _Given(NamedTuple):
    """The marks of one entry on one criterion by judge, and the places of their rows in the same order; the judges of
    the panel; and the cells that were found to be marks on this criterion."""

    marks: dict[str, Mark]
    places: list[str]
    panel: dict[str, None]
    good: set[str]


def read_marks(rows: Iterable[Cells], rule: TallyRule) -> tuple[MarkTable, tuple[Fault, ...]]:
    """The marks in ``rows``; every row that cannot be read is a fault, and the other rows are still read."""
    reading = _Reading(rule)
    reading.read(rows)
    return reading.table(), tuple(reading.faults)


class _Reading:
    """One pass over a table.  Values that repeat from row to row (numbers, names) are looked up once."""

    def __init__(self, rule: TallyRule) -> None:
        self.rule = rule
        self.faults: list[Fault] = []
        self.entries: dict[str, EntryMarks] = {}
        self.entry_names, self.group_names = Spellings(), Spellings()
        self.judge_names = Spellings(rule.panel.combining.judges)
        self.points_seen: dict[tuple[str, str], str] = {}
        self.panels: dict[tuple[str, str], dict[str, None]] = {}
        self.stages = [stage.id for stage in rule.steps()]
        self.stage_of = {word: stage.id for stage in rule.stages for word in (stage.id, stage.name) if word}
        self.stage_names = Spellings(tuple(self.stage_of))
        ones: tuple[Criterion | PointsRule, ...] = (*rule.panel.criteria, *rule.points)
        self.of = {word: one for one in ones for word in (one.id, one.name) if word}
        self.names = Spellings(tuple(self.of))
        self.given: dict[tuple[str, str, str], _Given] = {}
        """Of an entry, a criterion and a stage."""
        self.named: dict[tuple[str, str, str, str], _Given] = {}
        """By entry, criterion, stage and group as rows name them."""
        self.heads: dict[tuple[str, ...], tuple[str, str, str]] = {}
        """Criterion, stage and group as rows name them → what they are."""
        self.good: dict[str, set[str]] = {one.id: set() for one in rule.panel.criteria}
        self.marks: dict[tuple[str, str], Mark] = {}
        """Judge and cell → the mark."""

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

    def read(self, rows: Iterable[Cells]) -> None:
        """Read every row, or note its fault.

        Most rows of a long table only bring together what was read before: an entry's criterion, a judge of its panel,
        a cell that is a mark there.  They are taken here; ``_take`` gets all others.
        """
        mark_of, given_of = self.marks.get, self.named.get
        for place, entry, judge, criterion, cell, stage, group in rows:
            mark = mark_of((judge, cell))
            if mark is not None:
                key = (entry, criterion, stage, group)
                if given := given_of(key) or self._begin(key, place):
                    marks, places, panel, good = given
                    if judge in panel and judge not in marks and cell in good:
                        marks[judge] = mark
                        places.append(place)
                        continue
            self._take(Row(place, entry, judge, criterion, cell, stage, group))

    def _begin(self, key: tuple[str, str, str, str], place: str) -> _Given | None:
        """The first marks of an entry on a criterion that others have marks on; None if it is anything else."""
        spelled, *head = key
        if not spelled or (known := self.heads.get(tuple(head))) is None:
            return None
        one, stage, group = known
        name = self.entry_names.name(spelled, place)
        if (entry := self.entries.get(name)) is None:
            entry = self.entries[name] = EntryMarks(name, group)
        elif entry.group != group:
            return None
        given = self.named[key] = self._given(entry, one, stage)
        return given

    def _given(self, entry: EntryMarks, criterion: str, stage: str) -> _Given:
        """The marks of an entry on a criterion."""
        key = (entry.id, criterion, stage)
        if (given := self.given.get(key)) is None:
            marks = entry.marks.setdefault(stage, {}).setdefault(criterion, {})
            panel = self.panels.setdefault((stage, entry.group), {})
            given = self.given[key] = _Given(marks, [], panel, self.good[criterion])
        return given

    def _take(self, spelled: Row) -> None:
        if not spelled.entry:
            return self._fault(spelled, "row-entry-missing")
        row = self._meant(spelled)
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
            elif self._mark(row, entry, one, stage) and (row.criterion or len(self.rule.panel.criteria) == 1):
                self.heads[spelled.criterion, spelled.stage, spelled.group] = one.id, stage, row.group
        return None

    def _meant(self, row: Row) -> Row:
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
        from difflib import get_close_matches  # no table without a fault needs it

        near = get_close_matches(row.criterion, self.of, n=1, cutoff=0.6)
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

    def _mark(self, row: Row, entry: EntryMarks, one: Criterion, stage: str) -> bool:
        """Note a mark or its fault; False if its judge is none of the panel."""
        named = self.rule.panel.combining.judges
        if not row.judge or (named and row.judge not in named):
            self._fault(row, "row-judge-unknown" if row.judge else "row-judge-missing")
            return False
        given = self._given(entry, one.id, stage)
        given.panel[row.judge] = None
        if row.judge in given.marks:
            self._fault(row, "row-twice", first=given.places[list(given.marks).index(row.judge)])
        elif mark := self._parse(row, one):
            given.marks[row.judge] = self.marks[row.judge, row.mark] = mark
            given.places.append(row.place)
            given.good.add(row.mark)
        return True

    def _points(self, row: Row, entry: EntryMarks, one: PointsRule) -> None:
        key = entry.id, one.id
        if key in self.points_seen:
            return self._fault(row, "row-twice", first=self.points_seen[key])
        self.points_seen[key] = row.place
        mark = self._parse(row, Criterion(one.id, one.high, one.name, step=_POINTS_STEP))
        if mark is None:
            return None
        if mark.state in ("given", "late") and mark.value is not None:
            entry.points[one.id] = mark.value
        elif mark.state != "missing":
            self._fault(row, "row-points-state", criterion=one.id)
        return None

    def _parse(self, row: Row, criterion: Criterion) -> Mark | None:
        try:
            return parse_mark(row.judge, row.mark, criterion)
        except Invalid as error:
            fields = {k: decimal_text(v) if isinstance(v, Decimal) else v for k, v in error.fields.items()}
            self._fault(row, f"row-{error.code}", **fields)
            return None
