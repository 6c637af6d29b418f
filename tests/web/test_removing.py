"""A rehearsal says so on every page and paper and is thrown away; what is put away is read; what is deleted is kept in
a book first."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from scoreboard import wiring
from scoring.engine.quiz.book import verify_book
from scoring.usecases import tickets
from scoring.usecases.quiz import matches, stations
from scoring.usecases.quiz.copy_match import copy_match
from scoring.usecases.removals import removals
from tests.conftest import Browser
from tests.halls import CHIEF, ORGANISER, Hall, set_up


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    return set_up(services.ctx)


@pytest.fixture
def rehearsal(hall: Hall) -> Hall:
    """The rehearsal of the hall's match, being played."""
    ctx = hall.ctx
    made = copy_match(ctx, actor=ORGANISER, match_id=hall.match, title="决赛", questions=True, rehearsal=True)
    stations.draw_stations(ctx, actor=ORGANISER, match_id=made.id)
    tickets.issue_missing(ctx, actor=ORGANISER, match_id=made.id)
    opened = Hall(ctx, made.id, [team.id for team in ()], hall.questions)
    opened.do("match.open", ORGANISER)
    return opened


def lock(hall: Hall) -> None:
    team = hall.state.teams[0].id
    hall.do("points.adjust", CHIEF, reason="分出先后", team=team, points="5")
    hall.do("result.lock", CHIEF, reason="到此为止", unfinished=True)


def page_of(organiser: Browser, hall: Hall, more: str = "") -> str:
    return f"/organiser/matches/{hall.match}{more}"


def test_a_rehearsal_is_marked_in_the_lists_and_on_its_pages_and_papers(organiser: Browser, rehearsal: Hall) -> None:
    mark = '<span class="mark mark-rehearsal">彩排</span>'
    home = f"/organiser/competitions/{matches.match_of(rehearsal.ctx, rehearsal.match).competition}"
    for page in ("/organiser/", home, page_of(organiser, rehearsal), page_of(organiser, rehearsal, "/tickets")):
        assert organiser.get(page).text.count(mark) == 1, page
    lock(rehearsal)
    for kind in ("result", "announcement", "winners", "script", "sign_in", "draw", "protest"):
        paper = organiser.get(page_of(organiser, rehearsal, f"/papers/{kind}")).text
        assert "（彩排）" in paper, kind
        assert '<p class="paper-foot">彩排，成绩不作数</p>' in paper, kind
    assert "彩排，成绩不作数。基础分" in organiser.get(page_of(organiser, rehearsal)).text


def test_every_seat_and_the_public_are_told_that_it_is_a_rehearsal(
    organiser: Browser, rehearsal: Hall, hall: Hall
) -> None:
    def view(match: str) -> dict[str, object]:
        found: dict[str, object] = organiser.get(f"/api/matches/{match}/view").json["match"]  # type: ignore[index]
        return found

    for role in ("host", "chief", "display", "air"):
        issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=rehearsal.match, role=role)  # type: ignore[arg-type]
        assert organiser.post("/api/enter", json={"code": issued.code}).status_code == 200
        assert view(rehearsal.match)["rehearsal"] is True, role
    issued = tickets.issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="host")
    organiser.post("/api/enter", json={"code": issued.code})
    assert "rehearsal" not in view(hall.match)
    assert "彩排，成绩不作数" in organiser.get(f"/live/{rehearsal.match}").text


def test_a_rehearsal_is_thrown_away_in_two_steps_by_its_name(organiser: Browser, rehearsal: Hall) -> None:
    away = page_of(organiser, rehearsal, "/discard")
    assert "丢弃彩排" in organiser.get(away).text
    refused = organiser.post(away, data={"name": "决赛"})
    assert (refused.status_code, "输入的名称不是“决赛（彩排）”" in refused.text) == (400, True)
    assert organiser.post(away, data={"name": "决赛（彩排）"}).status_code == 303
    assert organiser.get(page_of(organiser, rehearsal)).status_code == 404
    listed = organiser.get("/organiser/archived").text
    assert "丢弃彩排“决赛（彩排）”" in listed
    assert organiser.get("/organiser/").status_code == 200


def test_a_match_that_counts_has_no_page_to_be_thrown_away(organiser: Browser, hall: Hall) -> None:
    for answer in (
        organiser.get(page_of(organiser, hall, "/discard")),
        organiser.post(page_of(organiser, hall, "/discard"), data={"name": "决赛"}),
    ):
        assert answer.status_code == 409
        assert "不是彩排" in answer.text
    assert matches.match_of(hall.ctx, hall.match).title == "决赛"


def test_what_is_put_away_is_out_of_the_lists_and_read_only_until_it_is_brought_back(
    organiser: Browser, hall: Hall
) -> None:
    page = page_of(organiser, hall)
    assert organiser.post(f"/organiser/archived/match/{hall.match}").status_code == 303
    assert f'href="{page}"' not in organiser.get("/organiser/").text
    assert f'href="{page}"' in organiser.get("/organiser/archived").text
    assert "已归档，只能查看。" in organiser.get(page).text
    for form, data in (("", {"title": "改"}), ("/open", {}), ("/draw", {}), ("/sound", {"sound": "on"})):
        answer = organiser.post(f"{page}{form}", data=data)
        assert (answer.status_code, "已经归档，不能更改" in answer.text) == (409, True), form
    organiser.post(f"/organiser/archived/{hall.match}/back")
    assert organiser.post(page, data={"title": "改"}).status_code == 303
    assert f'href="{page}"' in organiser.get("/organiser/").text


def test_a_competition_and_a_review_are_put_away_too(organiser: Browser, hall: Hall) -> None:
    competition = matches.match_of(hall.ctx, hall.match).competition
    made = organiser.post("/organiser/reviews", data={"template": "hongjiang-2012"}).location
    review = made.rsplit("/", 1)[-1]
    for kind, record in (("competition", competition), ("review", review)):
        assert organiser.post(f"/organiser/archived/{kind}/{record}").status_code == 303
    home = organiser.get("/organiser/").text
    assert (f"/competitions/{competition}" in home, f"/reviews/{review}" in home) == (False, False)
    assert organiser.post(f"/organiser/competitions/{competition}", data={"title": "改"}).status_code == 409
    assert organiser.post(page_of(organiser, hall), data={"title": "改"}).status_code == 409
    assert organiser.post(f"/organiser/archived/nothing/{review}").status_code == 404


def test_a_deleted_match_is_kept_in_a_book_that_verifies_and_can_be_fetched_and_imported(
    organiser: Browser, hall: Hall, services: wiring.Services
) -> None:
    hall.do("match.open", ORGANISER)
    page = page_of(organiser, hall, "/delete")
    assert "还没有锁定" in organiser.get(page).text
    assert organiser.post(page, data={"name": "决赛"}).status_code == 409
    lock(hall)
    assert organiser.post(page, data={"name": "另一场"}).status_code == 400
    folder = Path(services.config.data) / "archive"
    assert not folder.exists()
    answer = organiser.post(page, data={"name": "决赛"})
    assert answer.location == "/organiser/archived"
    (file,) = folder.iterdir()
    assert (file.name, stat.S_IMODE(file.stat().st_mode)) == ("决赛.leitai.json", 0o600)
    assert verify_book(json.loads(file.read_bytes())) == ()
    assert file.name in organiser.get("/organiser/archived").text
    fetched = organiser.get(f"/organiser/archived/books/{file.name}")
    assert fetched.data == file.read_bytes()
    fetched.close()
    assert organiser.get("/organiser/archived/books/leitai.db").status_code == 404
    assert organiser.get(page_of(organiser, hall)).status_code == 404
    assert [one.book for one in removals(services.ctx, actor=ORGANISER)] == ["决赛.leitai.json"]


def test_a_competition_is_deleted_with_its_matches_once_their_books_are_kept(
    organiser: Browser, hall: Hall, services: wiring.Services
) -> None:
    hall.do("match.open", ORGANISER)
    lock(hall)
    competition = matches.match_of(hall.ctx, hall.match).competition
    page = f"/organiser/competitions/{competition}/delete"
    assert "决赛" in organiser.get(page).text
    assert organiser.post(page, data={"name": "知识竞赛"}).status_code == 303
    assert matches.list_matches(services.ctx) == ()
    assert [one.name for one in (Path(services.config.data) / "archive").iterdir()] == ["决赛.leitai.json"]


def test_a_match_that_counts_is_not_copied_under_the_name_of_a_rehearsal(organiser: Browser, hall: Hall) -> None:
    data = {"copy_title": "决赛（彩排）", "copy_as": "match"}
    answer = organiser.post(page_of(organiser, hall, "/copy"), data=data)
    assert (answer.status_code, "却要复制为正式场次" in answer.text) == (400, True)
