"""A judge who is a nominee, or has the name of one, is named at the study office before the judging opens."""

from __future__ import annotations

from scoring.engine.review.commands_nomination import SubmitNomination, Vet
from scoring.usecases.review.drafts import save_draft
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.office_desk import Desk


def test_a_judge_with_the_name_of_a_nominee_is_named_before_the_judging_opens(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("nominate")
    values = {"nominee": ("张一",), "unit": ("甲村",), "phone": ("0745-0000000",), "contact": ("李二",),
              "mobile": ("13000000000",), "deeds": ("事迹",), "report": ("材料",)}  # fmt: skip
    unit = campaign.actor("unit 甲村")
    draft = save_draft(campaign.ctx, actor=unit, review_id=campaign.review.id, award="star", values=values)
    campaign.give("unit 甲村", SubmitNomination(draft.id, draft.revision))
    campaign.endorse(1)
    campaign.give("office", Vet(1, 1, "pass"))
    campaign.issue("judge 张一", "judge", label="张一")
    desk = Desk(seated(campaign, "office"), campaign)
    page = "/judging/star/judging"
    shown = desk.text(page)
    assert "评委“张一”（没有写单位）与第 0001 号申报的推荐对象同名" in shown
    assert "办法规定评委不得参评" in desk.send(page, f"{page}/open", 409, mode="all")
    assert "评审已开始" in desk.send(page, f"{page}/open", mode="all", why="同名不同人")
