"""What a correction changes in the stages is said before it is locked or checked, and nothing is written by asking."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.commands_written import PaperMark
from scoring.engine.competition.other_base import Further, OtherBase, further
from scoring.engine.competition.written import supposed_results
from scoring.engine.quiz.kinds import read_command
from scoring.usecases.competition.further import around
from scoring.usecases.quiz.matches import create_match
from scoring.usecases.quiz.what_if import suppose
from tests.halls import CHIEF, Hall
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.commend_events import begun, event, play_first
from tests.unit.usecases.competition.test_stages import SECOND, SMALL
from tests.unit.usecases.competition.test_written import check, enter, written_event

__all__ = ["event"]


def opened(event: Registered, group: int = 0, stage: str = "初赛") -> Hall:
    """The match of a group, taken up again."""
    hall = Hall(event.ctx, event.state.played[stage][group].match, [], "")
    hall.do("result.unlock", CHIEF, key="u", reason="更正")
    return hall


def by_points(hall: Hall, team: str, points: int) -> Further | None:
    """What these points would change."""
    own = next(one.id for one in hall.state.teams if one.name == team)
    command = read_command({"kind": "points.adjust", "team": own, "points": str(points)})
    found = around(hall.ctx, hall.match)
    assert found is not None
    return found.further(suppose(hall.ctx, match_id=hall.match, command=command, actor=CHIEF)[1])


def test_a_correction_tells_who_would_come_into_the_drawn_stage_and_who_would_not(event: Registered) -> None:
    hall = opened(event)
    seq = hall.state.seq
    assert by_points(hall, "3队", 100) == Further(
        stage="初赛",
        later="决赛",
        drawn=True,
        listed=True,
        confirmed=True,
        base=OtherBase(into=(3,), out=(2,)),
        again=False,
        signed=(("初赛", 1),),
    )
    assert hall.state.seq == seq


def test_a_correction_that_moves_nobody_says_so(event: Registered) -> None:
    found = by_points(opened(event), "3队", 1)
    assert found is not None
    assert found.base == OtherBase()
    assert not found.again


def test_as_it_stands_an_open_match_is_taken_as_locked(event: Registered) -> None:
    hall = opened(event)
    team = next(one.id for one in hall.state.teams if one.name == "3队")
    hall.do("points.adjust", CHIEF, key="a", reason="更正", team=team, points="100")
    held = around(event.ctx, hall.match)
    assert held is not None
    found = held.further()
    assert found is not None
    assert (found.base.into, found.base.out, found.base.open) == ((3,), (2,), False)


def test_before_the_next_draw_the_list_would_have_to_be_made_again() -> None:
    event = begun()
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    found = by_points(opened(event), "3队", 100)
    assert found is not None
    assert (found.drawn, found.confirmed, found.again) == (False, True, True)
    assert found.base == OtherBase(into=(3,), out=(2,))


def test_while_nobody_was_listed_nothing_rests_on_a_result() -> None:
    event = begun()
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    assert further(event.state, "初赛", ()) is None


def test_a_match_beside_the_stages_changes_nothing_further_on(event: Registered) -> None:
    made = create_match(event.ctx, actor=ORGANISER, competition_id=event.id, title="友谊赛", text=SMALL)
    assert around(event.ctx, made.id) is None


def test_of_the_last_stage_the_signed_results_are_named(event: Registered) -> None:
    held = around(event.ctx, event.state.played["决赛"][0].match)
    assert held is not None
    found = held.further()
    assert found is not None
    assert (found.later, found.listed, found.signed) == ("", False, (("决赛", 1),))


def test_corrected_marks_of_a_written_stage_tell_it_before_somebody_checks_them() -> None:
    event = written_event()
    enter(event)
    check(event)
    event.do(ProposeAdvance("笔试"))
    event.do(ConfirmAdvance(1), SECOND)
    assert [one.team for one in event.state.advances[-1].through] == [3, 1]
    event.do(DrawByHand("决赛", ((1, 3),)))
    marks = (PaperMark(2, "张2一", 1, (Decimal(100),)),)
    state, held = event.state, event.state.written["笔试"]
    supposed = replace(state, written={"笔试": held.holding(marks)})
    assert state.stages is not None
    found = further(state, "笔试", supposed_results(supposed, state.stages.stages[0]))
    assert found is not None
    assert (found.base.into, found.base.out) == ((2,), (1,))
