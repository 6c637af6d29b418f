"""The results of a competition on the organiser's pages: signed by two, awards, papers, certificates, the ceremony."""

from __future__ import annotations

import io
import re
import time
from datetime import date
from typing import Any
from urllib.parse import unquote

import openpyxl
import pypdfium2
import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.organiser import awards, certificates
from scoreboard.web.guess_lanes import GoodCodes, try_of
from scoring.engine.errors import Invalid
from scoring.engine.moments import moment_of
from scoring.usecases import accounts
from tests.conftest import PASSWORD, Browser
from tests.fakes import FakeClock
from tests.halls import CHIEF
from tests.registrations import ZONE, Registered
from tests.unit.exports.papers import reading
from tests.unit.usecases.competition.test_commend import begun, play_final, play_first, unlock
from tests.unit.usecases.competition.test_tie_offs import frozen_again


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def event(services: wiring.Services) -> Registered:
    """Five teams; both stages are played, nothing is signed."""
    event = begun(ctx=services.ctx)
    play_first(event, ({"1队": 50, "2队": 40, "3队": 10}, {"4队": 30, "5队": 60}))
    play_final(event, {"1队": 20, "2队": 10, "5队": 30})
    return event


@pytest.fixture
def second(app: Flask, services: wiring.Services, organiser: Browser) -> Browser:
    """Another organiser in another browser."""
    accounts.add_account(services.ctx, name="李二", password=PASSWORD)
    other = Browser(app.test_client())
    assert other.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303
    return other


def sign_in_as_second(browser: Browser) -> bool:
    """The other organiser signs in, in the browser of the first."""
    left = browser.post("/signout").status_code == 303
    return left and browser.post("/signin", data={"name": "李二", "password": PASSWORD}).status_code == 303


_KEYS = iter(range(1, 10_000))


def do(browser: Browser, event: Registered, what: str, status: int = 303, **said: Any) -> Any:
    answer = browser.post(f"/organiser/competitions/{event.id}/{what}", data={"key": f"k{next(_KEYS)}", **said})
    assert answer.status_code == status, answer.text
    return answer


def page(browser: Browser, event: Registered, what: str) -> str:
    return browser.get(f"/organiser/competitions/{event.id}/{what}").text


def sign(first: Browser, second: Browser, event: Registered, stage: str, **said: str) -> None:
    do(first, event, "signoff", stage=stage, **said)
    do(second, event, "signoff/confirm", no=str(len(event.state.commend.signoffs)))


def signed(first: Browser, second: Browser, event: Registered) -> None:
    """Everything is signed; 单位1 has the award by name."""
    sign(first, second, event, "初赛")
    sign(first, second, event, "决赛")
    do(first, event, "awards/name", award="优秀组织奖", holder=["unit:单位1"], reason="组委会会议")
    sign(first, second, event, "")


def test_the_page_lists_what_blocks_the_sign_off_each_with_its_link(organiser: Browser, event: Registered) -> None:
    text = page(organiser, event, "results")
    assert "初赛的成绩没有签发" in text
    assert "没有确定获奖者" in text
    assert f'href="/organiser/competitions/{event.id}/awards"' in text
    do(organiser, event, "signoff", 409, stage="")
    do(organiser, event, "signoff", 404, stage="总决赛")


def test_a_second_person_confirms_on_another_device(organiser: Browser, second: Browser, event: Registered) -> None:
    do(organiser, event, "signoff", stage="初赛")
    text = page(organiser, event, "results")
    assert "待第二人确认" in text
    assert "signoff/confirm" not in text, "it would be refused"
    assert "由您提请签发" in text
    assert "可以确认的账号：李二。" in text
    assert "signoff/confirm" in page(second, event, "results")
    assert "另一人" in do(organiser, event, "signoff/confirm", 409, no="1").text
    do(second, event, "signoff/confirm", no="1")
    assert "已签发，第1版" in page(organiser, event, "results")
    stage = organiser.get(f"/organiser/competitions/{event.id}/papers/stage/1.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(stage.data))["初赛"]
    signed_now = event.state.commend.signed("初赛")
    assert signed_now is not None
    rows = [(row[0], row[1], row[3], row[5]) for row in sheet.iter_rows(min_row=5, max_row=9, values_only=True)]
    assert rows == [(one.group, one.rank, one.name, one.score) for one in signed_now.ranking]
    assert organiser.get(f"/organiser/competitions/{event.id}/papers/stage/9.xlsx").status_code == 404


def test_neither_a_proposal_that_no_longer_holds_nor_a_frozen_result_is_offered_for_confirmation(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    do(organiser, event, "signoff", stage="决赛")
    assert "signoff/confirm" in page(second, event, "results")
    unlock(event, "决赛", 0, {"2队": 5})
    assert "signoff/confirm" not in page(second, event, "results"), "it would be refused"
    assert "提请以后成绩有了变动" in page(second, event, "results")
    do(organiser, event, "signoff", stage="决赛")
    assert "signoff/confirm" in page(second, event, "results")
    hall = frozen_again(event, event.state.played["决赛"][0].match)
    text = page(second, event, "results")
    assert "signoff/confirm" not in text
    assert "还有1场在封榜" in text
    assert 'name="stage" value="决赛"' not in text, "nor may it be proposed"
    do(organiser, event, "signoff", 409, stage="决赛")
    hall.do("table.open", CHIEF, reason="不再封榜")
    assert "signoff/confirm" in page(second, event, "results")


def test_one_browser_does_not_sign_twice_whoever_is_signed_in(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    do(organiser, event, "signoff", stage="初赛")
    assert sign_in_as_second(organiser)
    assert "另一台设备" in do(organiser, event, "signoff/confirm", 409, no="1").text
    do(second, event, "signoff/confirm", no="1")


def test_a_correction_after_the_next_draw_is_named_on_the_pages_of_both_stages_and_of_the_results(
    organiser: Browser, event: Registered
) -> None:
    pages = ("stages/1", "stages/2", "results")
    assert not any("抽签时晋级" in page(organiser, event, one) for one in pages)
    unlock(event, "初赛", 0, {"3队": 100})
    for one in pages:
        said = page(organiser, event, one)
        assert "按现成绩晋级，抽签时未晋级：3队" in said, one
        assert "抽签时晋级，按现成绩未晋级：2队" in said, one


def test_a_protest_is_entered_answered_and_blocks_meanwhile(organiser: Browser, event: Registered) -> None:
    match = event.state.played["初赛"][0].match
    do(organiser, event, "protests", place=f"初赛|{match}|3", text="判罚有误")
    assert "1号申诉没有答复" in page(organiser, event, "results")
    do(organiser, event, "protests", 400, place=f"初赛|{match}|4", text="判罚有误")
    do(organiser, event, "protests", 400, place="x", text="判罚有误")
    do(organiser, event, "protests/1", upheld="no", text="判罚无误")
    assert "申诉不成立" in page(organiser, event, "results")


def test_an_award_is_named_from_the_list_or_left_empty_on_purpose(organiser: Browser, event: Registered) -> None:
    said = {"award": "优秀组织奖", "reason": "会议"}
    do(organiser, event, "awards/name", 400, **said)
    do(organiser, event, "awards/name", 400, holder="unit:路人单位", **said)
    do(organiser, event, "awards/name", 400, holder="team:99", **said)
    do(organiser, event, "awards/name", 400, award="优秀组织奖", holder="unit:单位1")
    do(organiser, event, "awards/name", empty="1", **said)
    assert event.state.commend.named["优秀组织奖"].holders == ()
    do(organiser, event, "awards/name", holder="person:2:张2一", **said)
    assert event.state.commend.named["优秀组织奖"].holders[0].unit == "单位1"
    assert "个人得分 = " in page(organiser, event, "awards") or "张2一" in page(organiser, event, "awards")


PAPERS = ("transcripts", "winners", "decision", "circular", "script")


def test_before_the_signature_no_paper_no_certificate_and_no_ceremony_names_a_winner(
    organiser: Browser, event: Registered
) -> None:
    for kind in (*(f"papers/{one}" for one in PAPERS), "papers/ranking.xlsx", "papers/ranking.csv"):
        answer = organiser.get(f"/organiser/competitions/{event.id}/{kind}")
        assert answer.status_code == 409, kind
        assert "5队" not in answer.text
    for what in ("papers", "certificates", "ceremony"):
        assert "成绩还没有签发" in page(organiser, event, what)


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_a_page_and_a_word_document(
    organiser: Browser, second: Browser, event: Registered, kind: str
) -> None:
    signed(organiser, second, event)
    assert "5队" in page(organiser, event, f"papers/{kind}")
    data = organiser.get(f"/organiser/competitions/{event.id}/papers/{kind}/docx").data
    assert any("5队" in line for line in reading.lines(data))


def test_every_number_of_the_papers_is_the_ledger_s(organiser: Browser, second: Browser, event: Registered) -> None:
    signed(organiser, second, event)
    version = event.state.commend.signed()
    assert version is not None
    base = f"/organiser/competitions/{event.id}/papers"
    book = openpyxl.load_workbook(io.BytesIO(organiser.get(f"{base}/ranking.xlsx").data))
    assert book.sheetnames == ["总成绩", "初赛", "决赛"]
    rows = [list(row) for row in book["总成绩"].iter_rows(min_row=5, values_only=True)]
    wanted = [(one.rank, one.name, one.unit, one.stage, one.score) for one in version.ranking]
    assert [(row[0], row[2], row[3], row[4], row[6]) for row in rows[: len(wanted)]] == wanted
    assert [row[7] or "" for row in rows[: len(wanted)]] == ["一等奖", "二等奖", "二等奖", "", ""]
    assert any("裁判长：" in str(row[0]) for row in rows[len(wanted) :])
    text = organiser.get(f"{base}/ranking.csv").data
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[:4] == ["1", "", "5队", "单位3"]
    transcript = reading.lines(organiser.get(f"{base}/transcripts/docx").data)
    at = next(no for no, line in enumerate(transcript) if line.startswith("5队"))
    first, final = (event.state.commend.signed(stage) for stage in ("初赛", "决赛"))
    assert first is not None
    assert final is not None
    scores = {one.team: f"{one.score.normalize():f}" for one in (*first.ranking, *final.ranking) if one.team == 5}
    assert scores[5] in transcript[at:]
    assert "总名次：第1名。" in transcript[at:]


def test_a_correction_is_marked_on_every_paper_and_the_old_version_stays_readable(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    do(organiser, event, "awards/name", award="优秀组织奖", holder=["unit:单位2"], reason="组委会复议")
    do(organiser, event, "signoff", 400, stage="", again="1")
    sign(organiser, second, event, "", again="1", reason="组织奖更正")
    for kind in PAPERS:
        now = page(organiser, event, f"papers/{kind}")
        assert "第2版（更正），更正原因：组织奖更正" in now
        old = page(organiser, event, f"papers/{kind}?version=1")
        assert "第1版已被第2版取代" in old
    for file, sheet in (("ranking.xlsx", "总成绩"), ("handed.xlsx", "Sheet1")):
        for version, mark in ((2, "第2版（更正），更正原因：组织奖更正"), (1, "第1版已被第2版取代，仅供查阅")):
            answer = organiser.get(f"/organiser/competitions/{event.id}/papers/{file}?version={version}")
            assert openpyxl.load_workbook(io.BytesIO(answer.data))[sheet]["A2"].value.startswith(mark)
            assert f"（第{version}版）" in unquote(answer.headers["Content-Disposition"])
    table = page(organiser, event, "papers/ranking.csv?version=1").splitlines()
    assert all(row.endswith("第1版已被第2版取代，仅供查阅") for row in table[1:])
    assert "单位1" in page(organiser, event, "papers/winners?version=1")
    assert organiser.get(f"/organiser/competitions/{event.id}/papers/winners?version=9").status_code == 404


def made(browser: Browser, answer: Any, patience: int = 20) -> list[tuple[str, bytes]]:
    """The files of a page on which they are made."""
    for _ in range(10 * patience):
        text = browser.get(answer.headers["Location"]).text
        links = re.findall(r'href="([^"]*/made/[^"]+/\d+)">([^<]+)<', text)
        if links:
            return [(name, browser.get(link).data) for link, name in links]
        time.sleep(0.1)
    raise AssertionError(text)


def test_a_stage_that_is_signed_says_so_beside_its_name(organiser: Browser, second: Browser, event: Registered) -> None:
    assert "已签发" not in page(organiser, event, "results")
    signed(organiser, second, event)
    names = re.findall(r"<summary>([^<]+?) <span class=\"mark mark-open\">已签发", page(organiser, event, "results"))
    assert names == [one.name for one in event.state.stages.stages]


def test_a_certificate_has_the_address_that_others_reach_not_the_one_of_the_organisers_own_window(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    monkeypatch.setattr("scoreboard.web.venue.base_urls", lambda *_: ["http://192.0.2.2:8000"])
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    assert "http://192.0.2.2:8000/cert/" in page(organiser, event, "certificates")
    ((_, data),) = made(organiser, do(organiser, event, "certificates/print", no=["1"]))
    assert any("http://192.0.2.2:8000/cert/" in line for line in reading.lines(data))


def test_certificates_are_numbered_made_and_marked_when_they_are_printed_again(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    signed(organiser, second, event)
    assert "有4个获奖者还没有证书" in page(organiser, event, "certificates")
    do(organiser, event, "certificates/number")
    do(organiser, event, "certificates/print", 400)
    ((name, data),) = made(organiser, do(organiser, event, "certificates/print", no=["1", "2", "3", "4"]))
    assert name.endswith(".docx")
    lines = reading.lines(data)
    assert "证书编号：0001" in lines
    assert any("5队" in line for line in lines)
    code = event.state.commend.certificates[0].code
    assert any(code[:3] in line and "/cert/" in line for line in lines)
    ((_, again),) = made(organiser, do(organiser, event, "certificates/print", no=["1"]))
    assert "证书编号：0001（第2次打印）" in reading.lines(again)
    do(organiser, event, "certificates/1/hand", to="李一")
    do(organiser, event, "certificates/1/hand", 409, to="李二")
    do(organiser, event, "certificates/9/hand", 400, to="李二")
    listed = organiser.get(f"/organiser/competitions/{event.id}/papers/handed.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(listed)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[5]][:8] == ["0001", "一等奖", "5队", "单位3", code, 2, "李一", "2026年5月10日"]


def test_what_could_not_be_made_was_not_printed_and_the_next_making_is_the_first(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    made_by = certificates.child.read

    def breaks(*_: object, **__: object) -> bytes:
        raise Invalid("file-broken")

    monkeypatch.setattr(certificates.child, "read", breaks)
    answer = do(organiser, event, "certificates/print", no=["1"])
    assert organiser.get(answer.headers["Location"]).status_code == 400
    assert event.state.commend.certificates[0].printed == ()
    do(organiser, event, "certificates/1/hand", 409, to="李一")

    def meanwhile(*given: Any, **said: Any) -> Any:
        monkeypatch.setattr(certificates.child, "read", made_by)
        made(second, do(second, event, "certificates/print", no=["1"]))
        return made_by(*given, **said)

    monkeypatch.setattr(certificates.child, "read", meanwhile)
    answer = do(organiser, event, "certificates/print", no=["1"])
    until = time.monotonic() + 20
    while (refused := organiser.get(answer.headers["Location"])).status_code == 200 and time.monotonic() < until:
        time.sleep(0.1)
    assert (refused.status_code, "被别人打印" in refused.text) == (400, True)
    assert len(event.state.commend.certificates[0].printed) == 1
    ((_, again),) = made(organiser, do(organiser, event, "certificates/print", no=["1"]))
    assert "证书编号：0001（第2次打印）" in reading.lines(again)


def test_the_pages_warn_while_a_correction_waits_and_take_the_reason_of_whoever_goes_on(
    organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    assert "有更正正在办理" not in page(organiser, event, "certificates") + page(organiser, event, "ceremony")
    unlock(event, "决赛", 0, {"2队": 100})
    for what in ("certificates", "ceremony"):
        text = page(organiser, event, what)
        assert ("有更正正在办理" in text, 'name="despite"' in text) == (True, True)
    do(organiser, event, "certificates/number", 409)
    do(organiser, event, "certificates/number", 400, despite="1")
    do(organiser, event, "certificates/number", despite="1", reason="车在等")
    assert "有更正正在办理" in page(organiser, event, "certificates")
    do(organiser, event, "ceremony/begin", 409, award="一等奖")
    do(organiser, event, "ceremony/begin", award="一等奖", despite="1", reason="领导在场")
    assert "有更正正在办理" in page(organiser, event, "ceremony")


def test_certificates_come_a_page_at_a_time_are_looked_for_and_the_unprinted_are_made_at_once(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    monkeypatch.setattr(certificates, "SHOWN", 3)
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")

    def numbers(query: str) -> list[str]:
        return re.findall(r'<td class="place">(\d{4})</td>', page(organiser, event, f"certificates{query}"))

    assert numbers("") == ["0001", "0002", "0003"]
    assert numbers("?page=2") == numbers("?page=99") == ["0004"]
    code = event.state.commend.certificates[1].code
    for wanted, found in (
        ("1队", ["0002"]),
        ("二等奖", ["0002", "0003"]),
        (code[:4].lower(), ["0002"]),
        ("无此人", []),
    ):
        assert numbers(f"?q={wanted}") == found, wanted
    made(organiser, do(organiser, event, "certificates/print", no=["2"]))
    assert "制作没有打印过的3张" in page(organiser, event, "certificates")
    made(organiser, do(organiser, event, "certificates/print", unprinted="1"))
    assert [len(one.printed) for one in event.state.commend.certificates] == [1, 1, 1, 1]
    do(organiser, event, "certificates/print", 400, unprinted="1")
    answer = do(organiser, event, "certificates/4/hand?q=组织&page=1", to="李一")
    assert answer.location.endswith("certificates?q=%E7%BB%84%E7%BB%87&page=1")


def test_who_may_be_named_is_looked_for_and_what_was_chosen_stays_chosen(
    organiser: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awards, "SHOWN", 2)
    text = page(organiser, event, "awards")
    assert text.count('name="holder"') == 6
    assert "还有13个没有列出" in text
    said = {"award": "优秀组织奖", "holder": ["unit:单位1"], "find": "张3", "search": "1", "reason": "会议决定"}
    text = do(organiser, event, "awards/name", 200, **said).text
    assert re.findall(r'name="holder" value="([^"]+)" (checked)?', text)[:3] == [
        ("unit:单位1", "checked"), ("person:3:张3一", ""), ("person:3:张3二", ""),
    ]  # fmt: skip
    assert 'name="reason" maxlength="500" value="会议决定"' in text
    assert "优秀组织奖" not in event.state.commend.named
    do(organiser, event, "awards/name", award="优秀组织奖", holder=["unit:单位1"], reason="会议决定")
    assert event.state.commend.named["优秀组织奖"].holders[0].name == "单位1"


def test_the_public_page_says_what_a_code_is_worth_and_nothing_else(
    app: Flask, organiser: Browser, second: Browser, event: Registered
) -> None:
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    do(organiser, event, "certificates/4/revoke", reason="弄虚作假")
    good, revoked = (event.state.commend.certificates[no].code for no in (0, 3))
    stranger = Browser(app.test_client())
    for code, words in ((good, "有效"), (revoked, "已撤销")):
        answer = stranger.get(f"/cert/{code}")
        assert answer.status_code == 200
        assert words in answer.text
        assert not [one for one in ("5队", "单位", "一等奖", "组织奖", "弄虚作假") if one in answer.text]
    answer = stranger.get("/cert/ABCDEFGHJ")
    assert answer.status_code == 404
    assert "查无此码" in answer.text
    assert stranger.get(f"/cert/?code={good}").headers["Location"].endswith(good)
    assert stranger.get("/cert/").status_code == 200


def test_nothing_comes_up_on_the_screen_before_its_call(organiser: Browser, second: Browser, event: Registered) -> None:
    signed(organiser, second, event)

    def view() -> str:
        return organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").get_data(as_text=True)

    teams = ("1队", "2队", "5队")
    assert not [one for one in teams if one in organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json]
    assert organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json["reveal"] is None
    do(organiser, event, "ceremony/begin", award="二等奖")
    seen = organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json
    assert (seen["reveal"]["total"], seen["reveal"]["next"], seen["reveal"]["shown"]) == (2, 3, [])
    assert not [one for one in teams if one in str(seen)]
    do(organiser, event, "ceremony/next", shown="0")
    do(organiser, event, "ceremony/next", 409, shown="0")
    seen = organiser.get(f"/organiser/competitions/{event.id}/ceremony/view").json
    assert seen["reveal"]["shown"] == [{"place": 3, "name": "2队", "unit": "单位1", "members": "张2一　张2二　张2三"}]
    assert not [one for one in ("1队", "5队") if one in str(seen)]
    assert "5队" not in page(organiser, event, "ceremony/screen")
    do(organiser, event, "ceremony/back", shown="1")
    assert not [one for one in teams if one in view()]
    do(organiser, event, "ceremony/end")
    assert view()


def test_strangers_open_none_of_it(app: Flask, event: Registered) -> None:
    stranger = Browser(app.test_client())
    for what in ("results", "awards", "papers", "certificates", "ceremony", "ceremony/view", "papers/winners"):
        assert stranger.get(f"/organiser/competitions/{event.id}/{what}").status_code in (302, 303, 401, 403), what


def test_who_guesses_codes_is_slowed_down_in_a_lane_of_its_own(
    app: Flask, organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(organiser, second, event)
    do(organiser, event, "certificates/number")
    waited: list[float] = []
    throttle = app.extensions["throttles"]["certificates"]
    monkeypatch.setattr(throttle, "_sleep", waited.append)
    stranger = Browser(app.test_client())
    for no in range(130):
        assert stranger.get(f"/cert/ABCDEF{no:03d}").status_code == 404
    assert waited[-1] > 0
    waited.clear()
    assert stranger.get(f"/cert/{event.state.commend.certificates[0].code}").status_code == 200
    assert not any(waited)
    environ = {"PATH_INFO": "/cert/ABC", "REQUEST_METHOD": "GET"}
    assert try_of(environ, GoodCodes(event.ctx), "1.2.3.4") == "1.2.3.4 certificates"


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.timeout(300)
def test_with_an_office_program_all_papers_are_one_pdf(
    organiser: Browser, second: Browser, event: Registered, soffice: str
) -> None:
    assert soffice
    signed(organiser, second, event)
    ((name, data),) = made(organiser, do(organiser, event, "papers/pdf"), patience=240)
    assert name.endswith(".pdf")
    document = pypdfium2.PdfDocument(data)
    text = "".join(one.get_textpage().get_text_range() for one in document)
    assert len(document) >= 10
    assert "5" in text


def test_without_an_office_program_the_page_says_so_and_refuses_the_pdf(
    organiser: Browser, second: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.server.office.NAMES", ())
    signed(organiser, second, event)
    assert "没有安装 LibreOffice" in page(organiser, event, "papers")
    do(organiser, event, "papers/pdf", 409)
