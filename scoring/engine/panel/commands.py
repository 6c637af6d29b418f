"""Commands of one judge's marks in a sitting: a sheet comes, is taken back or is corrected, a second person decides.

``item`` names the subject by its number in the job (an item of a match); None is the one that is marked now.  Which
sitting that is the job says and writes into the entry; nothing here reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


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
class LiftRecusal:
    """取消回避: the judge may mark this subject after all; said by chief or chair before the lock, with a reason.

    What the judge had given before the recusal stays out until it is given anew.  Facts: ``item``.
    """

    judge: str
    item: int | None = None
    kind: Literal["mark.lift"] = "mark.lift"


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
