"""The questions of all stages on the organiser's pages: what is lacking, who knows them, what leaked."""

from __future__ import annotations

from datetime import date

import pytest

from scoreboard import wiring
from scoring.engine.competition.commands_stages import DrawByHand
from scoring.engine.moments import moment_of
from scoring.usecases import accounts
from scoring.usecases.competition.stages import play_groups
from scoring.usecases.contents import question_ids
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.records import Match
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import HOST, Hall, invented
from tests.registrations import ORGANISER, ZONE, Registered
from tests.web.test_stages import event

__all__ = ["event"]


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@pytest.fixture
def made(event: Registered, services: wiring.Services) -> Registered:
    event.do(DrawByHand("初赛", ((1, 2, 3), (4, 5))))
    play_groups(services.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", key="m")
    return event


def a_set(event: Registered, name: str = "初赛题库", count: int = 60) -> str:
    listed = [invented(no) for no in range(1, count + 1)]
    return question_sets.import_question_set(event.ctx, actor=ORGANISER, name=name, questions=listed, media=[]).id


def page(event: Registered, what: str = "") -> str:
    return f"/organiser/competitions/{event.id}/questions{what}"


def send(browser: Browser, event: Registered, what: str, status: int = 303, **said: object) -> str:
    answer = browser.post(page(event, what), data={"key": f"{what}{len(str(said))}", **said})
    assert answer.status_code == status, answer.text
    return browser.get(page(event)).text if status == 303 else answer.text


def held(event: Registered) -> list[Match]:
    return [matches.match_of(event.ctx, one.match) for one in event.state.played["初赛"]]


def test_the_page_says_of_every_stage_what_it_needs_and_what_there_is(organiser: Browser, made: Registered) -> None:
    assert "还没有题库" in organiser.get(page(made)).text
    few, many = a_set(made, "小题库", 3), a_set(made)
    assert "给各阶段选好题库" in organiser.get(page(made)).text
    shown = send(organiser, made, "/sets/1", set=few)
    assert "现有3题" in shown
    assert "初赛抢答需6题，现有3题，缺" in shown
    shown = send(organiser, made, "/sets/1", set=[few, many])
    assert "题干" not in shown
    assert "初赛抢答需6题，现有63题。" in shown
    assert "决赛抢答需3题，现有0题，缺3题。" in shown


def test_the_matches_of_a_stage_are_filled_at_once(organiser: Browser, made: Registered) -> None:
    send(organiser, made, "/fill/1", 409)
    send(organiser, made, "/sets/1", set=a_set(made))
    shown = send(organiser, made, "/fill/1")
    first, second = (question_ids(one) for one in held(made))
    assert f"补齐了{len(first) + len(second)}题" in shown or f"已有{len(first) + len(second)}题" in shown
    assert not set(first) & set(second)


def test_a_set_that_two_stages_share_leaves_the_later_one_what_it_needs(organiser: Browser, made: Registered) -> None:
    shared = a_set(made, count=16)
    send(organiser, made, "/sets/1", set=shared)
    send(organiser, made, "/sets/2", set=shared)
    send(organiser, made, "/fill/1")
    used = sum(len(question_ids(one)) for one in held(made))
    assert 0 < used < 16


def test_who_knows_a_set_and_is_of_a_competing_organisation_is_named(organiser: Browser, made: Registered) -> None:
    own = a_set(made)
    send(organiser, made, "/sets/1", set=own)
    shown = send(organiser, made, "/people", set=own, author="出题一，单位1\n出题二，外校", reviewer="张1一，单位 1")
    assert "出题人出题一与参赛的1队同属单位1" in shown
    assert "审题人张1一就在参赛的1队里" in shown
    assert "出题二与" not in shown
    refused = send(organiser, made, "/people", 400, set=own, author="重名，甲\n重名，甲", reviewer="")
    assert "重名，甲\n重名，甲" in refused


def test_leaked_questions_are_withdrawn_by_their_numbers(organiser: Browser, made: Registered) -> None:
    own = a_set(made)
    send(organiser, made, "/sets/1", set=own)
    send(organiser, made, "/fill/1")
    listed = question_sets.questions_in(made.ctx, actor=ORGANISER, question_set=own)
    chosen = next(one for one in listed if one.id in question_ids(held(made)[0]))
    assert "理由" in send(organiser, made, "/withdraw", 400, set=own, numbers=str(chosen.no))
    assert "999" in send(organiser, made, "/withdraw", 400, set=own, numbers="999", reason="泄露")
    shown = send(organiser, made, "/withdraw", set=own, numbers=str(chosen.no), reason="考前有人拍照")
    assert "考前有人拍照" in shown
    assert "从1场撤下" in shown
    items = organiser.get(page(made, "/items")).text
    assert "考前有人拍照" in items
    assert chosen.stem not in items
    answer = organiser.post(
        f"/organiser/matches/{held(made)[0].id}/questions/pool",
        data={
            "pool": held(made)[0].questions[0][0],
            "set": own,
            "numbers": str(chosen.no),
            "version": "",
        },
    )
    assert answer.status_code == 409


def test_a_match_under_way_that_has_a_withdrawn_question_is_named_with_its_place(
    organiser: Browser, made: Registered, services: wiring.Services
) -> None:
    own = a_set(made)
    send(organiser, made, "/sets/1", set=own)
    send(organiser, made, "/fill/1")
    match = held(made)[0]
    stations.draw_stations(services.ctx, actor=ORGANISER, match_id=match.id)
    teams = [one.team.id for one in roster.roster_of(services.ctx, match.id)]
    hall = Hall(services.ctx, match.id, teams, own)
    hall.do("match.open", ORGANISER)
    hall.do("round.begin", HOST, round=match.questions[0][0])
    hall.do("item.present", HOST)
    asked = hall.state.items[-1].question
    listed = {one.id: one.no for one in question_sets.questions_in(made.ctx, actor=ORGANISER, question_set=own)}
    assert asked is not None
    later = question_ids(match)[-1]
    numbers = f"{listed[asked]} {listed[later]}"
    shown = send(organiser, made, "/withdraw", set=own, numbers=numbers, reason="泄露")
    assert f"“{match.title}”" in shown
    assert "第1题已经出过" in shown
    assert "还没有出" in shown
    items = organiser.get(page(made, f"/items?set={own}")).text
    assert items.count(match.title) > len(question_ids(match))


def test_a_set_or_stage_that_is_not_there_is_not_found(organiser: Browser, event: Registered) -> None:
    assert organiser.get(page(event, "/items?set=nil")).status_code == 404
    assert organiser.post(page(event, "/sets/9"), data={"key": "x"}).status_code == 404
    assert organiser.post(page(event, "/sets/1"), data={"key": "y", "set": "nil"}).status_code == 404


def test_opening_a_page_or_a_file_with_texts_is_written_down_once_and_told_by_question(
    organiser: Browser, made: Registered, services: wiring.Services
) -> None:
    source = a_set(made, count=3)
    for address in (f"/organiser/sets/{source}", f"/organiser/sets/{source}/set.xlsx"):
        assert organiser.get(address).status_code == 200
    assert made.state.questions.looks == ()
    send(organiser, made, "/sets/1", set=source)
    match = made.state.played["初赛"][0].match
    listed = [one.id for one in question_sets.questions_in(services.ctx, actor=ORGANISER, question_set=source)]
    pools.set_pool(services.ctx, actor=ORGANISER, match_id=match, pool="press", questions=listed[:2])
    for address in (f"/organiser/matches/{match}/questions", f"/organiser/matches/{match}/print/questions"):
        assert organiser.get(address).status_code == 200
    assert [sorted(one.questions) for one in made.state.questions.looks] == [sorted(listed[:2])]
    for _ in range(2):
        for kind in ("", "/set.xlsx", "/set.zip"):
            assert organiser.get(f"/organiser/sets/{source}{kind}").status_code == 200
    assert [(one.question_set, len(one.questions)) for one in made.state.questions.looks[1:]] == [("", 3), (source, 0)]
    name = accounts.accounts_of(services.ctx, actor=ORGANISER)[0].name
    assert f"<td>{name}</td>" in _row(organiser, made, source)


def _row(browser: Browser, event: Registered, source: str) -> str:
    return browser.get(page(event, f"/items?set={source}")).text
