"""Every address with what nobody sends in good faith, as everybody in the hall: words come back, nothing moves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.quiz.kinds import KINDS
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import ORGANISER, Hall, set_up

Enter = Callable[[str], Browser]

WHO = ("stranger", "team", "judge", "display", "host", "chief")
IDS = ("%00", "..%2F..%2Fetc", "%ED%A0%80", "x" * 3000)
TEXTS = ("\x00", "\ud800", "x" * 2001, "1e999999999")
BODIES: tuple[Any, ...] = (
    None,
    5,
    "x",
    [],
    [[]],
    {},
    {"kind": None},
    {"kind": []},
    {"kind": {}},
    {"kind": "undo", "steps": 10**400},
)


@pytest.fixture
def hall(services: wiring.Services) -> Hall:
    """A match that is open, with an item being asked."""
    made = set_up(services.ctx, media=True)
    for kind in ("match.open", "round.begin", "item.present"):
        made.do(kind, **({"round": "risk"} if kind == "round.begin" else {}))
    return made


@pytest.fixture
def enter(app: Flask, services: wiring.Services, hall: Hall) -> Enter:
    """Somebody of the hall."""

    def entered(role: str) -> Browser:
        browser = Browser(app.test_client())
        if role != "stranger":
            own = hall.teams[0] if role == "team" else ""
            issued = issue_ticket(services.ctx, actor=ORGANISER, match_id=hall.match, role=role, team=own)  # type: ignore[arg-type]
            assert browser.post("/api/enter", json={"code": issued.code}).status_code == 200
        return browser

    return entered


def addresses(app: Flask, match: str) -> Iterator[tuple[str, str]]:
    """Every address with hostile ids in each of its places, and the right match where it names one; and its method."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for bad in IDS if rule.arguments else ("",):
                for known in (True, False):
                    path = re.sub(r"<match>", match, rule.rule) if known else rule.rule
                    yield re.sub(r"<[^>]+>", bad, path), method


@pytest.mark.parametrize("who", WHO)
def test_no_address_breaks_by_an_id_or_a_query(app: Flask, enter: Enter, hall: Hall, who: str) -> None:
    browser = enter(who)
    token = {"X-CSRFToken": browser.token(), "X-Seat": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")}
    for path, method in dict.fromkeys(addresses(app, hall.match)):
        answer = browser.client.open(
            f"{path}?page=-1&lang=%00&seat=%00&only=%FF&next=//x", method=method, headers=token, data={}, buffered=True
        )
        assert answer.status_code < 500 or path == "/readyz", f"{method} {path}: {answer.status_code}"


def command_bodies(team: str) -> Iterator[dict[str, Any]]:
    """Every command with every hostile text in each of its fields."""
    for kind, made in ((name, row.command) for name, row in KINDS.items()):
        fields = [name for name in made.__dataclass_fields__ if name != "kind"]
        for text in TEXTS:
            yield {
                "kind": kind,
                **dict.fromkeys(fields, text),
                **({"team": team} if "team" in fields else {}),
                "reason": "x",
            }
            yield {"kind": kind, **{name: [text] for name in fields}, "reason": text}
            yield {"kind": kind, **{name: {text: text} for name in fields}}
            yield {"kind": kind, "reason": text}


@pytest.mark.parametrize("who", ["team", "judge", "display"])
def test_no_command_breaks_the_server_and_none_of_another_role_moves_anything(
    enter: Enter, hall: Hall, clock: FakeClock, who: str
) -> None:
    browser = enter(who)
    headers = {"X-CSRFToken": browser.token()}
    before = hall.state.seq
    address = f"/api/matches/{hall.match}/commands"
    for number, body in enumerate((*BODIES, *command_bodies(hall.teams[0]))):
        clock.advance(100)
        answer = browser.client.post(
            address,
            data=json.dumps(body),
            content_type="application/json",
            headers={**headers, "Idempotency-Key": f"k{number}"},
            buffered=True,
        )
        assert 400 <= answer.status_code < 500, (body, answer.status_code)
        assert answer.get_json()["error"]["message"], body
    assert hall.state.seq == before


@pytest.mark.parametrize("who", ["host", "chief"])
def test_no_command_of_a_desk_breaks_the_server_or_the_supposing(
    enter: Enter, hall: Hall, clock: FakeClock, who: str
) -> None:
    browser = enter(who)
    headers = {"X-CSRFToken": browser.token()}
    for number, body in enumerate((*BODIES, *command_bodies(hall.teams[0]))):
        clock.advance(100)
        for address in (f"/m/{hall.match}/chief/what-if", f"/api/matches/{hall.match}/commands"):
            answer = browser.client.post(
                address,
                data=json.dumps(body),
                content_type="application/json",
                headers={**headers, "Idempotency-Key": f"k{number}"},
                buffered=True,
            )
            assert answer.status_code < 500, (address, body, answer.get_data(as_text=True))


def test_no_code_breaks_the_door(enter: Enter) -> None:
    browser = enter("stranger")
    headers = {"X-CSRFToken": browser.token()}
    for text in TEXTS:
        for body in (*BODIES, {"code": text}, {"code": [text]}, {"code": {text: text}}):
            answer = browser.client.post(
                "/api/enter", data=json.dumps(body), content_type="application/json", headers=headers
            )
            assert 400 <= answer.status_code < 500, body
        for address in ("/enter", "/signin"):
            form = {"code": text, "name": text, "password": text, "next": text}
            answer = browser.client.post(address, data=_sendable(form), headers=headers)
            assert 300 <= answer.status_code < 500, (address, text)


def _sendable(form: dict[str, str]) -> dict[str, str]:
    """As a browser sends it: half of a character becomes a question mark."""
    return {name: text.encode("utf-8", "replace").decode("utf-8") for name, text in form.items()}
