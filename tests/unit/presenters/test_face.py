"""Who has the face of an event and its sound, and what the screens show before the opening."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from scoreboard.api_docs.schemas import VIEW_OF, VIEWS
from scoreboard.presenters.presence import AudienceKind
from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.face import Face
from scoreboard.presenters.quiz.present import present
from scoring.engine.codec import canonical
from scoring.engine.errors import Invalid
from scoring.engine.quiz.commands_play import ShowScene
from scoring.engine.quiz.state import MatchState
from scoring.usecases.face_records import Backdrop, BeforeCue, EventFace, MatchFace, PreparedText
from tests.unit.engine.quiz.play import TEAM, Table, sheet

PLAIN = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
EVENT = EventFace(
    "c1", "乙中心", "丙协会", ("l1", "l2"), Backdrop("b1", "#ffffff", "#102030"), (PreparedText("中场休息", "十分钟"),),
    True, 70,
)  # fmt: skip
FACED = replace(PLAIN, face=Face(EVENT, MatchFace("m1"), (("A", "p1"),)))
SCREEN, HOST = Audience("display"), Audience("host")
AUDIENCES = [
    Audience(kind, team="A" if kind == "team" else "", seat=int(kind == "team"), ticket="j" if kind == "judge" else "")
    for kind in get_args(AudienceKind)
]
OTHERS = [audience for audience in AUDIENCES if audience.kind not in ("display", "host", "chief")]


def a_table() -> Table:
    return Table(sheet(TEAM), "AB")


def shown(info: MatchInfo, state: MatchState, audience: Audience) -> dict[str, object]:
    return dict(present(info, state, {}, audience, now=1_800_000_000_000, epoch="e"))


def test_the_screen_has_bodies_logos_backdrop_and_sound() -> None:
    view = shown(FACED, a_table().state, SCREEN)
    assert view["face"] == {
        "undertaken_by": "乙中心",
        "supported_by": "丙协会",
        "logos": ["/media/l1", "/media/l2"],
        "backdrop": {"url": "/media/b1", "bright": "#ffffff", "dark": "#102030"},
    }
    assert view["sound"] == {"volume": 70, "muted": False}


@pytest.mark.parametrize("audience", OTHERS, ids=lambda one: one.kind)
def test_tablets_and_the_picture_on_air_have_the_same_bytes_with_and_without_a_face(audience: Audience) -> None:
    table = a_table()
    table.give(ShowScene("teams"))
    state = table.state
    assert canonical(shown(FACED, state, audience)) == canonical(shown(PLAIN, state, audience))


def test_without_a_face_the_view_of_the_screen_is_what_it_was() -> None:
    assert not {"face", "sound", "caption"} & shown(PLAIN, a_table().state, SCREEN).keys()


@pytest.mark.parametrize(
    ("event", "own", "sound"),
    [
        (False, MatchFace("m1"), None),
        (False, MatchFace("m1", "on", 30), {"volume": 30, "muted": False}),
        (True, MatchFace("m1", "off"), None),
        (True, MatchFace("m1", muted=True), {"volume": 70, "muted": True}),
        (True, MatchFace("m1", volume=0), {"volume": 0, "muted": False}),
    ],
)
def test_a_match_may_sound_otherwise_than_its_competition(
    event: bool, own: MatchFace, sound: dict[str, object] | None
) -> None:
    info = replace(PLAIN, face=Face(replace(EVENT, sound=event), own))
    assert shown(info, a_table().state, SCREEN).get("sound") == sound


def test_pictures_of_teams_come_with_their_scene_only() -> None:
    table = a_table()
    of = lambda: [team.get("picture") for team in shown(FACED, table.state, SCREEN)["teams"]]  # type: ignore[attr-defined]  # noqa: E731
    assert of() == [None, None]
    table.give(ShowScene("teams"))
    assert of() == ["/media/p1", None]


def test_a_prepared_text_is_a_cue_of_the_desks_and_comes_back_after_the_black_screen() -> None:
    table = a_table()
    cues = {one["id"]: one["command"] for one in shown(FACED, table.state, HOST)["actions"]}  # type: ignore[attr-defined]
    assert cues["scene.text.1"] == {"kind": "scene.show", "scene": "text", "title": "中场休息", "text": "十分钟"}
    table.give(ShowScene("text", title="中场休息", text="十分钟"))
    assert shown(FACED, table.state, SCREEN)["caption"] == {"title": "中场休息", "text": "十分钟"}
    table.give(ShowScene("black"))
    assert "caption" not in shown(FACED, table.state, SCREEN)
    assert table.state.before_black == ShowScene("text", title="中场休息", text="十分钟")


@pytest.mark.parametrize(
    ("cue", "code"),
    [
        (ShowScene("text"), "text-needed"),
        (ShowScene("text", title=" \u200b"), "text-needed"),
        (ShowScene("text", title="长" * 41), "text-too-long"),
        (ShowScene("text", title="短", text="长" * 241), "text-too-long"),
        (ShowScene("text", title="短", text="\n".join("一二三四五六七")), "too-many-lines"),
        (ShowScene("black", title="短"), "scene-without-text"),
        (ShowScene("scores", text="长" * 2_000), "scene-without-text"),
    ],
)
def test_a_text_has_a_title_and_can_be_read_and_no_other_scene_has_one(cue: ShowScene, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_table().give(cue)
    assert refused.value.code == code


def test_a_cue_is_cleaned_as_a_prepared_text_is() -> None:
    table = a_table()
    payload = table.give(ShowScene("text", title=" 中场\u202e休息 ", text="十\x07分钟 \r\n\u200b请回座\n"))
    assert (payload["title"], payload["text"]) == ("中场休息", "十分钟\n请回座")
    assert table.state.caption == ("中场休息", "十分钟\n请回座")


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda one: one.kind)
@pytest.mark.parametrize("scene", ["standby", "teams", "text", "black"])
def test_before_the_opening_every_audience_sees_the_scene_that_the_host_has_cued(
    scene: str, audience: Audience
) -> None:
    cue = BeforeCue(scene, title="签到" if scene == "text" else "")  # type: ignore[arg-type]
    cued = replace(FACED, face=replace(FACED.face, match=MatchFace("m1", before=cue)))
    view = shown(cued, MatchState(), audience)
    assert view.get("scene", scene) == scene
    VIEWS[VIEW_OF[audience.kind]].validate_python(view)


@pytest.mark.parametrize("audience", AUDIENCES, ids=lambda one: one.kind)
def test_a_prepared_text_can_be_shown_to_every_audience(audience: Audience) -> None:
    table = a_table()
    table.give(ShowScene("text", title="中场休息", text="十分钟"))
    VIEWS[VIEW_OF[audience.kind]].validate_python(shown(FACED, table.state, audience))


def test_the_scene_before_the_opening_is_over_with_it() -> None:
    cued = replace(FACED, face=replace(FACED.face, match=MatchFace("m1", before=BeforeCue("text", title="签到"))))
    assert shown(cued, MatchState(), SCREEN)["scene"] == "text"
    assert shown(cued, MatchState(), SCREEN)["caption"] == {"title": "签到", "text": ""}
    assert shown(cued, a_table().state, SCREEN)["scene"] == "standby"
    assert [one["id"] for one in shown(cued, MatchState(), HOST)["actions"]] == ["match.open"]  # type: ignore[attr-defined]
