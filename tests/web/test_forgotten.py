"""A forgotten password is replaced at the machine itself, by a code that only there can be read, and nowhere else."""

from __future__ import annotations

import re
import stat
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from scoreboard import factory, wiring
from scoreboard.web.machine import FILE, LASTS, TRIES
from scoreboard.web.security import CODES
from scoring.usecases.account_log import account_steps
from scoring.usecases.guards import LOCAL
from tests.conftest import PASSWORD, Browser

NEW = "six cranes fly south"


@pytest.fixture
def account(organiser: Browser) -> str:
    """The name of the only account, signed in elsewhere."""
    assert organiser.get("/organiser/").status_code == 200
    return "张一"


def code_in(services: wiring.Services) -> str:
    found = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", file_of(services).read_text("utf-8"))
    assert found
    return found[0]


def file_of(services: wiring.Services) -> Path:
    return Path(services.config.data) / FILE


def tried(browser: Browser, name: str, code: str, again: str = NEW) -> tuple[int, str]:
    answer = browser.post("/forgotten", data={"name": name, "code": code, "password": NEW, "again": again})
    return answer.status_code, answer.text


def test_at_the_machine_the_code_of_the_file_opens_the_account_again(
    app: Flask, account: str, organiser: Browser, services: wiring.Services
) -> None:
    browser = Browser(app.test_client())
    assert 'href="/forgotten"' in browser.get("/signin").text
    assert not file_of(services).exists()
    assert browser.post("/forgotten/code").status_code == 303
    assert stat.S_IMODE(file_of(services).stat().st_mode) == 0o600
    assert account in file_of(services).read_text("utf-8")
    page = browser.get("/forgotten").text
    assert str(file_of(services)) in page
    assert code_in(services) not in page
    assert tried(browser, account, code_in(services).lower())[0] == 303
    assert browser.get("/organiser/").status_code == 200
    assert organiser.get("/organiser/").status_code != 200
    assert not file_of(services).exists()
    newest = account_steps(services.ctx, actor=LOCAL)[0]
    assert (newest.what, newest.by) == ("reset", "")


def test_a_code_is_good_once(app: Flask, account: str, services: wiring.Services) -> None:
    browser = Browser(app.test_client())
    browser.post("/forgotten/code")
    code = code_in(services)
    assert tried(browser, account, code)[0] == 303
    assert tried(browser, account, code)[0] == 409


def test_a_code_is_over_after_some_minutes(app: Flask, account: str, services: wiring.Services) -> None:
    browser = Browser(app.test_client())
    browser.post("/forgotten/code")
    code = code_in(services)
    services.ctx.clock.reach(services.ctx.clock.now() + LASTS)
    status, text = tried(browser, account, code)
    assert (status, "验证码已失效" in text) == (409, True)


def test_a_few_wrong_codes_end_it(
    app: Flask, account: str, services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scoreboard.blueprints.forgotten.attempt_at", lambda _: nullcontext())
    browser = Browser(app.test_client())
    browser.post("/forgotten/code")
    code = code_in(services)
    for left in range(TRIES - 1, -1, -1):
        status, text = tried(browser, account, "AAAA-BBBB-CCCC")
        assert (status, f"还可以试 {left} 次" in text) == (403, True)
    assert tried(browser, account, code)[0] == 409
    assert not file_of(services).exists()


def test_who_deletes_the_file_ends_the_code(app: Flask, account: str, services: wiring.Services) -> None:
    browser = Browser(app.test_client())
    browser.post("/forgotten/code")
    code = code_in(services)
    file_of(services).unlink()
    assert tried(browser, account, code)[0] == 409


def test_without_a_code_nothing_is_taken_and_a_name_is_not_told(app: Flask, account: str) -> None:
    browser = Browser(app.test_client())
    for name in (account, "nobody"):
        assert tried(browser, name, "AAAA-BBBB-CCCC")[0] == 409


def test_a_slip_in_the_new_password_keeps_the_code_good(app: Flask, account: str, services: wiring.Services) -> None:
    browser = Browser(app.test_client())
    browser.post("/forgotten/code")
    assert tried(browser, account, code_in(services), again="another-one-entirely")[0] == 400
    assert tried(browser, account, code_in(services))[0] == 303


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_base": {"REMOTE_ADDR": "192.168.8.7"}},
        {"environ_base": {"REMOTE_ADDR": "fe80::7"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"X-Forwarded-Proto": "https"}},
        {"headers": {"Forwarded": "for=127.0.0.1"}},
        {"headers": {"X-Real-IP": "127.0.0.1"}},
        {"headers": {"Via": "1.1 proxy"}},
        {"headers": {"Host": "leitai.example.org"}},
        {"headers": {"Host": "192.168.8.2:8000"}},
    ],
    ids=["hall", "hall-6", "for", "proto", "forwarded", "real-ip", "via", "name", "address"],
)
def test_nobody_else_gets_as_far_as_the_field_for_the_code(
    app: Flask, account: str, services: wiring.Services, asked: dict[str, object]
) -> None:
    client = app.test_client()
    for answer in (
        client.get("/forgotten", **asked),
        Browser(client).post("/forgotten/code", **asked),
        Browser(client).post("/forgotten", data={"name": account, "code": "x"}, **asked),
    ):
        assert answer.status_code in (400, 403)  # 400: the guard of forms refuses another host first
    assert not file_of(services).exists()
    assert 'href="/forgotten"' not in client.get("/signin", **asked).text


def test_a_server_behind_a_proxy_has_no_such_page_for_anybody(services: wiring.Services, account: str) -> None:
    config = replace(services.config, trusted_proxies=1)
    app, _ = factory.create_app(config, replace(services, config=config))
    client = app.test_client()
    assert client.get("/forgotten").status_code == 403
    assert "忘记密码：请另一位管理员" in client.get("/signin").text


def test_the_old_password_opens_nothing_after_it(app: Flask, account: str, services: wiring.Services) -> None:
    browser = Browser(app.test_client())
    browser.post("/forgotten/code")
    tried(browser, account, code_in(services))
    other = Browser(app.test_client())
    assert other.post("/signin", data={"name": account, "password": PASSWORD}).status_code == 403
    assert other.post("/signin", data={"name": account, "password": NEW}).status_code == 303


def test_codes_are_written_only_so_often_in_an_hour(app: Flask, account: str, services: wiring.Services) -> None:
    browser = Browser(app.test_client())
    for _ in range(CODES[0].most):
        assert browser.post("/forgotten/code").status_code == 303
    code = code_in(services)
    refused = browser.post("/forgotten/code")
    assert (refused.status_code, "验证码写出的次数太多" in refused.text) == (429, True)
    assert code_in(services) == code
    assert tried(browser, account, code)[0] == 303
