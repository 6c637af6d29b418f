"""The face of a match on its big screens: that of its competition, prepared texts, sound, pictures of teams; nobody
else has it but the desks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.face import media_of
from scoreboard.presenters.shape import closed
from scoring.engine.codec import to_json
from scoring.engine.quiz.commands_play import ShowScene
from scoring.engine.quiz.state import MatchState
from scoring.usecases.face_records import EventFace, MatchFace


@closed
class SoundPart(TypedDict):
    """The screens sound, ``volume`` per cent of the loudest; ``muted``: the host has silenced them for now."""

    volume: int
    muted: bool


@closed
class CaptionPart(TypedDict):
    """A text on the screen, or one that the host may show: a title, and lines below it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Face:
    """The faces of a competition and of one of its matches, and the pictures of teams by their ids."""

    event: EventFace = field(default=EventFace(""))
    match: MatchFace = field(default=MatchFace(""))
    pictures: tuple[tuple[str, str], ...] = ()

    @property
    def sound(self) -> SoundPart | None:
        """How the screens sound; None where they do not."""
        on = self.event.sound if not self.match.sound else self.match.sound == "on"
        volume = self.event.volume if self.match.volume is None else self.match.volume
        return {"volume": volume, "muted": self.match.muted} if on else None

    @property
    def media(self) -> frozenset[str]:
        """The ids of all pictures."""
        return media_of(self.event) | {picture for _, picture in self.pictures}


NO_FACE = Face()
"""A match of which nobody has said anything."""


def as_cued_before(state: MatchState, face: Face) -> MatchState:
    """The state with what the host has cued before the opening; as it is once the match is open."""
    cue = face.match.before
    if state.phase != "setup" or cue is None:
        return state
    return replace(state, scene=cue.scene, introduced=cue.team, link=cue.link, caption=(cue.title, cue.text))


def caption_part(state: MatchState) -> CaptionPart | None:
    """The text that is on; None in every other scene."""
    if state.scene != "text":
        return None
    return {"title": state.caption[0], "text": state.caption[1]}


def captions_part(face: Face) -> list[CaptionPart]:
    """The texts that the host may show."""
    return [{"title": one.title, "text": one.text} for one in face.event.texts]


def caption_cues(face: Face) -> list[tuple[str, dict[str, object]]]:
    """An id and the command for each prepared text."""
    cues = ((no, ShowScene("text", title=one.title, text=one.text)) for no, one in enumerate(face.event.texts, start=1))
    return [
        (f"scene.text.{no}", {name: value for name, value in to_json(cue).items() if value is not None})
        for no, cue in cues
    ]
