"""The picture for television (直播字幕): what lies over the camera's picture while a match is on air.

It is made of the display's view and of nothing else, so that television never knows more than the hall, and of that
only what the scene on the big screen allows: while it is black, or waits, nothing of the match is left in the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.presence import DeviceState, PresencePart
from scoreboard.presenters.quiz.parts import ClockPart, OptionPart, TeamPart
from scoreboard.presenters.quiz.views import LowerThirdPart, View
from scoreboard.presenters.shape import closed
from scoring.engine.quiz.commands_play import Scene
from scoring.engine.quiz.rule_sheet import Verdict


@closed
class AirMatchPart(TypedDict):
    """Titles and looks; nothing that changes while the match is played.  ``rehearsal``: absent where it is none."""

    id: str
    title: str
    competition: str
    theme: str
    bright: bool
    rehearsal: NotRequired[Literal[True]]


@closed
class AirTeamPart(TypedDict):
    """One team of the score line; ``turn``: it answers now, or its turn it is."""

    id: str
    station: int
    name: str
    score: str
    turn: bool


@closed
class AirQuestionPart(TypedDict):
    """The question as it is read out; ``key``, the letters or texts, once it is revealed and the scene shows it."""

    id: str
    round: str
    slot: int
    stem: str
    clues: list[str]
    options: list[OptionPart]
    key: NotRequired[list[str]]


@closed
class AirPressPart(TypedDict):
    """Who pressed: ``team`` has it, ``fouls`` pressed too early."""

    state: Literal["armed", "awarded", "fouled", "lapsed"]
    opens_at: int | None
    team: str | None
    fouls: list[str]


@closed
class AirVerdictPart(TypedDict):
    """One verdict on the current item, since it is on the record."""

    team: str
    verdict: Verdict
    points: str


@closed
class AirMarksPart(TypedDict):
    """The score that the judges gave, as the big screen shows it."""

    team: str | None
    score: str


@closed
class AirScreenPart(TypedDict):
    """One seat of this kind, for the technician: its name, how its page is connected, how many show it."""

    label: str
    state: DeviceState
    devices: int


@closed
class AirView(TypedDict):
    """The view of the picture for television.  What the scene does not allow is empty or None.

    ``lower_third``: whose name is on air.  ``frozen``: the score line stands as it was at 封榜; absent where it does
    not.  ``screens`` for the technician's page.
    """

    epoch: str
    seq: int
    now: int
    audience: Literal["air"]
    match: AirMatchPart
    scene: Scene
    line: list[AirTeamPart]
    question: AirQuestionPart | None
    clock: ClockPart | None
    press: AirPressPart | None
    verdicts: list[AirVerdictPart]
    marks: AirMarksPart | None
    lower_third: LowerThirdPart | None
    screens: list[AirScreenPart]
    frozen: NotRequired[Literal[True]]


Piece = Literal["line", "question", "key", "clock", "press", "verdicts", "marks"]

_NOTHING: frozenset[Piece] = frozenset()
_LINE: frozenset[Piece] = frozenset({"line"})
_PLAY: frozenset[Piece] = frozenset({"line", "question", "clock", "press", "verdicts"})

PIECES: dict[Scene, frozenset[Piece]] = {
    "standby": _NOTHING,
    "teams": _NOTHING,
    "rules": _LINE,
    "question": _PLAY,
    "clock": _PLAY,
    "press": _PLAY,
    "answer": frozenset({"line", "question", "key", "verdicts"}),
    "marks": frozenset({"line", "marks"}),
    "scores": _LINE,
    "ranking": _LINE,
    "reveal": _NOTHING,
    "award": _NOTHING,
    "best_player": _NOTHING,
    "text": _NOTHING,
    "black": _NOTHING,
}
"""What the picture may hold while the big screen shows a scene.  A reveal, an award and a prepared text are the hall's:
the camera shows the big screen then."""


def air_view(view: View, lower_third: LowerThirdPart | None, screens: Sequence[PresencePart]) -> AirView:
    """The picture for television from the display's ``view``; ``screens`` are the seats of the match and how they are
    connected."""
    pieces = PIECES[view["scene"]]
    playing = view["item"] if "question" in pieces else None
    active = None if playing is None else playing["answering"] or playing["delegate"] or playing["team"]
    made: AirView = {
        "epoch": view["epoch"],
        "seq": view["seq"],
        "now": view["now"],
        "audience": "air",
        "match": {
            "id": view["match"]["id"],
            "title": view["match"]["title"],
            "competition": view["match"]["competition"],
            "theme": view["match"]["theme"],
            "bright": view["match"]["bright"],
        },
        "scene": view["scene"],
        "line": _line(view["teams"], active) if "line" in pieces else [],
        "question": _question(view, key="key" in pieces) if "question" in pieces else None,
        "clock": view["clock"] if "clock" in pieces else None,
        "press": _press(view) if "press" in pieces else None,
        "verdicts": _verdicts(view) if "verdicts" in pieces else [],
        "marks": _marks(view) if "marks" in pieces else None,
        "lower_third": None if view["scene"] == "black" else lower_third,
        "screens": [
            {"label": seat["label"], "state": seat["state"], "devices": seat["devices"]}
            for seat in screens
            if seat["role"] == "air"
        ],
    }
    if "rehearsal" in view["match"]:
        made["match"]["rehearsal"] = True
    if made["line"] and "freeze" in view:
        made["frozen"] = True
    return made


def _line(teams: Sequence[TeamPart], active: str | None) -> list[AirTeamPart]:
    playing = [team for team in teams if not team["left"]]
    return [
        {
            "id": team["id"],
            "station": team["station"],
            "name": team["name"],
            "score": team["score"],
            "turn": team["id"] == active,
        }
        for team in sorted(playing, key=lambda team: (team["station"], team["id"]))
    ]


def _question(view: View, *, key: bool) -> AirQuestionPart | None:
    item, rule = view["item"], view["round"]
    if item is None or item["question"] is None or item["passed"]:
        return None
    asked = item["question"]
    part: AirQuestionPart = {
        "id": asked["id"],
        "round": rule["name"] if rule is not None else "",
        "slot": item["slot"],
        "stem": asked["stem"],
        "clues": asked["clues"],
        "options": asked["options"],
    }
    if key and "key" in item:
        part["key"] = item["key"]
    return part


def _press(view: View) -> AirPressPart | None:
    press = view["press"]
    if press is None or press["state"] == "waiting":
        return None
    state = "armed" if press["state"] == "collecting" else press["state"]
    return {"state": state, "opens_at": press["opens_at"], "team": press["winner"], "fouls": press["fouls"]}


def _verdicts(view: View) -> list[AirVerdictPart]:
    """None of a void item, nor where judges give marks: what is right there is their score."""
    item, rule = view["item"], view["round"]
    if item is None or item["voided"] or (rule is not None and rule["kind"] == "judged"):
        return []
    given = item["verdicts"]
    order = {team["id"]: (team["station"], team["id"]) for team in view["teams"]}
    return [
        {"team": team, "verdict": given[team]["verdict"], "points": given[team]["points"]}
        for team in sorted(given, key=lambda team: order.get(team, (0, team)))
    ]


def _marks(view: View) -> AirMarksPart | None:
    shown = view["marks"]
    score = shown["panel"].get("score") if shown is not None else None
    return None if shown is None or score is None else {"team": shown["team"], "score": score}
