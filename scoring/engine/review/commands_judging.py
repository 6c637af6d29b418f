"""Commands of the judging: a pledge, a stage of marks opens and is locked, the shortlist is fixed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.engine.review.state import Equals


@dataclass(frozen=True, slots=True)
class SignPledge:
    """承诺书: a judge pledges secrecy, recusal and no contact, before any paper is shown."""

    judge: str
    kind: Literal["judge.pledge"] = "judge.pledge"


@dataclass(frozen=True, slots=True)
class Group:
    """Judges who mark some of the nominations of an award."""

    judges: tuple[str, ...]
    nominations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenJudging:
    """A stage of marks of an award opens: every judge marks every nomination, or each group its own.

    ``nominations``: who goes on, () for those that the stage before gives; another choice needs ``why``.
    ``even_if_unfinished``: although nominations of the award are still on their way.
    Facts: ``subjects`` (each with its panel and who is recused), ``digest`` of what the first award to open freezes.
    """

    stage: str
    award: str
    nominations: tuple[int, ...] = ()
    groups: tuple[Group, ...] = ()
    why: str = ""
    even_if_unfinished: bool = False
    kind: Literal["judging.open"] = "judging.open"


@dataclass(frozen=True, slots=True)
class JoinJudges:
    """Further judges join an open stage of marks, such as substitutes where all others are recused.

    ``judges``: ids of tickets · ``nominations``: whose panels they join, () for all of the stage.
    Facts: ``joined`` (the judges who are new in the stage), ``added`` (for each subject who joins its panel and who of
    them is recused).
    """

    stage: str
    award: str
    judges: tuple[str, ...]
    nominations: tuple[int, ...] = ()
    why: str = ""
    kind: Literal["judging.join"] = "judging.join"


@dataclass(frozen=True, slots=True)
class RecuseChair:
    """The chair steps aside from a nomination, and with it from its award; the deputy leads the award from then on.

    ``chair`` and ``deputy``: ids of chair's tickets.  A later one with another deputy replaces the deputy.
    Facts: ``people`` (the two, by name and organisation).
    """

    nomination: int
    chair: str
    deputy: str
    kind: Literal["chair.recuse"] = "chair.recuse"


@dataclass(frozen=True, slots=True)
class DrawOrder:
    """抽签: the order in which the subjects of an open stage come to their defence.  ``order``: nominations as they
    were drawn by hand, () to have them drawn.  Facts: ``drawn``."""

    stage: str
    award: str
    order: tuple[int, ...] = ()
    kind: Literal["defence.draw"] = "defence.draw"


@dataclass(frozen=True, slots=True)
class LockJudging:
    """The marks of a stage are locked; ``minutes``: what the meeting recorded.  ``even_if_missing`` as for a panel."""

    stage: str
    award: str
    even_if_missing: bool = False
    minutes: str = ""
    kind: Literal["judging.lock"] = "judging.lock"


@dataclass(frozen=True, slots=True)
class FixShortlist:
    """入选名单: who goes to the notice, best first.  A departure from what the stages give needs ``why``; a tie on the
    line needs ``equals``.  ``present``: who was at the meeting · ``seen``: the entry of the shortlist that the page
    showed, 0 for none, None if it says nothing.  Facts: ``proposed``."""

    award: str
    order: tuple[int, ...]
    present: str
    why: str = ""
    equals: Equals = ""
    seen: int | None = None
    kind: Literal["shortlist.fix"] = "shortlist.fix"
