"""What a table of marks would do to a written stage: every row is reported, nothing is kept.

Pure, so that a server can do it beside its other work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.competition.decide_written import MOST_PLACES, mark_fault, need_written, same_mark, too_many
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.other_base import Further, further
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.written import TeamPapers, sheets, supposed_results
from scoring.engine.competition.written_state import Written, mark_in
from scoring.engine.errors import Invalid
from scoring.engine.names import nearly_same, same_form, tidy
from scoring.engine.stages import Stage
from scoring.usecases.competition.marks_table import MERGED, mark_fields, paper_no

MOST_ROWS = 5_000
"""Most rows of a table."""

MOST_GUESSES = 50
"""Rows for whose unknown names similar ones are looked for; a table of strangers is not worth the time."""

ABSENT = frozenset({"缺考", "缺席", "缺", "未到", "未参加", "弃考", "absent", "abs"})
"""What says that somebody was absent."""

_MARK = re.compile(r"-?\d{1,6}(\.\d{1,9})?", re.ASCII)
_PAPER = re.compile(r"第?(?:试?卷)?([1-9]\d?|[一二三四五六七八九十])(?:号?试?卷)?", re.ASCII)

RowState = Literal["new", "changed", "same", "blank", "faulty"]
"""``blank``: without a mark, so that nothing is said of it · ``same``: it stands so already."""


@dataclass(frozen=True, slots=True)
class MarkFault:
    """What is wrong with a row: the column, the code, the values for its words."""

    column: str
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A row of a table of marks.  ``row`` counts the given rows from 1; ``cells``: as they were written; ``before``:
    what a changed mark is now."""

    row: int
    state: RowState
    cells: Mapping[str, str]
    mark: PaperMark | None = None
    before: PaperMark | None = None
    fault: MarkFault | None = None


@dataclass(frozen=True, slots=True)
class MarksReport:
    """A whole table.  ``after``: the number of the last list of marks that it was compared with · ``missing``: how many
    marks of each team are waited for when these are entered · ``further``: what its corrections change further on."""

    rows: tuple[MarkRow, ...]
    after: int
    missing: Mapping[int, tuple[tuple[str, int], ...]]
    further: Further | None = None

    def count(self, state: RowState) -> int:
        """How many rows are of this state."""
        return sum(row.state == state for row in self.rows)

    @property
    def marks(self) -> tuple[PaperMark, ...]:
        """What is to be entered."""
        return tuple(one.mark for one in self.rows if one.mark is not None and one.state in ("new", "changed"))


def try_marks(
    state: CompetitionState,
    stage_name: str,
    rows: Sequence[Mapping[str, str]],
    tie_offs: Sequence[GroupResult] = (),
) -> MarksReport:
    """What would become of these rows (``marks_table``); ``tie_offs``: of the stage, by their results.

    Raises ``Invalid("roster-too-long")`` and as ``need_written``.
    """
    stage, written = need_written(state, stage_name)
    if len(rows) > MOST_ROWS:
        raise Invalid("roster-too-long", most=MOST_ROWS, count=len(rows))
    reading = _Reading(state, stage, written)
    found = [reading.row(number, row) for number, row in enumerate(rows, start=1)]
    kept = tuple(_crowded(state, stage, written, found))
    after = written.holding(one.mark for one in kept if one.mark is not None and one.fault is None)
    supposed = supposing(state, stage, after)
    missing = {one.team: one.missing for one in sheets(supposed, stage) if one.missing}
    changed = any(one.state == "changed" for one in kept)
    then = further(state, stage.name, (*supposed_results(supposed, stage), *tie_offs)) if changed else None
    return MarksReport(kept, len(written.batches), missing, then)


def mark_of(text: str, stage: Stage, place: int) -> Decimal | MarkFault:
    """The mark that a cell says for the part at this place (from 0), or what is wrong with it."""
    name = mark_fields(stage)[place]
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("分").strip()
    if not _MARK.fullmatch(plain):
        return MarkFault(name, "mark-not-number", {"text": text[:20]})
    value = Decimal(plain).normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    fault = mark_fault(stage, value, place)
    fields = {"text": text[:20], "highest": stage.highest_of[place], "most": MOST_PLACES}
    return MarkFault(name, fault, fields) if fault else value


class _Reading:
    """Reads row after row by the names of the teams and people of a stage."""

    def __init__(self, state: CompetitionState, stage: Stage, written: Written) -> None:
        self._stage, self._written = stage, written
        self._names = {one.no: one.form.team for one in state.registrations.values()}
        self._teams = {same_form(self._names[one.team]): one for one in sheets(state, stage)}
        self._gone = {same_form(one.form.team) for one in state.registrations.values()} - set(self._teams)
        self._people: dict[str, list[tuple[TeamPapers, str]]] = {}
        for team in self._teams.values():
            for one in team.people:
                self._people.setdefault(same_form(one.name), []).append((team, one.name))
        self._seen: dict[tuple[int, str, int], int] = {}
        self._guesses = 0

    def row(self, number: int, row: Mapping[str, str]) -> MarkRow:
        cells = {name: tidy(str(text)) for name, text in row.items()}
        shown = {name: text[:60] for name, text in cells.items() if name != MERGED}
        said = [cells.get(name, "") for name in mark_fields(self._stage)]
        person = self._person(cells)
        paper = self._paper(cells.get("paper", ""))
        marks = self._marks(cells, said)
        if not any(said) and not isinstance(marks, MarkFault):
            return MarkRow(number, "blank", shown)
        for one in (person, paper, marks):
            if isinstance(one, MarkFault):
                return MarkRow(number, "faulty", shown, fault=one)
        assert not isinstance(person, MarkFault)
        assert not isinstance(paper, MarkFault)
        assert not isinstance(marks, MarkFault)
        team, name = person
        mark = PaperMark(team, name, paper, marks or (), absent=marks is None)
        first = self._seen.setdefault((team, same_form(name), paper), number)
        if first != number:
            return MarkRow(number, "faulty", shown, fault=MarkFault("name", "mark-twice", {"row": first}))
        before = mark_in(self._written.marks, mark)
        if before is None:
            return MarkRow(number, "new", shown, mark)
        return MarkRow(number, "same" if same_mark(before, mark) else "changed", shown, mark, before)

    def _person(self, cells: Mapping[str, str]) -> tuple[int, str] | MarkFault:
        team_name, name = cells.get("team", ""), cells.get("name", "")
        if not name:
            return MarkFault("name", "name-needed")
        named = self._people.get(same_form(name), [])
        if not team_name:
            if len(named) > 1:
                teams = [self._names[team.team] for team, _ in named[:5]]
                return MarkFault("team", "person-of-several", {"teams": teams})
            return (named[0][0].team, named[0][1]) if named else self._unknown("name", "person-unknown", name)
        team = self._teams.get(same_form(team_name))
        if team is None:
            if same_form(team_name) in self._gone:
                return MarkFault("team", "team-not-in")
            return self._unknown("team", "team-unknown", team_name)
        own = next((known for one, known in named if one.team == team.team), None)
        if own is None:
            return self._unknown("name", "person-not-of-team", name, team)
        return team.team, own

    def _unknown(self, place: str, code: str, name: str, team: TeamPapers | None = None) -> MarkFault:
        """An unknown name, with those that are nearly the same."""
        self._guesses += 1
        near = list(self._near(place, same_form(name), team))[:3] if self._guesses <= MOST_GUESSES else []
        return MarkFault(place, f"{code}-near" if near else code, {"name": name[:40], "near": near})

    def _near(self, place: str, form: str, team: TeamPapers | None) -> Iterator[str]:
        if place == "team":
            yield from (self._names[one.team] for known, one in self._teams.items() if nearly_same(form, known))
        elif team is not None:
            yield from (one.name for one in team.people if nearly_same(form, same_form(one.name)))
        else:
            yield from (one[0][1] for known, one in self._people.items() if nearly_same(form, known))

    def _paper(self, text: str) -> int | MarkFault:
        if not text and self._stage.papers == 1:
            return 1
        found = _PAPER.fullmatch(unicodedata.normalize("NFKC", text).strip().removesuffix(".0"))
        if found is None:
            return MarkFault("paper", "paper-needed", {"papers": self._stage.papers})
        number = paper_no(found[1])
        if number > self._stage.papers:
            return MarkFault("paper", "paper-needed", {"papers": self._stage.papers})
        return number

    def _marks(self, cells: Mapping[str, str], said: Sequence[str]) -> tuple[Decimal, ...] | MarkFault | None:
        """The marks of a row, None for who was absent."""
        fields = mark_fields(self._stage)
        if cells.get(MERGED):
            return MarkFault(fields[0], "mark-merged")
        absent = [same_form(text) in ABSENT for text in said]
        if any(absent):
            others = any(text and not gone for text, gone in zip(said, absent, strict=True))
            return MarkFault(fields[0], "mark-and-absent") if others else None
        for name, text in zip(fields, said, strict=True):
            if not text and any(said):
                return MarkFault(name, "mark-needed")
        read = [mark_of(text, self._stage, place) for place, text in enumerate(said) if text]
        wrong = next((one for one in read if isinstance(one, MarkFault)), None)
        return wrong or tuple(one for one in read if isinstance(one, Decimal))


def _crowded(state: CompetitionState, stage: Stage, written: Written, rows: Sequence[MarkRow]) -> Iterator[MarkRow]:
    """The rows; those of a team of which more people would have sat a paper than it has members are faulty."""
    after = written.holding(one.mark for one in rows if one.mark is not None)
    teams = {one.mark.team for one in rows if one.mark is not None}
    full = {no: too_many(state.registrations[no], stage, after) for no in teams}
    for one in rows:
        if one.mark is not None and one.state == "new" and full[one.mark.team] == one.mark.paper:
            yield MarkRow(one.row, "faulty", one.cells, fault=MarkFault("name", "papers-too-many"))
        else:
            yield one


def supposing(state: CompetitionState, stage: Stage, written: Written) -> CompetitionState:
    """The competition with other marks of a stage, as if they had been entered."""
    return replace(state, written={**state.written, stage.name: written})
