"""The ranking of a written stage on the hall's screens: cued by the operator, and never before it was published."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from scoreboard.presenters.competition.audience import Audience
from scoring.engine.actors import Actor
from scoring.engine.competition.commands_stages import ConfirmAdvance, ProposeAdvance
from scoring.engine.competition.commands_written import PublishMarks, ShowRanking
from scoring.engine.errors import LeitaiError
from scoring.usecases.competition.job import COMPETITION, stream_of
from tests.registrations import Registered
from tests.unit.presenters.competition.test_overview import Untouchable, Watched
from tests.unit.usecases.competition.test_written import SECOND, check, enter, papers, written_event

OPERATOR = Actor("ticket:operator", "operator")


@pytest.fixture
def watched() -> Watched:
    """Four teams whose papers are marked and checked; nothing is published."""
    event = written_event()
    marks = ((90, 80, 70), (60, 60, 60), (90, 80, 70), (50, 0, 40))
    enter(event, tuple(mark for no, own in enumerate(marks, start=1) for mark in papers(no, *own)))
    check(event)
    return Watched.of(event)


def cue(event: Registered, shown: bool, actor: Actor = OPERATOR) -> str:
    try:
        event.do(ShowRanking("笔试", shown), actor)
    except LeitaiError as error:
        return error.code
    return ""


def groups(watched: Watched) -> Any:
    return watched.view(stage=1)["stage"]["groups"]


def test_before_it_is_published_nobody_can_cue_it_and_no_byte_tells_of_it(watched: Watched) -> None:
    assert cue(watched.event, True) == "written-unpublished"
    said = json.dumps([watched.view(stage=1), watched.view("operator")], ensure_ascii=False)
    assert [team for team in ("1队", "2队", "240") if team in said] == []
    assert watched.view("operator")["rankings"] == []


@pytest.mark.parametrize("audience", ["display", "operator"])
def test_no_view_is_made_of_marks_of_papers_only_of_the_ranking_as_it_was_published(
    watched: Watched, audience: str
) -> None:
    for step in range(3):
        at = watched.live.snapshot(stream_of(watched.event.id))
        held = at.state.written["笔试"]
        secret = replace(held, **dict.fromkeys(("marks", "batches", "checks"), Untouchable()))
        hidden = replace(at, state=replace(at.state, written={"笔试": secret}))
        of = Audience(audience, 1)  # type: ignore[arg-type]
        assert watched.live.view(hidden, of, "zh") == watched.live.view(at, of, "zh"), step
        watched.event.do(PublishMarks("笔试", 1) if not step else ShowRanking("笔试", step == 1))


def test_once_it_is_published_the_operator_shows_it_and_takes_it_away(watched: Watched) -> None:
    event = watched.event
    event.do(PublishMarks("笔试", 1))
    assert groups(watched) == []
    assert watched.view("operator")["rankings"] == [{"place": 1, "name": "笔试", "shown": False}]
    before = watched.view(stage=1)["seq"]
    assert cue(event, False) == "written-not-shown"
    assert cue(event, True) == ""
    assert cue(event, True) == "written-shown"
    (ranking,) = groups(watched)
    assert ranking["no"] == 0
    assert [(one["name"], one["rank"], one["tied"], one["score"], one["fate"]) for one in ranking["teams"]] == [
        ("1队", 1, True, "240", ""),
        ("3队", 1, True, "240", ""),
        ("2队", 3, False, "180", ""),
        ("4队", 4, False, "90", ""),
    ]
    assert watched.view(stage=1)["seq"] > before
    assert watched.view("operator")["rankings"][0]["shown"]
    assert cue(event, False, SECOND) == ""
    assert groups(watched) == []


def test_marks_that_were_corrected_stay_away_from_the_screen_until_they_are_published_again(watched: Watched) -> None:
    event = watched.event
    event.do(PublishMarks("笔试", 1))
    cue(event, True)
    shown = groups(watched)
    enter(event, papers(4, 99, 99, 99), reason="漏加一页")
    assert groups(watched) == shown
    check(event, 2)
    assert groups(watched) == shown
    event.do(PublishMarks("笔试", 2, again=True), reason="漏加一页")
    assert groups(watched)[0]["teams"][0]["name"] == "4队"


def test_who_goes_on_stands_beside_the_ranking_once_it_is_confirmed(watched: Watched) -> None:
    event = watched.event
    event.do(PublishMarks("笔试", 1))
    cue(event, True)
    event.do(ProposeAdvance("笔试"))
    assert {one["fate"] for one in groups(watched)[0]["teams"]} == {""}
    event.do(ConfirmAdvance(1), SECOND)
    assert [one["fate"] for one in groups(watched)[0]["teams"]] == ["through", "through", "out", "out"]


@pytest.mark.parametrize("role", ["display", "registrant", "host"])
def test_nobody_else_cues_it(watched: Watched, role: Any) -> None:
    watched.event.do(PublishMarks("笔试", 1))
    assert cue(watched.event, True, Actor("ticket:x", role)) == "role-not-allowed"
    assert "operator" in COMPETITION.kinds["written.show"].roles
