"""Commands of judges' marks: the panel opens, sheets come, the lock makes the score, a second person decides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """The judges may mark from now (评委打分).  Facts: ``judges`` (the panel), ``recused`` (of the team's own unit).

    ``whole_round``: every item of the running round, those still to come as soon as they are presented; the host goes
    on from item to item, and the marks of all stay open until they are locked together.
    """

    whole_round: bool = False
    kind: Literal["panel.open"] = "panel.open"


@dataclass(frozen=True, slots=True)
class EnterMark:
    """A judge's marks by criterion.  A later one replaces it until the lock; after the lock it is kept aside as late.

    ``item`` None is the current one; a tablet that was cut off names the item it marked, so that what it sends an hour
    later can never count for another team.  Facts: ``item`` ``late``.
    """

    judge: str
    marks: dict[str, Decimal]
    item: int | None = None
    kind: Literal["mark.enter"] = "mark.enter"


@dataclass(frozen=True, slots=True)
class WithdrawMark:
    """撤回: a judge takes its sheet back before the lock.  Facts: ``item``."""

    judge: str
    item: int | None = None
    kind: Literal["mark.withdraw"] = "mark.withdraw"


@dataclass(frozen=True, slots=True)
class AbstainMark:
    """弃权: the judge gives no mark.  The chief says it, with a reason, of a judge whose mark will not come.

    Facts: ``item``.
    """

    judge: str
    item: int | None = None
    kind: Literal["mark.abstain"] = "mark.abstain"


@dataclass(frozen=True, slots=True)
class RecuseJudge:
    """回避: the judge may not mark this team; said by the judge before the lock, or by host or chief.

    Facts: ``item``.
    """

    judge: str
    item: int | None = None
    kind: Literal["mark.recuse"] = "mark.recuse"


@dataclass(frozen=True, slots=True)
class LockPanel:
    """Lock the marks: the score stands.  With ``even_if_missing`` missing judges are left out, if the sheet allows it.

    ``whole_round``: every panel of the running round that is open, by one entry.  Facts: ``items``.
    """

    even_if_missing: bool = False
    whole_round: bool = False
    kind: Literal["panel.lock"] = "panel.lock"


@dataclass(frozen=True, slots=True)
class CopyMark:
    """A judge's marks from paper, entered by one person and confirmed by another, before the lock.  Facts: ``item``."""

    judge: str
    marks: dict[str, Decimal]
    item: int | None = None
    kind: Literal["mark.copy"] = "mark.copy"


@dataclass(frozen=True, slots=True)
class AskCorrection:
    """申请更正: after the lock a judge asks that its marks on ``item`` be others, with a reason."""

    item: int
    judge: str
    marks: dict[str, Decimal]
    kind: Literal["mark.ask"] = "mark.ask"


@dataclass(frozen=True, slots=True)
class DecideMark:
    """A second person takes or refuses a sheet that waits: late, from paper, or a correction; with a minute."""

    item: int
    sheet: int
    accept: bool
    kind: Literal["mark.decide"] = "mark.decide"
