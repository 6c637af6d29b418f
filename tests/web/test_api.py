"""The interface for programs: commands under a key, views, time, media."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.live.presence import Presence
from scoreboard.live.quiz.job import MatchLive
from scoreboard.live.rate_limit import BURST
from scoreboard.web.auth import Seat
from scoreboard.web.commands import handle_command
from scoring.engine.errors import Invalid
from scoring.usecases import tickets
from scoring.usecases.media import keep_media, new_media
from scoring.usecases.quiz import pools
from scoring.usecases.records import PART, Match, Medium, Question
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import ORGANISER, Hall, set_up

Enter = Callable[..., Browser]


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match of two teams with nothing missing; its first question has a picture."""
    return set_up(services.ctx, media=True)


@pytest.fixture
def enter(app: Flask, services: wiring.Services, hall: Hall) -> Enter:
    """Somebody who has entered: ``enter("team", 0)``."""

    def entered(role: str, team: int = -1) -> Browser:
        own = hall.teams[team] if role == "team" else ""
        code = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role=role, team=own).code  # type: ignore[arg-type]
        browser = Browser(app.test_client())
        assert browser.post("/api/enter", json={"code": code}).status_code == 200
        return browser

    return entered


def give(browser: Browser, hall: Hall, body: object, key: str = "k", **headers: str) -> tuple[int, dict[str, object]]:
    answer = browser.post(f"/api/matches/{hall.match}/commands", json=body, headers={"Idempotency-Key": key, **headers})
    return answer.status_code, answer.get_json()


def test_a_command_that_comes_after_it_was_given_up_is_refused_in_words(enter: Enter, hall: Hall) -> None:
    host, now = enter("host"), hall.ctx.clock.now()
    status, body = give(host, hall, {"kind": "match.open"}, **{"X-Expires": str(now - 1)})
    assert (status, body["error"]["code"]) == (409, "command-expired")  # type: ignore[index]
    assert body["error"]["message"] == "这一步送到时已经过期，没有执行"  # type: ignore[index]
    for said in ("-1", "soon", "9" * 17):
        assert give(host, hall, {"kind": "match.open"}, **{"X-Expires": said})[0] == 400
    assert hall.entries() == ()
    assert give(host, hall, {"kind": "match.open"}, **{"X-Expires": str(now)})[0] == 200


def test_a_command_becomes_an_entry_once(enter: Enter, hall: Hall) -> None:
    host = enter("host")
    now = hall.ctx.clock.now()
    assert give(host, hall, {"kind": "match.open"}) == (200, {"seq": 1, "at": now, "repeat": False})
    assert give(host, hall, {"kind": "match.open"}) == (200, {"seq": 1, "at": now, "repeat": True})
    status, body = give(host, hall, {"kind": "round.begin", "round": "all"})
    assert (status, body["error"]["code"]) == (409, "key-used")  # type: ignore[index]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"kind": "points.adjust", "team": "t", "points": "5点五"}, "points 的内容不对，应为数字，如 5 或 -2.5"),
        ({"kind": "points.adjust", "team": "t"}, "points 的内容不对，应为必填项"),
        ({"kind": "undo", "steps": "2"}, "steps 的内容不对，应为整数"),
        ({"kind": "undo", "extra": 1}, "extra 的内容不对，应为空（没有这一项）"),
        ({"kind": "scene.show", "scene": "x"}, "scene 的内容不对，应为规定的选项之一"),
        ({"kind": "answer.submit", "team": "t", "answer": "A"}, "answer 的内容不对，应为列表"),
        ([], "/ 的内容不对，应为一组字段"),
    ],
)
def test_what_does_not_fit_is_said_in_the_language_of_the_page(
    enter: Enter, hall: Hall, body: object, said: str
) -> None:
    status, answer = give(enter("host"), hall, body)
    assert (status, answer["error"]["message"]) == (400, said)  # type: ignore[index]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "made.up"}, "unknown-command"),
        ({}, "unknown-command"),
        ([], "shape"),
        ({"kind": "undo", "steps": "2"}, "shape"),
        ({"kind": "undo", "steps": True}, "shape"),
        ({"kind": "undo", "extra": 1}, "shape"),
        ({"kind": "points.adjust", "team": "t", "points": 2.5, "reason": "r"}, "shape"),
        ({"kind": "answer.submit", "team": "t", "answer": ["A" * 2001]}, "shape"),
        ({"kind": "match.open", "reason": "r" * 501}, "shape"),
        ({"kind": "match.open", "reason": 5}, "shape"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(enter: Enter, hall: Hall, body: object, code: str) -> None:
    status, answer = give(enter("host"), hall, body)
    assert (status, answer["error"]["code"]) == (400, code)  # type: ignore[index]
    assert hall.state.seq == 0


def test_a_command_without_a_key_is_refused(enter: Enter, hall: Hall) -> None:
    status, answer = give(enter("host"), hall, {"kind": "match.open"}, key="")
    assert (status, answer["error"]["code"]) == (400, "key-needed")  # type: ignore[index]


def test_a_body_beyond_all_measure_is_not_read(enter: Enter, hall: Hall) -> None:
    status, _ = give(enter("host"), hall, {"kind": "match.open", "reason": "r" * 300_000})
    assert status == 413


def test_roles_are_checked_on_the_server(enter: Enter, hall: Hall) -> None:
    team = enter("team", 0)
    assert give(team, hall, {"kind": "match.open"})[0] == 403
    other = {"kind": "answer.submit", "team": hall.teams[1], "answer": ["A"]}
    status, answer = give(team, hall, other)
    assert (status, answer["error"]["code"]) == (403, "not-your-team")  # type: ignore[index]


def test_nobody_without_a_seat_gets_a_view_or_gives_a_command(app: Flask, hall: Hall) -> None:
    stranger = Browser(app.test_client())
    assert stranger.get(f"/api/matches/{hall.match}/view").status_code == 401
    assert give(stranger, hall, {"kind": "match.open"})[0] == 401


def test_a_seat_of_one_match_is_none_in_another(enter: Enter) -> None:
    host = enter("host")
    answer = host.get("/api/matches/elsewhere/view")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "seat-other")


def test_each_seat_gets_the_view_of_its_audience(enter: Enter, hall: Hall) -> None:
    for role in ("host", "chief", "judge", "display"):
        view = enter(role).get(f"/api/matches/{hall.match}/view").get_json()
        assert (view["audience"], view["seq"]) == (role, 0)
        assert [team["name"] for team in view["teams"]] == ["乙队", "甲队"]
        assert [team["score"] for team in view["teams"]] == ["", ""]


def test_an_organiser_opens_the_match_from_the_desk(organiser: Browser, hall: Hall) -> None:
    assert give(organiser, hall, {"kind": "match.open"})[0] == 200
    assert give(organiser, hall, {"kind": "round.begin", "round": "all"}, key="k2")[0] == 403


def test_the_time_is_the_servers(browser: Browser, clock: FakeClock) -> None:
    assert browser.get("/api/time").get_json() == {"now": clock.now()}


def move_to(hall: Hall, chosen: dict[str, tuple[str, ...]], question: str, pool: str) -> None:
    """Let ``question`` change places with the first one of ``pool``, so that no pool gets short."""
    home = next((name for name, ids in chosen.items() if question in ids), pool)
    if home != pool:
        first, *others = chosen[pool]
        kept = [first if q == question else q for q in chosen[home]]
        pools.set_pool(hall.ctx, actor=ORGANISER, match_id=hall.match, pool=home, questions=kept, taking=[first])
        pools.set_pool(hall.ctx, actor=ORGANISER, match_id=hall.match, pool=pool, questions=[question, *others])


@pytest.fixture
def picture(hall: Hall) -> tuple[str, str]:
    """The address of a picture, and its question, which stands first among those with a stake."""
    with hall.ctx.store.read() as uow:
        found = uow.of(Medium).all()[0].id
        used = next(q.id for q in uow.of(Question).all() if q.media)
        chosen = dict(uow.of(Match).get(hall.match).questions)
    move_to(hall, chosen, used, "risk")
    return f"/media/{found}", used


def offer(hall: Hall) -> None:
    """Open the match, as far as the choice of the first team."""
    hall.do("match.open")
    hall.do("round.begin", round="risk")
    hall.do("item.present")


def choose(hall: Hall, question: str) -> None:
    """Let the team in turn choose its stake, which brings this question."""
    hall.do("stake.choose", team=str(hall.state.items[-1].team), stake="10")
    assert hall.state.items[-1].question == question


def test_media_are_for_those_who_may_see_the_question_now(
    app: Flask, enter: Enter, hall: Hall, picture: tuple[str, str]
) -> None:
    address, used = picture
    assert Browser(app.test_client()).get(address).status_code == 401
    host, team = enter("host"), enter("team", 0)
    assert host.get(address).data == b"\x89PNG\r\n\x1a\n"
    offer(hall)
    hidden = team.get(address, headers={"Accept": "application/json"})
    assert (hidden.status_code, hidden.get_json()["error"]["code"]) == (403, "media-hidden")
    choose(hall, used)
    shown = team.get(address, headers={"Range": "bytes=1-3"})
    assert (shown.status_code, shown.data, shown.headers["Cache-Control"]) == (206, b"PNG", "private, max-age=3600")
    assert host.get("/media/none").status_code == 403


def test_a_second_device_on_a_teams_seat_fetches_no_media_until_the_desk_gives_it_the_seat(
    app: Flask, services: wiring.Services, hall: Hall, picture: tuple[str, str]
) -> None:
    address, used = picture
    issued = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="team", team=hall.teams[0])
    devices = [Browser(app.test_client()) for _ in range(2)]
    for device in devices:
        assert device.post("/api/enter", json={"code": issued.code}).status_code == 200
    offer(hall)
    choose(hall, used)
    presence = app.extensions["live"].services.presence
    first, second = (device_of(device) for device in devices)
    for sid, device in (("s1", first), ("s2", second)):
        presence.arrive(
            stream=hall.stream,
            ticket=issued.ticket.id,
            role="team",
            device=device,
            sid=sid,
            now=services.ctx.clock.now(),
        )
    assert [device.get(address).status_code for device in devices] == [200, 403]
    presence.decide(hall.stream, issued.ticket.id, second, approve=True)
    assert [device.get(address).status_code for device in devices] == [403, 200]


def test_while_nobody_is_connected_the_first_of_two_devices_on_a_seat_to_act_holds_it(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    code = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role="team", team=hall.teams[0]).code
    first, second = (Browser(app.test_client()) for _ in range(2))
    for device in (first, second):
        assert device.post("/api/enter", json={"code": code}).status_code == 200
    answer = {"kind": "answer.submit", "team": hall.teams[0], "answer": ["A"]}
    said = [give(device, hall, answer)[1]["error"]["code"] for device in (first, second, first)]  # type: ignore[index]
    assert said == ["match-not-open", "seat-taken", "match-not-open"]
    assert first.post("/leave").status_code == 303
    assert give(second, hall, answer)[1]["error"]["code"] == "match-not-open"  # type: ignore[index]


def test_a_request_that_names_its_seat_looks_up_no_other_of_the_browser(
    app: Flask, services: wiring.Services, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(app.test_client())
    seats = []
    for role in ("host", "chief", "judge", "display"):
        code = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role=role).code  # type: ignore[arg-type]
        seats.append(browser.post("/api/enter", json={"code": code}).get_json()["seat"])
    asked: list[str] = []
    look_up = tickets.ticket_of
    monkeypatch.setattr(tickets, "ticket_of", lambda ctx, ticket: asked.append(ticket) or look_up(ctx, ticket))
    view = browser.get(f"/api/matches/{hall.match}/view", headers={"X-Seat": seats[1]})
    assert (view.get_json()["audience"], asked) == ("chief", [seats[1]])
    asked.clear()
    assert browser.get(f"/api/matches/{hall.match}/view", headers={"X-Seat": "other"}).status_code == 403
    assert len(asked) == len(seats)  # to say which seats it has


def device_of(browser: Browser) -> str:
    """The id that the server gave to this browser."""
    with browser.client.session_transaction() as session:
        return str(session["device"])


def film(services: wiring.Services, data: bytes) -> str:
    """The address of a film of these bytes."""
    file = new_media(name="film.mp4", mime="video/mp4", data=data)
    (medium,) = keep_media(services.ctx, [file])
    with services.ctx.store.write() as uow:
        uow.of(Medium).put(medium)
        uow.commit()
    return f"/media/{medium.id}"


FILM = bytes(range(256)) * 20_000


def test_of_a_film_only_what_is_asked_for_is_read(organiser: Browser, services: wiring.Services) -> None:
    address = film(services, FILM)
    parts = services.ctx.files.parts  # type: ignore[attr-defined]
    piece = organiser.get(address, headers={"Range": "bytes=3000001-3400000"})
    assert (piece.status_code, piece.data) == (206, FILM[3000001:3400001])
    assert piece.headers["Content-Range"] == f"bytes 3000001-3400000/{len(FILM)}"
    assert parts == [(3000001, PART), (3000001 + PART, PART)]
    del parts[:]
    assert organiser.get(address, headers={"Range": "bytes=-5"}).data == FILM[-5:]
    assert sum(length for _, length in parts) == 5


def test_a_whole_film_comes_in_pieces_once_and_is_not_sent_to_whoever_has_it(
    organiser: Browser, services: wiring.Services
) -> None:
    address = film(services, FILM)
    parts = services.ctx.files.parts  # type: ignore[attr-defined]
    whole = organiser.get(address)
    assert (whole.status_code, whole.data, whole.headers["Accept-Ranges"]) == (200, FILM, "bytes")
    assert [start for start, _ in parts] == list(range(0, len(FILM), PART))
    del parts[:]
    assert organiser.get(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert organiser.client.head(address).headers["Content-Length"] == str(len(FILM))
    assert organiser.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert parts == []


@pytest.mark.parametrize(("kept", "code"), [(None, "file-missing"), (b"half", "file-damaged")], ids=["gone", "half"])
def test_a_film_whose_file_is_not_as_it_was_kept_is_no_half_answer(
    organiser: Browser, services: wiring.Services, kept: bytes | None, code: str
) -> None:
    address = film(services, FILM)
    files: dict[str, bytes] = services.ctx.files.kept  # type: ignore[attr-defined]
    sha256, _ = files.popitem()
    if kept is not None:
        files[sha256] = kept
    answer = organiser.get(address, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (500, code)


@pytest.mark.parametrize("number", ["1e999999999", "1e-999999999", "0e999999999", "1" * 21, "-1e20"])
def test_a_number_beyond_all_measure_is_refused_before_it_is_written_out(enter: Enter, hall: Hall, number: str) -> None:
    choose = {"kind": "stake.choose", "team": hall.teams[0], "stake": number}
    status, answer = give(enter("team", 0), hall, choose)
    assert (status, answer["error"]["fields"]["place"]) == (400, "stake")  # type: ignore[index]
    sheet = {"kind": "mark.enter", "judge": "x", "marks": {"c": number}}
    assert give(enter("judge"), hall, sheet)[1]["error"]["fields"]["place"] == "marks"  # type: ignore[index]


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**4200])
@pytest.mark.parametrize("field", ["pressed_at", "rtt", "item"])
def test_a_whole_number_that_no_page_can_read_is_kept_out_of_the_ledger(
    enter: Enter, hall: Hall, field: str, number: int
) -> None:
    press = {"kind": "press.record", "team": hall.teams[0], "press": "p", "arming": "", field: number}
    status, answer = give(enter("team", 0), hall, press)
    assert (status, answer["error"]["fields"]) == (400, {"place": field, "expected": "integer"})  # type: ignore[index]


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\udfffb"])
def test_what_no_database_keeps_is_refused_as_a_reason_and_as_a_key(
    services: wiring.Services, enter: Enter, hall: Hall, text: str
) -> None:
    presence = Presence(services.shared)
    seat = Seat(ORGANISER, hall.match, hall.stream, "host", "", 0, "", "d", "")
    assert give(enter("host"), hall, {"kind": "match.open", "reason": text})[0] == 400
    with pytest.raises(Invalid, match="key-needed"):
        handle_command(hall.ctx, MatchLive(services, presence), presence, seat, {"kind": "match.open"}, text)


def test_a_device_that_asks_without_a_pause_is_told_to_slow_down_and_the_others_are_not(
    enter: Enter, hall: Hall, clock: FakeClock
) -> None:
    hasty, calm = enter("team", 0), enter("team", 1)
    address = f"/api/matches/{hall.match}/view"
    statuses = [hasty.get(address).status_code for _ in range(BURST + 2)]
    assert statuses == [200] * BURST + [409] * 2
    assert give(hasty, hall, {"kind": "undo"})[1]["error"]["code"] == "too-many-messages"  # type: ignore[index]
    assert calm.get(address).status_code == 200
    clock.advance(1000)
    assert hasty.get(address).status_code == 200


def test_a_desks_command_on_a_head_that_has_moved_is_refused_and_its_repeat_is_not(enter: Enter, hall: Hall) -> None:
    host = enter("host")
    assert give(host, hall, {"kind": "match.open", "if_seq": 0}, "k1")[0] == 200
    status, body = give(host, hall, {"kind": "round.begin", "round": "all", "if_seq": 0}, "k2")
    assert (status, body["error"]["code"], body["error"]["fields"]) == (409, "head-moved", {"seq": 1})  # type: ignore[index]
    assert hall.state.seq == 1
    assert give(host, hall, {"kind": "round.begin", "round": "all", "if_seq": 1}, "k2")[0] == 200
    assert give(host, hall, {"kind": "match.open", "if_seq": 0}, "k1")[1]["repeat"] is True
    for wrong in (-1, "1", 1.5, True, 2**60):
        status, body = give(host, hall, {"kind": "item.present", "if_seq": wrong}, "k3")
        assert (status, body["error"]["code"]) == (400, "shape"), wrong  # type: ignore[index]


def test_nobody_but_a_desk_can_ask_by_if_seq_how_much_others_did(enter: Enter, hall: Hall) -> None:
    """A judge who tried one seq after the other would learn that another judge has marked."""
    for role in ("judge", "team"):
        browser = enter(role, 0)
        for seq in (0, hall.state.seq, 9):
            status, body = give(browser, hall, {"kind": "press.lapse", "if_seq": seq}, f"{role}{seq}")
            assert (status, body["error"]["fields"].get("place")) == (400, "if_seq"), role  # type: ignore[index]
