"""A deciding body that meets once more before the publication: the later meeting counts."""

from __future__ import annotations

from tests.reviews import AWARD
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.test_judging import address, send
from tests.web.review.test_revocation import page_of

FIRST, LAST = "创学领导小组", "市委宣传部"


def test_the_first_body_meets_again_and_the_last_one_has_to_decide_anew(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("publish")
    approver = seated(campaign, "approver")
    assert "记录复议" in page_of(approver, address(campaign, "decisions"))
    page = page_of(approver, address(campaign, f"decisions/{AWARD}?body={FIRST}"))
    assert "这一机构已经表决过" in page
    form = {"body": FIRST, "verdict": "pass", "day": "2012-07-10", "seen": "1", "place-1": "1", "place-2": "2"}
    votes = {"members": "9", "present": "8", "yes": "8", "no": "0", "abstain": "0"}
    places = {f"place-{no}": str(at) for at, no in enumerate((2, 1, 3, 4), start=1)}
    answer = send(approver, campaign, f"decisions/{AWARD}", **(form | votes | places))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    state = campaign.state
    made = [(one.body, one.winners) for one in state.decisions if one.award == AWARD]
    assert [body for body, _ in made] == [FIRST, LAST, FIRST]
    assert (made[-1][1], state.decided(AWARD)) == ((2, 1, 3, 4), None)
    assert f"记录{LAST}的审定" in page_of(approver, address(campaign, "decisions"))


def test_a_resolution_that_is_most_likely_a_slip_is_asked_about_and_recorded_once_it_is_meant(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = campaign_at("publish")
    approver = seated(campaign, "approver")
    before = campaign.state.decisions
    form = {"body": FIRST, "verdict": "pass", "day": "2012-07-10", "seen": "1", "place-1": "1"}
    votes = {"members": "9", "present": "8", "yes": "2", "no": "6", "abstain": "0"}
    assert 'name="sure"' not in page_of(approver, address(campaign, f"decisions/{AWARD}?body={FIRST}"))
    asked = send(approver, campaign, f"decisions/{AWARD}", **(form | votes))
    page = asked.get_data(as_text=True)
    assert (asked.status_code, "反对6票多于赞成2票，结论却是通过" in page, 'name="sure"' in page) == (409, True, True)
    assert campaign.state.decisions == before
    assert send(approver, campaign, f"decisions/{AWARD}", **(form | votes), sure="yes").status_code == 303
    made = campaign.state.decisions[-1]
    assert (made.body, made.yes, made.no, made.winners) == (FIRST, 2, 6, (1,))
