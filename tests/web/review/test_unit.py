"""The unit's desk: draft, check, submit, returned and corrected, withdrawn."""

from __future__ import annotations

import re
from datetime import date

import pytest

from scoreboard import wiring
from scoring.engine.review.commands_judging import OpenJudging
from scoring.engine.review.commands_nomination import Endorse, Vet
from scoring.sheets import campaign_text
from scoring.usecases.review.records import NominationText
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import AWARD, Campaign, lead, noon, set_up_review
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import key_in, text_of

FULL = {
    "f.nominee": "甲村党支部",
    "f.head": "张一",
    "f.phone": "0745-0000000",
    "f.contact": "李二",
    "f.mobile": "13000000000",
    "f.deeds": "事迹",
    "f.report": "材料",
}


@pytest.fixture
def campaign(campaign_at: AtStage) -> Campaign:
    return campaign_at("nominate")


@pytest.fixture
def unit(campaign: Campaign, seated: Seated) -> Browser:
    return seated(campaign, "unit 甲村")


def begin(campaign: Campaign, browser: Browser, award: str = "organisation") -> str:
    """The address of a new draft."""
    answer = browser.post(f"/r/{campaign.review.id}/unit/drafts", data={"award": award})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"].split("?")[0]


def save(browser: Browser, draft: str, revision: int, **changed: str) -> None:
    values = FULL | {name.replace("_", "."): text for name, text in changed.items()}
    answer = browser.post(draft, data=values | {"revision": str(revision)})
    assert answer.status_code == 303, answer.get_data(as_text=True)


def submitted(campaign: Campaign, browser: Browser, **changed: str) -> str:
    """The address of a draft that was submitted."""
    draft = begin(campaign, browser)
    save(browser, draft, 1, **changed)
    key = key_in(text_of(browser, f"{draft}/check"))
    assert browser.post(f"{draft}/submit", data={"key": key, "revision": "2"}).status_code == 303
    return draft


def test_a_unit_sees_every_award_the_deadline_with_its_zone_and_what_is_to_do(unit: Browser) -> None:
    page = text_of(unit, unit.home)
    assert "截止：2012年6月15日 24:00（北京时间）" in page
    assert "还有39天12小时" in page
    assert page.count("新建推荐") == 4


def test_a_second_press_makes_no_second_draft(campaign: Campaign, unit: Browser) -> None:
    assert begin(campaign, unit) == begin(campaign, unit)


def test_a_draft_that_is_opened_again_says_when_it_was_saved(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    assert "已保存到服务器" not in re.sub(r"<script.*?</script>", "", text_of(unit, draft), flags=re.DOTALL)
    save(unit, draft, 1)
    assert "已保存到服务器 2012年5月7日 12:00" in text_of(unit, draft)


def test_a_file_that_was_broken_off_is_named_on_the_draft_with_how_much_is_there(
    campaign: Campaign, unit: Browser
) -> None:
    draft = begin(campaign, unit)
    owner = draft.rsplit("/", 1)[-1]
    said = {"name": "材料.pdf", "size": 4, "mark": "m"}
    opened = unit.post(f"/api/attachments/of/{owner}/papers", json=said).get_json()
    part = {
        "method": "PUT",
        "data": b"%P",
        "headers": {"Upload-Offset": "0"},
        "content_type": "application/octet-stream",
    }
    assert unit.post(f"/api/attachments/uploads/{opened['id']}", **part).status_code == 200
    page = text_of(unit, draft)
    assert ("材料.pdf" in page, "50%" in page) == (True, True)
    save(unit, draft, 1)
    check = text_of(unit, f"{draft}/check")
    assert "有1个附件没有传完，现在提交就不带上它" in check
    assert ("材料.pdf" in check, "#files-papers" in check, "再按一次就提交" in check) == (True, True, True)


def test_a_draft_is_kept_checked_and_submitted_once(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    page = text_of(unit, f"{draft}/check")
    sent = {"key": key_in(page), "revision": "2"}
    assert [unit.post(f"{draft}/submit", data=sent).status_code for _ in range(2)] == [303, 303]
    assert [one.nominee for one in campaign.state.nominations.values()] == ["甲村党支部"]
    assert "待本单位签署推荐意见" in text_of(unit, unit.home)


def test_a_draft_for_which_no_place_is_left_is_not_asked_for(services: wiring.Services, seated: Seated) -> None:
    text = campaign_text("hongjiang-2012").replace("places = 10", "places = 10\nquota = 1", 1)
    campaign = set_up_review(services.ctx, "nominate", text)
    unit = seated(campaign, "unit 甲村")
    save(unit, begin(campaign, unit), 1)
    assert "填写并提交" in text_of(unit, unit.home)
    campaign.submit("甲村", nominee="甲村第二党支部")
    page = text_of(unit, unit.home)
    assert ("本单位的名额已经用完。" in page, "填写并提交" in page) == (True, False)


def test_a_form_without_its_sealed_scan_is_named_before_it_is_submitted(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    check = text_of(unit, f"{draft}/check")
    assert "还没有上传签字盖章的推荐表扫描件。" in check
    assert "审核时可能以“缺签字或盖章”退回" in check
    assert 'data-confirm="再按一次就提交，不带扫描件"' in check


def test_all_that_is_missing_is_said_at_its_field_and_nothing_can_be_submitted(
    campaign: Campaign, unit: Browser
) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1, f_head="", f_mobile="abc")
    page = text_of(unit, f"{draft}/check")
    assert "还有2处需要补充或修改" in page
    assert "“abc”不是电话号码。" in page
    answer = unit.post(f"{draft}/submit", data={"key": "k", "revision": "2"})
    assert answer.status_code == 400
    assert "推荐表还有需要补充或修改的地方" in answer.get_data(as_text=True)
    assert not campaign.state.nominations


def test_3001_characters_are_refused_with_their_numbers_and_kept(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1, f_report="学" * 3001)
    assert "现有3001字，最多3000字" in text_of(unit, f"{draft}/check")
    save(unit, draft, 2, f_report="学" * 3000)
    assert "最多3000字，请" not in text_of(unit, f"{draft}/check")


def test_what_a_second_tab_has_saved_is_not_overwritten_unseen(campaign: Campaign, unit: Browser) -> None:
    draft = begin(campaign, unit)
    save(unit, draft, 1, f_head="张一")
    answer = unit.post(draft, data=FULL | {"f.head": "王五", "revision": "1"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "刚在另一页面或另一台设备上保存过" in page
    assert 'value="王五"' in page
    assert 'name="revision" value="2"' in page
    assert unit.get(f"{draft}/text").get_json()["values"]["f.head"] == "张一"


def test_a_script_keeps_the_draft_and_a_repeat_whose_answer_was_lost_is_no_conflict(
    campaign: Campaign, unit: Browser
) -> None:
    draft = begin(campaign, unit)
    sent = FULL | {"revision": "1"}
    assert [unit.post(f"{draft}/text", data=sent).get_json()["revision"] for _ in range(2)] == [2, 2]
    late = unit.post(
        f"{draft}/text", data=FULL | {"f.head": "王五", "revision": "1"}, headers={"Accept": "application/json"}
    )
    assert (late.status_code, late.get_json()["error"]["code"]) == (409, "draft-changed")


def test_a_second_too_late_is_said_clearly_and_the_draft_is_kept(
    campaign: Campaign, seated: Seated, clock: FakeClock
) -> None:
    clock.reach(noon(date(2012, 6, 15)))
    unit = seated(campaign, "unit 甲村")
    draft = begin(campaign, unit)
    save(unit, draft, 1)
    key = key_in(text_of(unit, f"{draft}/check"))
    clock.reach(noon(date(2012, 6, 15)) + 12 * 3_600_000)
    answer = unit.post(f"{draft}/submit", data={"key": key, "revision": "2"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "申报已于2012年6月15日截止" in page
    assert "草稿仍保存在系统中" in page
    assert "甲村党支部" in text_of(unit, draft)


def test_what_was_returned_is_corrected_and_its_versions_compared(campaign: Campaign, unit: Browser) -> None:
    submitted(campaign, unit, f_deeds="第一句。第二句。")
    campaign.give("endorser 甲村", Endorse(1, 1, "return", "请补充成效"))
    assert "请补充成效" in text_of(unit, unit.home)
    page = f"/r/{campaign.review.id}/unit/nominations/1"
    draft = unit.post(f"{page}/correct").headers["Location"].split("?")[0]
    save(unit, draft, 1, f_deeds="第一句。第三句。")
    key = key_in(text_of(unit, f"{draft}/check"))
    assert unit.post(f"{draft}/submit", data={"key": key, "revision": "2"}).status_code == 303
    assert [form.version for form in campaign.state.nominations[1].forms] == [1, 2]
    compared = text_of(unit, f"/r/{campaign.review.id}/nominations/1/versions/2")
    assert "第一句。<del>第二句。</del><ins>第三句。</ins>" in compared
    assert "第二句。" in text_of(unit, f"/r/{campaign.review.id}/nominations/1/versions/1")


def test_a_form_says_what_the_award_asks_of_an_entry(campaign: Campaign, unit: Browser) -> None:
    begun = unit.post(f"/r/{campaign.review.id}/unit/drafts", data={"award": "organisation"})
    page = text_of(unit, begun.headers["Location"].split("?")[0])
    asked = campaign.state.rules.awards[0].asked
    assert asked
    assert [one for one in ("评选条件", *asked) if one not in page] == []
    begun = unit.post(f"/r/{campaign.review.id}/unit/drafts", data={"award": "star"})
    assert "参评对象须列入“月月学习之星”名册。" in text_of(unit, begun.headers["Location"].split("?")[0])


def test_a_form_that_vetting_returned_goes_back_to_vetting_and_says_so(campaign: Campaign, unit: Browser) -> None:
    submitted(campaign, unit)
    assert "已提交，进入逐级推荐。" in text_of(unit, unit.home)
    for level in ("甲村", "甲镇"):
        campaign.give(f"endorser {level}", Endorse(1, 1, "agree", "同意推荐"))
    campaign.give("office", Vet(1, 1, "return", ("unsealed",)))
    draft = unit.post(f"/r/{campaign.review.id}/unit/nominations/1/correct").headers["Location"].split("?")[0]
    key = key_in(text_of(unit, f"{draft}/check"))
    assert unit.post(f"{draft}/submit", data={"key": key, "revision": "1"}).status_code == 303
    assert campaign.state.nominations[1].status == "vetting"
    assert "已提交，待学习办审核。" in text_of(unit, unit.home)


def test_what_was_returned_says_once_it_can_be_corrected_no_more(
    campaign: Campaign, unit: Browser, seated: Seated, clock: FakeClock
) -> None:
    submitted(campaign, unit)
    campaign.give("endorser 甲村", Endorse(1, 1, "return", "请补充成效"))
    assert "已退回，待修改" in text_of(unit, unit.home)
    clock.time = noon(date(2012, 6, 18))
    late = seated(campaign, "unit 甲村")
    page = text_of(late, late.home)
    assert ("已退回，补正期限已过" in page, "已退回，待修改" in page) == (True, False)


def test_a_correction_says_when_it_was_kept_and_not_when_the_form_before_it_was(
    campaign: Campaign, unit: Browser, seated: Seated, clock: FakeClock
) -> None:
    submitted(campaign, unit)
    campaign.give("endorser 甲村", Endorse(1, 1, "return", "请补充成效"))
    clock.reach(noon(date(2012, 5, 9)))
    later = seated(campaign, "unit 甲村")
    draft = later.post(f"/r/{campaign.review.id}/unit/nominations/1/correct").headers["Location"].split("?")[0]
    assert "已保存到服务器 2012年5月9日 12:00" in text_of(later, draft)


def test_a_unit_is_offered_no_form_that_comes_too_late_for_the_judging(campaign: Campaign, unit: Browser) -> None:
    lead(campaign, "nominate")
    returned = campaign.submit("甲村", nominee="甲村第二党支部")
    campaign.give("endorser 甲村", Endorse(returned, 1, "return", "请补充成效"))
    begin(campaign, unit)
    for no in range(1, returned):
        campaign.endorse(no)
        campaign.give("office", Vet(no, 1, "pass"))
    campaign.give("chair", OpenJudging("judging", AWARD, why="等不及", even_if_unfinished=True))
    page = text_of(unit, unit.home)
    assert page.count("新建推荐") == 3
    assert "评审已经开始，不再接收推荐" in page
    assert "填写并提交" not in page
    assert "修改后重新提交" not in page
    assert "修改并重新提交" not in text_of(unit, f"/r/{campaign.review.id}/unit/nominations/{returned}")


def test_a_unit_gives_its_own_opinion(campaign: Campaign, unit: Browser) -> None:
    submitted(campaign, unit)
    page = f"/r/{campaign.review.id}/unit/nominations/1"
    data = {"key": key_in(text_of(unit, page)), "version": "1", "verdict": "agree", "usual": "同意推荐。"}
    assert unit.post(f"{page}/opinion", data=data).status_code == 303
    assert campaign.state.nominations[1].opinions[0].text == "同意推荐。"
    assert "待甲镇签署推荐意见" in text_of(unit, unit.home)


def test_a_withdrawal_needs_a_reason(campaign: Campaign, unit: Browser) -> None:
    submitted(campaign, unit)
    page = f"/r/{campaign.review.id}/unit/nominations/1"
    assert unit.post(f"{page}/withdraw", data={"key": "w1", "reason": " "}).status_code == 400
    assert unit.post(f"{page}/withdraw", data={"key": "w2", "reason": "人员调动"}).status_code == 303
    assert campaign.state.nominations[1].status == "withdrawn"
    assert "人员调动" in text_of(unit, page)


def test_a_formula_or_a_tag_in_a_name_stays_text(campaign: Campaign, unit: Browser) -> None:
    submitted(campaign, unit, f_nominee='=HYPERLINK("x")<blink>')
    page = text_of(unit, f"/r/{campaign.review.id}/nominations/1/versions/1/print")
    assert "=HYPERLINK(&#34;x&#34;)&lt;blink&gt;" in page
    assert "<blink>" not in page


def test_nothing_of_a_unit_is_in_the_bytes_of_another(campaign: Campaign, unit: Browser, seated: Seated) -> None:
    submitted(campaign, unit, f_contact="李二二")
    other = seated(campaign, "unit 乙村")
    assert "甲村党支部" not in text_of(other, other.home)
    for path in ("unit/nominations/1", "nominations/1/versions/1", "nominations/1/versions/1/print"):
        answer = other.get(f"/r/{campaign.review.id}/{path}?seat={other.seat}")
        assert answer.status_code == 404
        assert "李二二" not in answer.get_data(as_text=True)


def test_a_draft_is_its_units_alone(campaign: Campaign, unit: Browser, seated: Seated) -> None:
    draft = begin(campaign, unit)
    other = seated(campaign, "unit 乙村")
    assert other.get(f"{draft}?seat={other.seat}").status_code == 404
    assert other.post(f"{draft}/remove").status_code == 404
    with campaign.ctx.store.read() as uow:
        assert len(uow.of(NominationText).all(review=campaign.review.id)) == 1
    assert unit.post(f"{draft}/remove").status_code == 303


@pytest.mark.parametrize("page", ["unit", "endorser", "clerk"])
@pytest.mark.parametrize(
    "seat", ["unit 甲村", "endorser 甲镇", "office", "clerk", "judge 评委甲", "chair", "approver", "host", "display"]
)
def test_each_page_opens_for_its_own_role(campaign: Campaign, seated: Seated, seat: str, page: str) -> None:
    browser = seated(campaign, seat)
    role = seat.split()[0]
    may = role == page or (page == "clerk" and role == "office")
    answer = browser.get(f"/r/{campaign.review.id}/{page}?seat={browser.seat}")
    assert answer.status_code == (200 if may else 403)
