"""What people get wrong in a review: a clear answer with its code's words in both languages, and nothing half done.

Elsewhere: an objection a second late (``test_public_objection``), the page that is reloaded in the midst of a text
(``tests/browser/test_review_unit.py``), files that are no such files (``test_files``, ``tests/web/test_attachments``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from scoreboard import wiring
from scoreboard.i18n.catalogue import of_error, say
from scoring.engine.panel.commands import EnterMark, RecuseJudge
from scoring.engine.review.commands_judging import LockJudging, OpenJudging, SignPledge
from scoring.engine.review.commands_nomination import Endorse, Vet
from scoring.sheets import campaign_text
from scoring.sheets.official_days import shipped_days
from scoring.usecases.records import RosterName
from scoring.usecases.review.drafts import save_draft
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.reviews import AWARD, Campaign, noon, set_up_review
from tests.web.review.conftest import AtStage, Seated
from tests.web.review.reading import text_of

LANGS = ("zh", "en")
Answer = tuple[int, str]


def sent(browser: Browser, page: str, lang: str, **data: Any) -> Answer:
    """The answer to a form, in a language."""
    answer = browser.post(f"{page}?seat={browser.seat}&lang={lang}", data=data)
    return answer.status_code, html.unescape(answer.get_data(as_text=True))


def refused(send: Callable[[str], Answer], code: str, status: int, **fields: object) -> None:
    """In both languages ``send`` is answered by ``status`` and by all three sentences of ``code``."""
    for lang in LANGS:
        got, page = send(lang)
        assert got == status, page
        for part in ("message", "safe", "next"):
            assert of_error(lang, code, part, **fields) in page, (lang, part)


def said(browser: Browser, page: str, key: str, **fields: object) -> None:
    """In both languages the page has these words."""
    for lang in LANGS:
        assert say(lang, key, **fields) in html.unescape(text_of(browser, f"{page}?lang={lang}")), lang


class Unit:
    """A unit at its desk."""

    def __init__(self, campaign: Campaign, browser: Browser) -> None:
        self.campaign, self.browser = campaign, browser
        self.base = f"/r/{campaign.review.id}"

    def draft(self, award: str = AWARD, **changed: str) -> str:
        """The address of a draft that was filled in and is not submitted."""
        values = {"nominee": "甲村党支部", "head": "张一", "host": "甲村", "unit": "甲村", "post": "书记",
                  "deeds": "事迹", "report": "材料"} | changed  # fmt: skip
        personal = {"phone": ("0745-0000000",), "contact": ("李二",), "mobile": ("13000000000",)}
        fields = {one.id for one in self.campaign.state.rules.form_of(self.campaign.state.award(award))}
        made = save_draft(
            self.campaign.ctx, actor=self.campaign.actor("unit 甲村"), review_id=self.campaign.review.id, award=award,
            values={name: (text,) for name, text in values.items() if name in fields} | personal,
        )  # fmt: skip
        return f"{self.base}/drafts/{made.id}"

    def submit(self, draft: str, lang: str = "zh", key: str = "") -> Answer:
        revision = re.search(r'name="revision" value="(\d+)"', text_of(self.browser, draft))
        assert revision is not None
        return sent(self.browser, f"{draft}/submit", lang, key=key or f"{draft} {lang}", revision=revision[1])


@pytest.fixture
def unit(campaign_at: AtStage, seated: Seated) -> Unit:
    campaign = campaign_at("nominate")
    return Unit(campaign, seated(campaign, "unit 甲村"))


def test_3001_characters_are_told_with_both_numbers_and_kept(unit: Unit) -> None:
    draft = unit.draft(report="学" * 3001)
    said(unit.browser, f"{draft}/check", "review_unit.problem.too-long", found=3001, most=3000)
    refused(lambda lang: unit.submit(draft, lang), "form-faulty", 400)
    assert "学" * 3001 in text_of(unit.browser, draft)
    assert not unit.campaign.state.nominations


def test_a_form_is_late_by_a_second_and_its_draft_stays(campaign_at: AtStage, seated: Seated, clock: FakeClock) -> None:
    campaign, day = campaign_at("nominate"), noon(date(2012, 6, 15))
    clock.reach(day)
    unit = Unit(campaign, seated(campaign, "unit 甲村"))
    draft = unit.draft()
    clock.reach(day + 12 * 3_600_000)
    refused(lambda lang: unit.submit(draft, lang), "entries-closed", 409, until="2012-06-15")
    assert "申报已于2012年6月15日截止" in unit.submit(draft)[1]
    assert "Entries closed on 15 June 2012" in unit.submit(draft, "en")[1]
    assert "甲村党支部" in text_of(unit.browser, draft)
    assert not unit.campaign.state.nominations


def test_the_second_of_two_endorsers_is_told_that_it_is_done(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("endorse")
    campaign.give("endorser 甲村", Endorse(1, 1, "agree", "同意推荐"))
    first, second = (seated(campaign, "endorser 甲镇") for _ in range(2))
    page = f"/r/{campaign.review.id}/endorser/nominations/1/opinion"
    given = {"version": "1", "verdict": "agree", "text": "情况属实"}
    assert sent(first, page, "zh", key="first", **given)[0] == 303
    refused(
        lambda lang: sent(second, page, lang, key=f"second {lang}", **given),
        "nomination-not-waiting",
        409,
        nomination=1,
    )
    assert [one.verdict for one in campaign.state.nominations[1].opinions] == ["agree", "agree"]


def test_a_star_whom_nobody_knows_is_told_at_the_name(unit: Unit) -> None:
    roster = "月月学习之星"
    with unit.campaign.ctx.store.write() as uow:
        uow.of(RosterName).put(RosterName("star", roster, "王五", "甲村"))
        uow.commit()
    draft = unit.draft("star", nominee="赵六")
    said(unit.browser, f"{draft}/check", "review_unit.problem.not-on-roster", said=roster)
    refused(lambda lang: unit.submit(draft, lang), "form-faulty", 400)
    assert unit.submit(unit.draft("star", nominee="王五"))[0] == 303


def test_nobody_stands_for_two_awards(unit: Unit, seated: Seated) -> None:
    assert unit.submit(unit.draft())[0] == 303
    again = unit.draft("activity")
    fields = {"nominee": "甲村党支部", "nomination": 1}
    refused(lambda lang: unit.submit(again, lang), "nominee-entered", 409, **fields)
    assert len(unit.campaign.state.nominations) == 1


def test_two_clicks_at_once_do_not_exceed_a_quota(services: wiring.Services, seated: Seated) -> None:
    text = campaign_text("hongjiang-2012").replace('id = "organisation"\n', 'id = "organisation"\nquota = 1\n', 1)
    campaign = set_up_review(services.ctx, text=text)
    unit = Unit(campaign, seated(campaign, "unit 甲村"))
    one, other = unit.draft(), unit.draft(nominee="甲村第二党支部")
    assert unit.submit(one)[0] == 303
    refused(lambda lang: unit.submit(other, lang), "quota-used", 409, unit="甲村", most=1)
    assert [found.nominee for found in campaign.state.nominations.values()] == ["甲村党支部"]
    assert "甲村第二党支部" in text_of(unit.browser, other)


def open_judging(campaign: Campaign, browser: Browser, award: str) -> Callable[[str], Answer]:
    page = f"/r/{campaign.review.id}/office/judging/{award}/judging/open"
    return lambda lang: sent(browser, page, lang, key=f"open {award} {lang}", mode="all")


def test_a_judge_who_is_a_nominee_keeps_judging_from_opening(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("nominate")
    campaign.issue("judge 张一", "judge", label="张一", organisation="甲村")
    unit = Unit(campaign, seated(campaign, "unit 甲村"))
    status, page = unit.submit(unit.draft("star", nominee="张一"))
    assert (status, "评委" in page) == (303, False)
    campaign.endorse(1)
    office = seated(campaign, "office")
    said(office, f"{unit.base}/office/nominations/1", "review_office.note.judge-entered", about="张一")
    campaign.give("office", Vet(1, 1, "pass"))
    campaign.ctx.clock.reach(noon(date(2012, 6, 20)))
    office = seated(campaign, "office")
    refused(open_judging(campaign, office, "star"), "judge-entered", 409, judge="张一", nomination=1)
    assert not campaign.state.judgings


def test_where_all_judges_are_recused_nothing_is_locked_until_others_join(campaign_at: AtStage, seated: Seated) -> None:
    campaign = campaign_at("judge")
    campaign.give("chair", OpenJudging("judging", AWARD))
    for name in ("评委甲", "评委乙", "评委丙"):
        for subject in campaign.state.subjects:
            campaign.give("office", RecuseJudge(campaign.seats[f"judge {name}"].ticket.id, subject), reason="回避")
    chair = seated(campaign, "chair")
    page = f"/r/{campaign.review.id}/chair/stage/judging/{AWARD}/lock"
    lock = {"even_if_missing": "1", "minutes": "全部回避"}
    refused(
        lambda lang: sent(chair, page, lang, key=f"lock {lang}", **lock),
        "nobody-marked", 409, nominations=[one.nomination for one in campaign.state.subjects.values()],
    )  # fmt: skip
    assert campaign.state.judgings["judging", AWARD].locked is None


def test_a_mark_after_the_lock_waits_for_a_second_person_and_counts_for_nothing(
    services: wiring.Services, seated: Seated
) -> None:
    text = campaign_text("hongjiang-2012").replace('missing = "wait"', 'missing = "leave_out"')
    campaign = set_up_review(services.ctx, "judge", text)
    campaign.give("chair", OpenJudging("judging", AWARD))
    late = campaign.seats["judge 评委丙"].ticket.id
    for name in ("评委甲", "评委乙", "评委丙"):
        own = campaign.seats[f"judge {name}"].ticket.id
        campaign.give(f"judge {name}", SignPledge(own))
        for subject in campaign.state.subjects if own != late else ():
            marks = {one.id: Decimal(10) for one in campaign.state.award(AWARD).criteria}
            campaign.give(f"judge {name}", EnterMark(own, marks, subject))
    campaign.give("chair", LockJudging("judging", AWARD, even_if_missing=True))
    marks = {one.id: Decimal(20) for one in campaign.state.award(AWARD).criteria}
    before = campaign.state.subjects[1].sitting.mark_sheets.get(late)
    campaign.give("judge 评委丙", EnterMark(late, marks, 1))
    sitting = campaign.state.subjects[1].sitting
    assert (sitting.mark_sheets.get(late), len(sitting.waiting)) == (before, 1)
    office = seated(campaign, "office")
    page = f"/r/{campaign.review.id}/office/shortlist/{AWARD}"
    form = {"present": "主任", "seen": "0", "place-2": "1"}
    refused(lambda lang: sent(office, page, lang, key=f"list {lang}", **form), "sheets-waiting-in", 409)


def test_a_notice_that_reaches_into_a_year_without_official_days_has_no_last_day(
    campaign_at: AtStage, seated: Seated, clock: FakeClock
) -> None:
    campaign, last = campaign_at("notice"), max(one.year for one in shipped_days())
    first = date(last, 12, 29)
    clock.reach(noon(first))
    office = seated(campaign, "office")
    page = f"/r/{campaign.review.id}/office/notices"
    refused(
        lambda lang: sent(office, page, lang, key=f"notice {lang}", award=AWARD, first=first.isoformat(), by="rank"),
        "no-official-days", 409, year=last + 1,
    )  # fmt: skip
    assert not campaign.state.notices
