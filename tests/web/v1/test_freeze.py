"""While the table is frozen no program and no address that is told has a byte that depends on what happened since."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from scoreboard import config, factory, wiring
from scoreboard.blueprints.v1 import events, results_feed
from scoreboard.live.quiz.hooks import Hooks
from scoring.usecases.quiz.matches import match_of
from tests.fakes import FakeClock, FakeFiles, FakeIds, FakeStore
from tests.halls import CHIEF, Hall, set_up
from tests.programs import Program, program
from tests.web.v1.test_hooks import URL, Told

ONE, OTHER = {0: "50", 1: "20"}, {0: "10", 1: "30"}
"""Points by hand, by the place of the team: the first team is before the second, or behind it."""


@dataclass
class World:
    """A server of its own with a match, and all who are told of it: two of them differ in nothing but what is done."""

    app: Flask
    hall: Hall
    told: Told
    hooks: tuple[str, ...]
    reader: Program

    @property
    def competition(self) -> str:
        return match_of(self.hall.ctx, self.hall.match).competition

    def results(self) -> dict[str, Any]:
        """What anybody may ask for, with the mark by which it is asked for again."""
        self.app.extensions["public_views"]._kept.clear()
        found: dict[str, Any] = {}
        for code in (self.hall.match, self.competition):
            for path in (f"/api/v1/live/{code}/results.json", f"/api/v1/live/{code}/results.csv", f"/live/{code}/view"):
                answer = self.app.test_client().get(path)
                assert answer.status_code == 200
                found[path] = answer.get_data(), answer.headers["ETag"]
            for kind in ("application/x-ndjson", "text/event-stream"):
                path = f"/live/{code}/events"
                answer = self.reader.get(path, headers={"Accept": kind})
                assert answer.status_code == 200
                found[f"{path} {kind}"] = answer.get_data()
        return found

    def tables(self) -> Any:
        """The result of the match: who stands where."""
        return json.loads(self.results()[f"/api/v1/live/{self.hall.match}/results.json"][0])["tables"]

    def mark(self) -> str:
        """What stands for the result of the match."""
        found: str = json.loads(self.results()[f"/live/{self.hall.match}/events application/x-ndjson"])["mark"]
        return found

    def feed(self) -> dict[str, bytes]:
        """All events of the match so far, in both forms."""
        path = f"/matches/{self.hall.match}/events"
        kinds = ("application/x-ndjson", "text/event-stream")
        return {kind: self.reader.get(path, headers={"Accept": kind}).get_data() for kind in kinds}

    def sent(self) -> list[bytes]:
        """What every webhook was sent so far."""
        found: Hooks = self.app.extensions["hooks"]
        self.app.extensions["public_views"]._kept.clear()
        for hook in self.hooks:
            found.step(hook)
        return [body for body, _ in self.told.came]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], World]:
    # A stream of a test ends with what there is.
    monkeypatch.setattr(events, "LONGEST_STREAM", 0)
    looks = itertools.cycle([True, None])
    monkeypatch.setattr(results_feed, "token_of", lambda ctx, text: next(looks))

    def made() -> World:
        settings = config.load({"LEITAI_DATA": str(tmp_path), "LEITAI_ASYNC_MODE": "threading"})
        services = wiring.build(settings, store=FakeStore(), files=FakeFiles(), clock=FakeClock(), ids=FakeIds())
        app, _ = factory.create_app(settings, replace(services, epoch="e"))
        hall, told, hooks = set_up(services.ctx, teams=3), Told(), app.extensions["hooks"]
        monkeypatch.setattr(hooks, "_send", told)
        monkeypatch.setattr(hooks._dispatch, "wake", lambda stream: None)
        monkeypatch.setattr(hooks._workers, "wake", lambda hook: None)
        setup, competition = program(app, "setup"), match_of(hall.ctx, hall.match).competition
        asked = [
            (f"/{of}/webhooks", {"url": URL, "audience": audience})
            for of in (f"matches/{hall.match}", f"competitions/{competition}")
            for audience in ("display", "public")
        ]
        ids = tuple(setup.post(path, body).get_json()["id"] for path, body in asked)
        return World(app, hall, told, ids, program(app, "feed"))

    return made


def frozen(world: World) -> World:
    """Three items for all, of which the first team has one more right than the others; then 封榜."""
    world.hall.do("match.open")
    world.hall.do("round.begin", round="all")
    world.feed()  # from here on its events are kept, and not made again
    world.hall.play_simultaneous("B", "B", "B")
    world.hall.play_simultaneous("B", "A", "A")
    world.hall.play_simultaneous("B", "B", "A")
    world.sent()
    world.hall.do("table.freeze")
    return world


def by_hand(hall: Hall, other: bool) -> None:
    for team, points in (OTHER if other else ONE).items():
        hall.do("points.adjust", CHIEF, reason="支持分", team=hall.teams[team], points=points)


def by_correction(hall: Hall, other: bool) -> None:
    team, verdict = (1, "right") if other else (0, "wrong")
    hall.do("item.correct", CHIEF, reason="申诉成立", item=2, team=hall.teams[team], verdict=verdict)


def by_void(hall: Hall, other: bool) -> None:
    hall.do("item.void", CHIEF, reason="题目有误", item=1 if other else 2)


def by_verdict(hall: Hall, other: bool) -> None:
    hall.do("round.end")
    hall.do("round.begin", round="press")
    hall.play_press(1 if other else 0, "right")
    hall.do("item.present")


@pytest.mark.parametrize("hidden", [by_hand, by_correction, by_void])
def test_no_program_is_told_what_happened_to_the_table_since(
    world: Callable[[], World], hidden: Callable[[Hall, bool], None]
) -> None:
    worlds = frozen(world()), frozen(world())
    before = worlds[0].mark()
    for one, other in zip(worlds, (False, True), strict=True):
        hidden(one.hall, other)
    assert_the_same(worlds)
    assert worlds[0].mark() == before


def test_a_verdict_that_the_hall_heard_is_in_no_result(world: Callable[[], World]) -> None:
    worlds = frozen(world()), frozen(world())
    for one, other in zip(worlds, (False, True), strict=True):
        by_verdict(one.hall, other)
    assert worlds[0].results() == worlds[1].results()
    assert_the_same(worlds, heard=True)


def test_of_the_reveal_a_program_has_the_places_that_were_shown_and_the_true_result_after_the_last(
    world: Callable[[], World],
) -> None:
    worlds = frozen(world()), frozen(world())
    for one, other in zip(worlds, (False, True), strict=True):
        by_hand(one.hall, other)
        one.hall.do("round.end")
        one.hall.do("result.lock", CHIEF, reason="时间已到", unfinished=True)
    assert_the_same(worlds)
    for step in (0, 1):
        for one in worlds:
            one.hall.do("scene.show", scene="reveal", step=step)
        assert_the_same(worlds)
    for step in (2, 3):
        for one in worlds:
            one.hall.do("scene.show", scene="reveal", step=step)
    assert [one.tables()[0]["rows"][0]["score"] for one in worlds] == ["180", "150"]
    assert worlds[0].feed() != worlds[1].feed()
    assert worlds[0].sent() != worlds[1].sent()


def assert_the_same(worlds: tuple[World, World], *, heard: bool = False) -> None:
    """Everybody is told the same of both; ``heard``: but for the events, in which the hall's verdicts are."""
    one, other = worlds
    assert one.results() == other.results()
    sent = [[body for body in world.sent() if not heard or b'"audience":"public"' in body] for world in worlds]
    assert sent[0] == sent[1]
    assert len(sent[0]) > 2
    if not heard:
        feeds = one.feed(), other.feed()
        assert feeds[0] == feeds[1]
        assert all(b'"freeze"' in feed for feed in feeds[0].values())
