"""What the chief writes down of a judge whose mark will not come: by the chief alone, and never without a reason."""

from __future__ import annotations

import pytest

from scoring.engine.errors import Forbidden, Invalid
from scoring.usecases import tickets
from scoring.usecases.context import Context
from tests.halls import CHIEF, HOST, ORGANISER, Hall, set_up
from tests.sheets import HEAD, JUDGED


@pytest.fixture
def hall(ctx: Context) -> Hall:
    """A judge sits on the panel and has not marked; the sheet waits for everybody."""
    hall = set_up(ctx, sheet=HEAD + JUDGED)
    tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label="1号评委")
    hall.do("match.open")
    hall.do("round.begin", round="video")
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("panel.open")
    return hall


def judge(hall: Hall) -> str:
    run = hall.state.items[-1].panel
    assert run is not None
    return run.judges[0].id


def test_an_abstention_that_the_chief_writes_down_needs_a_reason(hall: Hall) -> None:
    with pytest.raises(Invalid, match="reason-needed"):
        hall.do("mark.abstain", CHIEF, judge=judge(hall))
    hall.do("mark.abstain", CHIEF, judge=judge(hall), reason="评委离场")
    assert hall.entries()[-1].reason == "评委离场"


def test_the_host_writes_down_no_abstention(hall: Hall) -> None:
    with pytest.raises(Forbidden, match="role-not-allowed"):
        hall.do("mark.abstain", HOST, judge=judge(hall), reason="评委离场")
