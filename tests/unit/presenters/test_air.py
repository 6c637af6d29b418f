"""The picture for television: made of what the hall sees, and of nothing while the hall sees nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, cast, get_args

import pytest

from scoreboard.api_docs.schemas import VIEWS
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.quiz.air import PIECES, air_view
from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present, visible_media
from scoreboard.presenters.quiz.views import LowerThirdPart, View
from scoring.engine.codec import canonical
from scoring.engine.quiz.commands_play import Scene
from tests.unit.presenters import scenes
from tests.unit.presenters.scenes import Moment

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
LOWER_THIRD: LowerThirdPart = {"name": "某某", "note": "某单位 · 领队"}
DARK = [scene for scene, pieces in PIECES.items() if not pieces]
OPENED = 10_000
"""The number of a view before which all others stand: it is all that may differ."""


@cache
def played() -> tuple[Moment, ...]:
    return tuple(scenes.moments())


def on_air(moment: Moment, scene: Scene | None = None, lower_third: LowerThirdPart | None = None) -> Any:
    state = moment.state if scene is None else replace(moment.state, scene=scene)
    return present(INFO, state, moment.questions, Audience("air"), now=1, epoch="e", lower_third=lower_third)


def every_moment_in_every_scene() -> Iterator[tuple[Moment, Scene]]:
    for moment in played():
        for scene in get_args(Scene):
            if scene not in ("answer", "reveal", "award", "best_player"):
                yield moment, scene


def test_every_scene_of_the_big_screen_says_what_television_may_show() -> None:
    assert set(PIECES) == set(get_args(Scene))


def test_the_picture_is_made_of_the_big_screens_view_and_of_nothing_else() -> None:
    for moment, scene in every_moment_in_every_scene():
        shown = replace(moment.state, scene=scene)
        hall = cast(View, present(INFO, shown, moment.questions, Audience("display"), now=1, epoch="e"))
        assert on_air(moment, scene) == air_view(hall, None, [])


def test_it_has_the_described_shape_in_every_scene() -> None:
    for moment, scene in every_moment_in_every_scene():
        view = on_air(moment, scene, LOWER_THIRD)
        assert VIEWS["AirView"].validate_python(view, strict=True) == view


@pytest.mark.parametrize("scene", ["black", "standby", "teams", "text"])
def test_while_the_hall_sees_nothing_of_the_match_no_byte_tells_where_it_stands(scene: Scene) -> None:
    found = {canonical({**on_air(moment, scene), "seq": OPENED}) for moment in played()}
    assert len(found) == 1


def test_black_takes_the_lower_third_off_and_leaves_it_where_it_was() -> None:
    moment = played()[-1]
    assert on_air(moment, "black", LOWER_THIRD)["lower_third"] is None
    assert on_air(moment, "scores", LOWER_THIRD)["lower_third"] == LOWER_THIRD


def test_the_key_is_on_air_with_the_answer_scene_and_not_with_the_question() -> None:
    moment = next(one for one in played() if one.name == "all: revealed")
    assert on_air(moment, "answer")["question"]["key"]
    assert "key" not in on_air(moment, "question")["question"]


def test_the_question_of_a_team_that_passed_or_was_excused_is_not_on_air() -> None:
    """The big screen draws the pass then."""
    moment = next(one for one in played() if one.name == "risk: reading")
    assert moment.item is not None
    assert on_air(moment, "question")["question"]
    passed = replace(moment.state, items=(*moment.state.items[:-1], replace(moment.item, passed=True)))
    assert on_air(replace(moment, state=passed), "question")["question"] is None


def test_a_verdict_is_on_air_since_it_is_on_the_record() -> None:
    moment = next(one for one in played() if one.name == "one: judged, not revealed")
    assert [one["verdict"] for one in on_air(moment, "question")["verdicts"]] == ["right"]


@pytest.mark.parametrize("name", ["risk: void, not revealed", "marks: locked"])
def test_no_verdict_is_on_air_of_a_void_item_or_where_judges_give_marks(name: str) -> None:
    moment = next(one for one in played() if one.name == name)
    hall: Any = present(INFO, moment.state, moment.questions, Audience("display"), now=1, epoch="e")
    team = hall["teams"][0]["id"]
    hall["item"]["verdicts"] = {team: {"verdict": "right", "points": "10"}}
    assert air_view({**hall, "scene": "question"}, None, [])["verdicts"] == []


def test_television_fetches_no_pictures_of_questions() -> None:
    for moment in played():
        assert visible_media(moment.state, moment.questions, Audience("air")) == frozenset()


def test_a_technician_is_told_of_the_outputs_and_of_no_other_seat() -> None:
    seat: PresencePart = {
        "ticket": "t", "role": "air", "label": "直播", "team": "", "seat": 0, "state": "stale", "since": 1,
        "last_seen": 2, "rtt": 3, "devices": 2, "requests": [],
    }  # fmt: skip
    host: PresencePart = {**seat, "role": "host", "label": "主持人"}
    moment = played()[0]
    view: Any = present(INFO, moment.state, moment.questions, Audience("air"), now=1, epoch="e", presence=[host, seat])
    assert view["screens"] == [{"label": "直播", "state": "stale", "devices": 2}]
