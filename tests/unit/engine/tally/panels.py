"""Rules and tables of marks, written short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.engine.tally.mark_table import MarkTable, Row, read_marks
from scoring.engine.tally.panel_reader import read_panel_rule
from scoring.engine.tally.rule import TallyRule

ONE = '[[criterion]]\nid = "mark"\nhigh = 100\n'
"""A single criterion of 0 to 100."""

TWO = (
    '[[criterion]]\nid = "content"\nhigh = 60\nstep = 1\n'
    '[[criterion]]\nid = "voice"\nhigh = 10\nstep = "0.5"\nweight = 4\n'
)
"""Two criteria, 60 and 4 × 10."""


def rule(text: str = "", criteria: str = ONE) -> TallyRule:
    """A panel rule of these criteria; ``text`` comes after them."""
    return read_panel_rule(f'name = "panel"\n{criteria}{text}')


def rows(*lines: str) -> list[Row]:
    """``"甲 A content 52"``: entry, judge, criterion, mark, stage, group; ``.`` is an empty cell."""
    return [
        Row(str(number), *("" if cell == "." else cell for cell in line.split()))
        for number, line in enumerate(lines, start=2)
    ]


def marks(of: TallyRule, *lines: str) -> MarkTable:
    """The table of these lines, which the rule takes without a fault."""
    return taken(of, rows(*lines))


def taken(of: TallyRule, given: Iterable[Row]) -> MarkTable:
    """The table of these rows, which the rule takes without a fault."""
    table, faults = read_marks(given, of)
    assert faults == ()
    return table


def sheet(of: TallyRule, given: Mapping[str, str], group: str = "") -> MarkTable:
    """``{"甲": "90 85 80"}``: the marks of judges A, B, C … for each entry on the only criterion."""
    criterion = of.panel.criteria[0].id
    return taken(
        of,
        [
            Row("", entry, judge, criterion, mark.strip("."), "", group)
            for entry, line in given.items()
            for judge, mark in zip("ABCDEFGHIJKL", line.split(), strict=False)
        ],
    )
