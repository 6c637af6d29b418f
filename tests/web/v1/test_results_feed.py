"""The public result of anything, when it has become another one: by asking, by a stream, by a webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.v1 import results_feed
from scoreboard.live.quiz.hooks import FIRST_WAIT, Hooks
from scoreboard.live.results import LOOKS
from scoreboard.server.posting import Posted
from scoring.usecases.quiz.matches import match_of
from tests.fakes import FakeClock
from tests.halls import Hall, play
from tests.programs import Program, code, program
from tests.reviews import lead, noon, set_up_review
from tests.web.v1.test_hooks import URL, Told, hooks, kept, told

__all__ = ["hooks", "told"]


@pytest.fixture
def clock() -> FakeClock:
    """It stands in the days of the review."""
    return FakeClock(noon(date(2012, 5, 7)))


def news(app: Flask, reader: Program, of: str, since: str = "") -> list[dict[str, Any]]:
    """What a program is told now, whatever was made half a second ago."""
    app.extensions["public_views"]._kept.clear()
    answer = reader.get(f"/live/{of}/events", query_string={"since": since})
    assert answer.status_code == 200, answer.text
    assert answer.content_type.startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.get_data().splitlines()]


def test_the_result_comes_when_it_is_another_one_and_else_not(app: Flask, hall: Hall) -> None:
    reader = program(app, "feed")
    (first,) = news(app, reader, hall.match)
    assert news(app, reader, hall.match, first["mark"]) == []
    play(hall)
    (then,) = news(app, reader, hall.match, first["mark"])
    assert then["results"] == Program(app).get(f"/live/{hall.match}/results.json").get_json()
    assert [row["rank"] for row in then["results"]["tables"][0]["rows"]] == [1, 2, 3]
    assert news(app, reader, hall.match, then["mark"]) == []
    app.extensions["public_views"]._source._epoch = "after a start"
    assert news(app, reader, hall.match, then["mark"]) == []


def test_of_a_competition_it_is_its_newest_stage(app: Flask, hall: Hall) -> None:
    competition = match_of(hall.ctx, hall.match).competition
    (now,) = news(app, program(app, "feed"), competition)
    assert (now["results"]["kind"], now["results"]["code"]) == ("stage", competition)


def test_of_a_review_nothing_comes_before_its_notice_and_no_winner_before_the_result(
    app: Flask, services: wiring.Services
) -> None:
    reader, campaign = program(app, "feed"), set_up_review(services.ctx, "notice")
    assert code(reader.get(f"/live/{campaign.review.id}/events")) == (404, "page-not-found")
    lead(campaign, "notice")
    (opened,) = news(app, reader, campaign.review.id)
    assert (opened["results"]["kind"], opened["results"]["tables"]) == ("review", [])
    lead(campaign, "decide")
    assert news(app, reader, campaign.review.id, opened["mark"]) == []
    lead(campaign, "publish")
    (published,) = news(app, reader, campaign.review.id, opened["mark"])
    assert published["results"]["tables"][0]["rows"]


def test_a_stream_gives_it_under_its_mark_and_ends_with_its_token(
    app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = program(app, "feed")
    (now,) = news(app, reader, hall.match)
    good = iter([True, False])
    monkeypatch.setattr(results_feed, "token_of", lambda ctx, text: True if next(good) else None)
    answer = reader.get(f"/live/{hall.match}/events", headers={"Accept": "text/event-stream"})
    retry, line = answer.get_data(as_text=True).rstrip().split("\n\n")
    assert (retry, line.splitlines()[0]) == ("retry: 2000", f"id: {now['mark']}")
    assert json.loads(line.splitlines()[1].removeprefix("data: ")) == now
    assert app.extensions["feed"].readers() == 0


def test_a_token_of_another_match_reads_what_everybody_may_and_a_wrong_mark_fits_nothing(
    app: Flask, hall: Hall
) -> None:
    other = program(app, "feed", match=hall.match)
    assert news(app, other, match_of(hall.ctx, hall.match).competition)
    assert code(other.get(f"/live/{hall.match}/events?since=7")) == (400, "input-wrong")
    assert code(program(app, "read").get(f"/live/{hall.match}/events")) == (403, "token-scope")
    assert code(Program(app).get(f"/live/{hall.match}/events")) == (401, "token-needed")


def public_hook(app: Flask, place: str, **body: Any) -> dict[str, Any]:
    answer = program(app, "setup").post(f"/{place}/webhooks", {"url": URL, **body})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_an_address_is_told_the_result_of_a_review_once_it_is_public_and_when_it_changes(
    app: Flask, services: wiring.Services, hooks: Hooks, told: Told
) -> None:
    campaign = set_up_review(services.ctx, "notice")
    hook = public_hook(app, f"reviews/{campaign.review.id}")
    assert (hook["audience"], hook["review"], hook["match"], hook["competition"]) == (
        "public",
        campaign.review.id,
        "",
        "",
    )
    steps = []
    for stage in ("", "notice", "decide", "publish"):
        lead(campaign, *filter(None, [stage]))
        app.extensions["public_views"]._kept.clear()
        steps.append((hooks.step(hook["id"]), len(told.came)))
    assert steps == [(LOOKS, 0), (LOOKS, 1), (LOOKS, 1), (LOOKS, 2)]
    body, headers = told.came[-1]
    said = json.loads(body)
    assert said["results"]["tables"][0]["rows"]
    assert (said["webhook"], said["code"], said["audience"]) == (hook["id"], campaign.review.id, "public")
    assert headers["X-Leitai-Delivery"] == f"{hook['id']}:{campaign.review.id}:{said['mark']}"
    signed = f"{headers['X-Leitai-Timestamp']}.".encode() + body
    expected = "sha256=" + hmac.new(hook["secret"].encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Leitai-Signature"] == expected
    assert dict(kept(services, hook["id"]).told) == {campaign.review.id: int(said["mark"], 16)}


def test_the_result_of_a_match_that_was_not_taken_is_sent_again_as_the_newest_one(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, told: Told
) -> None:
    hook = public_hook(app, f"matches/{hall.match}", audience="public")
    told.answers = [Posted(500, "hook-status")]
    assert hooks.step(hook["id"]) == FIRST_WAIT
    play(hall)
    app.extensions["public_views"]._kept.clear()
    assert hooks.step(hook["id"]) == LOOKS
    assert [json.loads(body)["results"]["state"] for body, _ in told.came] == ["before", "over"]
    assert kept(services, hook["id"]).problem == ""
    assert hooks.step(hook["id"]) == LOOKS
    assert len(told.came) == 2


def test_what_grows_in_a_match_wakes_no_webhook_of_a_review(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_hook(app, f"reviews/{set_up_review(services.ctx, 'nominate').review.id}")
    of_match, woken = public_hook(app, f"matches/{hall.match}", audience="public"), list[str]()
    monkeypatch.setattr("scoreboard.live.quiz.hooks.AFTER", 0)
    monkeypatch.setattr(hooks._workers, "wake", woken.append)
    hooks._told_of(f"match:{hall.match}")
    assert woken == [of_match["id"]]


def test_webhooks_of_a_review_are_listed_and_ended_and_take_a_token_for_everything(
    app: Flask, services: wiring.Services, hall: Hall, hooks: Hooks
) -> None:
    review = set_up_review(services.ctx, "nominate").review.id
    hook = public_hook(app, f"reviews/{review}")
    own, other = program(app, "setup"), program(app, "setup", match=hall.match)
    assert [one["id"] for one in own.get(f"/reviews/{review}/webhooks").get_json()["webhooks"]] == [hook["id"]]
    assert code(other.get(f"/reviews/{review}/webhooks")) == (403, "token-elsewhere")
    assert code(own.post("/reviews/nothing/webhooks", {"url": URL})) == (404, "review-unknown")
    assert own.delete(f"/reviews/{review}/webhooks/{hook['id']}").status_code == 200
    assert own.get(f"/reviews/{review}/webhooks").get_json()["webhooks"] == []
    assert hooks.step(hook["id"]) is None
