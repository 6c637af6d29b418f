"""What the page of a stage says of who goes on: open lines, and places that stay empty."""

from __future__ import annotations

import pytest

from scoreboard import wiring
from scoring.engine.actors import Actor
from scoring.engine.competition.commands import Withdraw
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand
from scoring.usecases.competition.stages import set_stages
from tests.conftest import Browser
from tests.registrations import ORGANISER, Registered
from tests.unit.usecases.competition.test_stages import SMALL, STAGES, play
from tests.web.test_stages import do, event, may

__all__ = ["event", "may"]


@pytest.mark.parametrize(
    ("by", "first", "line"),
    [
        ("mean", 30, "各组之外平均每题得分最高的并列，取1队"),
        ("second_mean", -110, "有一组的平均分不高于0，不能算二次平均：各组之外取1队，由裁判组决定，或另赛一场"),
    ],
)
def test_an_open_line_of_the_best_of_the_next_says_by_what_they_were_compared_or_that_they_cannot_be(
    services: wiring.Services, organiser: Browser, event: Registered, by: str, first: int, line: str
) -> None:
    text = SMALL + STAGES.replace("advance =", f'runners_up_by = "{by}"\nadvance =', 1)
    set_stages(services.ctx, actor=ORGANISER, competition_id=event.id, text=text, key="by")
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    do(organiser, event, "matches")
    for one in event.state.played["初赛"]:
        points = {1: first, 2: first + 1, 3: first - 1, 4: 30, 5: 40}
        play(services.ctx, one.match, {f"{no}队": points[no] for _, no in one.teams})
    page = do(organiser, event, "propose")
    assert line in page
    assert "第2组第1名，140分" in page
    page = do(organiser, event, "propose", settled="1", reason="裁判组合议")
    said = "由裁判组决定" if by == "second_mean" else "并列后决定"
    assert f"第1组第2名，{100 + first}分，{said}" in page


def test_a_place_that_stays_empty_by_the_rule_sheet_is_said_to(
    services: wiring.Services, organiser: Browser, event: Registered
) -> None:
    text = SMALL + STAGES.replace("advance =", 'vacancy = "empty"\nadvance =', 1)
    set_stages(services.ctx, actor=ORGANISER, competition_id=event.id, text=text, key="vacancy")
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    do(organiser, event, "matches")
    for one in event.state.played["初赛"]:
        play(services.ctx, one.match, {f"{no}队": 40 - 5 * no for _, no in one.teams})
    assert "名额空缺" not in do(organiser, event, "propose")
    event.do(ConfirmAdvance(1), Actor("account:z", "organiser"))
    event.do(Withdraw(1), reason="退赛")
    page = organiser.get(f"/organiser/competitions/{event.id}/stages/1").text
    assert (page.count("名额空缺"), "请按最新成绩重新列出" in page) == (1, False)
