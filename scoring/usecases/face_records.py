"""The face of a competition and of a match on the big screens: bodies, logos, backdrop, prepared texts, sound.

Nothing of it can change a result, so it may be changed at any time, and no entry holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VOLUME = 60
"""Per cent of the loudest, where nobody has said another volume."""

BeforeScene = Literal["standby", "teams", "text", "black"]
"""What the screens may show of a match that is not open: what needs no entry of its ledger."""


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text that the host may show (颁奖, 中场休息): a title, and lines below it."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A picture behind every scene.  ``medium``: the id of its file.  ``bright`` and ``dark``: ``#rrggbb``, the most
    and the least of each colour in it, from which the screen reckons how much of it may be seen behind words."""

    medium: str
    bright: str
    dark: str


@dataclass(frozen=True, slots=True)
class EventFace:
    """What every match of a competition shows beside titles and theme; ``id`` is the competition's.

    ``undertaken_by`` 承办, ``supported_by`` 协办; 主办 is the competition's own ``organiser``.  ``logos``: ids of
    media.  ``sound``: the big screens sound, ``volume`` per cent.
    """

    id: str
    undertaken_by: str = ""
    supported_by: str = ""
    logos: tuple[str, ...] = ()
    backdrop: Backdrop | None = None
    texts: tuple[PreparedText, ...] = ()
    sound: bool = False
    volume: int = VOLUME


@dataclass(frozen=True, slots=True)
class BeforeCue:
    """What the host has cued before the opening.  ``team``: whom 亮相 shows alone; ``link`` as in ``ShowScene``."""

    scene: BeforeScene
    team: str = ""
    title: str = ""
    text: str = ""
    link: bool = False


@dataclass(frozen=True, slots=True)
class MatchFace:
    """What a match has of its own; ``id`` is the match's.

    ``sound``: ``""`` as the competition has it.  ``volume``: None as the competition has it.  ``muted``: the host has
    silenced the screens for now.  ``before``: what they show until the match is open.
    """

    id: str
    sound: Literal["", "on", "off"] = ""
    volume: int | None = None
    muted: bool = False
    before: BeforeCue | None = None
