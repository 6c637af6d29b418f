"""Whom a deciding body turned down: units and levels learn it when everybody can, and not at the meeting."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from scoring.engine.errors import LeitaiError
from scoring.engine.review.commands_decision import FillVacancy, OpenNotice, RecordDecision
from scoring.engine.review.commands_nomination import OrderOwn, WithdrawNomination
from tests.conftest import Browser
from tests.reviews import AWARD, Campaign, noon
from tests.web.review.conftest import AtStage, Seated

WHY = "材料与实际不符"


def pages(campaign: Campaign, seated: Seated) -> dict[str, str]:
    """What the unit of nomination 2 and the levels above it get of it, without the keys of forms."""
    found = {}
    for seat, desk in (("unit 乙村", "unit"), ("endorser 乙村", "endorser"), ("endorser 甲镇", "endorser")):
        browser = seated(campaign, seat)
        base = f"/r/{campaign.review.id}/{desk}"
        for page in (base, f"{base}/nominations/2"):
            found[f"{seat} {page}"] = read(browser, page)
        if desk == "endorser":
            table = browser.get(f"{base}/list.xlsx?seat={browser.seat}").get_data()
            cells = load_workbook(io.BytesIO(table)).active.iter_rows(values_only=True)
            found[f"{seat} list"] = str(list(cells))
    return found


def read(browser: Browser, page: str) -> str:
    answer = browser.get(f"{page}?seat={browser.seat}")
    assert answer.status_code == 200, page
    text = answer.get_data(as_text=True).replace(browser.seat, "")
    return re.sub(r'(csrf[-_]token"|name="key") (content|value)="[^"]*"|data-now="[0-9]*"', "", text)


def turned_down(campaign: Campaign) -> None:
    """The first body does not pass nomination 2 at the meeting on the day after the notice."""
    campaign.ctx.clock.reach(noon(date(2012, 7, 10)))
    body = campaign.state.rules.decision.by[0]
    fail = RecordDecision(
        AWARD, body, "fail", 9, 8, 1, 7, 0, date(2012, 7, 10), turned_down=(2,), text=WHY
    )  # fmt: skip
    campaign.give("approver", fail)


def test_units_and_levels_learn_who_was_turned_down_once_a_notice_without_the_name_has_begun(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("decide")
    campaign.ctx.clock.reach(noon(date(2012, 7, 10)))
    before = pages(campaign, seated)
    turned_down(campaign)
    assert pages(campaign, seated) == before
    campaign.give("office", FillVacancy(AWARD, 2, None, "空缺"))
    campaign.give("office", OpenNotice((AWARD,), date(2012, 7, 11), repeats=1))
    assert pages(campaign, seated) == before
    campaign.ctx.clock.reach(noon(date(2012, 7, 11)))
    after = pages(campaign, seated)
    for page in (one for one in after if one.endswith("nominations/2")):
        assert "审定不通过，从名单中除去" in after[page], page
        assert WHY in after[page], page


@pytest.mark.parametrize("early", [True, False])
def test_what_a_unit_or_a_level_is_refused_does_not_tell_who_was_turned_down(campaign_at: AtStage, early: bool) -> None:
    campaign = campaign_at("decide")
    if not early:
        turned_down(campaign)
    with pytest.raises(LeitaiError) as withdrawn:
        campaign.give("unit 乙村", WithdrawNomination(2), reason="撤回")
    with pytest.raises(LeitaiError) as ordered:
        campaign.give("endorser 甲镇", OrderOwn(AWARD, (4, 3, 2, 1)))
    assert (withdrawn.value.code, ordered.value.code) == ("nomination-judged", "order-after-judging")


def test_a_level_moves_nobody_once_the_judging_of_the_award_has_begun(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    page = f"/r/{campaign.review.id}/endorser"
    assert 'name="move"' in read(seated(campaign, "endorser 甲镇"), page)
    campaign = campaign_at("lock")
    page = f"/r/{campaign.review.id}/endorser"
    assert 'name="move"' not in read(seated(campaign, "endorser 甲镇"), page)
