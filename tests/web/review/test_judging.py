"""The judge's tablet and the chair's pages: who may open them, and what they do."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from scoring.engine.panel.commands import AskCorrection, EnterMark, RecuseJudge
from scoring.engine.review.commands_judging import OpenJudging, SignPledge
from scoring.usecases.attachment_records import Attachment
from tests.conftest import Browser
from tests.reviews import AWARD, Campaign, lead
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import text_of

PAGES = ("judge", "judge/subject/1", "chair", f"chair/stage/judging/{AWARD}", "host")


def address(campaign: Campaign, page: str) -> str:
    return f"/r/{campaign.review.id}/{page}"


def send(browser: Browser, campaign: Campaign, page: str, key: str = "k", **form: Any) -> Any:
    return browser.post(f"{address(campaign, page)}?seat={browser.seat}", data={"key": key, **form})


def marks(campaign: Campaign, points: int) -> dict[str, Decimal]:
    return {one.id: Decimal(points) for one in campaign.state.award(AWARD).criteria}


def judging(campaign: Campaign) -> Campaign:
    campaign.give("chair", OpenJudging("judging", AWARD))
    return campaign


def ticket(campaign: Campaign, name: str) -> str:
    return campaign.seats[f"judge {name}"].ticket.id


@pytest.mark.parametrize(
    ("seat", "may"),
    [
        ("judge 评委甲", {"judge", "judge/subject/1"}),
        ("chair", {"chair", f"chair/stage/judging/{AWARD}"}),
        ("host", {"host"}),
        ("unit 甲村", set()),
        ("office", set()),
        ("display", set()),
    ],
)
def test_a_page_opens_to_its_role_alone(campaign_at: AtStage, seated: Seated, seat: str, may: set[str]) -> None:
    campaign = campaign_at("lock")
    browser = seated(campaign, seat)
    opened = {page for page in PAGES if browser.get(address(campaign, page)).status_code == 200}
    assert opened == may


def test_papers_are_shown_after_the_pledge_and_not_to_a_recused_judge(campaign_at: AtStage, seated: Seated) -> None:
    campaign = judging(campaign_at("judge"))
    own = ticket(campaign, "评委甲")
    browser = seated(campaign, "judge 评委甲")
    hidden = browser.get(address(campaign, "judge/subject/1"), headers={"Accept": "application/json"})
    assert (hidden.status_code, hidden.get_json()["error"]["code"]) == (403, "paper-hidden")
    campaign.give("judge 评委甲", SignPledge(own))
    shown = browser.get(address(campaign, "judge/subject/1")).get_json()
    assert (shown["name"], shown["unit"], shown["version"]) == ("甲村党支部", "甲村", 1)
    assert {field["id"]: field["texts"] for field in shown["fields"]}["deeds"] == ["事迹"]
    campaign.give("judge 评委甲", RecuseJudge(own, 1), reason="亲属")
    assert browser.get(address(campaign, "judge/subject/1")).status_code == 403


def with_files(campaign: Campaign) -> str:
    """The first nomination has proof and the scan of its signed form; answers the address that lists them."""
    draft = campaign.state.nominations[1].form.draft
    with campaign.ctx.store.write() as uow:
        for field, name in (("papers", "证明.pdf"), ("sealed", "扫描.pdf")):
            one = Attachment(f"{field}-1", draft, field, name, "pdf", "application/pdf", "0" * 64, 9, 2, "", 0)
            uow.of(Attachment).put(one)
        uow.commit()
    return f"/api/attachments/of/{draft}"


def names(browser: Browser, files: str) -> list[str]:
    return [one["name"] for one in browser.get(files).get_json()["attachments"]]


def test_a_judge_reads_the_files_of_public_fields_from_the_pledge_to_a_recusal(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = judging(campaign_at("judge"))
    files, own = with_files(campaign), ticket(campaign, "评委甲")
    browser = seated(campaign, "judge 评委甲")
    assert names(browser, files) == []
    campaign.give("judge 评委甲", SignPledge(own))
    assert names(browser, files) == ["证明.pdf"]
    shown = browser.get(address(campaign, "judge/subject/1")).get_json()["attachments"]
    assert shown == [{"id": "papers-1", "field": "其他附件", "name": "证明.pdf", "pages": 2}]
    campaign.give("judge 评委甲", RecuseJudge(own, 1), reason="亲属")
    assert names(browser, files) == []
    assert browser.get("/review/attachments/papers-1/file").status_code == 403


def test_the_chair_reads_the_files_of_public_fields_and_its_page_names_them(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = judging(campaign_at("judge"))
    chair = seated(campaign, "chair")
    assert names(chair, with_files(campaign)) == ["证明.pdf"]
    page = chair.get(address(campaign, "chair/subject/1")).get_data(as_text=True)
    assert "/review/attachments/papers-1/file" in page
    assert "扫描.pdf" not in page


def test_papers_hold_no_personal_field(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("lock")
    text = seated(campaign, "judge 评委甲").get(address(campaign, "judge/subject/1")).get_data(as_text=True)
    assert "13000000000" not in text
    assert "李二" not in text


def test_before_the_lock_the_chair_s_pages_hold_no_mark(campaign_at: AtStage, seated: Seated) -> None:
    campaign = judging(campaign_at("judge"))
    own = ticket(campaign, "评委甲")
    campaign.give("judge 评委甲", SignPledge(own))
    campaign.give("judge 评委甲", EnterMark(own, marks(campaign, 17), 1))
    chair = seated(campaign, "chair")
    for page in ("chair/subject/1", f"chair/stage/judging/{AWARD}"):
        answer = chair.get(address(campaign, page))
        assert answer.status_code == 200
        assert ">17<" not in answer.get_data(as_text=True)


def test_the_chair_locks_once_though_the_form_is_sent_twice(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("lock")
    chair = seated(campaign, "chair")
    for _ in range(2):
        answer = send(chair, campaign, f"chair/stage/judging/{AWARD}/lock", minutes="评审会三人到会")
        assert answer.status_code == 303
    judged = campaign.state.judgings["judging", AWARD]
    assert judged.minutes == "评审会三人到会"
    page = chair.get(address(campaign, f"chair/stage/judging/{AWARD}")).get_data(as_text=True)
    assert "1 甲村党支部" in page
    assert page.count('<td class="num">95</td>') == 3
    report = chair.get(address(campaign, f"chair/judges/{AWARD}"))
    assert ("参评对象" in report.text, "作品" in report.text, "Excel" in report.text) == (True, False, False)
    assert report.status_code == 200
    assert "评委甲" in report.get_data(as_text=True)


def test_a_lock_without_a_judge_comes_back_with_what_is_missing(campaign_at: AtStage, seated: Seated) -> None:
    campaign = judging(campaign_at("judge"))
    chair = seated(campaign, "chair")
    answer = send(chair, campaign, f"chair/stage/judging/{AWARD}/lock", minutes="未到齐")
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "未到齐" in page
    assert campaign.state.judgings["judging", AWARD].locked is None


def test_a_mark_from_paper_counts_once_a_second_person_has_compared_it(campaign_at: AtStage, seated: Seated) -> None:
    campaign = judging(campaign_at("judge"))
    own = ticket(campaign, "评委甲")
    chair, office = seated(campaign, "chair"), seated(campaign, "office")
    typed = {f"mark-{name}": str(value) for name, value in marks(campaign, 16).items()}
    assert send(chair, campaign, "chair/subject/1/copy", judge=own, **typed).status_code == 303
    (sheet,) = campaign.state.subjects[1].sitting.waiting
    own_answer = send(chair, campaign, "chair/subject/1/decide", "d", sheet=sheet, accept="yes", reason="相符")
    assert own_answer.status_code == 403
    assert (
        send(office, campaign, "chair/subject/1/decide", "d2", sheet=sheet, accept="yes", reason="相符").status_code
        == 303
    )
    assert campaign.state.subjects[1].sitting.mark_sheets[own].source == "paper"


def test_a_correction_shows_who_would_move_before_it_is_decided(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("shortlist")
    for name in ("评委甲", "评委乙", "评委丙"):
        campaign.give(
            f"judge {name}", AskCorrection(4, ticket(campaign, name), marks(campaign, 20)), reason="看错了对象"
        )
        page = seated(campaign, "chair").get(address(campaign, "chair/subject/4")).get_data(as_text=True)
        sheet = max(campaign.state.subjects[4].sitting.waiting)
        assert '<b>丁村党支部</b> <span class="soft">丁村</span>' in page
        answer = send(
            seated(campaign, "chair"),
            campaign,
            "chair/subject/4/decide",
            name,
            sheet=sheet,
            accept="yes",
            reason="属实",
        )
        assert answer.status_code == 303
    page = seated(campaign, "chair").get(address(campaign, f"chair/stage/judging/{AWARD}")).get_data(as_text=True)
    assert page.index("4 丁村党支部") < page.index("1 甲村党支部")


def test_the_shortlist_follows_the_places_of_the_form(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("shortlist")
    chair = seated(campaign, "chair")
    page = f"chair/stage/judging/{AWARD}"
    places = {f"place-{no}": str(no) for no in (1, 2, 3, 4)}
    gap = send(chair, campaign, f"{page}/shortlist", "a", present="主任等三人", **{**places, "place-4": "6"})
    assert (gap.status_code, "主任等三人" in gap.get_data(as_text=True)) == (400, True)
    moved = {**places, "place-1": "2", "place-2": "1"}
    refused = send(chair, campaign, f"{page}/shortlist", "b", present="主任等三人", **moved)
    assert refused.status_code == 409
    assert (
        send(chair, campaign, f"{page}/shortlist", "c", present="主任等三人", why="事迹突出", **moved).status_code
        == 303
    )
    assert campaign.state.shortlists[AWARD].order == (2, 1, 3, 4)
    shown = chair.get(address(campaign, page)).get_data(as_text=True)
    assert "入选名单已确定。下一步由学习办公示。" in shown
    assert "与总分排序不同的理由：事迹突出" in shown
    at = {no: re.search(rf'name="place-{no}"[^>]*value="(\d*)"', shown) for no in (1, 2)}
    assert {no: found and found[1] for no, found in at.items()} == {1: "2", 2: "1"}
    stale = send(chair, campaign, f"{page}/shortlist", "d", present="主任等三人", seen="0", **places)
    assert stale.status_code == 409
    assert campaign.state.shortlists[AWARD].order == (2, 1, 3, 4)


def test_a_view_and_a_command_go_over_http_too(campaign_at: AtStage, seated: Seated) -> None:
    campaign = judging(campaign_at("judge"))
    own = ticket(campaign, "评委甲")
    browser = seated(campaign, "judge 评委甲")
    at = f"/api/reviews/{campaign.review.id}"
    given = browser.post(
        f"{at}/commands", json={"kind": "judge.pledge", "judge": own}, headers={"Idempotency-Key": "p"}
    )
    view = browser.get(f"{at}/view").get_json()
    assert view["me"]["pledged"] is True
    assert given.get_json()["seq"] == view["seq"]


@pytest.mark.parametrize("typed", ["", "十八", "1e999999", "NaN", "99", "1" * 500])
def test_a_mark_from_paper_that_is_none_comes_back_with_its_error(
    campaign_at: AtStage, seated: Seated, typed: str
) -> None:
    campaign = judging(campaign_at("judge"))
    form = {f"mark-{name}": typed for name in marks(campaign, 16)}
    answer = send(seated(campaign, "chair"), campaign, "chair/subject/1/copy", judge=ticket(campaign, "评委甲"), **form)
    assert answer.status_code == 400
    assert f'value="{typed}"' in answer.get_data(as_text=True)
    assert campaign.state.subjects[1].sitting.waiting == {}


@pytest.mark.parametrize(
    "page",
    ["chair/subject/99", f"chair/stage/other/{AWARD}", "chair/stage/judging/other", "chair/judges/other"],
)
def test_a_page_of_nothing_says_so(campaign_at: AtStage, seated: Seated, page: str) -> None:
    for stage in ("nominate", "shortlist"):
        campaign = campaign_at(stage)
        answer = seated(campaign, "chair").get(address(campaign, page), headers={"Accept": "application/json"})
        assert answer.status_code in (404, 409)
        assert answer.get_json()["error"]["code"] in ("subject-unknown", "stage-unknown", "award-unknown")


def test_places_that_are_no_numbers_come_back(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("shortlist")
    page = f"chair/stage/judging/{AWARD}/shortlist"
    answer = send(seated(campaign, "chair"), campaign, page, present="三人", **{"place-x": "1"})
    assert answer.status_code == 400


def beside(name: str, unit: str) -> str:
    return f'{name} <span class="soft">{unit}</span>'


def test_who_put_a_nomination_forward_stands_beside_it_at_every_desk_of_the_judging(
    campaign_at: AtStage, seated: Seated
) -> None:
    campaign = judging(campaign_at("judge"))
    chair, office, clerk = (seated(campaign, seat) for seat in ("chair", "office", "clerk"))
    stage = text_of(chair, address(campaign, f"chair/stage/judging/{AWARD}"))
    assert f"1 {beside('甲村党支部', '甲村')}</a>" in stage
    progress = text_of(office, address(campaign, f"office/judging/{AWARD}/judging"))
    assert beside("甲村党支部</a>", "甲村") in progress
    assert "甲村党支部 · 甲村</option>" in progress
    assert '<span class="soft">甲村 · 十佳学习型党组织' in text_of(clerk, address(campaign, "clerk"))
    campaign.mark_all()
    lead(campaign, "lock", "shortlist")
    assert f"<li>{beside('甲村党支部', '甲村')}</li>" in text_of(
        chair, address(campaign, f"chair/stage/judging/{AWARD}")
    )
