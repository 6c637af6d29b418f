"""What every big screen of a competition shows beside titles and theme: bodies, logos, backdrop."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from scoreboard.presenters.shape import closed
from scoring.usecases.face_records import EventFace


@closed
class BackdropPart(TypedDict):
    """A picture behind every scene.  ``bright`` and ``dark``: ``#rrggbb``, the most and the least of each colour."""

    url: str
    bright: str
    dark: str


@closed
class FacePart(TypedDict):
    """What the screens show beside titles and theme; absent where there is nothing.  ``undertaken_by`` 承办,
    ``supported_by`` 协办."""

    undertaken_by: NotRequired[str]
    supported_by: NotRequired[str]
    logos: NotRequired[list[str]]
    backdrop: NotRequired[BackdropPart]


def address(medium: str) -> str:
    """Where the page fetches a picture."""
    return f"/media/{medium}"


def face_part(face: EventFace) -> FacePart | None:
    """What there is of it; None where there is nothing."""
    part: FacePart = {}
    if face.undertaken_by:
        part["undertaken_by"] = face.undertaken_by
    if face.supported_by:
        part["supported_by"] = face.supported_by
    if face.logos:
        part["logos"] = [address(logo) for logo in face.logos]
    if (held := face.backdrop) is not None:
        part["backdrop"] = {"url": address(held.medium), "bright": held.bright, "dark": held.dark}
    return part or None


def media_of(face: EventFace) -> frozenset[str]:
    """The ids of its pictures."""
    return frozenset(face.logos) | ({face.backdrop.medium} if face.backdrop else set())
