"""Access tokens: shown once, kept as a hash, for one place and some things, ended at once."""

from __future__ import annotations

from typing import NoReturn

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.server.share import Rate
from scoreboard.web import bearer
from scoring.engine.actors import Actor
from scoring.engine.errors import Forbidden, Invalid, NotFound, Refused
from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import tokens
from scoring.usecases.programs.records import AccessToken
from tests.fakes import FakeClock
from tests.halls import Hall
from tests.programs import Program, code, given, program


def test_a_token_is_shown_once_and_kept_as_its_hash(app: Flask, services: wiring.Services, hall: Hall) -> None:
    made = given(app, "read", "press", match=hall.match)
    with services.ctx.store.read() as uow:
        kept = uow.of(AccessToken).get(made.token.id)
    assert kept is not None
    assert made.text.startswith("leitai_")
    assert len(made.text) == 39
    assert made.text not in str(kept)
    assert (kept.scopes, kept.match, kept.secret) == (("read", "press"), hall.match, tokens.secret_of(made.text))
    answer = Program(app, made.text).get("/token").get_json()
    assert answer == {
        "id": kept.id, "name": "记分牌", "scopes": ["read", "press"], "competition": kept.competition,
        "match": hall.match,
    }  # fmt: skip


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer leitai_" + "A" * 32, "Basic YTpi", "Bearer " + "x" * 9999]
)
def test_what_is_no_token_opens_nothing(app: Flask, hall: Hall, header: str) -> None:
    answer = app.test_client().get("/api/v1/token", headers={"Authorization": header} if header else {})
    assert code(answer) == (401, "token-needed")


def test_a_revoked_token_opens_nothing_from_then_on(app: Flask, services: wiring.Services) -> None:
    made = given(app, "read")
    assert Program(app, made.text).get("/token").status_code == 200
    tokens.revoke_token(services.ctx, actor=LOCAL, token_id=made.token.id)
    assert code(Program(app, made.text).get("/token")) == (401, "token-needed")


def test_the_last_use_is_known_to_a_minute(app: Flask, services: wiring.Services, clock: FakeClock) -> None:
    made = given(app, "read")
    used = []
    for ms in (0, 59_000, 1_000):
        clock.advance(ms)
        Program(app, made.text).get("/token")
        used.append(tokens.tokens_of(services.ctx, actor=LOCAL)[0].used_at - made.token.made_at)
    assert used == [0, 0, 60_000]


def test_a_session_opens_nothing_that_needs_a_token_and_a_token_nothing_that_needs_a_session(
    app: Flask, hall: Hall, organiser: object
) -> None:
    assert code(organiser.get("/api/v1/token")) == (401, "token-needed")  # type: ignore[attr-defined]
    bearer_only = {"Authorization": f"Bearer {given(app).text}"}
    client = app.test_client()
    assert client.get(f"/api/matches/{hall.match}/view", headers=bearer_only).status_code == 401
    assert client.get("/organiser/", headers=bearer_only).status_code == 302


def test_a_program_that_is_too_fast_is_told_to_wait_and_holds_up_no_other(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = bearer.Shares(Rate(burst=2, a_second=0))
    app.extensions["token_shares"] = own, bearer.Share(Rate(burst=1, a_second=0))
    fast, other = program(app, "read"), program(app, "read")
    assert [code(fast.get("/token")) for _ in range(3)] == [(200, ""), (200, ""), (429, "too-many-messages")]
    assert fast.get("/token").headers["Retry-After"] == "1"
    assert other.get("/token").status_code == 200
    guess = Program(app, "leitai_" + "A" * 32)
    assert [code(guess.get("/token")) for _ in range(2)] == [(401, "token-needed"), (429, "too-many-messages")]


def test_a_token_that_cannot_be_made_is_not_made(services: wiring.Services) -> None:
    ctx = services.ctx
    for scopes in ([], ["all"], ["read", "all"]):
        with pytest.raises(Invalid, match="scopes-needed"):
            tokens.make_token(ctx, actor=LOCAL, name="x", scopes=scopes)
    with pytest.raises(Invalid, match="text-needed"):
        tokens.make_token(ctx, actor=LOCAL, name=" ", scopes=["read"])
    with pytest.raises(NotFound, match="match-unknown"):
        tokens.make_token(ctx, actor=LOCAL, name="x", scopes=["read"], match="m9")
    with pytest.raises(NotFound, match="competition-unknown"):
        tokens.make_token(ctx, actor=LOCAL, name="x", scopes=["read"], competition="c9")
    with pytest.raises(Forbidden, match="role-not-allowed"):
        tokens.make_token(ctx, actor=Actor("ticket:h", "host"), name="x", scopes=["read"])
    with pytest.raises(NotFound, match="token-unknown"):
        tokens.revoke_token(ctx, actor=LOCAL, token_id="x")
    assert tokens.tokens_of(ctx, actor=LOCAL) == []


def test_no_more_tokens_are_good_at_a_time_than_a_hall_needs(
    services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    first = tokens.make_token(services.ctx, actor=LOCAL, name="一", scopes=["read"]).token
    tokens.make_token(services.ctx, actor=LOCAL, name="二", scopes=["read"])
    with pytest.raises(Refused, match="tokens-too-many"):
        tokens.make_token(services.ctx, actor=LOCAL, name="三", scopes=["read"])
    tokens.revoke_token(services.ctx, actor=LOCAL, token_id=first.id)
    tokens.make_token(services.ctx, actor=LOCAL, name="三", scopes=["read"])


def test_a_request_with_a_token_waits_in_a_lane_of_its_own(app: Flask, services: wiring.Services) -> None:
    made = given(app, "press")
    lanes = bearer.TokenLanes(services.ctx, clock=lambda: 0.0)
    assert lanes.of({"HTTP_AUTHORIZATION": f"Bearer {made.text}"}) == f"token {made.token.id}"
    assert lanes.of({"HTTP_AUTHORIZATION": "Bearer leitai_none"}) == lanes.of({}) == ""


def away(*_: object, **__: object) -> NoReturn:
    """A database that does not answer."""
    raise Refused("database-away")


def test_while_the_database_is_away_a_request_waits_in_the_lane_that_its_token_had(
    app: Flask, services: wiring.Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, now = given(app, "press"), [0.0]
    lanes = bearer.TokenLanes(services.ctx, clock=lambda: now[0])
    header = {"HTTP_AUTHORIZATION": f"Bearer {made.text}"}
    lane = lanes.of(header)
    asked: list[object] = []
    monkeypatch.setattr(bearer, "good_tokens", lambda ctx: asked.append(ctx) or away())
    now[0] += 2 * bearer.FRESH
    assert lanes.of(header) == lane == f"token {made.token.id}"
    assert lanes.of({"HTTP_AUTHORIZATION": "Bearer x"}) == ""
    assert len(asked) == 1  # not again for each request


def test_what_was_done_is_answered_so_also_where_the_last_use_cannot_be_written_down(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = program(app, "read")
    monkeypatch.setattr(bearer, "note_use", away)
    assert reader.get("/token").status_code == 200
