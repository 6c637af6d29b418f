"""Pictures that the big screens show, and when a medium goes because nothing uses it any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scoring.usecases.face_records import EventFace
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Match, Medium, Question, Team


def is_shown(uow: UnitOfWork, medium: str) -> bool:
    """Whether a logo, a backdrop or a team's picture is this medium."""
    if uow.of(Team).count(picture=medium):
        return True
    return any(medium in pictures_of(face) for face in uow.of(EventFace).all())


def pictures_of(face: EventFace) -> frozenset[str]:
    """The media of the logos and of the backdrop."""
    return frozenset(face.logos) | ({face.backdrop.medium} if face.backdrop else frozenset())


def forget_unused(uow: UnitOfWork, media: Iterable[str]) -> None:
    """Remove those of the media that no question, no face and no team has; their bytes go with the next sweep."""
    for medium in sorted({one for one in media if one}):
        if not uow.of(Question).count(media=medium) and not is_shown(uow, medium):
            uow.of(Medium).remove(medium)


def forget_team_pictures(uow: UnitOfWork, competition_id: str) -> None:
    """Remove the pictures of all teams of a competition: people can be known by them."""
    shown = [
        team
        for match in uow.of(Match).all(competition=competition_id)
        for team in uow.of(Team).all(match=match.id)
        if team.picture
    ]
    uow.of(Team).put_all([replace(team, picture="") for team in shown])
    forget_unused(uow, [team.picture for team in shown])
