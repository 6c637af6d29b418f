"""What is pushed while judges mark: the desks hear of each sheet, a recused judge of none, and of no moment either."""

from __future__ import annotations

from scoreboard.live.rooms import Room
from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.actors import Actor
from scoring.usecases import tickets
from tests.halls import ORGANISER
from tests.live.test_publisher import Outlet, furnished
from tests.web.test_recused import JUDGED, give, panel


def test_a_recused_judge_is_pushed_nothing_when_another_marks_and_the_picture_once_at_the_lock() -> None:
    outlet = Outlet()
    hall, rooms, publisher = furnished(outlet, sheet=JUDGED)
    for no in (1, 2, 3):
        tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label=f"{no}号评委")
    hall.do("match.open")
    hall.do("round.begin", round="scene")
    hall.do("item.present")
    hall.do("panel.open")
    first, second, recused = panel(hall)
    hall.do("mark.recuse", Actor(f"ticket:{recused}", "judge"), reason="亲属", judge=recused)
    own = Room(hall.stream, Audience("judge", ticket=recused), "zh")
    host = Room(hall.stream, Audience("host"), "zh")
    rooms.enter("s1", own)
    rooms.enter("s2", host)
    publisher.everybody(hall.stream)
    outlet.wait_for_count(1, own.name)
    outlet.wait_for_count(1, host.name)
    for times, (judge, mark) in enumerate(((first, "13.57"), (second, "15.79"), (second, "15.80")), start=2):
        give(hall, judge, mark)
        publisher.everybody(hall.stream)
        outlet.wait_for_count(times, host.name)
    publisher.desks(hall.stream)  # somebody came or went: presence is the desks' alone
    outlet.wait_for_count(5, host.name)
    assert sum(to == own.name for _, _, to in outlet.sent) == 1
    hall.do("panel.lock")
    publisher.everybody(hall.stream)
    outlet.wait_for_count(2, own.name)
    seqs = [seq for _, seq, to in outlet.sent if to == own.name]
    assert seqs[1] > seqs[0]
