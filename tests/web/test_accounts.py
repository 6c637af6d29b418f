"""Accounts that an organiser makes for others: a first password that opens nothing but the choice of another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Refused
from scoring.engine.ledger import check_chain
from scoring.usecases import accounts
from scoring.usecases.account_log import STREAM, account_steps
from scoring.usecases.records import Account
from tests.conftest import PASSWORD, Browser
from tests.fakes import FakeClock

OWN = "只有我自己知道的密码"


def made(organiser: Browser, name: str) -> str:
    """The first password of a new account, as its maker's page shows it."""
    answer = organiser.post("/organiser/accounts", data={"name": name})
    assert answer.status_code == 200, answer.text
    found = re.search(r"<code>([A-Z2-9-]+)</code>", answer.text)
    assert found
    return found[1]


def signed_in(app: Flask, name: str, password: str, status: int = 303) -> Browser:
    browser = Browser(app.test_client())
    assert browser.post("/signin", data={"name": name, "password": password}).status_code == status
    return browser


def chosen(browser: Browser, old: str, new: str = OWN, again: str = "") -> Any:
    return browser.post("/password", data={"old": old, "password": new, "again": again or new})


def test_a_first_password_opens_nothing_until_its_owner_has_chosen_another(app: Flask, organiser: Browser) -> None:
    password = made(organiser, "李二")
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", password)
    assert password not in organiser.get("/organiser/accounts").text
    other = signed_in(app, "李二", password)
    for address in ("/organiser/", "/organiser/sets", "/organiser/accounts"):
        answer = other.get(address)
        assert (answer.status_code, answer.location) == (303, "/password"), address
    answer = other.post("/organiser/competitions", data={"title": "竞赛"})
    assert (answer.status_code, answer.location) == (303, "/password")
    assert "请先设定只有自己知道的密码" in other.get("/password").text
    assert "还没有设定自己的密码" in organiser.get("/organiser/accounts").text
    assert chosen(other, password, "short").status_code == 400
    assert chosen(other, password, password).status_code == 400
    assert chosen(other, password, OWN, "别的密码别的密码别的").status_code == 400
    assert chosen(other, "wrong-password").status_code == 403
    assert chosen(other, password, "长" * 257).status_code == 400
    assert chosen(other, password).status_code == 303
    assert other.get("/organiser/accounts").status_code == 200
    signed_in(app, "李二", password, 403)
    assert "还没有设定自己的密码" not in organiser.get("/organiser/accounts").text


def test_an_account_that_is_ended_is_signed_out_at_once_and_lets_in_again_by_a_first_password(
    app: Flask, organiser: Browser, services: wiring.Services
) -> None:
    password = made(organiser, "李二")
    other = signed_in(app, "李二", password)
    chosen(other, password)
    account = _account(services, "李二")
    assert organiser.post(f"/organiser/accounts/{account.id}/end").status_code == 303
    assert other.get("/organiser/").location.startswith("/signin")
    signed_in(app, "李二", OWN, 403)
    assert "已停用" in organiser.get("/organiser/accounts").text
    answer = organiser.post(f"/organiser/accounts/{account.id}/again")
    found = re.search(r"<code>([A-Z2-9-]+)</code>", answer.text)
    assert found
    signed_in(app, "李二", OWN, 403)
    again = signed_in(app, "李二", found[1])
    assert chosen(again, found[1]).status_code == 303
    assert again.get("/organiser/").status_code == 200


def test_nobody_ends_their_own_account_so_one_is_always_left(organiser: Browser, services: wiring.Services) -> None:
    (own,) = accounts.accounts_of(services.ctx, actor=Actor("account:x", "organiser"))
    for what in ("end", "again"):
        answer = organiser.post(f"/organiser/accounts/{own.id}/{what}")
        assert (answer.status_code, "自己的账号" in answer.text) == (409, True)
    assert organiser.get("/organiser/").status_code == 200
    other = accounts.add_account(services.ctx, name="李二", password=PASSWORD)
    actors = [accounts.actor_of(one) for one in (own, other)]
    accounts.end_account(services.ctx, actor=actors[0], account_id=other.id)
    with pytest.raises(Forbidden):
        accounts.end_account(services.ctx, actor=actors[1], account_id=own.id)
    with pytest.raises(Forbidden):
        accounts.invite(services.ctx, actor=actors[1], name="张三")


def test_the_names_of_accounts_stay_apart_and_their_number_is_bounded(
    organiser: Browser, services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert organiser.post("/organiser/accounts", data={"name": ""}).status_code == 400
    made(organiser, "李二")
    assert organiser.post("/organiser/accounts", data={"name": " 李二 "}).status_code == 409
    monkeypatch.setattr(accounts, "MOST_ACCOUNTS", 2)
    with pytest.raises(Refused, match="accounts-full"):
        accounts.add_account(services.ctx, name="张三", password=PASSWORD)
    with pytest.raises(Conflict):
        accounts.add_account(services.ctx, name="李二", password=PASSWORD)


def test_a_first_password_that_nobody_has_used_for_seven_days_is_no_good_any_more(
    app: Flask, organiser: Browser, clock: FakeClock
) -> None:
    password = made(organiser, "李二")
    early = signed_in(app, "李二", password)
    clock.advance(accounts.FIRST_LASTS)
    for typed, told in ((password, True), ("wrong-password", False)):
        answer = Browser(app.test_client()).post("/signin", data={"name": "李二", "password": typed})
        assert (answer.status_code, "首次密码已过期" in answer.text) == (403, told)
    assert chosen(early, password).status_code == 401
    assert chosen(organiser, PASSWORD).status_code == 303
    clock.advance(accounts.FIRST_LASTS)
    assert organiser.get("/organiser/").status_code == 200


def test_whoever_was_given_a_first_password_meanwhile_ends_nobody(services: wiring.Services) -> None:
    one, two = (
        accounts.actor_of(accounts.add_account(services.ctx, name=name, password=PASSWORD)) for name in ("甲", "乙")
    )
    accounts.give_first_password(services.ctx, actor=two, account_id=one.id.removeprefix("account:"))
    with pytest.raises(Forbidden):
        accounts.end_account(services.ctx, actor=one, account_id=two.id.removeprefix("account:"))
    with pytest.raises(Forbidden):
        accounts.invite(services.ctx, actor=one, name="丙")


def test_who_made_an_account_is_said_beside_it(organiser: Browser, services: wiring.Services) -> None:
    made(organiser, "李二")
    maker, new = accounts.accounts_of(services.ctx, actor=Actor("account:x", "organiser"))
    assert (new.made_by, new.first, maker.made_by) == (maker.id, True, "")
    assert re.search(rf"<td[^>]*>{maker.name} <span", organiser.get("/organiser/accounts").text)


def test_whatever_is_done_to_an_account_is_noted_for_all_organisers_to_read(
    organiser: Browser, services: wiring.Services
) -> None:
    made(organiser, "李二")
    maker, new = accounts.accounts_of(services.ctx, actor=Actor("account:x", "organiser"))
    organiser.post(f"/organiser/accounts/{new.id}/again")
    given = accounts.give_first_password(services.ctx, actor=accounts.actor_of(maker), account_id=new.id)
    accounts.choose_password(services.ctx, account_id=new.id, old=given.password, new="another password")
    for _ in range(2):
        assert organiser.post(f"/organiser/accounts/{new.id}/end").status_code == 303
    accounts.reset_password(services.ctx, name="李二", password="by the console")
    steps = account_steps(services.ctx, actor=Actor("account:x", "organiser"))
    assert [(one.what, one.by, one.name) for one in steps[:6]] == [
        ("reset", "", "李二"),
        ("end", maker.id, "李二"),
        ("choose", new.id, "李二"),
        ("first_password", maker.id, "李二"),
        ("first_password", maker.id, "李二"),
        ("make", maker.id, "李二"),
    ]
    page = organiser.get("/organiser/accounts").text
    assert f"{maker.name}为“李二”重发首次密码，原密码作废" in page
    assert "在命令行重设“李二”的密码" in page
    assert "给首次密码的人知道这个密码" in page
    with services.ctx.store.read() as uow:
        check_chain(uow.ledger.read(STREAM))


def test_guesses_of_the_present_password_are_slowed_down(
    app: Flask, organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(app.extensions["throttles"]["passwords"], "_sleep", waited.append)
    for no in range(13):
        chosen(organiser, f"wrong-password-{no}")
    assert waited[-1] > 0


def test_without_an_account_there_is_no_password_to_choose(browser: Browser, organiser: Browser) -> None:
    assert browser.get("/password").location.startswith("/signin")
    assert chosen(browser, PASSWORD).status_code == 401


def _account(services: wiring.Services, name: str) -> Account:
    held = accounts.accounts_of(services.ctx, actor=Actor("account:x", "organiser"))
    return next(one for one in held if one.name == name)
