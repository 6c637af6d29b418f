"""A review at the organiser's desk: made, set, given its seats, opened, changed by a new edition."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest

from scoreboard import wiring
from scoring.engine.review.commands_decision import OpenNotice
from scoring.engine.review.guards import day_of
from scoring.engine.rulefile.edit import set_values
from scoring.sheets import campaign_text
from scoring.usecases.lists import panels
from scoring.usecases.perform import state_of
from scoring.usecases.records import Organisation
from scoring.usecases.review import reviews
from scoring.usecases.review.job import REVIEW, stream_of
from scoring.usecases.review.judges import InReview
from scoring.usecases.review.seats import missing_seats, seats_of
from tests.conftest import PASSWORD, Browser
from tests.reviews import AWARD, noon
from tests.unit.question_sets.builders import xlsx
from tests.web.organiser_files import hidden, send
from tests.web.review.conftest import AtStage, Seated

PAGES = ("", "/campaign", "/campaign/print", "/rules.docx", "/values", "/edition", "/judges", "/judges.xlsx", "/seats")


def id_of(review: str) -> str:
    return review.rsplit("/", 1)[-1]


def register(services: wiring.Services) -> None:
    with services.ctx.store.write() as uow:
        uow.of(Organisation).put(Organisation("t", "甲镇"))
        uow.of(Organisation).put(Organisation("v", "甲村", "village", superior="t"))
        uow.commit()


def saved(services: wiring.Services, review: str) -> str:
    return reviews.review_of(services.ctx, id_of(review)).campaign


def test_every_page_opens_for_the_organiser_at_the_beginning_and_at_the_end(
    organiser: Browser, review: str, campaign_at: AtStage
) -> None:
    assert [organiser.get(review + page).status_code for page in PAGES] == [200] * len(PAGES)
    over = f"/organiser/reviews/{campaign_at('publish').review.id}"
    organiser.post("/signin", data={"name": "张一", "password": PASSWORD})  # months have passed
    assert [organiser.get(over + page).status_code for page in PAGES] == [200] * len(PAGES)


@pytest.mark.parametrize("seat", ["office", "unit 甲村", "chair", "approver"])
def test_no_seat_of_the_review_opens_a_page_of_the_organiser(campaign_at: AtStage, seated: Seated, seat: str) -> None:
    campaign = campaign_at("nominate")
    browser = seated(campaign, seat)
    answers = [browser.get(f"/organiser/reviews/{campaign.review.id}{page}") for page in PAGES]
    assert all(answer.headers["Location"].startswith("/signin") for answer in answers)


def test_a_form_without_its_token_is_refused(organiser: Browser, review: str) -> None:
    assert organiser.client.post(f"{review}/values", data={"name": "乙"}).status_code in (400, 403)


def test_a_review_is_made_from_a_text_of_ones_own_or_from_a_file(organiser: Browser, services: wiring.Services) -> None:
    text = set_values(campaign_text("hongjiang-2012"), {("name",): "又一年"})
    typed = organiser.post("/organiser/reviews", data={"text": text})
    assert saved(services, typed.headers["Location"]) == text
    brought = organiser.post("/organiser/reviews", data={"file": (io.BytesIO(text.encode()), "a.toml")})
    assert saved(services, brought.headers["Location"]) == text


def test_a_faulty_text_comes_back_with_its_faults_at_their_lines(organiser: Browser, review: str) -> None:
    answer = organiser.post(f"{review}/campaign", data={"text": 'name = "甲"\nplaces = 3\n'})
    assert answer.status_code == 400
    assert "第 2 行" in answer.text
    assert "places = 3" in answer.text
    new = organiser.post("/organiser/reviews", data={"text": "x"})
    assert (new.status_code, "第 1 行" in new.text) == (400, True)


def test_a_file_that_is_no_text_changes_nothing(organiser: Browser, review: str, services: wiring.Services) -> None:
    before = saved(services, review)
    answer = organiser.post(f"{review}/campaign", data={"file": (io.BytesIO(b"\xff\xfe\x00"), "a.toml")})
    assert (answer.status_code, "这个文件不是可用的评选办法" in answer.text) == (400, True)
    assert saved(services, review) == before


def test_the_form_changes_its_values_and_keeps_the_comments(
    organiser: Browser, review: str, services: wiring.Services
) -> None:
    changed = {
        "name": "又一年四评",
        "due-day": "2012-06-20",
        "due-until": "18:00",
        "award-1-places": "8",
        "award-2-quota": "2",
        "level-2-due": "2012-06-25",
        "panel-drop_high": "2",
        "notice-1-count": "natural",
        "notice-1-first_day_counts": "true",
        "decision-by": "市委\r\n市政府\r\n",
        "personal_until": "",
    }
    assert organiser.post(f"{review}/values", data=changed).status_code == 303
    campaign = reviews.campaign_of(reviews.review_of(services.ctx, id_of(review)))
    assert campaign.name == "又一年四评"
    assert (campaign.due.day, str(campaign.due.until)) == (date(2012, 6, 20), "18:00:00")
    assert (campaign.awards[0].places, campaign.awards[1].quota) == (8, 2)
    assert campaign.levels[1].due is not None
    assert campaign.levels[1].due.day == date(2012, 6, 25)
    assert campaign.panel.drop_high == 2
    assert (campaign.notices[0].count, campaign.notices[0].first_day_counts) == ("natural", True)
    assert campaign.decision.by == ("市委", "市政府")
    assert campaign.personal_until is None
    assert "# ---- 公示、异议、审定 ----" in saved(services, review)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("award-1-places", "八", "“八”不能填在这里"),
        ("notice-1-count", "weeks", "“weeks”不能填在这里"),
        ("name", "", "“”不能填在这里"),
        ("due-day", "2012-13-01", "“2012-13-01”不能填在这里"),
    ],
)
def test_a_value_that_cannot_be_is_said_and_the_form_keeps_what_was_typed(
    organiser: Browser, review: str, services: wiring.Services, field: str, typed: str, said: str
) -> None:
    before = saved(services, review)
    answer = organiser.post(f"{review}/values", data={field: typed, "organiser": "乙单位"})
    assert (answer.status_code, said in answer.text, 'value="乙单位"' in answer.text) == (400, True, True)
    assert saved(services, review) == before


def test_a_box_that_cannot_be_read_is_called_as_on_the_page(organiser: Browser, review: str) -> None:
    answer = organiser.post(f"{review}/values", data={"award-1-places": "-3"})
    assert "请检查“十佳学习型党组织 · 名额”：" in answer.text


def test_values_that_contradict_each_other_come_back_with_the_fault(organiser: Browser, review: str) -> None:
    answer = organiser.post(f"{review}/values", data={"award-1-put_forward": "11"})
    assert (answer.status_code, "put_forward" in answer.text) == (400, True)


def test_entries_do_not_open_before_the_checklist_is_done(organiser: Browser, review: str) -> None:
    page = organiser.get(review).text
    assert "单位名册里还没有单位。" in page
    refused = organiser.post(f"{review}/open", data={"key": "k1"})
    assert (refused.status_code, "申报不能开始" in refused.text) == (409, True)


def test_a_point_of_a_list_leads_to_the_page_of_the_list(
    organiser: Browser, review: str, services: wiring.Services
) -> None:
    assert 'href="/organiser/register">' in organiser.get(review).text.partition('class="tasks"')[2]
    register(services)
    tasks = organiser.get(review).text.partition('class="tasks"')[2].partition("</ul>")[0]
    links = set(re.findall(r'href="(/organiser/(?:register|rosters|calendar))"', tasks))
    assert links == {"/organiser/register", "/organiser/rosters"}
    for link in links:
        assert organiser.get(link).status_code == 200


def test_the_public_pages_are_named_once_there_is_one(organiser: Browser, campaign_at: AtStage) -> None:
    campaign = campaign_at("notice")
    organiser.post("/signin", data={"name": "张一", "password": PASSWORD})  # weeks have passed
    page, public = f"/organiser/reviews/{campaign.review.id}", f"/n/{campaign.review.id}"
    today = day_of(campaign.state.rules, campaign.ctx.clock.now())
    campaign.give("office", OpenNotice((AWARD,), today + timedelta(days=1)))
    assert (public in organiser.get(page).text, organiser.get(public).status_code) == (False, 404)
    campaign.ctx.clock.reach(noon(today + timedelta(days=1)))
    organiser.post("/signin", data={"name": "张一", "password": PASSWORD})
    assert (public in organiser.get(page).text, organiser.get(public).status_code) == (True, 200)


def test_entries_open_once(organiser: Browser, review: str, services: wiring.Services) -> None:
    register(services)
    organiser.post(f"{review}/seats", data={})
    for _ in range(2):
        assert organiser.post(f"{review}/open", data={"key": "k1"}).status_code == 303
    state = state_of(services.ctx, REVIEW, stream_of(id_of(review)))
    assert (state.seq, set(state.frozen)) == (1, {"entries"})
    assert "已锁定" in organiser.get(review).text


def test_cards_are_issued_for_all_that_have_none_and_shown_once(
    organiser: Browser, review: str, services: wiring.Services
) -> None:
    register(services)
    cards = organiser.post(f"{review}/seats", data={})
    codes = re.findall(r"/e/([0-9A-Z]{9})\n", cards.text)
    assert len(set(codes)) == 7
    assert "甲村（推荐单位）" in cards.text
    assert missing_seats(services.ctx, id_of(review)) == ()
    again = organiser.post(f"{review}/seats", data={})
    assert again.status_code == 400
    page = organiser.get(f"{review}/seats").text
    assert not any(code in page for code in codes)


def test_hundreds_of_cards_come_in_parts(organiser: Browser, review: str, services: wiring.Services) -> None:
    with services.ctx.store.write() as uow:
        for no in range(150):
            uow.of(Organisation).put(Organisation(f"v{no}", f"第{no}村", "village"))
        uow.commit()
    first = organiser.post(f"{review}/seats", data={})
    assert (first.text.count('class="seat-card"'), "还有 103 个席位没有入场码" in first.text) == (200, True)
    second = organiser.post(f"{review}/seats", data={})
    assert (second.text.count('class="seat-card"'), "还有" in second.text) == (103, False)
    page = organiser.get(f"{review}/seats?role=unit&page=2").text
    assert "共 150 个席位" in page
    assert "共 1 个席位" in organiser.get(f"{review}/seats?role=unit&q=第149村").text


def test_a_lost_card_is_replaced_and_a_seat_is_withdrawn(
    organiser: Browser, campaign_at: AtStage, seated: Seated, services: wiring.Services
) -> None:
    campaign = campaign_at("nominate")
    holder = seated(campaign, "unit 甲村")
    page = f"/organiser/reviews/{campaign.review.id}/seats"
    ticket = campaign.seats["unit 甲村"].ticket.id
    assert "甲村" in organiser.post(f"{page}/{ticket}/again").text
    assert organiser.client.get("/api/session").status_code == 200
    assert holder.get("/api/session").get_json()["seats"] == []
    assert organiser.post(f"{page}/{ticket}/revoke").status_code == 303
    assert next(one for one in seats_of(services.ctx, campaign.review.id) if one.id == ticket).revoked_at
    assert organiser.post(f"{page}/nobody/revoke").status_code == 404


def test_judges_come_from_a_table_and_get_cards(organiser: Browser, review: str, services: wiring.Services) -> None:
    listed = xlsx([("姓名", "单位"), ("张一", "甲校"), ("李二", "乙校")])
    report = send(organiser, f"{review}/judges/import", "评委.xlsx", listed)
    assert (report.status_code, "共 2 位评委，没有问题" in report.text) == (200, True)
    assert organiser.post(f"{review}/judges/import/confirm", data=hidden(report.text)).status_code == 303
    organiser.post(f"{review}/judges", data={"name": "王三"})
    pasted = organiser.post(f"{review}/judges/lines", data={"lines": "张一，甲校"})
    assert (pasted.status_code, "没有导入" in pasted.text) == (422, True)
    found = panels.listed(services.ctx, InReview(id_of(review)))
    assert [(one.label, one.organisation) for one in found] == [("张一", "甲校"), ("李二", "乙校"), ("王三", "")]
    organiser.post(f"{review}/judges/edit", data={f"organisation-{found[2].id}": "丙校"})
    organiser.post(f"{review}/judges/{found[0].id}/remove")
    assert "李二" in organiser.post(f"{review}/seats", data={}).text
    assert [one.organisation for one in panels.listed(services.ctx, InReview(id_of(review)))] == ["乙校", "丙校"]


def test_the_list_of_judges_is_closed_once_judging_has_begun(organiser: Browser, campaign_at: AtStage) -> None:
    page = f"/organiser/reviews/{campaign_at('lock').review.id}/judges"
    assert "评审已开始" in organiser.get(page).text
    refused = organiser.post(page, data={"name": "王三"})
    assert (refused.status_code, "评审已经开始" in refused.text) == (409, True)


def test_a_new_edition_shows_what_it_changes_and_who_moves_and_comes_into_force_with_a_reason(
    organiser: Browser, campaign_at: AtStage, services: wiring.Services
) -> None:
    campaign = campaign_at("shortlist")
    page = f"/organiser/reviews/{campaign.review.id}"
    assert organiser.post(f"{page}/values", data={"award-1-places": "2", "award-1-put_forward": "1"}).status_code == 303
    assert campaign.state.rules.awards[0].places == 10
    shown = organiser.get(f"{page}/edition").text
    assert "十佳学习型党组织 · 名额：10 改为 2" in shown
    assert '丙村党支部 <span class="soft">丙村</span>' in shown
    assert "甲村党支部" not in shown
    without = organiser.post(f"{page}/edition", data={"key": "k1", "edition": "2", "reason": " "})
    assert without.status_code == 400
    form = {"key": "k1", "edition": "2", "reason": "名额调整"}
    for _ in range(2):
        assert organiser.post(f"{page}/edition", data=form).status_code == 303
    state = campaign.state
    assert (state.rules.edition, state.rules.awards[0].places, state.editions[-1]) == (2, 2, state.seq)
    assert "没有差别" in organiser.get(f"{page}/edition").text
    stale = organiser.post(f"{page}/edition", data={"key": "k2", "edition": "2", "reason": "再来"})
    assert stale.status_code == 409


def test_the_text_is_checked_while_it_is_typed_and_nothing_is_kept(
    organiser: Browser, review: str, services: wiring.Services
) -> None:
    before = saved(services, review)
    assert "第 1 行" in organiser.post(f"{review}/campaign/check", data={"text": "x"}).text
    assert "四评" in organiser.post(f"{review}/campaign/check", data={"text": before}).text
    assert saved(services, review) == before


def test_an_open_review_keeps_its_title_until_the_edition_that_changes_it_is_in_force(
    organiser: Browser, campaign_at: AtStage, services: wiring.Services
) -> None:
    campaign = campaign_at("nominate")
    page = f"/organiser/reviews/{campaign.review.id}"
    before = campaign.review.title
    organiser.post(f"{page}/values", data={"name": "又一年四评"})
    assert reviews.review_of(services.ctx, campaign.review.id).title == before
    organiser.post(f"{page}/edition", data={"key": "k1", "edition": "2", "reason": "改名"})
    assert reviews.review_of(services.ctx, campaign.review.id).title == "又一年四评"


def test_the_lists_that_a_checklist_leads_to_lead_back_to_the_review(organiser: Browser, review: str) -> None:
    checklist = organiser.get(review).text
    shared = ("/organiser/register", "/organiser/rosters", "/organiser/calendar")
    assert any(f'href="{page}"' in checklist for page in shared)
    organiser.post("/organiser/rosters", data={"roster": "标兵", "name": "王三"})
    pages = (*shared, "/organiser/roster?title=标兵", "/organiser/calendar/2027")
    assert [page for page in pages if f'<a href="{review}">' not in organiser.get(page).text] == []
    assert organiser.post(f"/organiser/archived/review/{id_of(review)}").status_code == 303
    assert f'<a href="{review}">' not in organiser.get("/organiser/rosters").text


def test_a_step_says_on_its_own_page_what_is_left_to_do_there(organiser: Browser, review: str) -> None:
    organiser.post(f"{review}/values", data={"due": "2031-12-31", "phase-1-last": "2030-01-01"})
    points = re.findall(r'class="task-what">(.*?)</b> (.*?)</span>', organiser.get(review).text)
    assert points
    told = {page: organiser.get(review + page).text for page in ("/values", "/judges", "/seats", "/campaign")}
    for page, words in told.items():
        state = re.search(rf'href="{review}{page}" aria-current="page">\s*<span class="step-sign step-(\w+)"', words)
        assert state is not None, page
        said = re.findall(r'class="task-what">(.*?)</b> (.*?)</span>', words)
        assert bool(said) == (state[1] != "done"), page
        assert set(said) <= set(points), page
    assert "task-what" in told["/judges"]
