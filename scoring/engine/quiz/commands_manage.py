"""Commands beside the play: voids, corrections, tokens, substitution, undo, new rules, the lock of the result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from scoring.engine.quiz.rule_sheet import Verdict


@dataclass(frozen=True, slots=True)
class VoidItem:
    """An item is thrown out: whatever it brought counts nothing.  ``item`` None: the current one."""

    item: int | None = None
    kind: Literal["item.void"] = "item.void"


@dataclass(frozen=True, slots=True)
class ReplaceItem:
    """Throw the current item out and present a spare in its place, in one action.  Facts: ``item`` ``question``."""

    question: str | None = None
    kind: Literal["item.replace"] = "item.replace"


@dataclass(frozen=True, slots=True)
class CorrectItem:
    """Late correction: the verdict of ``team`` on ``item`` (optionally one ``question`` of a rapid run) is another."""

    item: int
    team: str
    verdict: Verdict
    question: str | None = None
    kind: Literal["item.correct"] = "item.correct"


@dataclass(frozen=True, slots=True)
class CorrectKey:
    """The key of a simultaneous item was wrong: it is judged again by the right one.  Several ``values`` for a question
    with one choice: each of them is right.  Facts: ``question``."""

    item: int
    values: tuple[str, ...]
    kind: Literal["key.correct"] = "key.correct"


@dataclass(frozen=True, slots=True)
class AdjustPoints:
    """A manual entry of points (supporters' points, penalties)."""

    team: str
    points: Decimal
    kind: Literal["points.adjust"] = "points.adjust"


@dataclass(frozen=True, slots=True)
class UseToken:
    """A team uses a right of the sheet (换题、免答、求助).  Facts: ``effect``; ``question`` where it is changed;
    ``next_question`` of a run where the team is excused from one (an entry without it ended the item for everybody)."""

    team: str
    token: str
    kind: Literal["token.use"] = "token.use"


@dataclass(frozen=True, slots=True)
class SubstituteMember:
    """A reserve takes a seat."""

    team: str
    out: str
    into: str
    kind: Literal["member.substitute"] = "member.substitute"


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last ``steps`` host steps back; never past a lock, and never with anything of a step that stays.

    ``first``: the seq of the first step to take back, as the desk saw it.  It must be named, so that two desks that
    mean the same step do not take two steps back.
    Facts: ``from`` (everything from this seq on is taken back), ``alone`` (seqs of steps before it that are taken back
    without what followed them), ``keep`` (seqs of late presses from then on that stay, since their opening and its
    winner do), ``clock`` (of an answer that goes on).
    """

    steps: int = 1
    first: int | None = None
    kind: Literal["undo"] = "undo"


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """A new edition of the rule sheet re-scores the match from its entries.  Facts: ``sheet`` ``sheet_digest``."""

    sheet: dict[str, Any]
    kind: Literal["rules.change"] = "rules.change"


@dataclass(frozen=True, slots=True)
class LockResult:
    """The result is final (裁判长); from here only ``result.unlock`` with a reason is allowed.

    ``unfinished``: it is meant although rounds are still to be played; this needs a reason.  ``after``: the seq of the
    last step in the result that the desk showed (None: not said).
    """

    unfinished: bool | None = None
    after: int | None = None
    kind: Literal["result.lock"] = "result.lock"


@dataclass(frozen=True, slots=True)
class UnlockResult:
    """The chief opens a locked result again, with a reason."""

    kind: Literal["result.unlock"] = "result.unlock"
