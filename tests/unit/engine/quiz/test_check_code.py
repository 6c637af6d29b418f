"""The check code of a locked result: a book whose hashes were all made anew is found out by the printed paper."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Invalid
from scoring.engine.quiz.check_code import check_code, compare_code, read_code
from scoring.engine.quiz.commands_manage import LockResult, UnlockResult
from scoring.engine.quiz.commands_play import EndRound, ShowScene
from scoring.engine.quiz.rule_sheet import Points, Round
from tests.unit.engine.quiz.play import D, Table, sheet

TEAM = Round("team", "team", "共同必答", 1, Points(D(10), D(-10)))


def locked(verdicts: str = "rww") -> Table:
    table = Table(sheet(TEAM))
    table.begin("team")
    for verdict in verdicts:
        table.present()
        table.answer({"r": "right", "w": "wrong"}[verdict])
    table.give(EndRound())
    table.give(LockResult())
    return table


def code_of(table: Table) -> str:
    return check_code(table.state.lock_hash)


def test_a_code_is_the_beginning_of_the_locking_entrys_hash_in_groups_of_four() -> None:
    table = locked()
    assert table.entries[-1].kind == "result.lock"
    code = code_of(table)
    assert [len(group) for group in code.split(" ")] == [4] * 8
    assert code.replace(" ", "") == table.entries[-1].hash[:32]


def test_there_is_a_code_only_while_the_result_is_locked() -> None:
    table = locked()
    table.give(UnlockResult(), reason="申诉")
    assert code_of(table) == ""
    table.give(LockResult())
    assert read_code(code_of(table)) == table.entries[-1].hash[:32]


def test_a_book_is_the_printed_result_whatever_scene_was_shown_after_it() -> None:
    table = locked()
    code = read_code(code_of(table))
    table.give(ShowScene("black"))
    assert compare_code(table.entries, code) == ()
    assert compare_code(table.entries, table.entries[-2].hash) == ()


def test_a_match_that_is_right_in_itself_but_another_is_found_by_the_code() -> None:
    (difference,) = compare_code(locked("wrw").entries, read_code(code_of(locked("rww"))))
    assert (difference.place, difference.code) == ("entries", "another-head")
    assert difference.expected == code_of(locked("rww"))
    assert difference.found == code_of(locked("wrw"))


def test_what_was_changed_after_the_paper_was_printed_is_named() -> None:
    table = locked()
    code = read_code(code_of(table))
    table.give(ShowScene("ranking"))
    table.give(UnlockResult(), reason="申诉")
    (difference,) = compare_code(table.entries, code)
    assert (difference.place, difference.code) == (f"entries[{len(table.entries) - 1}]", "after-head")
    assert difference.found == "result.unlock"


@pytest.mark.parametrize("typed", ["{code}", "{upper}", "{dashes}", " {code}\n"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    code = code_of(locked())
    text = typed.format(code=code, upper=code.upper(), dashes=code.replace(" ", "-"))
    assert read_code(text) == code.replace(" ", "")


@pytest.mark.parametrize("typed", ["", "3f2a", "g" * 32, "0" * 31, "0" * 65])
def test_what_is_no_whole_code_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="check-code"):
        read_code(typed)
