"""观众手机: the hall answers by phone, who was right first and a draw are shown, and no team's score ever changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.draw import commitment, order_of
from scoring.engine.errors import LeitaiError
from scoring.engine.kinds import Command
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_manage import ReplaceItem, Undo, VoidItem
from scoring.engine.quiz.commands_phones import ClosePhones, DrawPhones, HidePhoneNames, OpenPhones
from scoring.engine.quiz.commands_play import CloseItem, NoteAudience
from scoring.engine.quiz.match import due, fold
from scoring.engine.quiz.phones import (
    HallAnswer,
    answers_text,
    chosen,
    drawn,
    list_hash,
    read_answers,
    right_ones,
    short_name,
)
from scoring.engine.quiz.rule_sheet import Clocks, Round, RuleSheet
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.setup import Key
from scoring.engine.quiz.standings import standings
from tests.unit.engine.quiz.play import TEAM, Table, sheet

HALL = Round("hall", "audience", "观众互动", 3, clocks=Clocks(), phones=60)
SECRET = "s1"
GIVEN = (
    HallAnswer(1, "B", 900, "小王"),
    HallAnswer(2, "A", 1200, "二号"),
    HallAnswer(3, "A", 800),
    HallAnswer(4, "A", 1200),
)


class Hall(Table):
    """A round of the audience whose phones may answer for a minute; the key is A."""

    def __init__(self, rules: RuleSheet | None = None, types: str = "single") -> None:
        super().__init__(rules or sheet(HALL, TEAM), types=types)
        self.begin("hall")
        self.present()

    def open(self) -> None:
        self.give(OpenPhones())

    def close(self, *given: HallAnswer) -> None:
        self.hall = given
        self.give(ClosePhones(1))

    def draw(self, number: str = "17", winners: int = 1) -> None:
        self.give(DrawPhones(1, number, winners))

    def refused(self, command: Command) -> str:
        with pytest.raises(LeitaiError) as found:
            self.give(command)
        return found.value.code

    def primary(self) -> str:
        return next((one.id for one in host_actions(self.state, self.now) if one.primary), "")


def test_the_host_opens_closes_reveals_and_draws() -> None:
    hall = Hall()
    led = []
    for step in (hall.open, lambda: hall.close(*GIVEN), lambda: hall.give(CloseItem())):
        led.append(hall.primary())
        step()
    assert led == ["phones.open", "phones.close", "item.close"]
    phones = hall.state.items[0].phones
    assert phones is not None
    assert hall.state.items[0].key == ("A",)
    assert (phones.answers, chosen(phones.answers)) == ("1 B 900\n2 A 1200\n3 A 800\n4 A 1200\n", {"A": 3, "B": 1})
    assert phones.names == {2: "二号"}, "a short name is kept of the quickest right ones alone"
    hall.draw("17", 2)
    key = Key("single", ("A",))
    now = hall.state.items[0].phones
    assert now is not None
    assert drawn(now, key, hall.state.scoring) == order_of(SECRET, "17", [2, 3, 4])[:2]
    assert now.digest == commitment(SECRET)
    assert fold(hall.entries) == hall.state


def test_the_quickest_right_ones_come_by_their_time_then_by_their_number() -> None:
    right = right_ones(answers_text(GIVEN), Key("single", ("A",)), 5)
    assert [one.no for one in right] == [3, 2, 4]
    multiple = answers_text((HallAnswer(1, "AC", 5), HallAnswer(2, "A", 4)))
    assert [one.no for one in right_ones(multiple, Key("multiple", ("C", "A")), 5)] == [1]
    assert chosen(multiple) == {"A": 2, "C": 1}


def test_the_list_reads_back_and_its_hash_changes_with_any_answer() -> None:
    text = answers_text(reversed(GIVEN))
    assert [(one.no, one.choice, one.ms) for one in read_answers(text)] == [
        (1, "B", 900),
        (2, "A", 1200),
        (3, "A", 800),
        (4, "A", 1200),
    ]
    assert list_hash(text) != list_hash(answers_text(GIVEN[:3]))


def test_no_score_and_no_rank_is_another_one_with_phones_than_without() -> None:
    played = []
    for phones in (True, False):
        hall = Hall()
        if phones:
            hall.open()
            hall.close(*GIVEN)
        hall.give(NoteAudience("right", "后排"))
        hall.give(CloseItem())
        if phones:
            hall.draw()
        hall.present()
        played.append((hall.scores(), standings(hall.state), [item.outcomes for item in hall.state.items]))
    assert played[0] == played[1]


def test_the_system_closes_the_phones_when_their_time_is_over() -> None:
    hall = Hall()
    hall.open()
    soon = due(hall.state)
    assert soon is not None
    assert (soon.at, soon.command) == (hall.now + 60_000, ClosePhones(1))
    hall.close()
    assert due(hall.state) is None


def test_a_thrown_out_item_closes_its_phones_too() -> None:
    hall = Hall()
    hall.open()
    hall.give(VoidItem(1), reason="题目有误")
    soon = due(hall.state)
    assert soon is not None
    assert (soon.at <= hall.now, soon.command) == (True, ClosePhones(1)), "at once: nobody answers it any more"
    hall.close(*GIVEN)
    assert hall.refused(DrawPhones(1, "17")) == "phones-not-revealed"


@pytest.mark.parametrize("replaced", [True, False])
def test_no_item_that_was_thrown_out_keeps_its_phones_open_beside_the_next_one(replaced: bool) -> None:
    hall = Hall()
    hall.open()
    if replaced:
        hall.give(ReplaceItem())
    else:
        hall.give(VoidItem(1), reason="题目有误")
        hall.present()
    soon = due(hall.state)
    assert soon is not None
    assert (soon.at <= hall.now, soon.command) == (True, ClosePhones(1))
    hall.close(*GIVEN)
    assert due(hall.state) is None


def test_each_step_out_of_its_turn_is_refused_by_its_name() -> None:
    hall = Hall()
    assert hall.refused(ClosePhones(1)) == "phones-not-opened"
    hall.open()
    assert hall.refused(OpenPhones()) == "phones-opened"
    assert hall.refused(CloseItem()) == "phones-open", "no key is shown while phones answer"
    assert hall.refused(DrawPhones(1, "17")) == "phones-not-revealed"
    hall.close(*GIVEN)
    assert hall.refused(ClosePhones(1)) == "phones-closed"
    hall.give(CloseItem())
    assert hall.refused(DrawPhones(1, "seventeen")) == "phones-number"
    assert hall.refused(DrawPhones(1, "17", 4)) == "phones-winners"
    hall.give(HidePhoneNames(1, hidden=True))
    assert hall.refused(HidePhoneNames(1, hidden=True)) == "phones-names-so"
    hall.draw()
    assert hall.refused(DrawPhones(1, "18")) == "phones-drawn"


def test_nobody_is_drawn_where_nobody_was_right() -> None:
    hall = Hall()
    hall.open()
    hall.close(HallAnswer(1, "B", 5))
    hall.give(CloseItem())
    assert hall.refused(DrawPhones(1, "17")) == "phones-nobody-right"


def test_phones_are_off_unless_the_rule_sheet_says_for_how_long() -> None:
    hall = Hall(sheet(replace(HALL, phones=None), TEAM))
    assert hall.refused(OpenPhones()) == "phones-off"
    assert hall.primary() == "item.close"
    assert Hall(types="fill").refused(OpenPhones()) == "phones-need-options"


def test_no_undo_takes_the_answers_of_the_hall_along() -> None:
    hall = Hall()
    hall.open()
    hall.give(NoteAudience("right"))
    hall.close(*GIVEN)
    assert hall.refused(Undo(first=hall.state.host_steps[-1].seq)) == "undo-takes-phones"


@pytest.mark.parametrize("name", ["王小明同学在第九排", "<b>", "13800138", "@home", "甲\n乙/"])
def test_a_short_name_is_short_plain_and_no_number_of_a_telephone(name: str) -> None:
    with pytest.raises(LeitaiError, match="phones-name"):
        short_name(name)


def test_a_short_name_is_tidied() -> None:
    assert [short_name(one) for one in ("", "  小 王 ", "Ｎo.1".replace(".", "-"))] == ["", "小 王", "No-1"]
    assert [short_name(one) for one in ("\u3164\u115f", "\uffa0", "\u2800", "小\u200b王\u202e")] == ["", "", "", "小王"]


@pytest.mark.parametrize("name", ["· ·", "_ _", "-"])
def test_a_short_name_of_which_nothing_can_be_read_is_none(name: str) -> None:
    with pytest.raises(LeitaiError, match="phones-name"):
        short_name(name)


def test_the_rules_in_print_say_that_the_hall_may_answer_by_phone() -> None:
    assert "现场观众可以扫码，用手机作答，限时60秒" in str(print_rule_sheet(sheet(HALL, TEAM)))
