"""``/live/CODE``: anybody sees what the big screen has, and never more; any crowd is answered from one view."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from pydantic import TypeAdapter

from scoreboard import wiring
from scoreboard.cli.demo_contest import make_contest
from scoreboard.live import public
from scoreboard.live.phones import Phones
from scoreboard.live.public import MOST_CODES, MOST_SOCKETS, PublicPages, PublicViews
from scoreboard.presenters.public import PublicView
from scoreboard.server.share import Rate, Share
from scoreboard.shared.memory import Memory
from scoreboard.shared.processes import Alone
from scoring.engine.errors import NotFound, Refused
from tests.halls import Hall, play, set_up
from tests.overviews import an_event

SHAPE = TypeAdapter(PublicView)


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    return set_up(services.ctx, teams=3)


def fresh(app: Flask, code: str) -> dict[str, Any]:
    """The view as it is now, whatever was made half a second ago."""
    app.extensions["public_views"]._kept.clear()
    found: dict[str, Any] = app.test_client().get(f"/live/{code}/view").get_json()
    SHAPE.validate_python(found, strict=True)
    return found


def rows(view: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(row["rank"], row["name"], row["score"]) for row in view["tables"][0]["rows"]]


def test_before_a_match_its_teams_are_shown_and_then_the_ranking(app: Flask, hall: Hall) -> None:
    view = fresh(app, hall.match)
    assert (view["kind"], view["title"], view["part"], view["state"]) == ("match", "知识竞赛", "决赛", "before")
    assert {rank for rank, _, _ in rows(view)} == {0}
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    view = fresh(app, hall.match)
    assert (view["state"], view["play"]["no"], view["play"]["item"]) == ("running", 1, 1)
    assert view["play"]["next"]
    first = next(
        name for name in ("甲队", "乙队", "丙队") if hall.state.setup and hall.state.setup.teams[0].name == name
    )
    assert rows(view)[0][:2] == (1, first)


def test_a_locked_result_is_over(app: Flask, hall: Hall) -> None:
    play(hall)
    view = fresh(app, hall.match)
    assert (view["state"], view["play"]) == ("over", None)
    assert [rank for rank, _, _ in rows(view)] == [1, 2, 3]


def test_it_holds_no_question_no_answer_no_member_and_no_id(app: Flask, hall: Hall) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    told = app.test_client().get(f"/live/{hall.match}/view").get_data(as_text=True)
    assert [word for word in ("题干", "选项", "解析", "甲一", *hall.teams) if word in told] == []


def test_a_step_that_the_hall_does_not_see_changes_no_byte(app: Flask, hall: Hall) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    before = app.test_client().get(f"/live/{hall.match}/view")
    hall.do("answer.submit", hall.seat(0), team=hall.teams[0], answer=["B"], final=True)
    app.extensions["public_views"]._kept.clear()
    after = app.test_client().get(f"/live/{hall.match}/view")
    told = [{**one.get_json(), "seq": 0} for one in (before, after)]
    assert told[0] == told[1]


def test_a_cache_may_keep_it_for_a_second_and_asks_by_epoch_and_seq(app: Flask, hall: Hall) -> None:
    client = app.test_client()
    answer = client.get(f"/live/{hall.match}/view")
    told = answer.get_json()
    assert answer.headers["Cache-Control"] == "public, max-age=1"
    assert answer.headers["ETag"].startswith(f'"{told["epoch"]}-{told["seq"]}-')
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers
    again = client.get(f"/live/{hall.match}/view", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    hall.do("match.open")
    app.extensions["public_views"]._kept.clear()
    assert client.get(f"/live/{hall.match}/view", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_the_page_needs_no_cookie_and_brings_its_view_along(app: Flask, hall: Hall) -> None:
    answer = app.test_client().get(f"/live/{hall.match}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == ("public, max-age=60", "Cookie")
    assert '"kind":"match"' in answer.get_data(as_text=True)
    assert "noto-sans-sc" not in answer.get_data(as_text=True)
    assert "Live scores" in app.test_client().get(f"/live/{hall.match}?lang=en").get_data(as_text=True)


def test_the_qr_code_is_a_picture_of_the_address(app: Flask, hall: Hall) -> None:
    answer = app.test_client().get(f"/live/{hall.match}/qr.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.get_data().startswith(b"<svg")


@pytest.mark.parametrize("place", ["", "/view", "/qr.svg"])
def test_an_unknown_code_is_not_found(app: Flask, place: str) -> None:
    assert app.test_client().get(f"/live/nothing{place}").status_code == 404


def test_a_stage_shows_the_groups_of_the_hall(app: Flask, services: wiring.Services) -> None:
    event = an_event(services.ctx)
    view = fresh(app, event.id)
    assert (view["kind"], view["part"], view["state"]) == ("stage", "初赛", "before")
    assert [table["group"] for table in view["tables"]] == [1, 2]


def test_strangers_are_answered_within_a_limit_and_the_desks_besides(app: Flask, hall: Hall) -> None:
    views = app.extensions["public_views"]
    views._asked = Share(Rate(burst=0, a_second=0))
    answer = app.test_client().get(f"/live/{hall.match}/view")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.text == "现在看的人太多，请过 5 秒再刷新。"
    assert app.test_client().get(f"/live/{hall.match}/qr.svg").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200


class Counted:
    """A source that counts how often a view is made."""

    def __init__(self) -> None:
        self.made = 0
        self.now = 0.0

    def stream(self, code: str) -> str:
        if code == "x":
            raise NotFound("page-not-found")
        return f"match:{code}"

    def view(self, code: str) -> dict[str, Any]:
        self.made += 1
        return {"epoch": "e", "seq": self.made, "code": code}


def test_a_thousand_requests_make_one_view_and_a_change_is_there_after_half_a_second() -> None:
    source = Counted()
    views = PublicViews(source, lambda: source.now)
    etags = {views.shown("m").etag for _ in range(1000)}
    assert (source.made, len(etags)) == (1, 1)
    views.grown("match:m")
    views.shown("m")
    assert source.made == 1
    source.now = 0.5
    views.shown("m")
    views.shown("m")
    assert source.made == 2
    source.now = 5.5
    views.shown("m")
    assert source.made == 3, "what is prepared without an entry is seen too"


class Told:
    """The Socket.IO server of pages: it notes what is sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []

    def emit(self, _event: str, view: dict[str, Any], *, to: str, namespace: str, ignore_queue: bool) -> None:
        assert ignore_queue, "each process tells its own pages"
        self.sent.append((view["seq"], to))


def pages_of(source: Counted, monkeypatch: pytest.MonkeyPatch) -> tuple[PublicPages, PublicViews, Told]:
    def sleep(seconds: float) -> None:
        source.now += seconds

    monkeypatch.setattr(public.runtime, "sleep", sleep)
    views, told = PublicViews(source, lambda: source.now), Told()
    return PublicPages(told, views, Phones(Memory(), Alone()), lambda _stream: ()), views, told  # type: ignore[arg-type]


def test_a_change_right_after_a_view_was_made_is_pushed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Counted()
    pages, views, told = pages_of(source, monkeypatch)
    pages._seated("s", "m", views.stream("m"))
    pages._told["m"] = views.shown("m").etag
    source.now = 0.01
    views.grown("match:m")
    pages._push("match:m")
    assert told.sent == [(2, "public|m|0")]


def test_a_match_that_was_removed_is_told_to_nobody_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Counted()
    pages, views, told = pages_of(source, monkeypatch)
    pages._seated("s", "m", views.stream("m"))

    def removed(_code: str) -> dict[str, Any]:
        raise NotFound("page-not-found")

    monkeypatch.setattr(source, "view", removed)
    pages._push("match:m")
    assert told.sent == []


def test_a_change_that_came_while_the_database_was_away_is_pushed_once_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Counted()
    pages, views, told = pages_of(source, monkeypatch)
    pages._seated("s", "m", "match:m")
    views.shown("m")
    pages._told["m"] = views.shown("m").etag
    views.grown("match:m")
    source.now += public.FRESH

    def away(code: str) -> None:
        raise Refused("database-away")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(source, "view", away)
        assert pages._push("match:m") == public.AGAIN
    source.now += 0.1
    assert pages._push("match:m") is None
    assert len(told.sent) == 1


def test_a_page_that_goes_while_it_is_let_in_is_counted_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    pages, _, _ = pages_of(Counted(), monkeypatch)
    monkeypatch.setattr(public, "request", SimpleNamespace(sid="s"))
    monkeypatch.setattr(public, "join_room", lambda *_: None)
    monkeypatch.setattr(public.connection, "watching", lambda *_: pages.on_disconnect())
    pages.on_connect({"code": "m"})
    assert pages._phones.of(["m"]) == []
    monkeypatch.setattr(public.connection, "watching", lambda *_: None)
    pages.on_connect({"code": "m"})
    assert [one["sockets"] for one in pages._phones.of(["m"])] == [1]


def test_every_socket_has_a_place_of_its_own_and_the_last_one_is_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    pages, _, _ = pages_of(Counted(), monkeypatch)
    places = {pages._seated(str(number), "m", "match:m").place for number in range(MOST_SOCKETS)}
    assert places == set(range(MOST_SOCKETS))
    with pytest.raises(public.Refusal):
        pages._seated("one more", "m", "match:m")


def test_what_is_remembered_of_codes_is_bounded() -> None:
    source = Counted()
    views = PublicViews(source, lambda: source.now)
    for number in range(MOST_CODES + 5):
        views.shown(f"m{number}")
    assert len(views._streams) <= MOST_CODES
    with pytest.raises(NotFound):
        views.stream("x")


def test_the_page_of_a_contest_calls_those_who_take_part_as_its_rules_do(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    contest = make_contest(services.ctx, "zh").match
    page = app.test_client().get(f"/live/{contest}").get_data(as_text=True)
    assert '"public_live.team":"选手"' in page
    assert "代表队" not in page
    assert '"public_live.team":"代表队"' in app.test_client().get(f"/live/{hall.match}").get_data(as_text=True)
