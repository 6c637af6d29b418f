"""Taking back and putting right: what people ruled stands, what teams sent is not taken away."""

from __future__ import annotations

from scoring.engine.quiz.commands_manage import CorrectItem, CorrectKey, Undo
from scoring.engine.quiz.commands_play import CloseItem, PauseClock, ResumeClock, StartClock, SubmitAnswer
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.rule_sheet import Clocks, Points, Round
from tests.unit.engine.quiz.play import D, Table, sheet

TOGETHER = Round("all", "simultaneous", "同步必答", 3, Points(D(10), D(-10)), clocks=Clocks(answer=20))


def together() -> Table:
    """An item for all whose clock runs."""
    table = Table(sheet(TOGETHER))
    table.begin("all")
    table.present()
    table.give(StartClock())
    return table


def revealed(**answers: str) -> Table:
    """The same when the answer, A, is revealed."""
    table = together()
    for team, letter in answers.items():
        table.give(SubmitAnswer(team, (letter,)), actor=team)
    table.wait(20_000)
    table.give(CloseItem())
    return table


def test_what_people_ruled_of_one_answer_stands_however_often_the_key_is_corrected() -> None:
    table = revealed(A="B", B="B")
    table.give(CorrectItem(1, "A", "right"), actor="chief", reason="两解皆可")
    assert table.scores() == {"A": "110", "B": "90", "C": "100"}
    # This key says the same of A as the people did; the next one does not.
    table.give(CorrectKey(1, ("B",)), actor="chief", reason="答案有误")
    assert table.scores() == {"A": "110", "B": "110", "C": "100"}
    table.give(CorrectKey(1, ("A",)), actor="chief", reason="答案无误")
    assert table.scores() == {"A": "110", "B": "90", "C": "100"}
    assert fold(table.entries) == table.state


def test_the_answering_itself_may_be_taken_back_with_what_was_sent() -> None:
    table = together()
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    table.give(Undo())
    assert (table.state.stage, table.state.items[-1].answers) == ("reading", {})


def test_a_pause_taken_back_costs_no_time() -> None:
    table = together()
    table.wait(5_000)
    table.give(PauseClock())
    table.wait(40_000)
    table.give(Undo())
    clock = table.state.clock
    assert clock is not None
    assert (clock.deadline, clock.remaining) == (table.now + 15_000, None)
    table.give(SubmitAnswer("A", ("A",)), actor="A")
    assert fold(table.entries) == table.state


def test_a_pause_and_its_end_taken_back_together_cost_no_time_either() -> None:
    table = together()
    table.wait(5_000)
    table.give(PauseClock())
    table.wait(40_000)
    table.give(ResumeClock())
    table.wait(1_000)
    table.give(Undo(2))
    assert table.state.clock is not None
    assert table.state.clock.deadline == table.now + 14_000


def test_the_end_of_a_pause_taken_back_pauses_again() -> None:
    table = together()
    table.wait(5_000)
    table.give(PauseClock())
    table.give(ResumeClock())
    table.wait(1_000)
    table.give(Undo())
    assert table.state.clock is not None
    assert (table.state.clock.deadline, table.state.clock.remaining) == (None, 15_000)
