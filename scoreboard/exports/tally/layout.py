"""One table of marks within a sheet: which column is what, and what is wrong with its columns.

Long (a row a mark), wide by judges (a row an entry, a column a judge), wide by criteria (a column a criterion), and a
sheet of one judge, whose name is the sheet's, are the same: keys of a row, and columns that hold marks or points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoreboard.exports.tally.headings import Headings, Meaning
from scoreboard.exports.tally.marks_file import Columns
from scoring.engine.tally.mark_cell import is_mark
from scoring.tables.problems import Problem, error, note, warning
from scoring.tables.sheet_facts import column_letters
from scoring.tables.text import clean

KEYS = ("entry", "judge", "criterion", "stage", "group")


@dataclass(slots=True)
class Layout:
    """The columns of a table, from 0: the keys of a row, and the columns with values by what they hold."""

    keys: dict[str, int] = field(default_factory=dict)
    values: list[tuple[int, Meaning]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    @property
    def own_judge(self) -> bool:
        """Whether the rows say nothing of a judge, so that the sheet must."""
        by_column = any(meaning.kind == "judge" for _, meaning in self.values)
        marks = any(meaning.kind in ("field", "criterion") for _, meaning in self.values)
        return marks and not by_column and "judge" not in self.keys


def layout_of(headings: Headings, heading: Sequence[str], body: Columns, first_column: int) -> Layout:
    """What the columns under a heading are; ``body``: the columns of this table."""
    found = Layout()
    meanings = headings.of_row(heading)
    entries: list[int] = []
    wide = _by_judges(meanings)
    for column in range(max(len(body), len(meanings))):
        meaning = meanings[column] if column < len(meanings) else Meaning("none")
        letter = column_letters(first_column + column)
        if meaning.kind == "field":
            _take_field(found, column, meaning, heading, letter)
            if meaning.name == "entry":
                entries.append(column)
        elif meaning.kind in ("criterion", "points") or (wide and meaning.kind == "judge"):
            _take_value(found, column, meaning, heading[column], letter)
        elif cells := [cell for text in body[column] if (cell := text.strip())]:
            marks = wide and meaning.kind in ("person", "unknown", "none") and all(map(is_mark, cells))
            if wide and meaning.kind == "person" and 2 * sum(map(is_mark, cells)) > len(cells):
                _take_value(found, column, Meaning("judge", meaning.name), heading[column], letter)
            elif marks and not headings.judges_named:
                found.problems.append(error("marks-column-unsure", heading=meaning.name or "—", column=letter))
            else:
                unread = warning("marks-column-unread", heading=meaning.name or "—", column=letter, count=len(cells))
                found.problems.append(unread)
    for column in entries[1:]:
        if _another_table(found, body, entries[0], column):
            letter = column_letters(first_column + column)
            found.problems.append(error("marks-column-twice", heading=clean(heading[column]), column=letter))
    judges = [meaning.name for _, meaning in found.values if meaning.kind == "judge"]
    if judges:
        found.problems.append(note("marks-wide", count=len(judges), judges="、".join(judges)))
    found.used = {*found.keys.values(), *(column for column, _ in found.values)}
    return found


def _another_table(found: Layout, body: Columns, first: int, column: int) -> bool:
    """Whether a further column of entries begins another table, side by side with the first: there are marks before it
    and after it, and its rows are of other entries."""
    before = any(first < value < column for value, _ in found.values)
    after = any(value > column for value, _ in found.values)
    return before and after and any(a.strip() != b.strip() for a, b in zip(body[first], body[column], strict=True))


def _by_judges(meanings: Sequence[Meaning]) -> bool:
    """Whether the columns are judges: nothing else in the heading says where a mark or its judge is."""
    marks = any(m.kind == "criterion" or m == ("field", "mark") for m in meanings)
    return not marks and ("field", "judge") not in meanings


def _take_field(found: Layout, column: int, meaning: Meaning, heading: Sequence[str], letter: str) -> None:
    name = clean(heading[column])
    if meaning.name == "mark":
        _take_value(found, column, meaning, heading[column], letter)
    elif meaning.name not in found.keys:
        found.keys[meaning.name] = column
    elif meaning.name == "entry":
        first = clean(heading[found.keys["entry"]])
        found.problems.append(warning("marks-column-second", heading=name, column=letter, first=first))
    else:
        found.problems.append(error("marks-column-twice", heading=name, column=letter))


def _take_value(found: Layout, column: int, meaning: Meaning, heading: str, letter: str) -> None:
    if any(other == meaning for _, other in found.values):
        found.problems.append(error("marks-column-twice", heading=clean(heading), column=letter))
    else:
        found.values.append((column, meaning))
