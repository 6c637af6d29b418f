"""A form of the organiser's that is refused comes back with what was typed into it, whatever page it is on."""

from __future__ import annotations

import io

import pytest

from scoreboard import wiring
from scoreboard.blueprints.organiser import registration_import
from scoreboard.bots.forms import Form, read_page
from scoreboard.web.refilled import refilled
from scoring.engine.competition.commands import Decide
from scoring.usecases.competition.stages import set_stages
from scoring.usecases.quiz import matches
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.registrations import OPENS, ORGANISER, Registered, open_registration, values
from tests.unit.usecases.competition.test_stages import SMALL, STAGES

PAGE = """<form method="post" action="/here"><input type="hidden" name="key" value="new">
<input type="hidden" name="award" value="一等奖">
<input name="reason" value=""><textarea name="text">old</textarea><input type="password" name="secret">
<select name="kind"><option value="a" selected>A<option value="b">B</select>
<input type="checkbox" name="seed" value="1" checked> <input type="checkbox" name="seed" value="2">
<input name="member" value=""> <input name="member" value=""></form> <input name="beyond" form="other" value="">
<form id="other" method="post" action="/here"><input type="hidden" name="award" value="二等奖">
<input name="reason" value="kept"></form>
"""


def forms(html: str) -> list[Form]:
    return read_page(html).forms


def test_what_was_typed_stands_in_its_form_again_and_in_no_other_of_the_page() -> None:
    said = {
        "key": ["old"],
        "award": ["一等奖"],
        "reason": ['他说"<b>"'],
        "text": ["\n第二行 & 三"],
        "secret": ["geheim"],
        "kind": ["b"],
        "seed": ["2"],
        "member": ["张一", "张二"],
    }
    html = refilled(PAGE, "/here", said)
    first, second = forms(html)
    assert first.values == {
        "key": ["new"],
        "award": ["一等奖"],
        "reason": ['他说"<b>"'],
        "text": ["\n第二行 & 三"],
        "secret": [""],
        "kind": ["b"],
        "seed": ["2"],
        "member": ["张一", "张二"],
    }
    assert second.values["reason"] == ["kept"]
    assert "geheim" not in html


def test_a_field_that_stands_outside_of_its_form_is_filled_too() -> None:
    html = refilled(PAGE, "/here", {"award": ["二等奖"], "reason": ["理由"], "beyond": ["远"]})
    assert 'name="beyond" form="other" value="远"' in html
    assert forms(html)[1].values["reason"] == ["理由"]


def test_a_field_that_says_what_its_page_showed_keeps_what_is_stored_by_now() -> None:
    was = '<input type="hidden" name="was-title" value="new">'
    page = f'<form method="post" action="/a">{was}<input name="title" value="new"></form>'
    assert refilled(page, "/a", {"was-title": ["old"], "title": ["old"]}) == page
    assert 'value="mine"' in refilled(page, "/a", {"was-title": ["old"], "title": ["mine"]})


@pytest.mark.parametrize("ticked", [True, False])
def test_a_box_that_says_what_its_page_showed_keeps_what_is_stored_by_now(ticked: bool) -> None:
    now, then = ("", "1") if ticked else ("1", "")
    box = f'<input type="checkbox" name="bright"{"" if ticked else " checked"}>'
    page = f'<form method="post" action="/a"><input type="hidden" name="was-bright" value="{now}">{box}</form>'
    sent: dict[str, list[str]] = {"bright": ["on"]} if ticked else {}
    assert read_page(refilled(page, "/a", {"was-bright": [then], **sent})).forms[0].values == (
        read_page(page).forms[0].values
    )
    assert ("bright" in read_page(refilled(page, "/a", {"was-bright": [now], **sent})).forms[0].values) == ticked


def test_one_of_several_that_says_what_its_page_showed_keeps_what_is_stored_by_now() -> None:
    rows = "".join(f'<input type="radio" name="theme" value="{one}"{" checked" * (one == "b")}>' for one in "abc")
    page = f'<form method="post" action="/a"><input type="hidden" name="was-theme" value="b">{rows}</form>'

    def shown(was: str, sent: str) -> list[str]:
        return read_page(refilled(page, "/a", {"was-theme": [was], "theme": [sent]})).forms[0].values["theme"]

    assert [shown("a", "a"), shown("a", "c"), shown("b", "a")] == [["b"], ["c"], ["a"]]


def test_a_page_without_the_form_stays_as_it_is() -> None:
    assert refilled(PAGE, "/elsewhere", {"reason": ["x"]}) == PAGE


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = OPENS + 1


@pytest.fixture
def event(services: wiring.Services) -> Registered:
    """Six approved teams, not drawn yet."""
    made = open_registration(services.ctx)
    set_stages(services.ctx, actor=ORGANISER, competition_id=made.id, text=SMALL + STAGES, key="stages")
    for no in range(1, 7):
        made.hand_in(values(f"{no}队", f"单位{no}", tuple(f"张{no}{one}" for one in "一二三")))
        made.do(Decide(no, 1, "approve"))
    return made


def test_lots_of_a_whole_list_are_typed_once_though_one_of_them_is_wrong(organiser: Browser, event: Registered) -> None:
    page = f"/organiser/competitions/{event.id}/stages/1"
    lots = {f"group{no}": "3" if no > 2 else "1" for no in range(1, 7)}
    answer = organiser.post(f"{page}/by-hand", data={"key": "k", **lots})
    again = read_page(answer.text).need("/by-hand")
    assert answer.status_code == 400
    assert {name: text for name, (text,) in again.values.items() if name in lots} == lots


def test_a_team_whose_lot_is_blank_is_put_into_no_group(organiser: Browser, event: Registered) -> None:
    page = f"/organiser/competitions/{event.id}/stages/1"
    lots = {f"group{no}": "1" for no in range(1, 6)} | {"group6": ""}
    answer = organiser.post(f"{page}/by-hand", data={"key": "k", **lots})
    assert (answer.status_code, event.state.draws) == (400, ())
    assert "“6队”不能空着" in answer.text


def test_seeds_and_the_reason_of_a_draw_that_is_refused_stay(organiser: Browser, event: Registered) -> None:
    page = f"/organiser/competitions/{event.id}/stages/1"
    sent = {"key": "k", "groups": "9", "pot2": "1", "pot5": "2"}
    again = read_page(organiser.post(f"{page}/commit", data=sent).text).need("/commit")
    kept = [again.values[name] for name in ("groups", "pot2", "pot5")]
    assert (kept, "apart" in again.values) == ([["9"], ["1"], ["2"]], False)


def test_a_table_in_which_no_row_was_read_says_so_whatever_it_was_meant_for(
    organiser: Browser, event: Registered, services: wiring.Services
) -> None:
    own = f"/organiser/competitions/{event.id}"
    made = matches.create_match(services.ctx, actor=ORGANISER, competition_id=event.id, title="样板", text=SMALL)
    heads = {
        f"{own}/registration/import": "代表队,单位,领队,队员1",
        f"{own}/schedule/import": "场次,日期,地点",
        f"/organiser/matches/{made.id}/teams/import": "代表队,单位,领队,队员1",
    }
    for page, head in heads.items():
        answer = organiser.post(page, data={"file": (io.BytesIO(f"{head}\n".encode()), "空.csv")})
        assert (answer.status_code, "没有读到任何一行" in answer.text) == (422, True), page


def test_a_long_report_of_teams_shows_a_part_and_what_is_wrong_first(
    organiser: Browser, event: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration_import, "MOST_LINES", 1)
    table = "代表队,单位,领队,队员1,队员2,队员3\n7队,单位7,李一,张一,张二,张三\n8队,单位8,李一,张四,张五,\n"
    sent = {"file": (io.BytesIO(table.encode()), "t.csv")}
    answer = organiser.post(f"/organiser/competitions/{event.id}/registration/import", data=sent)
    shown = [name for name in ("7队", "8队") if f"<td>{name}</td>" in answer.text]
    assert (answer.status_code, shown, "还有 1 队" in answer.text) == (422, ["8队"], True)
