"""Entries, items, answers and presses of small matches: exact rows."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.quiz.commands_manage import Undo, VoidItem
from scoring.engine.quiz.commands_play import CloseItem, JudgeAnswer, StartClock
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.rule_sheet import FoulStep, Points, Round
from tests.fakes import fake_context
from tests.halls import play, set_up
from tests.unit.engine.quiz.play import START, TEAM, D, Table, press_round, sheet
from tests.unit.exports.match_tables.read import columns, tables


def test_every_entry_is_a_row_and_an_undo_is_seen() -> None:
    table = Table(sheet(TEAM))
    table.begin("team")
    table.present()
    table.wait(1500)
    table.give(Undo(1), reason="误触")
    found = tables(table.entries)["entries"]
    assert columns(found, "seq", "kind", "in_force", "item", "team", "team_name", "reason") == [
        ("1", "match.open", "yes", "", "", "", ""),
        ("2", "round.begin", "yes", "", "", "", ""),
        ("3", "item.present", "no", "1", "A", "A队", ""),
        ("4", "undo", "yes", "", "", "", "误触"),
    ]
    assert columns(found, "match", "at", "at_ms", "hash")[3] == (
        "m1",
        "2023-11-14T22:13:21.500+00:00",
        str(START + 1500),
        table.entries[3].hash,
    )


def test_an_item_says_when_it_came_whose_turn_it_was_and_how_it_ended() -> None:
    table = Table(sheet(replace(TEAM, items=1)), teams="AB")
    table.begin("team")
    table.present()
    table.answer("right")
    table.give(CloseItem())
    table.present()
    table.answer("wrong")
    table.give(VoidItem(2), reason="题目有误")
    found = tables(table.entries)["items"]
    assert found[0] == {
        "match": "m1",
        "item": "1",
        "round": "team",
        "round_name": "共同必答",
        "round_kind": "team",
        "slot": "1",
        "seq": "3",
        "at": "2023-11-14T22:13:20.000+00:00",
        "at_ms": str(START),
        "team": "A",
        "team_name": "A队",
        "seat": "",
        "question": "team-1",
        "question_type": "single",
        "stake": "",
        "answering": "A",
        "answering_name": "A队",
        "step": "0",
        "stage": "closed",
        "passed": "no",
        "voided": "no",
        "replaces": "",
        "tie_off": "no",
        "key": '["A"]',
    }
    assert columns(found, "item", "team", "voided", "key") == [("1", "A", "no", '["A"]'), ("2", "B", "yes", "")]


def test_a_key_that_the_hall_was_not_shown_stands_nowhere() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    cells = {cell for found in tables(hall.entries()).values() for row in found for cell in row.values()}
    assert '["B"]' not in cells
    hall.do("clock.start")
    hall.pass_time(21_000)
    hall.do("item.close")
    assert tables(hall.entries())["items"][0]["key"] == '["B"]'


def test_answers_have_what_was_sent_last_and_the_verdict_that_counts() -> None:
    hall = set_up(fake_context())
    play(hall)
    first, second = hall.teams
    found = tables(hall.entries())["answers"]
    names = ("item", "team", "question_type", "answer", "final", "seq", "verdict", "corrected", "voided")
    assert columns(found, *names) == [
        ("1", first, "single", '["B"]', "yes", "5", "right", "no", "no"),
        ("1", second, "single", '["A"]', "yes", "6", "right", "yes", "no"),
        ("2", first, "single", '["B"]', "yes", "10", "right", "no", "no"),
        ("2", second, "single", '["B"]', "yes", "11", "right", "no", "no"),
        ("3", first, "single", "", "", "", "blank", "no", "no"),
        ("3", second, "single", '["C"]', "yes", "15", "wrong", "no", "no"),
        ("4", first, "single", "", "", "", "right", "no", "no"),
        ("5", second, "single", "", "", "", "wrong", "no", "no"),
        ("6", first, "single", "", "", "", "right", "no", "yes"),
    ]
    assert columns(found, "answered", "answered_ms")[0] == ("2023-11-14T22:13:20.000+00:00", str(START))
    assert columns(found, "answered", "answered_ms")[4] == ("", "")


def test_a_rapid_run_has_an_answer_for_every_question() -> None:
    table = Table(sheet(Round("rapid", "rapid", "快答", 3, Points(D(5)))), teams="A")
    table.begin("rapid")
    table.present()
    table.give(StartClock())
    for verdict in ("right", "wrong", "right"):
        table.give(JudgeAnswer(verdict))  # type: ignore[arg-type]
    found = tables(table.entries)["answers"]
    assert columns(found, "item", "team", "question", "verdict") == [
        ("1", "A", "rapid-1", "right"),
        ("1", "A", "rapid-2", "wrong"),
        ("1", "A", "rapid-3", "right"),
    ]


def test_every_raw_press_is_a_row_and_the_one_that_won_says_how() -> None:
    table = Table(sheet(press_round(fouls=(FoulStep(D(-5), "bar"),))))
    table.begin("press")
    table.present()
    table.wait(200)
    assert table.press("C") == "early"
    table.give(ArmPress())
    opened = table.state.items[-1].armings[-1].opens_at
    table.wait(opened - table.now + 400)
    assert table.press("B") == "legal"
    table.wait(30)
    assert table.press("A") == "legal"
    table.wait(500)
    found = tables(table.entries)["presses"]
    names = ("team", "standing", "after_opening_ms", "won", "margin_ms", "close_call", "decided_by", "source")
    assert columns(found, *names) == [
        ("C", "early", "", "no", "", "", "", "tablet"),
        ("B", "legal", "400", "yes", "30", "no", "estimate", "tablet"),
        ("A", "legal", "430", "no", "", "", "", "tablet"),
    ]
    assert columns(found, "arming", "opened_ms", "arrived_ms", "estimate_ms", "uncertainty_ms", "cut_ms", "slow") == [
        ("", "", str(START + 200), str(START + 200), "0", "0", "no"),
        ("a5", str(opened), str(opened + 400), str(opened + 400), "0", "0", "no"),
        ("a5", str(opened), str(opened + 430), str(opened + 430), "0", "0", "no"),
    ]
