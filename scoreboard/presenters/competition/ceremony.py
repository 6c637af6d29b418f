"""What the hall sees of the ceremony: whoever was called, and nobody else.  Its shape is that of a review's reveal
(揭榜), so that one picture draws both."""

from __future__ import annotations

from typing import Any, TypedDict

from scoreboard.presenters.face import face_part
from scoreboard.presenters.say import Say
from scoring.engine.competition.commend_state import Commend, Holder
from scoring.engine.competition.state import CompetitionState
from scoring.engine.reveal import next_of, shown_of
from scoring.usecases.face_records import EventFace
from scoring.usecases.records import Competition


class CalledPart(TypedDict):
    """A holder that was called; ``place``: the rank, 0 for an award by name · ``members``: of the team, in a line."""

    place: int
    name: str
    unit: str
    members: str


class CeremonyPart(TypedDict):
    """The award on the screen: as ``RevealPart`` of a review, with the members of each team, and what is going on in
    a ``word``."""

    award: str
    award_name: str
    word: str
    total: int
    next: int | None
    shown: list[CalledPart]


def reveal_of(commend: Commend, say: Say) -> CeremonyPart | None:
    """What was called of the award that is on the screen; None for none."""
    now = commend.ceremony
    honour = commend.honour(now.award) if now else None
    if now is None or honour is None:
        return None
    after = next_of(now, honour.holders)
    return {
        "award": honour.award,
        "award_name": honour.award,
        "word": say("commend.ceremony.title"),
        "total": len(honour.holders),
        "next": after.rank if after else None,
        "shown": [_called(one) for one in shown_of(now, honour.holders)],
    }


def ceremony_view(record: Competition, state: CompetitionState, face: EventFace, say: Say) -> dict[str, Any]:
    """The whole view of the screen."""
    return {
        "face": face_part(face),
        "review": {
            "id": record.id,
            "title": record.title,
            "organiser": record.organiser,
            "theme": record.theme,
            "bright": record.bright,
        },
        "reveal": reveal_of(state.commend, say),
        "on_stage": None,
    }


def _called(one: Holder) -> CalledPart:
    return {"place": one.rank, "name": one.name, "unit": one.unit or one.name, "members": "　".join(one.members)}
