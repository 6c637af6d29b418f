"""A key of a desk acts on what its page showed: what another desk has done since is not done twice."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Invalid, Refused, TooLate
from scoring.engine.quiz.kinds import read_command
from scoring.usecases.quiz import perform as quiz
from tests.fakes import fake_context
from tests.halls import CHIEF, HOST, Hall, set_up
from tests.sheets import HEAD, RAPID


def give(hall: Hall, seen: int, kind: str, reason: str = "", **fields: object) -> quiz.Done:
    """The command of a desk whose page showed ``seen`` as its last step."""
    command = read_command({"kind": kind, **fields})
    key = f"desk{next(hall.keys)}"
    return quiz.perform(hall.ctx, match_id=hall.match, command=command, key=key, actor=HOST, reason=reason, seen=seen)


@pytest.fixture
def hall(hall: Hall) -> Hall:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    return hall


def test_two_desks_that_undo_the_same_step_take_one_step_back(hall: Hall) -> None:
    shown = hall.state.host_steps[-1].seq
    hall.do("undo", first=shown)
    with pytest.raises(Refused, match="undo-changed"):
        hall.do("undo", CHIEF, first=shown)
    assert (hall.state.round, hall.state.items) == ("all", ())


def test_an_undo_that_names_no_step_is_refused(hall: Hall) -> None:
    command = read_command({"kind": "undo"})
    with pytest.raises(Invalid, match="undo-unnamed"):
        quiz.perform(hall.ctx, match_id=hall.match, command=command, key="u", actor=HOST)
    assert len(hall.state.items) == 1


def test_a_spare_is_taken_once_though_two_desks_threw_the_same_item_out(hall: Hall) -> None:
    shown = hall.state.last_step
    give(hall, shown, "item.replace", reason="错题")
    with pytest.raises(TooLate, match="desk-moved-on"):
        give(hall, shown, "item.replace", reason="错题")
    assert [item.voided for item in hall.state.items] == [True, False]


def test_what_rests_on_nothing_is_done_though_another_desk_went_on(hall: Hall) -> None:
    shown = hall.state.last_step
    hall.do("clock.start")
    give(hall, shown, "points.adjust", reason="支持分", team=hall.teams[0], points="5")
    assert len(hall.state.adjustments) == 1


def test_points_by_hand_of_another_desk_stop_no_key(hall: Hall) -> None:
    shown = hall.state.last_step
    hall.do("points.adjust", CHIEF, reason="支持分", team=hall.teams[0], points="5")
    give(hall, shown, "clock.start")
    assert hall.state.stage == "answering"


def test_after_an_undo_a_key_means_the_step_that_was_undone(hall: Hall) -> None:
    hall.do("clock.start")
    shown = hall.state.last_step
    hall.do("undo", steps=2)
    with pytest.raises(TooLate, match="desk-moved-on"):
        give(hall, shown, "item.present")
    assert hall.state.items == ()


def test_a_prompt_called_from_two_desks_at_once_voids_one_question_of_a_run() -> None:
    hall = set_up(fake_context(), sheet=HEAD + RAPID)
    hall.do("match.open")
    hall.do("round.begin", round="rapid")
    hall.do("item.present")
    hall.do("clock.start")
    shown, team = hall.state.last_step, hall.state.items[-1].team
    give(hall, shown, "foul.call", team=team, foul="prompt")
    with pytest.raises(TooLate, match="desk-moved-on"):
        give(hall, shown, "foul.call", team=team, foul="prompt")
    assert [line.verdict for line in hall.state.items[-1].outcomes] == ["void"]
    assert hall.state.items[-1].step == 1
