"""What every answer carries and what every change must show."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug import Request

from scoreboard import config, factory, wiring
from scoreboard.server import runtime
from scoreboard.server.connection_limit import MORE_TIME
from scoreboard.server.session_keys import cookie_name, session_key
from scoreboard.server.turns import WAITS
from scoreboard.shared.memory import Memory
from scoreboard.web import auth, form_reader, security
from scoreboard.web.commands import LARGEST_BODY
from scoreboard.web.guess_lanes import FRESH, GoodCodes
from scoreboard.web.throttle import Throttle
from scoring.engine.errors import Forbidden
from scoring.usecases import accounts, tickets
from tests.conftest import PASSWORD, Browser

PART = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' ws://localhost; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/", "/signin", "/nothing-here", "/api/session", "/healthz", "/static/css/entry.css"])
def test_every_answer_carries_the_fixed_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_form_of_too_many_fields_is_not_taken_apart(browser: Browser) -> None:
    kind = "application/x-www-form-urlencoded"
    few, many = (
        browser.client.post("/enter", data="&".join(["a"] * count), content_type=kind) for count in (20_000, 20_001)
    )
    assert (few.status_code, many.status_code) == (400, 413)


@pytest.mark.parametrize(
    "text",
    [
        "a=1&b=&c&&a=2+3",
        "%E9%98%9F=%E9%98%9F%20%2B",
        "a=%E4%zz%",
        "=x&a==b",
        "队=队",
        "a=" + "%E9%98%9F" * 4000,
        "a=%FF" * 9,
    ],
)
def test_a_form_says_what_the_library_reads_in_it(browser: Browser, text: str) -> None:
    kind = "application/x-www-form-urlencoded"
    with browser.client.application.test_request_context(
        method="POST", data=text.encode(), content_type=kind
    ) as context:
        form = dict(context.request.form.lists())
    plain = dict(Request.from_values(method="POST", data=text.encode(), content_type=kind).form.lists())
    assert form == plain


@pytest.mark.parametrize("text", ["a=" + "%E9%98%9F" * 20_000, "&".join(["a=%41"] * 19_000)])
def test_while_a_large_form_is_taken_apart_others_go_on(
    browser: Browser, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(runtime, "sleep", pauses.append)
    browser.client.post("/enter", data=text, content_type="application/x-www-form-urlencoded")
    assert len(pauses) >= len(text) // form_reader.STRETCH - 2


@pytest.mark.parametrize(("count", "status"), [(100, 400), (101, 413)])
def test_from_anybody_a_form_comes_in_a_hundred_parts_at_most(browser: Browser, count: int, status: int) -> None:
    parts = PART * count + "--b--\r\n"
    answer = browser.client.post("/enter", data=parts, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == status


def test_a_forged_host_puts_nothing_into_the_policy() -> None:
    assert "evil" not in security.content_policy("evil.example; script-src *", secure=False)
    assert "wss://hall.example:8443;" in security.content_policy("hall.example:8443", secure=True)


def test_no_page_carries_inline_script_or_style(browser: Browser) -> None:
    for path in ("/", "/e/ABCD2345", "/setup", "/nothing-here"):
        page = browser.get(path).text
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", page), path
        for script in re.findall(r"<script[^>]*>", page):
            assert "src=" in script or 'type="application/json"' in script, path


def test_pages_are_not_kept_and_fonts_are(browser: Browser) -> None:
    assert browser.get("/").headers["Cache-Control"] == "no-store"
    assert browser.get("/static/css/entry.css").headers["Cache-Control"] == "no-cache"


def test_the_session_cookie_is_for_this_server_alone(browser: Browser, settings: config.Config) -> None:
    cookie = browser.get("/").headers["Set-Cookie"]
    assert cookie.startswith(f"{cookie_name(session_key(settings.data))}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


OF_PHONES = ("/live/<code>/answers", "POST")
"""A phone of the hall has no cookie either: it names itself by an id that it made up."""

OF_STRANGERS = ("/n/<review>/<int:no>/objection", "POST")
"""Checks the token itself, so that an expired page loses no text: ``tests/web/review/test_public_objection.py``."""


def _some(found: re.Match[str]) -> str:
    """A value that fits a part of an address: a number, the first of some words, any text."""
    return "1" if found[1] == "int" else found[2] or "x"


def test_no_form_and_no_command_works_without_the_token(app: Flask) -> None:
    client = app.test_client()
    changing = [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
    ]
    assert ("/api/enter", "POST") in changing
    for rule, method in set(changing) - {OF_STRANGERS, OF_PHONES}:
        path = re.sub(r"<(?:(int|any)(?:\((\w+)[^)]*\))?:)?\w+>", _some, rule)
        answer = client.open(path, method=method, json={})
        # A program has no cookie that could be used behind somebody's back: it must bring an access token.
        status, code = (401, "token-needed") if rule.startswith("/api/v1/") else (400, "form-expired")
        assert answer.status_code == status, f"{method} {rule}"
        assert answer.get_json()["error"]["code"] == code, f"{method} {rule}"


@pytest.fixture
def waits(app: Flask) -> list[float]:
    """The seconds that attempts had to wait, while the clock stands still."""
    waited: list[float] = []
    for name, pair in (("tickets", security.TICKETS), ("passwords", security.PASSWORDS)):
        app.extensions["throttles"][name] = Throttle(name, *pair, Memory(), sleep=waited.append, clock=lambda: 0.0)
    return waited


def test_wrong_codes_are_held_ever_longer_up_to_a_bound_and_refused_as_what_they_are(
    browser: Browser, waits: list[float]
) -> None:
    token = {"X-CSRFToken": browser.token()}
    statuses = {
        browser.client.post("/api/enter", json={"code": "AAAA22222"}, headers=token).status_code for _ in range(1700)
    }
    assert statuses == {403}
    assert waits[:60] == [0.0] * 60
    assert waits == sorted(waits)
    assert waits[-1] == 30.0


def test_a_hall_of_tablets_gets_in_behind_the_address_of_a_guesser(
    app: Flask, code_for: Callable[..., tickets.Issued], waits: list[float]
) -> None:
    guesser, tablet = Browser(app.test_client()), Browser(app.test_client())
    for n in range(600):
        guesser.post("/api/enter", json={"code": f"AAAA{n:04}"})
    code = code_for("team", team="t1").code
    del waits[:]
    statuses = [tablet.post("/api/enter", json={"code": code}).status_code for _ in range(20)]
    assert (set(statuses), waits) == ({200}, [])


def test_a_device_that_has_entered_enters_again_at_once_whoever_guesses_behind_its_address(
    app: Flask, code_for: Callable[..., tickets.Issued], waits: list[float]
) -> None:
    guesser, tablet = Browser(app.test_client()), Browser(app.test_client())
    code = code_for("team", team="t1").code
    assert tablet.post("/api/enter", json={"code": code}).status_code == 200
    for _ in range(100):
        assert guesser.post("/api/enter", json={"code": "AAAA2222"}).status_code == 403
    del waits[:]
    assert tablet.post("/api/enter", json={"code": code}).status_code == 200
    assert tablet.post("/enter", data={"code": code}).status_code == 303
    assert waits == []


@pytest.mark.parametrize(
    ("path", "guess", "free"),
    [
        ("/enter", {"code": "AAAA2222"}, security.TICKETS[0].free),
        ("/signin", {"name": "甲", "password": "猜"}, security.PASSWORDS[0].free),
    ],
)
def test_one_card_that_opens_a_new_browser_for_each_guess_makes_one_sender_of_them(
    app: Flask,
    code_for: Callable[..., tickets.Issued],
    waits: list[float],
    path: str,
    guess: dict[str, str],
    free: int,
) -> None:
    card = code_for("team", team="t1").code
    for _ in range(free + 2):
        guesser = Browser(app.test_client())
        assert guesser.post("/api/enter", json={"code": card}).status_code == 200
        del waits[:]
        assert guesser.post(path, data=guess).status_code == 403
    assert waits[-1] > 0


def test_passwords_are_guessed_no_faster_by_who_enters_as_ever_new_devices_with_a_good_card(
    app: Flask, services: wiring.Services, code_for: Callable[..., tickets.Issued], waits: list[float]
) -> None:
    accounts.add_account(services.ctx, name="张一", password=PASSWORD)
    code, statuses = code_for("team", team="t1").code, []
    organiser = Browser(app.test_client())
    assert organiser.post("/signin", data={"name": "张一", "password": PASSWORD}).status_code == 303
    assert organiser.post("/signout").status_code == 303
    for _ in range(17):
        guesser = Browser(app.test_client())
        assert guesser.post("/api/enter", json={"code": code}).status_code == 200
        statuses.append(guesser.post("/signin", data={"name": "张一", "password": "not the password"}).status_code)
    assert statuses == [403] * 16 + [429]
    del waits[:]
    assert organiser.post("/signin", data={"name": "张一", "password": PASSWORD}).status_code == 303
    assert waits == [0.0]


def test_who_waits_for_his_try_keeps_no_turn_of_his_address(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(runtime, "sleep", lambda seconds: told.append(f"waits {seconds}"))
    door = app.extensions["throttles"]["tickets"]
    for _ in range(61):
        with suppress(Forbidden), app.test_request_context(), door.attempt("192.0.2.7"):
            raise Forbidden("ticket-unknown")
    ended = {WAITS: lambda: told.append("turn over")}
    for _ in range(2):
        with suppress(Forbidden), app.test_request_context(environ_overrides=ended), door.guess("192.0.2.7"):
            raise Forbidden("ticket-unknown")
    assert told[0] == "turn over"
    assert told[1].startswith("waits 0.0")


def test_a_whole_hall_behind_one_address_may_enter_in_the_same_minute_without_waiting(
    app: Flask, code_for: Callable[..., tickets.Issued], waits: list[float]
) -> None:
    code = code_for("team", team="t1").code
    statuses = {Browser(app.test_client()).post("/api/enter", json={"code": code}).status_code for _ in range(100)}
    assert (statuses, waits) == ({200}, [])


def test_wrong_passwords_are_slowed_down_more_strictly(browser: Browser, waits: list[float]) -> None:
    statuses = [browser.post("/setup", data={"code": "guess"}).status_code for _ in range(17)]
    assert statuses == [403] * 16 + [429]
    assert waits == [0.0] * 11 + [1.0, 3.0, 6.0, 10.0, 15.0]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/enter", "application/json"),
        ("/enter", "application/x-www-form-urlencoded"),
        ("/signin", "multipart/form-data; boundary=x"),
        ("/organiser/sets/uploads", "multipart/form-data; boundary=x"),
    ],
)
def test_nobody_but_an_organiser_may_send_more_than_a_command(browser: Browser, path: str, kind: str) -> None:
    answer = browser.post(path, data=b"x" * (LARGEST_BODY + 1), headers={"Content-Type": kind})
    assert answer.status_code == 413


def test_only_an_organisers_upload_is_given_more_time_and_no_more_than_its_bound(
    browser: Browser, organiser: Browser, app: Flask
) -> None:
    given: list[int] = []
    app.config["MAX_CONTENT_LENGTH"] = 10_000_000
    for who, length in ((browser, 1_000_000), (organiser, 1_000_000), (organiser, 10**12)):
        said = {"CONTENT_LENGTH": str(length), MORE_TIME: given.append}
        who.client.post("/organiser/sets/uploads", headers={"X-CSRFToken": who.token()}, environ_overrides=said)
    assert given == [1_000_000, 10_000_000]


def test_an_organisers_upload_over_the_limit_is_refused_in_words(organiser: Browser, app: Flask) -> None:
    table = b"\x00" * (LARGEST_BODY + 1)
    given = organiser.post("/organiser/sets/uploads", data={"file": (io.BytesIO(table), "set.xlsx")})
    assert given.status_code == 303
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = organiser.post("/organiser/sets/uploads", data=b"x" * 2000, headers={"Accept": "application/json"})
    assert answer.status_code == 413
    assert answer.get_json()["error"]["code"] == "upload-too-large"


@pytest.mark.parametrize("path", ["/signin?next=%00", "/m/%00/host", "/media/%00", "/signin"])
def test_what_no_database_keeps_is_refused_in_words(browser: Browser, path: str) -> None:
    answer = browser.get(path) if path != "/signin" else browser.post(path, data={"name": "a\x00", "password": "x"})
    assert answer.status_code == 400
    assert "\\0" in answer.text


def test_a_body_of_brackets_is_not_understood_and_breaks_nothing(browser: Browser) -> None:
    answer = browser.post("/api/enter", data="[" * 200_000, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_an_unforeseen_error_shows_words_and_no_trace(app: Flask) -> None:
    @app.get("/api/break")
    def break_it() -> str:
        raise RuntimeError("the secret inside")

    answer = app.test_client().get("/api/break")
    assert answer.status_code == 500
    assert answer.get_json()["error"]["code"] == "unforeseen"
    assert "secret inside" not in answer.text


def test_a_trusted_proxy_tells_the_true_address_and_an_untrusted_one_does_not(
    settings: config.Config, services: wiring.Services
) -> None:
    forwarded = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "hall.example"}
    policies = []
    for hops in (0, 1):
        app, _ = factory.create_app(replace(settings, trusted_proxies=hops), services)
        policies.append(app.test_client().get("/healthz", headers=forwarded).headers["Content-Security-Policy"])
    assert "ws://localhost;" in policies[0]
    assert "wss://hall.example;" in policies[1]


def test_a_device_that_has_entered_is_a_sender_of_its_own_and_others_are_told_apart_by_address(
    app: Flask, code_for: Callable[..., tickets.Issued]
) -> None:
    sender, lane = auth.sender_of(app), auth.lane_of(app)
    browser = Browser(app.test_client())
    name = app.config["SESSION_COOKIE_NAME"]

    def sent() -> str:
        cookie = browser.client.get_cookie(name)
        return sender({"REMOTE_ADDR": "192.0.2.7", "HTTP_COOKIE": f"{name}={cookie.value if cookie else ''}"})

    browser.token()  # a session without a device
    assert sent() == "address 192.0.2.7"
    assert browser.post("/api/enter", json={"code": code_for("team", team="t1").code}).status_code == 200
    known = sent()
    assert known.startswith("device ")
    assert sender({"REMOTE_ADDR": "192.0.2.7", "HTTP_COOKIE": f"{name}=forged"}) == "address 192.0.2.7"
    cookie = browser.client.get_cookie(name)
    assert cookie is not None
    loaded = f"{name}={cookie.value}; junk={'x' * auth.LONGEST_COOKIES}"  # would be kept, 4,096 times
    assert sender({"REMOTE_ADDR": "192.0.2.7", "HTTP_COOKIE": loaded}) == "address 192.0.2.7"
    assert lane({"REMOTE_ADDR": "192.0.2.7", "HTTP_COOKIE": loaded}) == "address 192.0.2.7"
    assert sender({"REMOTE_ADDR": "2001:db8::1"}) == sender({"REMOTE_ADDR": "2001:db8::2"})


def test_as_many_devices_as_somebody_enters_by_one_card_have_the_turns_of_one(
    app: Flask, code_for: Callable[..., tickets.Issued]
) -> None:
    sender, lane, name = auth.sender_of(app), auth.lane_of(app), app.config["SESSION_COOKIE_NAME"]

    def entered(code: str) -> dict[str, str]:
        browser = Browser(app.test_client())
        assert browser.post("/api/enter", json={"code": code}).status_code == 200
        cookie = browser.client.get_cookie(name)
        assert cookie is not None
        return {"REMOTE_ADDR": "192.0.2.7", "HTTP_COOKIE": f"{name}={cookie.value}"}

    card, other = code_for("team", team="t1").code, code_for("judge").code
    minted = [entered(card) for _ in range(3)]
    assert len({lane(sent) for sent in minted}) == 1
    assert len({sender(sent) for sent in minted}) == 3, "a hall of screens by one card opens its connections at once"
    assert lane(entered(other)) not in (lane(minted[0]), "address 192.0.2.7")


def _try(path: str, body: bytes, kind: str = "application/json") -> dict[str, object]:
    return {
        "REMOTE_ADDR": "192.0.2.7",
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "CONTENT_TYPE": kind,
        "wsgi.input": io.BytesIO(body),
    }


def test_who_tries_a_secret_stands_in_a_lane_apart_from_the_pages_of_his_address(app: Flask) -> None:
    lane = auth.lane_of(app)
    page = {"REMOTE_ADDR": "192.0.2.7", "REQUEST_METHOD": "GET", "PATH_INFO": "/"}
    assert lane(page) == lane({**page, "PATH_INFO": "/api/enter"}) == "address 192.0.2.7"
    for body in (
        b'{"code": "AAAA22222"}',
        b"[" * 4000,
        b'{"code": 7}',
        b'{"code": "\\ud800"}',
        b"[]",
        b"\xff",
        b'{"code": "%s"}' % (b"A" * 5000),
    ):
        assert lane(_try("/api/enter", body)) == "address 192.0.2.7 tickets"
    assert lane(_try("/signin", b"name=x&password=y", "application/x-www-form-urlencoded")).endswith("7 passwords")


def test_a_good_card_stands_behind_no_guess_from_its_address(
    app: Flask, code_for: Callable[..., tickets.Issued]
) -> None:
    card = code_for("team", team="t1")
    lane, typed = auth.lane_of(app), f"{card.code[:4]}-{card.code[4:]}".lower()
    for sent in (
        _try("/api/enter", f'{{"code": "{typed}"}}'.encode()),
        _try("/enter", f"csrf_token=x&code={typed}".encode(), "application/x-www-form-urlencoded"),
    ):
        assert lane(sent) == f"seat {card.ticket.id}"
        body = sent["wsgi.input"]
        assert isinstance(body, io.BytesIO)
        assert body.tell() == 0, "the application reads it yet"


def test_the_codes_of_all_seats_are_read_at_most_once_a_second_whatever_guesses_come(
    app: Flask, code_for: Callable[..., tickets.Issued], monkeypatch: pytest.MonkeyPatch
) -> None:
    now, read, ctx = [0.0], list[float](), app.extensions["leitai"].ctx
    every = tickets.good_secrets
    monkeypatch.setattr(tickets, "good_secrets", lambda ctx: (read.append(now[0]), every(ctx))[1])
    codes = GoodCodes(ctx, clock=lambda: now[0])
    assert codes.seat_of("AAAA22222") == ""
    card = code_for("judge")
    assert [codes.seat_of(card.code) for _ in range(50)] == [""] * 50, "it waits among the guesses, and is good"
    now[0] += FRESH
    assert codes.seat_of(card.code) == card.ticket.id
    assert read == [0.0, FRESH]
