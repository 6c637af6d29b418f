"""The doors: what a code opens, what a password opens, and what stays shut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.web import auth
from scoring.engine.ledger import Draft
from scoring.usecases import accounts, sessions, tickets
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import EndedSession
from tests.conftest import PASSWORD, Browser

Issue = Callable[..., tickets.Issued]


def test_a_code_leads_to_the_seat_it_was_issued_for(browser: Browser, code_for: Issue) -> None:
    issued = code_for("team", team="t1")
    answer = browser.post("/enter", data={"code": issued.code})
    assert (answer.status_code, answer.location) == (303, f"/m/m1/team?seat={issued.ticket.id}")


def test_small_letters_blanks_and_dashes_in_a_code_do_not_matter(browser: Browser, code_for: Issue) -> None:
    issued = code_for("host")
    typed = f" {issued.code[:4].lower()}-{issued.code[4:].lower()} "
    assert browser.post("/api/enter", json={"code": typed}).get_json() == {
        "seat": issued.ticket.id,
        "role": "host",
        "match": "m1",
        "team": "",
        "label": "host",
        "home": f"/m/m1/host?seat={issued.ticket.id}",
    }


def test_a_wrong_code_opens_nothing_and_says_so_in_words(browser: Browser) -> None:
    answer = browser.post("/enter", data={"code": "AAAA2222"})
    assert answer.status_code == 403
    assert "没有这个入场码，或它已经作废" in answer.text
    assert browser.get("/api/session").get_json()["seats"] == []


def test_the_api_refuses_a_wrong_code_with_its_stable_code_in_the_language_asked_for(browser: Browser) -> None:
    answer = browser.post("/api/enter?lang=en", json={"code": "AAAA2222"})
    assert answer.status_code == 403
    assert answer.get_json()["error"] == {
        "code": "ticket-unknown",
        "message": "There is no such ticket, or it was withdrawn",
        "what_is_safe": "The match and the other seats are not affected.",
        "next": "Compare it with the card and type it again; if it fails, the organiser can issue a new one.",
        "fields": {},
    }


def test_a_body_of_another_shape_names_the_place_that_is_wrong(browser: Browser) -> None:
    answer = browser.post("/api/enter", json={"cod": "AAAA2222"})
    assert answer.status_code == 400
    assert (answer.get_json()["error"]["code"], answer.get_json()["error"]["fields"]) == (
        "input-wrong",
        {"places": "code"},
    )


def test_the_other_language_keeps_what_was_asked_of_the_page(browser: Browser, organiser: Browser) -> None:
    page = browser.get("/signin?next=/organiser/sets%3Fpage%3D2&lang=zh").text
    assert 'href="/signin?next=%2Forganiser%2Fsets%3Fpage%3D2&amp;lang=en"' in page
    assert 'href="/e/A%22B?lang=en"' in browser.get("/e/A%22B?lang=zh").text
    assert 'href="/?lang=en"' in browser.post("/enter?x=1", data={"code": "AAAA2222"}).text


def test_a_card_is_only_filled_in_by_its_address_and_takes_no_seat(browser: Browser, code_for: Issue) -> None:
    code = code_for("judge").code
    page = browser.get(f"/e/{code}")
    assert page.status_code == 200
    assert f'name="code" value="{code}"' in page.text
    assert browser.get("/api/session").get_json()["seats"] == []


def test_a_revoked_ticket_ends_the_seat_at_the_next_request(
    browser: Browser, code_for: Issue, services: wiring.Services
) -> None:
    issued = code_for("display")
    browser.post("/enter", data={"code": issued.code})
    assert [seat["seat"] for seat in browser.get("/api/session").get_json()["seats"]] == [issued.ticket.id]
    tickets.revoke_ticket(services.ctx, actor=LOCAL, ticket_id=issued.ticket.id)
    assert browser.get("/api/session").get_json()["seats"] == []


def test_whoever_came_in_by_a_lost_card_is_out_with_the_new_one_and_stays_out(
    app: Flask, browser: Browser, code_for: Issue, services: wiring.Services
) -> None:
    old = code_for("chief")
    browser.post("/enter", data={"code": old.code})
    tickets.revoke_ticket(services.ctx, actor=LOCAL, ticket_id=old.ticket.id)
    new = tickets.reissue_ticket(services.ctx, actor=LOCAL, ticket_id=old.ticket.id)
    assert browser.get("/api/session").get_json()["seats"] == []
    rightful = Browser(app.test_client())
    rightful.post("/enter", data={"code": new.code})
    assert [seat["seat"] for seat in rightful.get("/api/session").get_json()["seats"]] == [old.ticket.id]


def test_one_browser_may_hold_several_seats_and_a_page_speaks_for_the_one_it_names(
    app: Flask, browser: Browser, code_for: Issue
) -> None:
    first, second = code_for("team", team="t1"), code_for("team", team="t2")
    for issued in (first, second):
        browser.post("/enter", data={"code": issued.code})
    with browser.client as client:
        client.get("/api/session")
        assert _team(auth.current_seat(match="m1", roles=("team",))) == "t2"
        assert _team(auth.current_seat(first.ticket.id)) == "t1"
        assert auth.current_seat(match="m1", roles=("host",)) is None
        assert auth.current_seat(match="m2") is None
    assert len({seat["seat"] for seat in browser.get("/api/session").get_json()["seats"]}) == 2


def test_a_reload_keeps_the_seat_of_its_page_although_another_was_taken_since(
    browser: Browser, code_for: Issue
) -> None:
    first, second = code_for("team", team="t1"), code_for("team", team="t2")
    pages = [browser.post("/enter", data={"code": issued.code}).location for issued in (first, second)]
    assert f'<meta name="seat" content="{first.ticket.id}">' in browser.get(pages[0]).text
    assert f'<meta name="seat" content="{second.ticket.id}">' in browser.get(pages[1]).text


def test_the_seat_carries_the_device_that_took_it_and_two_browsers_are_two_devices(app: Flask, code_for: Issue) -> None:
    code = code_for("team", team="t1").code
    devices = set()
    for _ in range(2):
        other = Browser(app.test_client())
        other.post("/enter", data={"code": code})
        with other.client as client:
            client.get("/api/session")
            seat = auth.current_seat()
            assert seat is not None
            devices.add(seat.device)
    assert len(devices) == 2
    assert "" not in devices


def test_leaving_gives_up_every_seat(browser: Browser, code_for: Issue) -> None:
    browser.post("/enter", data={"code": code_for("host").code})
    assert browser.post("/leave").status_code == 303
    assert browser.get("/api/session").get_json()["seats"] == []


def test_an_organiser_signs_in_and_is_led_on_to_the_page_wanted(app: Flask, services: wiring.Services) -> None:
    accounts.add_account(services.ctx, name="张一", password=PASSWORD)
    browser = Browser(app.test_client())
    answer = browser.post("/signin", data={"name": "张一", "password": PASSWORD, "next": "/organiser/matches"})
    assert (answer.status_code, answer.location) == (303, "/organiser/matches")


def test_the_way_to_a_page_leads_through_the_sign_in_with_all_that_was_asked_of_it(
    organiser: Browser, app: Flask
) -> None:
    led = Browser(app.test_client()).get("/organiser/sets/x?page=2&only=error")
    assert led.location == "/signin?next=/organiser/sets/x?page%3D2%26only%3Derror"
    assert 'value="/organiser/sets/x?page=2&amp;only=error"' in Browser(app.test_client()).get(led.location).text


@pytest.mark.parametrize("address", ["//elsewhere.example", "/\\elsewhere.example", "http://elsewhere.example", ""])
def test_the_sign_in_leads_to_no_other_server(app: Flask, services: wiring.Services, address: str) -> None:
    accounts.add_account(services.ctx, name="张一", password=PASSWORD)
    answer = Browser(app.test_client()).post("/signin", data={"name": "张一", "password": PASSWORD, "next": address})
    assert answer.location == "/organiser/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(app: Flask, services: wiring.Services) -> None:
    accounts.add_account(services.ctx, name="张一", password=PASSWORD)
    answers = [
        Browser(app.test_client()).post("/signin", data={"name": name, "password": "not the password"})
        for name in ("张一", "李二")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all("用户名或密码不对" in answer.text for answer in answers)


def test_a_new_password_signs_the_old_session_out(organiser: Browser, services: wiring.Services) -> None:
    with organiser.client as client:
        client.get("/")
        assert auth.current_account() is not None
    accounts.reset_password(services.ctx, name="张一", password="another eight horses")
    with organiser.client as client:
        client.get("/")
        assert auth.current_account() is None


def test_the_first_account_needs_the_code_that_the_server_showed(browser: Browser, services: wiring.Services) -> None:
    form = {"name": "张一", "password": PASSWORD, "again": PASSWORD}
    assert browser.get("/signin").location == "/setup"
    assert browser.post("/setup", data={**form, "code": "guess"}).status_code == 403
    assert browser.post("/setup", data={**form, "code": services.setup_code, "again": "x"}).status_code == 400
    answer = browser.post("/setup", data={**form, "code": services.setup_code})
    assert (answer.status_code, answer.location) == (303, "/organiser/")


def test_the_start_up_code_may_be_typed_in_capitals_and_with_spaces_and_stays_while_the_password_is_corrected(
    browser: Browser, services: wiring.Services
) -> None:
    code = f" {services.setup_code[:4].upper()} {services.setup_code[4:]} "
    form = {"name": "张一", "password": PASSWORD, "again": PASSWORD, "code": code}
    assert f'name="code" value="{code}"' in browser.post("/setup", data={**form, "again": "x"}).text
    assert browser.post("/setup", data=form).status_code == 303


def test_the_door_of_a_new_server_leads_to_the_first_account(browser: Browser, services: wiring.Services) -> None:
    assert '<a href="/signin">首次使用：创建管理员账号</a>' in browser.get("/").text
    accounts.add_account(services.ctx, name="张一", password=PASSWORD)
    assert '<a href="/signin">管理员登录</a>' in browser.get("/").text


def test_a_refused_code_stays_in_its_field_to_be_compared(browser: Browser) -> None:
    refused = browser.post("/enter", data={"code": 'ABCD"1234'})
    assert refused.status_code == 403
    assert 'value="ABCD&#34;1234"' in refused.text
    assert 'value=""' in browser.get("/").text


def test_once_there_is_an_account_the_setup_page_is_gone(organiser: Browser, services: wiring.Services) -> None:
    assert organiser.get("/setup").status_code == 404
    form = {"name": "李二", "password": PASSWORD, "again": PASSWORD, "code": services.setup_code}
    assert organiser.post("/setup", data=form).status_code == 404


def _team(seat: auth.Seat | None) -> str:
    assert seat is not None
    return seat.team


def copied(app: Flask, browser: Browser) -> Browser:
    """Another browser with a copy of this one's cookies."""
    other = Browser(app.test_client())
    for cookie in browser.client._cookies.values():  # type: ignore[attr-defined]  werkzeug shows one by its name only
        other.client.set_cookie(cookie.key, cookie.value, domain=cookie.domain)
    return other


def test_after_the_sign_out_a_copied_cookie_opens_no_desk(app: Flask, organiser: Browser) -> None:
    copy = copied(app, organiser)
    assert copy.get("/organiser/").status_code == 200
    organiser.post("/signout")
    assert (copy.get("/organiser/").status_code, organiser.get("/organiser/").status_code) == (302, 302)
    assert copy.get("/organiser/").location.startswith("/signin")


def test_after_leaving_a_copied_cookie_has_neither_seat_nor_account(
    app: Flask, organiser: Browser, code_for: Issue
) -> None:
    organiser.post("/enter", data={"code": code_for("host").code})
    copy = copied(app, organiser)
    assert len(copy.get("/api/session").get_json()["seats"]) == 1
    organiser.post("/leave")
    assert copy.get("/api/session").get_json()["seats"] == []
    assert copy.get("/m/m1/host").status_code == 401
    assert copy.get("/organiser/").status_code == 302


def test_a_browser_that_has_left_comes_in_again_and_its_old_copies_do_not(
    app: Flask, browser: Browser, code_for: Issue
) -> None:
    issued = code_for("host")
    browser.post("/enter", data={"code": issued.code})
    copy = copied(app, browser)
    browser.post("/leave")
    browser.post("/enter", data={"code": issued.code})
    assert browser.get("/m/m1/host").status_code == 200
    assert copy.get("/m/m1/host").status_code == 401
    copy.post("/enter", data={"code": issued.code})
    assert copy.get("/m/m1/host").status_code == 200


def test_signing_out_leaves_the_seats_of_the_same_browser(organiser: Browser, code_for: Issue) -> None:
    organiser.post("/enter", data={"code": code_for("host").code})
    organiser.post("/signout")
    assert organiser.get("/m/m1/host").status_code == 200


@pytest.mark.parametrize("later", [sessions.LASTS + 1, sessions.LONGEST + 1])
def test_a_copied_cookie_that_is_used_all_the_time_does_not_outlive_the_memory_of_its_end(
    app: Flask, organiser: Browser, code_for: Issue, services: wiring.Services, later: int
) -> None:
    organiser.post("/enter", data={"code": code_for("host").code})
    copy = copied(app, organiser)
    organiser.post("/leave")
    services.ctx.clock.advance(later)  # type: ignore[attr-defined]
    sessions.end_session(services.ctx, "another", services.ctx.clock.now())
    assert copy.get("/m/m1/host").status_code == 401
    assert copy.get("/organiser/").status_code == 302


def now_of(services: wiring.Services) -> int:
    return services.ctx.clock.now()


def record(services: wiring.Services) -> None:
    """Write an entry at the server's time."""
    with services.ctx.store.write() as uow:
        uow.ledger.append(
            "match:m1", Draft("scene.show", {}, "system", "", f"at {now_of(services)}", "", now_of(services))
        )
        uow.commit()


def remembered(services: wiring.Services) -> list[str]:
    with services.ctx.store.read() as uow:
        return [one.id for one in uow.of(EndedSession).all()]


def test_what_ended_is_forgotten_when_no_session_is_as_old(services: wiring.Services) -> None:
    began = now_of(services)
    sessions.end_session(services.ctx, "old", began)
    services.ctx.clock.advance(sessions.LONGEST + 1)  # type: ignore[attr-defined]
    record(services)
    sessions.end_session(services.ctx, "new", now_of(services))
    assert remembered(services) == ["new"]
    assert [sessions.has_ended(services.ctx, "any", at) for at in (began, began + 1)] == [True, False]


def test_a_clock_that_was_a_year_ahead_for_a_while_opens_no_session_that_was_given_up(
    services: wiring.Services,
) -> None:
    began, year = now_of(services), 365 * 24 * 3_600_000
    record(services)
    sessions.end_session(services.ctx, "old", began)
    services.ctx.clock.advance(year)  # type: ignore[attr-defined]
    sessions.end_session(services.ctx, "while it was wrong", now_of(services))
    services.ctx.clock.advance(-year)  # type: ignore[attr-defined]
    assert sessions.has_ended(services.ctx, "old", began)
    assert remembered(services) == ["old", "while it was wrong"]


def test_the_end_of_a_session_that_began_while_the_clock_was_ahead_is_remembered_as_long_as_it_would_last(
    services: wiring.Services,
) -> None:
    year = 365 * 24 * 3_600_000
    began = now_of(services) + year
    sessions.end_session(services.ctx, "of next year", began)
    services.ctx.clock.advance(sessions.LONGEST + 1)  # type: ignore[attr-defined]
    record(services)
    sessions.end_session(services.ctx, "another", now_of(services))
    assert sessions.has_ended(services.ctx, "of next year", began)
