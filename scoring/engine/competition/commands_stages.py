"""The commands of a competition's stages: their rules, the draw of groups, the matches, who goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.stages import Stage


@dataclass(frozen=True, slots=True)
class SetStages:
    """The stages, from the rule sheet of this name and digest; others are set in their place until the first draw."""

    name: str
    digest: str
    stages: tuple[Stage, ...]
    kind: Literal["stages.set"] = "stages.set"


@dataclass(frozen=True, slots=True)
class CommitDraw:
    """Fix the secret of a draw of groups, and what is drawn: the numbers of the teams by pot, the first pot first.

    ``apart``: teams of one organisation are to be in different groups · ``again``: in place of a draw that there is.

    Facts: ``draw`` ``digest``; ``rule``, the published rule by which organisations are kept apart: the oldest entries
    have none, which is the first.
    """

    stage: str
    pots: tuple[tuple[int, ...], ...]
    groups: int
    apart: bool = True
    again: bool = False
    kind: Literal["draw.commit"] = "draw.commit"


@dataclass(frozen=True, slots=True)
class MakeDraw:
    """Draw by the ``number`` that the hall has named for the draw ``draw``."""

    draw: int
    number: str
    kind: Literal["draw.make"] = "draw.make"


@dataclass(frozen=True, slots=True)
class DrawByHand:
    """The groups as lots from a box gave them."""

    stage: str
    groups: tuple[tuple[int, ...], ...]
    again: bool = False
    kind: Literal["draw.hand"] = "draw.hand"


@dataclass(frozen=True, slots=True)
class GroupMatch:
    """The match of a group (from 1); ``teams``: the id of each team in the match, with its number · ``title``: what the
    match is called when it is made, "" in older entries, whose matches are called by stage and group."""

    group: int
    match: str
    teams: tuple[tuple[str, int], ...]
    title: str = later("")


@dataclass(frozen=True, slots=True)
class PlayGroups:
    """The matches in which the groups of a stage are played; they are made with this entry."""

    stage: str
    matches: tuple[GroupMatch, ...]
    kind: Literal["stage.matches"] = "stage.matches"


@dataclass(frozen=True, slots=True)
class PlayTieOff:
    """A match (加赛) for the ``places`` of the line ``where`` on which teams are level in the newest list; it is made
    with this entry.  Its ``group`` goes on from ``tie_offs.BEYOND_GROUPS``."""

    stage: str
    where: str
    places: int
    match: GroupMatch
    kind: Literal["stage.tie_off"] = "stage.tie_off"


@dataclass(frozen=True, slots=True)
class ProposeAdvance:
    """Who goes on, by the locked results, those of tie-offs among them.  ``settled``: for each line on which teams are
    still level, those that people let through."""

    stage: str
    settled: tuple[int, ...] = ()
    kind: Literal["advance.propose"] = "advance.propose"


@dataclass(frozen=True, slots=True)
class ConfirmAdvance:
    """A second person agrees with the proposal ``proposal``."""

    proposal: int
    kind: Literal["advance.confirm"] = "advance.confirm"
