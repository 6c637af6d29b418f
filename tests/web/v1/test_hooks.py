"""Webhooks: every event once it happened, in order, signed, again until it is taken, and never in anybody's way."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.live.quiz import hooks as module
from scoreboard.live.quiz.hooks import FIRST_WAIT, LATER, MOST_TRIES, Hooks, signature
from scoreboard.server.posting import Posted
from scoreboard.shared.processes import Alone, Said
from scoring.engine.errors import Refused
from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import hooks as verbs
from scoring.usecases.programs import tokens
from scoring.usecases.programs.records import Webhook
from tests.halls import Hall, play
from tests.programs import Program, code, given, program

URL = "https://board.example/told"
OK = Posted(200)


class Told:
    """An address that is told: what came, and how it answers."""

    def __init__(self) -> None:
        self.came: list[tuple[bytes, Mapping[str, str]]] = []
        self.answers: list[Posted] = []

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Posted:
        assert url == URL
        self.came.append((body, headers))
        return self.answers.pop(0) if self.answers else OK

    @property
    def seqs(self) -> list[int]:
        return [json.loads(body)["event"]["seq"] for body, _ in self.came]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def hooks(app: Flask, told: Told, monkeypatch: pytest.MonkeyPatch) -> Hooks:
    """The application's webhooks, which send when a test says so, and to no network."""
    found: Hooks = app.extensions["hooks"]
    monkeypatch.setattr(found, "_send", told)
    monkeypatch.setattr(found._dispatch, "wake", lambda stream: None)
    monkeypatch.setattr(found._workers, "wake", lambda hook: None)
    return found


def added(app: Flask, hall: Hall, **more: Any) -> dict[str, Any]:
    answer = program(app, "setup", "officials").post(f"/matches/{hall.match}/webhooks", {"url": URL, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def kept(services: wiring.Services, hook: str) -> Webhook:
    with services.ctx.store.read() as uow:
        found = uow.of(Webhook).get(hook)
    assert found is not None
    return found


def test_every_event_is_sent_in_order_and_signed(app: Flask, hall: Hall, hooks: Hooks, told: Told) -> None:
    hook = added(app, hall)
    play(hall)
    assert hooks.step(hook["id"]) is None
    reader = program(app, "feed").get(f"/matches/{hall.match}/events").get_data().splitlines()
    assert [json.loads(body)["event"] for body, _ in told.came] == [json.loads(line) for line in reader]
    body, headers = told.came[0]
    assert {name: json.loads(body)[name] for name in ("webhook", "match", "audience", "missed")} == {
        "webhook": hook["id"], "match": hall.match, "audience": "display", "missed": 0,
    }  # fmt: skip
    signed = f"{headers['X-Leitai-Timestamp']}.".encode() + body
    expected = "sha256=" + hmac.new(hook["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Leitai-Signature"] == expected == signature(hook["secret"], headers["X-Leitai-Timestamp"], body)
    assert headers["X-Leitai-Delivery"] == f"{hook['id']}:{hall.match}:1"
    assert hooks.step(hook["id"]) is None
    assert len(told.came) == len(reader)


def test_what_happened_before_it_was_added_is_not_sent(app: Flask, hall: Hall, hooks: Hooks, told: Told) -> None:
    hall.do("match.open")
    hook = added(app, hall)
    hall.do("round.begin", round="all")
    hooks.step(hook["id"])
    assert told.seqs == [2]


def test_what_is_not_taken_is_sent_again_later_and_later_and_nothing_before_it(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    hook = added(app, hall)
    hall.do("match.open")
    hall.do("round.begin", round="all")
    told.answers = [Posted(500, "hook-status"), Posted(problem="hook-no-answer"), Posted(302, "hook-status")]
    assert [hooks.step(hook["id"]) for _ in range(4)] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT, None]
    assert told.seqs == [1, 1, 1, 1, 2]
    assert [headers["X-Leitai-Delivery"][-2:] for _, headers in told.came] == [":1"] * 4 + [":2"]
    assert (kept(services, hook["id"]).problem, dict(kept(services, hook["id"]).told)) == ("", {hall.match: 2})


def test_what_happens_meanwhile_brings_no_attempt_forward_or_a_busy_minute_would_use_them_up(
    app: Flask, hall: Hall, hooks: Hooks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, woken = added(app, hall), list[str]()
    monkeypatch.setattr(module, "AFTER", 0)
    monkeypatch.setattr(hooks._workers, "wake", woken.append)
    hall.do("match.open")
    told.answers = [Posted(500, "hook-status")]
    assert hooks.step(hook["id"]) == FIRST_WAIT
    hooks._told_of(f"match:{hall.match}")
    assert woken == []
    assert hooks.step(hook["id"]) is None
    hooks._told_of(f"match:{hall.match}")
    assert woken == [hook["id"]]


def test_an_address_that_never_answers_is_given_up_and_resumed_by_the_organiser(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    hook = added(app, hall)
    hall.do("match.open")
    told.answers = [Posted(503, "hook-status")] * MOST_TRIES
    for _ in range(MOST_TRIES):
        assert hooks.step(hook["id"]) is not None
    assert hooks.step(hook["id"]) is None
    assert len(told.came) == MOST_TRIES
    given_up = kept(services, hook["id"])
    assert (given_up.paused_at > 0, given_up.problem) == (True, "hook-status 503")
    hooks.resumed(verbs.resume_hook(services.ctx, actor=LOCAL, hook_id=hook["id"]))
    hooks.step(hook["id"])
    assert told.seqs[-1] == 1
    assert kept(services, hook["id"]).paused_at == 0


@pytest.mark.parametrize("answer", [Posted(410, "hook-status"), Posted(problem="hook-private")])
def test_an_address_that_is_gone_or_forbidden_is_given_up_at_once(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told, answer: Posted
) -> None:
    hook = added(app, hall)
    hall.do("match.open")
    told.answers = [answer]
    hooks.step(hook["id"])
    assert hooks.step(hook["id"]) is None
    assert len(told.came) == 1
    assert kept(services, hook["id"]).paused_at > 0


def test_after_a_restart_it_goes_on_where_it_was(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    hook = added(app, hall)
    hall.do("match.open")
    hooks.step(hook["id"])
    hall.do("round.begin", round="all")
    again = Hooks(services, app.extensions["feed"], hooks._results, told)
    again.step(hook["id"])
    assert told.seqs == [1, 2]


def test_of_very_much_the_oldest_is_left_out_and_the_next_message_says_how_many(
    app: Flask, hall: Hall, hooks: Hooks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BEHIND", 3)
    hook = added(app, hall)
    play(hall)
    hooks.step(hook["id"])
    head = hall.state.public_seq
    assert [json.loads(body)["missed"] for body, _ in told.came] == [head - 3, *[0] * (len(told.came) - 1)]
    assert min(told.seqs) > head - 3


def test_after_a_restored_backup_it_is_told_the_match_from_its_beginning(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    hook = added(app, hall)
    verbs.note_told(services.ctx, hook_id=hook["id"], told={hall.match: 900})
    hall.do("match.open")
    hooks.step(hook["id"])
    assert told.seqs == [1]


def test_the_hall_never_waits_for_an_address_and_an_ended_one_is_told_nothing(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = added(app, hall)
    woken: list[str] = []
    monkeypatch.setattr(hooks._dispatch, "wake", woken.append)
    hall.do("match.open")
    assert woken == [hall.stream]
    assert told.came == []  # nothing is sent by whoever gives the command
    ended = program(app, "setup").delete(f"/matches/{hall.match}/webhooks/{hook['id']}")
    assert ended.get_json()["id"] == hook["id"]
    assert hooks.step(hook["id"]) is None
    assert told.came == []


def test_a_webhook_of_a_competition_is_told_of_each_of_its_matches(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    setup = program(app, "setup", "read")
    competition = setup.get(f"/matches/{hall.match}").get_json()["competition"]
    hook = setup.post(f"/competitions/{competition}/webhooks", {"url": URL}).get_json()
    hall.do("match.open")
    hooks.step(hook["id"])
    assert [json.loads(body)["match"] for body, _ in told.came] == [hall.match]
    listed = setup.get(f"/competitions/{competition}/webhooks").get_json()["webhooks"]
    assert [(one["id"], one["secret"], one["paused"]) for one in listed] == [(hook["id"], "", False)]


def test_the_officials_events_are_sent_only_to_what_a_token_with_their_scope_has_added(
    app: Flask, hall: Hall, hooks: Hooks, told: Told
) -> None:
    at = f"/matches/{hall.match}/webhooks"
    assert code(program(app, "setup").post(at, {"url": URL, "audience": "chief"})) == (403, "token-scope")
    hook = added(app, hall, audience="chief")
    hall.do("match.open")
    hooks.step(hook["id"])
    assert json.loads(told.came[0][0])["event"]["kind"] == "match.open"


@pytest.mark.parametrize(
    "url",
    ["", "board.example", "ftp://board.example/", "http://", "http://a b/", "https://user:secret@board.example/",
     "http://board.example/\r\nX: y", "http://[::1", "http://board.example:99999/", "http://例子.example/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(app: Flask, hall: Hall, hooks: Hooks, url: str) -> None:
    answer = program(app, "setup").post(f"/matches/{hall.match}/webhooks", {"url": url})
    assert code(answer) == (400, "hook-address")


def test_there_are_no_more_webhooks_than_may_be(
    app: Flask, hall: Hall, hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verbs, "MOST_HOOKS", 1)
    added(app, hall)
    answer = program(app, "setup").post(f"/matches/{hall.match}/webhooks", {"url": URL})
    assert code(answer) == (409, "hooks-too-many")
    gone = program(app, "setup").delete(f"/matches/{hall.match}/webhooks/x")
    assert code(gone) == (404, "hook-unknown")


def test_the_webhooks_of_a_token_that_is_revoked_end_with_it_and_no_others(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    made = given(app, "setup", "officials")
    at = f"/matches/{hall.match}/webhooks"
    own = Program(app, made.text).post(at, {"url": URL, "audience": "chief"}).get_json()
    other = added(app, hall)
    tokens.revoke_token(services.ctx, actor=LOCAL, token_id=made.token.id)
    hall.do("match.open")
    assert hooks.step(own["id"]) is None
    assert told.came == []
    assert [one.id for one in verbs.hooks_of(services.ctx)] == [other["id"]]
    ended = kept(services, own["id"]).ended_at
    tokens.revoke_token(services.ctx, actor=LOCAL, token_id=made.token.id)
    assert 0 < ended == kept(services, own["id"]).ended_at


class Two(Alone):
    """One of two processes: it leads what ``mine`` says, and what it says the ``other`` hears."""

    several = True

    def __init__(self) -> None:
        super().__init__()
        self.mine = False
        self.asked: list[str] = []
        self.heard: dict[str, Callable[[Said], None]] = {}
        self.other: Two = self

    def leads(self, stream: str) -> bool:
        self.asked.append(stream)
        return self.mine

    def say(self, what: str, said: Said) -> None:
        self.other.heard[what](said)

    def listen(self, what: str, heard: Callable[[Said], None]) -> None:
        self.heard[what] = heard


def test_what_could_not_be_read_while_the_database_was_away_is_sent_once_it_is_back(
    app: Flask, hall: Hall, hooks: Hooks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = added(app, hall)["id"]
    hall.do("match.open")

    def away(*_: Any) -> int:
        raise Refused("database-away")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(app.extensions["feed"], "head", away)
        assert hooks.step(hook) == LATER  # and not only when something happens again
    assert hooks.step(hook) is None
    assert told.seqs == [1]


@pytest.mark.parametrize("amid", [False, True])
def test_a_webhook_whose_token_a_command_beside_the_server_revokes_is_told_nothing_more(
    app: Flask,
    services: wiring.Services,
    hall: Hall,
    hooks: Hooks,
    told: Told,
    monkeypatch: pytest.MonkeyPatch,
    amid: bool,
) -> None:
    made = given(app, "setup", match=hall.match)
    hook = Program(app, made.text).post(f"/matches/{hall.match}/webhooks", {"url": URL}).get_json()["id"]
    hall.do("match.open")
    hooks.step(hook)

    def revoked(*of: Any) -> Posted:
        # It is another process: nothing that this one counts has changed.
        monkeypatch.setattr(services.ctx.store, "changes", lambda *kinds: hooks._seen[0])
        tokens.revoke_token(services.ctx, actor=LOCAL, token_id=made.token.id)
        return told(*of) if of else OK

    hall.do("round.begin", round="all")
    hall.do("item.present")
    if amid:
        monkeypatch.setattr(hooks, "_send", revoked)
    else:
        revoked()
    while hooks.step(hook) is not None:
        assert len(told.came) < 3
    assert told.seqs == ([1, 2] if amid else [1])


def test_of_several_processes_one_sends_and_another_goes_on_where_it_was(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    hook = added(app, hall)
    first, second = Two(), Two()
    parts = (app.extensions["feed"], hooks._results, told)
    senders = [Hooks(replace(services, processes=one), *parts) for one in (first, second)]
    first.mine = True
    hall.do("match.open")
    assert [one.step(hook["id"]) for one in senders] == [None, LATER]
    assert told.seqs == [1]
    first.mine, second.mine = False, True
    hall.do("round.begin", round="all")
    assert [one.step(hook["id"]) for one in senders] == [LATER, None]
    assert told.seqs == [1, 2]
    first.mine, second.mine = True, False
    assert [one.step(hook["id"]) for one in senders] == [None, LATER]
    assert told.seqs == [1, 2]
    assert set(first.asked + second.asked) == {f"webhook:{hook['id']}"}


def test_a_webhook_that_is_tried_again_is_so_by_the_process_that_sends_to_it(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = added(app, hall)
    first, second = Two(), Two()
    first.other, second.other = second, first
    parts = (app.extensions["feed"], hooks._results, told)
    senders = [Hooks(replace(services, processes=one), *parts) for one in (first, second)]
    woken: list[tuple[int, str]] = []
    for number, one in enumerate(senders):
        monkeypatch.setattr(one._workers, "wake", lambda hook_id, number=number: woken.append((number, hook_id)))
    senders[1].resumed(kept(services, hook["id"]))
    assert sorted(woken) == [(0, hook["id"]), (1, hook["id"])]
