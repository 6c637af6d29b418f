"""Taking back and putting right: what people ruled stands, what teams sent is not taken away."""

from __future__ import annotations

from scoring.engine.quiz import commands as c
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.sheet import Clocks, Points, Round
from tests.unit.engine.quiz.play import D, Table, sheet

TOGETHER = Round("all", "simultaneous", "同步必答", 3, Points(D(10), D(-10)), clocks=Clocks(answer=20))


def together() -> Table:
    """An item for all whose clock runs."""
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(c.StartClock())
    return table


def revealed(**answers: str) -> Table:
    """The same when the answer, A, is revealed."""
    table = together()
    for team, letter in answers.items():
        table.give(c.SubmitAnswer(team, (letter,)), actor=team)
    table.wait(20_000)
    table.give(c.CloseItem())
    return table


def test_what_people_ruled_of_one_answer_stands_however_often_the_key_is_corrected() -> None:
    table = revealed(A="B", B="B")
    table.give(c.CorrectItem(1, "A", "right"), actor="chief", reason="两解皆可")
    assert table.scores() == {"A": "110", "B": "90", "C": "100"}
    # This key says the same of A as the people did; the next one does not.
    table.give(c.CorrectKey(1, ("B",)), actor="chief", reason="答案有误")
    assert table.scores() == {"A": "110", "B": "110", "C": "100"}
    table.give(c.CorrectKey(1, ("A",)), actor="chief", reason="答案无误")
    assert table.scores() == {"A": "110", "B": "90", "C": "100"}
    assert fold(table.entries) == table.state
