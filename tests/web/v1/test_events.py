"""The event feed: what an audience sees, as it changes, and nothing beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from scoreboard import wiring
from scoreboard.blueprints.v1 import events as reading
from scoreboard.live.quiz import feed as feeds
from scoreboard.live.quiz.events import NOT_TOLD, event_of
from scoreboard.live.quiz.feed import Feed
from scoreboard.live.quiz.source import Source
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.server.share import Rate, Share
from scoreboard.web.errors import TooMany
from scoring.engine.quiz.kinds import KINDS
from scoring.usecases.guards import LOCAL
from scoring.usecases.programs import tokens
from tests.halls import Hall, play
from tests.programs import Program, code, given, program
from tests.unit.presenters import scenes

DISPLAY, CHIEF = Audience("display"), Audience("chief")


def events(reader: Program, match: str, **asked: object) -> list[dict[str, Any]]:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    answer = reader.get(f"/matches/{match}/events?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.content_type.startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.get_data().splitlines()]


def view_now(services: wiring.Services, hall: Hall, audience: Audience) -> dict[str, Any]:
    source = Source(services.ctx, "", lambda tickets, now: [])
    view = source.view(source.snapshot(hall.match), audience, "zh", now=hall.state.at)
    return {name: value for name, value in json.loads(json.dumps(view)).items() if name not in NOT_TOLD}


def merged(told: list[dict[str, Any]]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for event in told:
        whole |= event["changed"]
    return {name: value for name, value in whole.items() if value is not None or name not in _GOES}


_GOES = {"best_player", "link", "answerer"}
"""Parts that a view may be without."""


@pytest.mark.parametrize("audience", [DISPLAY, CHIEF])
def test_whoever_puts_the_changed_parts_together_has_the_view_of_the_audience(
    app: Flask, services: wiring.Services, hall: Hall, audience: Audience
) -> None:
    reader = program(app, "feed", "officials")
    assert events(reader, hall.match, audience=audience.kind) == []
    play(hall)
    told = events(reader, hall.match, audience=audience.kind)
    assert merged(told) == view_now(services, hall, audience)
    assert [event["seq"] for event in told] == sorted({event["seq"] for event in told})


def test_the_same_events_come_from_memory_and_from_the_ledger_in_any_pieces(
    app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = program(app, "feed")
    events(reader, hall.match)  # a track is kept from here on
    play(hall)
    whole = events(reader, hall.match)
    app.extensions["feed"] = Feed(app.extensions["leitai"].ctx)
    assert events(reader, hall.match) == whole
    app.extensions["feed"]._replays = Share(Rate(burst=99, a_second=0))
    monkeypatch.setattr(feeds, "MOST_AT_ONCE", 3)
    pieces, since = [], 0
    while piece := events(reader, hall.match, since=since):
        pieces += piece
        since = piece[-1]["seq"]
    assert pieces == whole


def test_undone_steps_stay_told_and_the_undo_is_an_event_of_its_own(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    before = events(program(app, "feed"), hall.match)
    hall.do("undo", steps=1, reason="读错了题")
    after = events(program(app, "feed"), hall.match)
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
    assert merged(after) == view_now(services, hall, DISPLAY)


def test_the_hall_is_told_no_kind_and_no_moment_that_is_nearer_than_a_second(app: Flask, hall: Hall) -> None:
    hall.pass_time(123)
    play(hall)
    told = events(program(app, "feed"), hall.match)
    assert {frozenset(event) for event in told} == {frozenset({"seq", "at", "changed"})}
    assert {event["at"] % 1000 for event in told} == {0}
    officials = events(program(app, "feed", "officials"), hall.match, audience="chief")
    assert {event["kind"] for event in officials} <= set(KINDS)
    assert [event["seq"] for event in officials] == list(range(1, hall.state.seq + 1))


def test_an_entry_that_shows_the_hall_nothing_is_no_event_of_it(app: Flask, hall: Hall) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    hall.pass_time(900)
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="p1", arming="")
    before = events(program(app, "feed"), hall.match)
    hall.pass_time(3)
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="p2", arming="")
    assert events(program(app, "feed"), hall.match) == before


@pytest.mark.parametrize("moment", list(scenes.moments()), ids=lambda moment: moment.name)
def test_no_event_depends_on_a_secret_that_the_views_keep(moment: scenes.Moment) -> None:
    """An event is made of views; this holds the function to it: other entries and other times, the same bytes."""
    from tests.unit.presenters.test_secrets import INFO, present

    view = present(INFO, moment.state, moment.questions, DISPLAY, now=0)
    other = scenes.with_other_unplayed(moment)
    same = present(INFO, other.state, other.questions, DISPLAY, now=0)
    made = [
        event_of(DISPLAY, 5, {}, one, entry=entry, at=at, kind=kind)
        for one, entry, at, kind in ((view, 9, 1_700_000_000_001, "press.record"), (same, 12, 1_700_000_000_950, "x"))
    ]
    assert made[0] is not None
    assert made[1] is not None
    assert made[0].line == made[1].line
    assert event_of(DISPLAY, 6, view, same, entry=13, at=0, kind="mark.enter") is None


def test_the_officials_events_take_a_scope_of_their_own(app: Flask, hall: Hall) -> None:
    reader = program(app, "feed")
    assert code(reader.get(f"/matches/{hall.match}/events?audience=chief")) == (403, "token-scope")
    assert code(program(app, "officials").get(f"/matches/{hall.match}/events?audience=chief")) == (403, "token-scope")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("since=-1", (400, "input-wrong")),
        ("since=x", (400, "input-wrong")),
        ("since=9999999999", (400, "input-wrong")),
        ("since=", (400, "input-wrong")),
        ("wait=x", (400, "input-wrong")),
        ("audience=judge", (400, "input-wrong")),
        ("since=5", (409, "since-ahead")),
    ],
)
def test_what_cannot_be_asked_is_refused(app: Flask, hall: Hall, query: str, expected: tuple[int, str]) -> None:
    assert code(program(app, "feed").get(f"/matches/{hall.match}/events?{query}")) == expected


def test_a_question_that_waits_is_answered_as_soon_as_something_happens(app: Flask, hall: Hall) -> None:
    feed: Feed = app.extensions["feed"]
    asked = feed.after

    def and_then_something_happens(*args: Any) -> Any:
        found = asked(*args)
        if feed.readers() and not hall.state.seq:
            hall.do("match.open")
            feed.grown(hall.stream)
        return found

    feed.after = and_then_something_happens  # type: ignore[method-assign]
    told = events(program(app, "feed"), hall.match, wait=20)
    assert [event["seq"] for event in told] == [1]
    assert (feed.readers(), feed._waiting) == (0, {})


def test_while_nothing_happens_a_reader_that_waits_reads_nothing(
    app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.do("match.open")
    feed: Feed = app.extensions["feed"]
    asked: list[Any] = []
    after = feed.after
    monkeypatch.setattr(feed, "after", lambda *args: asked.append(args) or after(*args))
    monkeypatch.setattr(reading, "LOOK", 0.001)
    assert reading._waited(feed, hall.match, DISPLAY, "zh", 1, 0.1) == []
    assert len(asked) == 1


def test_of_the_ledger_only_what_is_new_is_read(app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    feed: Feed = app.extensions["feed"]
    feed.head(hall.match, DISPLAY, "zh")
    read: list[int] = []
    entries = feed._events._entries

    def noted(match: str, after: int = 0) -> Any:
        read.append(after)
        return entries(match, after)

    monkeypatch.setattr(feed._events, "_entries", noted)
    hall.do("match.open")
    assert len(feed.after(hall.match, DISPLAY, "zh", 0)) == 1
    assert len(feed.after(hall.match, DISPLAY, "zh", 0)) == 1
    assert read == [0]
    hall.do("round.begin", round="all")
    assert len(feed.after(hall.match, DISPLAY, "zh", 0)) == 2
    assert read == [0, 1]


def test_a_stream_sends_what_was_and_what_comes_with_ids_and_ends_with_its_token(
    app: Flask, services: wiring.Services, hall: Hall
) -> None:
    made = given(app, "feed")
    hall.do("match.open")
    hall.do("round.begin", round="all")
    headers = {"Authorization": f"Bearer {made.text}", "Accept": "text/event-stream", "Last-Event-ID": "1"}
    answer = app.test_client().get(f"/api/v1/matches/{hall.match}/events?since=0", headers=headers)
    parts = answer.iter_encoded()
    assert answer.content_type.startswith("text/event-stream")
    assert next(parts) == b"retry: 2000\n\n"
    first = next(parts)
    assert first.startswith(b'id: 2\ndata: {"seq":2,')
    hall.do("item.present")
    tokens.revoke_token(services.ctx, actor=LOCAL, token_id=made.token.id)
    assert next(parts, b"") == b""
    answer.close()
    assert app.extensions["feed"].readers() == 0


def test_readers_that_wait_are_few_and_a_place_that_is_left_is_free_again(
    app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "MOST_OF_ONE", 1)
    monkeypatch.setattr(feeds, "MOST_READERS", 2)
    feed: Feed = app.extensions["feed"]
    reader = program(app, "feed")
    with feed.reader("other"):
        headers = {"Accept": "text/event-stream"}
        held = app.test_client().get(
            f"/api/v1/matches/{hall.match}/events", headers={**headers, "Authorization": f"Bearer {reader.text}"}
        )
        assert code(reader.get(f"/matches/{hall.match}/events", headers=headers)) == (429, "readers-full")
        with pytest.raises(TooMany), feed.reader("third"):
            pass
        held.close()
        with feed.reader("third"):
            pass
    assert feed.readers() == 0


def test_to_read_very_much_again_is_for_a_few_at_a_time(app: Flask, hall: Hall) -> None:
    play(hall)
    feed: Feed = app.extensions["feed"]
    feed._replays = Share(Rate(burst=1, a_second=0))
    reader = program(app, "feed")
    assert reader.get(f"/matches/{hall.match}/events").status_code == 200
    assert code(reader.get(f"/matches/{hall.match}/events")) == (429, "too-many-messages")
    head = feed.after(hall.match, DISPLAY, "zh", hall.state.public_seq)
    assert head == []


def test_tracks_are_few_and_forget_what_is_old(app: Flask, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "KEPT", 4)
    monkeypatch.setattr(feeds, "MOST_TRACKS", 1)
    feed: Feed = app.extensions["feed"]
    feed.after(hall.match, DISPLAY, "zh", 0)
    play(hall)
    whole = feed.after(hall.match, DISPLAY, "zh", 0)
    (track,) = feed._tracks.values()
    assert [event.seq for event in track.events] == [event.seq for event in whole][-4:]
    assert track.begin == whole[-5].seq
    feed.after(hall.match, DISPLAY, "en", hall.state.public_seq)
    assert len(feed._tracks) == 1
