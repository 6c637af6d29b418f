"""From the pools to the result: questions of a match, seat cards, the checklist, the opening, the book."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from markupsafe import escape

from scoreboard import wiring
from scoreboard.server.addresses import is_loopback
from scoring.engine.quiz.check_code import check_code
from scoring.usecases import tickets
from scoring.usecases.lists import panels
from scoring.usecases.quiz import matches, roster
from scoring.usecases.quiz.judges import InMatch
from scoring.usecases.quiz.perform import match_state
from scoring.usecases.records import Match
from tests.conftest import Browser
from tests.halls import ORGANISER, play, set_up
from tests.unit.question_sets.builders import xlsx
from tests.web.organiser_files import QUESTIONS, hidden, new_match, read_through, send, with_teams


@pytest.fixture
def ready(organiser: Browser) -> str:
    """A match with teams, stations and questions: all that the opening needs."""
    match = new_match(organiser)
    with_teams(organiser, match)
    organiser.post(f"{match}/draw")
    taken = organiser.post("/organiser/sets/builtin", data={"set": "standard"}).location
    fields = {"set": taken.rsplit("/", 1)[-1], "way": "lot", "version": version(organiser, match)}
    assert organiser.post(f"{match}/questions", data=fields).status_code == 303
    return match


def pools(services: wiring.Services, match: str) -> dict[str, tuple[str, ...]]:
    return dict(matches.match_of(services.ctx, match.rsplit("/", 1)[-1]).questions)


def version(organiser: Browser, match: str) -> str:
    """The version of the pools that the page's forms carry."""
    return hidden(organiser.get(f"{match}/questions").text)["version"][0]


def codes(page: str) -> list[str]:
    return [code.replace(" ", "") for code in re.findall(r'class="seat-code num">([^<]+)<', page)]


def test_the_coverage_is_told_in_sentences(organiser: Browser) -> None:
    match = new_match(organiser)
    with_teams(organiser, match)
    report = read_through(organiser, send(organiser, "/organiser/sets/uploads", "题库.xlsx", xlsx(QUESTIONS)).location)
    organiser.post(report, data={"name": "两题"})
    page = organiser.get(f"{match}/questions").text
    assert re.search(r"抢答需20\+5题，现有2题，缺(18|19|20)题。", page)
    assert "2 支代表队，共需" in page


def test_the_page_says_how_many_matches_the_set_still_fills(organiser: Browser, ready: str) -> None:
    told = re.search(r"这套题还够比 (\d+) 场", organiser.get(f"{ready}/questions").text)
    assert told is not None
    assert int(told[1]) >= 3


def test_pools_are_filled_by_lot_and_can_be_changed_by_hand(
    organiser: Browser, services: wiring.Services, ready: str
) -> None:
    filled = pools(services, ready)
    assert len(filled["press"]) == 20
    every = [question for ids in filled.values() for question in ids]
    assert len(every) == len(set(every))
    contents = matches.questions_of(services.ctx, ready.rsplit("/", 1)[-1])
    first = contents[filled["press"][0]]
    fields = {"pool": "press", "set": first.question_set, "numbers": f"{first.no}"}
    fields["version"] = version(organiser, ready)
    assert organiser.post(f"{ready}/questions/pool", data=fields).status_code == 303
    fields["version"] = version(organiser, ready)
    assert pools(services, ready)["press"] == (first.id,)
    unknown = organiser.post(f"{ready}/questions/pool", data={**fields, "numbers": "1 九"})
    assert unknown.status_code == 400
    assert "题库里没有第“九”题" in unknown.text


def test_another_match_of_the_competition_gets_other_questions(
    organiser: Browser, services: wiring.Services, ready: str
) -> None:
    found = matches.match_of(services.ctx, ready.rsplit("/", 1)[-1])
    second = organiser.post(
        f"/organiser/competitions/{found.competition}/matches", data={"title": "第二场", "template": "quick-league"}
    ).location
    with_teams(organiser, second)
    contents = matches.questions_of(services.ctx, found.id)
    source = next(iter(contents.values())).question_set
    organiser.post(f"{second}/questions", data={"set": source, "way": "lot", "version": version(organiser, second)})
    mine = {question for ids in pools(services, second).values() for question in ids}
    assert mine
    assert not mine & set(contents)


def test_cards_carry_a_code_that_opens_the_seat_and_is_never_shown_again(
    app: Flask, organiser: Browser, services: wiring.Services, ready: str
) -> None:
    page = organiser.post(f"{ready}/tickets", data={"judges": "2", "displays": "1"}).text
    found = codes(page)
    assert len(found) == 2 + 1 + 1 + 2 + 1
    assert page.count('src="data:image/svg+xml') == 7
    assert "2号评委" in page
    visitor = Browser(app.test_client())
    assert visitor.post("/enter", data={"code": found[0]}).status_code == 303
    after = organiser.get(f"{ready}/tickets").text
    assert not any(code in after.replace(" ", "") for code in found)
    again = organiser.post(f"{ready}/tickets", data={"judges": "2", "displays": "1"})
    assert again.status_code == 400
    assert "每个席位都已有入场卡" in again.text


def test_cards_with_an_address_of_this_machine_alone_carry_a_warning(organiser: Browser, ready: str) -> None:
    one = {"role": "display", "label": "侧屏"}
    assert "只有这台电脑能打开" in organiser.post(f"{ready}/tickets/one", data={**one, "base": "http://localhost"}).text
    assert [is_loopback(f"http://{host}:8000") for host in ("127.0.0.1", "[::1]", "192.168.1.10", "leitai.lan")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_match_is_listed_with_how_far_it_has_come(services: wiring.Services, organiser: Browser) -> None:
    hall = set_up(services.ctx)
    page = f"/organiser/matches/{hall.match}"
    assert "准备中" in organiser.get("/organiser/").text
    assert "mark-open" not in organiser.get(page).text
    play(hall)
    assert "已锁定" in organiser.get("/organiser/").text
    assert '<span class="mark mark-open">已锁定</span>' in organiser.get(page).text


def test_a_locked_result_is_printed_with_the_check_code_that_binds_it_to_its_book(
    services: wiring.Services, organiser: Browser
) -> None:
    hall = set_up(services.ctx)
    page = f"/organiser/matches/{hall.match}"
    assert organiser.get(f"{page}/papers/result").status_code == 409
    play(hall)
    code = check_code(match_state(services.ctx, hall.match).lock_hash)
    assert len(code) == 39
    printed = organiser.get(f"{page}/papers/result").text
    for text in (code, "裁判长", "最终成绩", "甲队"):
        assert text in printed
    assert f"核对码 <b>{code}</b>" in organiser.get(page).text
    assert f'href="{page}/papers/result"' in organiser.get(page).text


def test_a_lost_card_is_replaced_and_a_withdrawn_one_opens_nothing(
    app: Flask, organiser: Browser, services: wiring.Services, ready: str
) -> None:
    old = codes(organiser.post(f"{ready}/tickets/one", data={"role": "display", "label": "侧屏"}).text)[0]
    ticket = tickets.tickets_of(services.ctx, ready.rsplit("/", 1)[-1])[0]
    new = codes(organiser.post(f"{ready}/tickets/{ticket.id}/again").text)[0]
    visitor = Browser(app.test_client())
    assert visitor.post("/enter", data={"code": old}).status_code == 403
    assert visitor.post("/enter", data={"code": new}).status_code == 303
    organiser.post(f"{ready}/tickets/{ticket.id}/revoke")
    assert visitor.post("/enter", data={"code": new}).status_code == 403
    assert organiser.post(f"{ready}/tickets/elsewhere/revoke").status_code == 404


def test_a_match_that_lacks_something_cannot_be_opened(organiser: Browser) -> None:
    match = new_match(organiser)
    page = organiser.get(match).text
    assert re.search(r'button-touch" type="submit" disabled', page)
    refused = organiser.post(f"{match}/open")
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text


def test_the_opening_freezes_what_was_prepared(organiser: Browser, services: wiring.Services, ready: str) -> None:
    assert organiser.post(f"{ready}/open").status_code == 303
    assert organiser.post(f"{ready}/open").status_code == 303
    state = match_state(services.ctx, ready.rsplit("/", 1)[-1])
    assert (state.phase, state.seq) == ("open", 1)
    assert organiser.post(f"{ready}/draw", data={"reason": "再来"}).status_code == 409
    assert organiser.post(f"{ready}/rules", data={"text": "id = 1"}).status_code in (400, 409)
    page = organiser.get(f"{ready}/teams").text
    assert "已经开赛，这里的内容不再更改" in page
    assert 'action="' + f"{ready}/teams/import" not in page
    assert "成绩表（Excel）" in organiser.get(ready).text


def test_a_book_taken_home_is_taken_in_elsewhere_but_never_twice_or_changed(
    organiser: Browser, services: wiring.Services, ready: str
) -> None:
    organiser.post(f"{ready}/open")
    match_id = ready.rsplit("/", 1)[-1]
    book = organiser.get(f"/api/matches/{match_id}/book").data
    assert send(organiser, "/organiser/books", "a.json", book).status_code == 409
    with services.ctx.store.write() as uow:
        uow.of(Match).remove(match_id)
        uow.commit()
    changed = json.loads(book)
    changed["roster"][0]["name"] = "改名队"
    refused = send(organiser, "/organiser/books", "a.json", json.dumps(changed).encode())
    assert refused.status_code == 400
    assert matches.list_matches(services.ctx) == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_of_a_match_has_all_its_words(organiser: Browser, ready: str, lang: str) -> None:
    pages = ["", "/rules", "/rules/print", "/teams", "/draw", "/questions", "/tickets"]
    for path in ["/organiser/", "/organiser/sets", *(f"{ready}{page}" for page in pages)]:
        answer = organiser.get(f"{path}?lang={lang}")
        assert answer.status_code == 200, path
        assert re.findall(r">\s*((?:organiser|common|questions)\.[a-z_.]+)", answer.text) == [], path
        assert not re.search(
            r"\{[a-z_]+\}",
            re.sub(r"<textarea.*?</textarea>|<script.*?</script>|content='.*?'", "", answer.text, flags=re.S),
        ), path
        assert " style=" not in answer.text
        assert "<script>" not in answer.text


def test_the_papers_for_the_table_hold_every_answer_and_a_line_for_every_item(
    organiser: Browser, services: wiring.Services, ready: str
) -> None:
    page = organiser.get(ready).text
    for paper in ("questions", "scores"):
        assert f'href="{ready}/print/{paper}"' in page
    questions = organiser.get(f"{ready}/print/questions").text
    filled = pools(services, ready)
    assert questions.count("答案：") == sum(map(len, filled.values()))
    contents = matches.questions_of(services.ctx, ready.rsplit("/", 1)[-1])
    stems = [contents[one].stem for one in filled["press"]]
    places = [questions.index(str(escape(stem))) for stem in stems]
    assert places == sorted(places)
    assert questions.count('<strong class="sheet-stamp">赛前保密</strong>') == len(
        [ids for ids in filled.values() if ids]
    )
    scores = organiser.get(f"{ready}/print/scores").text
    assert scores.count("记分员") == scores.count("监督员") == scores.count("裁判长") == 10
    assert scores.count("<small>") == 2 * 10
    assert '<th scope="row">3 号 第 1 题</th>' in scores
    assert '<th scope="row">第 20 题</th>' in scores
    assert "Blank score sheets" in organiser.get(f"{ready}/print/scores?lang=en").text


def test_the_stage_of_a_match_is_chosen_where_its_rules_have_several(
    organiser: Browser, services: wiring.Services, ready: str
) -> None:
    text = matches.rule_sheet_text(services.ctx, ready.rsplit("/", 1)[-1])
    without = re.sub(r"(?ms)^tie_matters[^\n]*$|^\[\[stage\]\].*?(?=^\[|\Z)", "", text)
    organiser.post(f"{ready}/rules", data={"text": without})
    assert 'name="stage"' not in organiser.get(ready).text
    two = '[[stage]]\nname = "初赛"\nadvance = 3\n[[stage]]\nname = "决赛"\n'
    organiser.post(f"{ready}/rules", data={"text": f"{without}\n{two}"})
    page = organiser.get(ready).text
    assert "尚未指定本场属于哪个阶段（初赛、决赛）" in page
    assert '<a href="#stage">选择阶段</a>' in page
    organiser.post(ready, data={"title": "初赛第一场", "stage": "初赛"})
    page = organiser.get(ready).text
    assert '<option value="初赛" selected>初赛</option>' in page
    assert "尚未指定" not in page
    refused = organiser.post(ready, data={"title": "初赛第一场", "stage": "复赛"})
    assert "赛制里没有“复赛”这个阶段" in refused.text


def test_a_match_is_copied_for_a_rehearsal_with_its_people_and_without_what_was_played(
    organiser: Browser, services: wiring.Services
) -> None:
    hall = set_up(services.ctx)
    rows = [{"name": "评一", "organisation": "甲单位"}]
    panels.take_in(services.ctx, InMatch(hall.match), actor=ORGANISER, rows=rows, dry_run=False)
    play(hall)
    path = f"/organiser/matches/{hall.match}"
    assert "复制场次" in organiser.get(path).text
    answer = organiser.post(f"{path}/copy", data={"copy_title": "决赛", "copy_as": "rehearsal"})
    assert answer.status_code == 303
    made = matches.match_of(services.ctx, answer.location.rsplit("/", 1)[-1])
    assert (made.title, made.rehearsal, made.opened, made.questions) == ("决赛（彩排）", True, False, ())
    assert matches.rule_sheet_text(services.ctx, made.id) == matches.rule_sheet_text(services.ctx, hall.match)
    assert people(services, made.id) == people(services, hall.match)
    assert {team.team.station for team in roster.roster_of(services.ctx, made.id)} == {0}
    assert match_state(services.ctx, made.id).setup is None
    assert [one.label for one in panels.listed(services.ctx, InMatch(made.id))] == ["评一"]
    taken = {"copy_title": "决赛（彩排）", "copy_as": "rehearsal"}
    assert organiser.post(f"{path}/copy", data=taken).status_code == 409


def test_a_copy_has_the_same_questions_only_where_that_was_asked_for(
    organiser: Browser, services: wiring.Services, ready: str
) -> None:
    answer = organiser.post(f"{ready}/copy", data={"copy_title": "加一场", "copy_questions": "on"})
    assert pools(services, answer.location) == pools(services, ready)
    assert organiser.get(answer.location).status_code == 200


def people(services: wiring.Services, match: str) -> list[tuple[str, str, list[tuple[str, int]]]]:
    """Teams by name with their organisations and contestants."""
    found = roster.roster_of(services.ctx, match)
    return sorted((one.team.name, one.team.organisation, [(c.name, c.seat) for c in one.contestants]) for one in found)
