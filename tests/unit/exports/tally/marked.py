"""A match whose judged round was marked, for the tests of its judge report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.engine.panel.commands import AbstainMark, EnterMark, RecuseJudge
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz.commands_marks import LockPanel, OpenPanel
from scoring.engine.quiz.commands_play import CloseItem, StartClock
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import Points, Round
from tests.unit.engine.quiz.play import D, Table, sheet

JUDGES = ("j1", "j2", "j3", "j4", "j5")

MARKS: Mapping[str, Sequence[str]] = {
    "A": ("18", "17", "19", "18", "12"),
    "B": ("17", "16", "18", "17", "13"),
    "C": ("16", "15", "17", "16", "14"),
    "D": ("15", "14", "16", "15", "15"),
    "E": ("14", "13", "15", "14", "20"),
    "F": ("13", "12", "14", "13", "19"),
}
"""Six teams; the fifth judge sees them the other way round, and by much at the end."""


def marked(
    marks: Mapping[str, Sequence[str]] = MARKS,
    rule: PanelTable | None = None,
    lines: tuple[int, ...] = (1, 3),
    items: int = 1,
    teams: str = "",
) -> Table:
    """Every team shows its piece and is marked; "" is no mark, 弃 an abstention, 回 a recusal."""
    scenario = Round(
        "video", "judged", "情景题", items, Points(D(0)), panel=rule or PanelTable(digits=2, missing="leave_out")
    )
    table = Table(sheet(scenario, tie_matters=lines), teams or "".join(marks))
    table.panel = tuple(PanelJudge(judge, f"{no}号评委") for no, judge in enumerate(JUDGES, start=1))
    table.begin("video")
    for given in marks.values():
        turn(table, given)
    return table


def turn(table: Table, given: Sequence[str], *, lock: bool = True) -> None:
    """One item before the panel."""
    table.present()
    table.give(StartClock())
    table.give(OpenPanel())
    for judge, mark in zip(JUDGES, given, strict=True):
        actor = f"ticket:{judge}"
        if mark == "弃":
            table.give(AbstainMark(judge), actor=actor)
        elif mark == "回":
            table.give(RecuseJudge(judge), actor=actor, reason="亲属")
        elif mark:
            table.give(EnterMark(judge, {"score": D(mark)}), actor=actor)
    if lock:
        table.give(LockPanel(even_if_missing="" in given))
        table.give(CloseItem())
