"""A tie-off after a tie-off: whom the first leaves level the second orders."""

from __future__ import annotations

from scoring.engine.quiz import commands as c
from scoring.engine.quiz.match import standings, ties_that_matter
from tests.unit.engine.quiz.play import Table, press_round, sheet


def level() -> Table:
    """Three level teams; the first place and the second are to be decided by press."""
    table = Table(sheet(press_round(), tie_matters=(1, 2)))
    table.begin("press")
    table.give(c.EndRound())
    return table


def tie_off(table: Table, teams: tuple[str, ...], first: str) -> None:
    """A tie-off that ends after one item, which ``first`` has right."""
    table.give(c.BeginTieOff(teams))
    table.present()
    table.give(c.ArmPress())
    table.press(first)
    table.wait(200)
    table.give(c.JudgeAnswer("right"))
    table.give(c.CloseItem())
    table.give(c.EndTieOff())


def ranks(table: Table) -> list[tuple[str, int]]:
    return [(place.id, place.rank) for place in standings(table.state)]


def test_whom_a_tie_off_leaves_level_the_next_one_orders() -> None:
    table = level()
    tie_off(table, ("A", "B", "C"), "A")
    assert ranks(table) == [("A", 1), ("B", 2), ("C", 2)]
    assert ties_that_matter(table.state) == (("B", "C"),)
    tie_off(table, ("B", "C"), "C")
    assert ranks(table) == [("A", 1), ("C", 2), ("B", 3)]
    assert [place.above and place.above.code for place in standings(table.state)] == ["tie_off", "tie_off", None]
    table.give(c.LockResult())
    assert table.state.phase == "locked"
