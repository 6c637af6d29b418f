"""The stages of a competition on the organiser's pages: set, drawn before the hall, played, confirmed by two."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from hashlib import sha256

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.organiser.draw_shape import Shape, shape_of
from scoreboard.blueprints.organiser.stages import why_text
from scoreboard.i18n.catalogue import say
from scoring.engine.actors import Actor
from scoring.engine.competition.commands import Decide, Withdraw
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand
from scoring.engine.competition.draw import CHAIN_RULE
from scoring.engine.competition.stages_state import Passed
from scoring.engine.moments import moment_of
from scoring.engine.stages import Stage
from scoring.usecases import accounts
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.perform import perform
from scoring.usecases.quiz import matches
from tests.conftest import PASSWORD, Browser
from tests.fakes import FakeClock
from tests.halls import HOST, Hall
from tests.registrations import ORGANISER, ZONE, Registered, open_registration, values
from tests.unit.usecases.competition.test_stages import SMALL, STAGES, play
from tests.web.registration_desk import in_page


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def event(services: wiring.Services, organiser: Browser) -> Registered:
    """Five teams, approved, and a match whose rule sheet has stages."""
    event = open_registration(services.ctx)
    for no in range(1, 6):
        event.hand_in(values(f"{no}队", f"单位{(no + 1) // 2}", (f"张{no}一", f"张{no}二", f"张{no}三")))
        event.do(Decide(no, 1, "approve"))
    made = matches.create_match(
        services.ctx, actor=ORGANISER, competition_id=event.id, title="样板", text=SMALL + STAGES
    )
    page = f"/organiser/competitions/{event.id}/stages"
    assert organiser.post(page, data={"sheet": f"match:{made.id}", "key": "set"}).status_code == 303
    return event


def do(browser: Browser, event: Registered, what: str, status: int = 303, place: int = 1, **said: object) -> str:
    page = f"/organiser/competitions/{event.id}/stages/{place}"
    answer = browser.post(f"{page}/{what}", data={"key": f"{what}{len(said)}{place}", **said})
    assert answer.status_code == status, answer.text
    return browser.get(page).text if status == 303 else answer.text


def offered(page: str) -> bool:
    """Whether a page of a stage offers to confirm who goes on."""
    return 'name="proposal"' in page


def test_a_stage_that_puts_nobody_out_says_so_before_its_draw(organiser: Browser, event: Registered) -> None:
    address = f"/organiser/competitions/{event.id}/stages/1"
    assert "不淘汰任何队" not in organiser.get(address).text
    event.do(Withdraw(5), reason="退赛")
    event.do(Withdraw(4), reason="退赛")
    assert "参赛3队：这一阶段不淘汰任何队" in organiser.get(address).text
    for no in (1, 2, 3):
        event.do(Withdraw(no), reason="退赛")
    shown = organiser.get(address).text
    assert "还没有审核通过的队" in shown
    assert "不淘汰任何队" not in shown


def test_a_stage_with_more_groups_than_teams_that_can_come_is_named_before_anything_is_drawn(
    organiser: Browser, event: Registered
) -> None:
    page = f"/organiser/competitions/{event.id}/stages"
    assert "有的组没有队" not in organiser.get(page).text
    assert "2组，每组前1名晋级，各组下一名中另取得分最高的1队" in organiser.get(page).text
    assert event.state.stages is not None
    said = {"text": SMALL + STAGES + "groups = 4\n", "seen": event.state.stages.digest, "key": "more"}
    assert organiser.post(f"{page}/sheet", data=said).status_code == 303
    assert "“决赛”分4组，而“初赛”只晋级3队" in html.unescape(organiser.get(page).text)


def test_the_hall_sees_the_digest_then_names_a_number_and_anybody_can_check_the_groups(
    organiser: Browser, event: Registered
) -> None:
    assert "待抽签" in organiser.get(f"/organiser/competitions/{event.id}/stages").text
    page = do(organiser, event, "commit", groups="2", apart="on")
    (draw,) = event.state.draws
    hall = f"/organiser/competitions/{event.id}/stages/1/draw"
    assert draw.digest in page
    assert draw.digest in organiser.get(hall).text
    page = do(organiser, event, "draw", draw="1", number="20260501")
    (draw,) = event.state.draws
    assert sha256(draw.secret.encode()).hexdigest() == draw.digest
    assert draw.secret in page
    assert "第2组" in organiser.get(hall).text
    assert "1队 <small>1</small>" in organiser.get(hall).text, "without the numbers nobody in the hall can check it"
    assert "请现场报一个数" not in organiser.get(hall).text


def test_a_draw_that_no_longer_fits_its_teams_is_not_offered_in_front_of_the_hall(
    organiser: Browser, event: Registered
) -> None:
    event.hand_in(values("6队", "单位六", ("张6一", "张6二", "张6三")))
    stage = f"/organiser/competitions/{event.id}/stages/1"
    assert "还有1队没有审核" in organiser.get(stage).text
    do(organiser, event, "commit", groups=2)
    assert "按这个数抽签" in organiser.get(stage).text
    event.do(Decide(6, 1, "approve"))
    page = organiser.get(stage).text
    assert "没有审核" not in page
    assert "按这个数抽签" not in page, "it would be refused, after the hall has named its number"
    wall = organiser.get(f"{stage}/draw").text
    assert ("请现场报一个数" in wall, "将重新抽签" in wall) == (False, True)
    assert "定下秘密以后，参赛队伍有变动" in page
    do(organiser, event, "commit", groups=2, again="1", reason="补进6队")
    do(organiser, event, "draw", draw=2, number="7", more="1")
    event.hand_in(values("7队", "单位七", ("张7一", "张7二", "张7三")))
    event.do(Decide(7, 1, "approve"))
    page = organiser.get(stage).text
    assert "没有分到组：7队" in page


def test_the_wall_of_a_draw_that_is_opened_early_or_left_open_shows_the_draw_that_counts(
    organiser: Browser, event: Registered
) -> None:
    hall = f"/organiser/competitions/{event.id}/stages/1/draw"
    assert "请稍候，即将抽签" in organiser.get(hall).text
    do(organiser, event, "commit", groups=2)
    do(organiser, event, "draw", draw=1, number="7")
    first = organiser.get(hall).text
    assert event.state.draws[0].secret in first
    assert "draw_hall/main" in first, "it goes on asking once the groups are there"
    do(organiser, event, "commit", groups=2, again="1", reason="漏请监督员")
    second = organiser.get(hall).text
    assert (event.state.draws[1].digest in second, "第1组" in second) == (True, False)
    do(organiser, event, "by-hand", again="1", reason="改为抓阄", **{f"group{no}": 1 + no % 2 for no in range(1, 6)})
    assert ("第1组" in organiser.get(hall).text, "秘密" in organiser.get(hall).text) == (True, False)


def test_a_draw_is_checked_by_the_version_of_the_rule_that_it_was_begun_under(
    organiser: Browser, event: Registered
) -> None:
    do(organiser, event, "commit", groups=1, apart="on")
    page = do(organiser, event, "draw", draw=1, number="7")
    assert event.state.draws[0].rule == CHAIN_RULE
    assert ("办法第2版" in page, "办法第1版" in page) == (True, False)
    assert "单位的队数多于组数，与本单位另一队同组的：" in page
    do(organiser, event, "commit", groups=2, again="1", reason="不分单位")
    page = do(organiser, event, "draw", draw=2, number="8", more="1")
    assert page.count("办法第2版") == 1, "of the first draw, among the earlier ones"


def test_seeded_teams_are_spread_over_the_groups(organiser: Browser, event: Registered) -> None:
    page = do(organiser, event, "commit", groups="2", pot1="1", pot5="1", pot2="2", pot4="2")
    assert [f"第{no}档：{teams}" in page for no, teams in enumerate(("1队、5队", "2队、4队", "3队"), start=1)] == [
        True
    ] * 3
    do(organiser, event, "draw", draw="1", number="7")
    groups = event.state.draws[0].groups
    assert groups is not None
    assert [set(places) for places in zip(*(group[:2] for group in groups), strict=True)] == [{1, 5}, {2, 4}]
    page = organiser.get(f"/organiser/competitions/{event.id}/stages/1").text
    typed = {no: re.findall(rf'name="pot{no}"[^>]* value="([^"]*)"', page) for no in range(1, 6)}
    assert typed == {1: ["1"], 2: ["2"], 3: [""], 4: ["2"], 5: ["1"]}, "nobody types them anew in front of the hall"
    do(organiser, event, "commit", 400, groups="2", more="x", again="1", reason="重抽", pot1="0")


def test_a_second_draw_asks_for_a_reason(organiser: Browser, event: Registered) -> None:
    do(organiser, event, "commit", groups="2")
    assert "已经抽过签" in do(organiser, event, "commit", 409, groups="2", more="")
    assert "理由" in do(organiser, event, "commit", 400, groups="2", more="x", again="1")
    page = do(organiser, event, "commit", groups="2", more="x", again="1", reason="漏报一队")
    assert "第2次抽签" in page
    assert len(event.state.draws) == 2
    assert event.state.draws[0].digest in page
    assert "没有按这次的秘密抽签" in page
    do(organiser, event, "commit", groups="2", more="x", again="1", reason="漏报一队")  # sent again
    assert len(event.state.draws) == 2


def test_lots_are_entered_and_each_group_gets_a_match(organiser: Browser, event: Registered) -> None:
    groups = {f"group{no}": str(1 + no % 2) for no in range(1, 6)}
    do(organiser, event, "by-hand", **groups)
    page = do(organiser, event, "matches")
    assert "初赛第1组" in page
    assert ">初赛第2组</a>" in page
    assert "还有2组的成绩没有锁定" in page


def test_a_group_names_the_unit_beside_a_team_only_where_its_name_has_it_not(
    organiser: Browser, event: Registered
) -> None:
    event.hand_in(values("税务局代表队", "税务局", ("李一", "李二", "李三")))
    event.do(Decide(6, 1, "approve"))
    page = do(organiser, event, "by-hand", **{f"group{no}": "1" for no in range(1, 7)})
    assert '税务局代表队 <span class="soft">报名编号 6</span>' in page
    assert '1队 <span class="soft">单位1 · 报名编号 1</span>' in page


def test_two_people_on_two_devices_say_who_goes_on(
    app: Flask, organiser: Browser, event: Registered, services: wiring.Services
) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    page = do(organiser, event, "matches")
    assert "与本单位另一队同组的：1队、2队" in page
    first, second = event.state.played["初赛"]
    play(services.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    play(services.ctx, second.match, {"4队": 20, "5队": 40})
    page = do(organiser, event, "propose")
    assert "第1组第1名，150分" in page
    assert "待第二人确认" in page
    assert "另一人" in do(organiser, event, "confirm", 409, proposal="1")
    assert not offered(page), "it would be refused"
    assert "这份名单是您列出的" in page
    assert "还没有别的账号" in page
    accounts.add_account(services.ctx, name="李二", password=PASSWORD)
    page = organiser.get(f"/organiser/competitions/{event.id}/stages/1").text
    assert not offered(page)
    assert "可以确认的账号：李二。" in page
    assert organiser.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303
    page = organiser.get(f"/organiser/competitions/{event.id}/stages/1").text
    assert not offered(page), "the device is the one on which the list was made"
    assert "这台设备" in page
    assert "另一台设备" in do(organiser, event, "confirm", 409, proposal="1")
    other = Browser(app.test_client())
    assert other.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303
    assert offered(other.get(f"/organiser/competitions/{event.id}/stages/1").text)
    assert "已确认" in do(other, event, "confirm", proposal="1", more="x")
    assert "参赛3队" in organiser.get(f"/organiser/competitions/{event.id}/stages/2").text


def test_no_list_of_groups_is_taken_where_no_team_is(organiser: Browser, event: Registered) -> None:
    for no in range(1, 6):
        event.do(Withdraw(no), reason="取消")
    do(organiser, event, "by-hand", 409)
    do(organiser, event, "commit", 409, groups="1")


def test_a_number_of_thousands_of_signs_is_refused(organiser: Browser, event: Registered) -> None:
    do(organiser, event, "commit", 400, groups="9" * 5000)


def test_a_team_that_left_after_the_confirmation_calls_for_another_list(
    organiser: Browser, event: Registered, services: wiring.Services
) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    do(organiser, event, "matches")
    first, second = event.state.played["初赛"]
    play(services.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    play(services.ctx, second.match, {"4队": 20, "5队": 40})
    do(organiser, event, "propose")
    stream = stream_of(event.id)
    command = ConfirmAdvance(event.state.advances[-1].no)
    perform(services.ctx, COMPETITION, stream, command=command, key="c", actor=Actor("account:y", "organiser"))
    Hall(services.ctx, first.match, [], "").do("scene.show", HOST, key="after", scene="teams")
    page = f"/organiser/competitions/{event.id}/stages/1"
    assert "重新列出" not in organiser.get(page).text
    event.do(Withdraw(5), reason="来电退赛")
    assert "重新列出" in organiser.get(page).text
    assert "参赛2队" in organiser.get(f"/organiser/competitions/{event.id}/stages/2").text


def test_a_tie_off_is_made_from_the_page_and_counts_once_it_is_locked(
    organiser: Browser, event: Registered, services: wiring.Services
) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    do(organiser, event, "matches")
    first, second = event.state.played["初赛"]
    play(services.ctx, first.match, {"1队": 30, "2队": 50, "3队": 10})
    play(services.ctx, second.match, {"4队": 30, "5队": 40})
    assert "建立“初赛加赛”" in do(organiser, event, "propose")
    assert "没有并列的队" in do(organiser, event, "tie-off", 409, where="1")
    page = do(organiser, event, "tie-off", where="runners_up")
    assert "已建立“初赛加赛”" in page
    assert "建立“初赛加赛”</button>" not in page
    match = event.state.tie_offs[0].match.match
    assert f"/organiser/matches/{match}" in page
    assert "已经为这条线建立过加赛" in do(organiser, event, "tie-off", 409, where="runners_up", again="1")
    assert "初赛加赛" in organiser.get(f"/organiser/competitions/{event.id}/schedule/1").text
    play(services.ctx, match, {"1队": 10, "4队": 20})
    assert "请按最新成绩重新列出" in organiser.get(f"/organiser/competitions/{event.id}/stages/1").text
    assert "第2组第2名，130分，并列后加赛胜出" in do(organiser, event, "propose", next="2")


def test_a_stage_that_is_not_there_is_not_found(organiser: Browser, event: Registered) -> None:
    assert organiser.get(f"/organiser/competitions/{event.id}/stages/3").status_code == 404
    assert organiser.get(f"/organiser/competitions/{event.id}/stages/3/draw").status_code == 404
    assert organiser.get("/organiser/competitions/none/stages").status_code == 404


def test_why_a_runner_up_goes_on_is_said_by_what_it_was_compared_by() -> None:
    words = partial(say, "zh")
    passed = Passed(3, 2, 2, Decimal(138), runner_up=True, by=Fraction(14, 3))
    assert why_text(passed, words, Stage("半决赛", runners_up=1, runners_up_by="mean")) == (
        "第2组第2名，138分，平均每题4.6667分，在各组未直接晋级的队中靠前"
    )
    assert why_text(passed, words, Stage("半决赛", runners_up=1, runners_up_by="second_mean")) == (
        "第2组第2名，138分，二次平均4.6667，在各组未直接晋级的队中靠前"
    )
    level = Passed(3, 2, 2, Decimal("138.50"), runner_up=True)
    assert why_text(level, words, Stage("半决赛")) == "第2组第2名，138.5分，在各组未直接晋级的队中靠前"


def test_a_model_match_is_removed_from_its_page_and_a_match_of_a_stage_is_not(
    organiser: Browser, event: Registered, services: wiring.Services
) -> None:
    (model,) = matches.list_matches(services.ctx, competition_id=event.id)
    address = f"/organiser/matches/{model.id}"
    assert f"{address}/delete" in organiser.get(address).text
    assert organiser.post(f"{address}/delete", data={"name": "样板"}).status_code == 303
    assert "已删除“样板”" in organiser.get(f"/organiser/competitions/{event.id}").text
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    do(organiser, event, "matches")
    kept = matches.match_of(services.ctx, event.state.played["初赛"][0].match)
    refused = organiser.get(f"/organiser/matches/{kept.id}/delete").text
    answer = organiser.post(f"/organiser/matches/{kept.id}/delete", data={"name": kept.title})
    assert answer.status_code == 409
    assert "这是“初赛”的场次，台账里有它，不能删除" in refused
    assert "这是“初赛”的场次，台账里有它，不能删除" in answer.text


def test_the_rule_sheet_of_the_stages_is_changed_on_a_page_of_its_own_until_the_first_draw_and_read_afterwards(
    organiser: Browser, event: Registered
) -> None:
    address = f"/organiser/competitions/{event.id}/stages/sheet"
    assert address in organiser.get(f"/organiser/competitions/{event.id}/stages").text
    shown = organiser.get(address).text
    assert event.state.stages is not None
    old = event.state.stages.digest
    assert old in shown
    text = (SMALL + STAGES).replace("advance = 1", "advance = 2")
    said = {"key": "own", "seen": in_page(shown, "seen"), "text": text}
    assert "第 " in organiser.post(address, data={**said, "text": text.replace("advance = 2", "advance = x")}).text
    assert event.state.stages.digest == old
    assert organiser.post(address, data=said).status_code == 303
    assert organiser.post(address, data=said).status_code == 303  # sent again
    assert (event.state.stages.stages[0].advance, event.state.stages.digest != old) == (2, True)
    late = organiser.post(address, data={**said, "key": "late", "text": SMALL + STAGES})
    assert late.status_code == 409
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    frozen = organiser.get(address).text
    assert "赛制不再更改，只能查看" in frozen
    assert ("readonly" in frozen, "在这里改组数" in frozen) == (True, False)
    assert "advance = 2" in organiser.get(f"{address}.toml").text
    answer = organiser.post(address, data={**said, "key": "frozen", "seen": in_page(frozen, "seen")})
    assert "已经抽签，赛程不能再改" in answer.text
    assert event.state.stages.stages[0].advance == 2


def test_a_sheet_of_ones_own_begins_from_a_template(services: wiring.Services, organiser: Browser) -> None:
    event = open_registration(services.ctx)
    address = f"/organiser/competitions/{event.id}/stages/sheet"
    assert organiser.get(f"{address}.toml").status_code == 404
    shown = organiser.get(f"{address}?template=quick-league").text
    assert 'id = "quick-league"' in html.unescape(shown)
    assert "只能查看" not in shown
    assert organiser.post(f"{address}/check", data={"text": "x"}).status_code == 200


def test_a_group_whose_teams_have_all_left_is_drawn_anew_and_no_matches_are_offered(
    organiser: Browser, event: Registered
) -> None:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    stage = f"/organiser/competitions/{event.id}/stages/1"
    event.do(Withdraw(4), reason="退赛")
    assert f'action="{stage}/matches"' in organiser.get(stage).text
    event.do(Withdraw(5), reason="退赛")
    page = organiser.get(stage).text
    assert ("第2组的队都已退出" in page, f'action="{stage}/matches"' in page) == (True, False)
    do(organiser, event, "matches", 409)


@pytest.mark.parametrize(
    ("count", "teams", "shape"),
    [
        (2, 4, Shape(2, "large")),
        (4, 6, Shape(4, "large")),
        (12, 6, Shape(6, "middle")),
        (1, 12, Shape(1, "large", True)),
    ],
)
def test_all_groups_of_a_draw_stand_on_the_wall_at_once(count: int, teams: int, shape: Shape) -> None:
    """Four groups of six, and a final of twelve, ran below the edge of a wall that nobody scrolls."""
    assert shape_of([[f"甲单位代表队 {no}" for no in range(teams)]] * count) == shape
