"""Every command of a match.  One command that is allowed becomes exactly one entry, of the same kind.

The fields are what the person or device says; what the server adds (the order drawn, the key revealed, the
question taken) joins the entry's payload as *facts*, so that folding never has to decide anything again.
The commands themselves stand in rooms of their own (``commands_play``, ``commands_press``, …) and are named from here.
``ROLES`` says who may give which command; it is checked in the use case, never in a page.
Who must give a reason is listed in ``NEEDS_REASON``; the reason travels beside the payload, on the entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Union

from scoring.engine.actors import Role
from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid
from scoring.engine.ledger import Entry
from scoring.engine.quiz.commands_manage import (
    AdjustPoints,
    ChangeRules,
    CorrectItem,
    CorrectKey,
    LockResult,
    ReplaceItem,
    SubstituteMember,
    Undo,
    UnlockResult,
    UseToken,
    VoidItem,
)
from scoring.engine.quiz.commands_marks import (
    AbstainMark,
    AskCorrection,
    CopyMark,
    DecideMark,
    EnterMark,
    LockPanel,
    OpenPanel,
    RecuseJudge,
    WithdrawMark,
)
from scoring.engine.quiz.commands_play import (
    BeginRound,
    CastVerdict,
    ChooseStake,
    CloseItem,
    EndRound,
    JudgeAnswer,
    NoteAudience,
    OpenMatch,
    PauseClock,
    PresentItem,
    ResumeClock,
    RevealClue,
    ShowScene,
    StartClock,
    SubmitAnswer,
)
from scoring.engine.quiz.commands_press import ArmPress, AwardPress, CallFoul, EndReading, LapsePress, RecordPress
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff

Command = Union[  # noqa: UP007
    OpenMatch,
    BeginRound,
    EndRound,
    PresentItem,
    ChooseStake,
    StartClock,
    PauseClock,
    ResumeClock,
    RevealClue,
    ArmPress,
    EndReading,
    RecordPress,
    AwardPress,
    LapsePress,
    CallFoul,
    SubmitAnswer,
    JudgeAnswer,
    CastVerdict,
    CloseItem,
    OpenPanel,
    EnterMark,
    WithdrawMark,
    AbstainMark,
    RecuseJudge,
    LockPanel,
    CopyMark,
    AskCorrection,
    DecideMark,
    VoidItem,
    ReplaceItem,
    CorrectItem,
    CorrectKey,
    AdjustPoints,
    UseToken,
    SubstituteMember,
    BeginTieOff,
    OrderTieOff,
    EndTieOff,
    NoteAudience,
    ShowScene,
    Undo,
    ChangeRules,
    LockResult,
    UnlockResult,
]

COMMANDS: dict[str, type] = {c.__dataclass_fields__["kind"].default: c for c in Command.__args__}  # type: ignore[attr-defined]
"""Every command class by its kind."""

_HOST = frozenset({"host", "chief"})

_CHIEF = frozenset({"chief"})

ROLES: dict[str, frozenset[str]] = dict.fromkeys(COMMANDS, _HOST) | {
    "match.open": frozenset({"organiser", "host", "chief"}),
    "press.record": frozenset({"team", "host", "chief"}),
    "press.award": frozenset({"system", "host", "chief"}),
    "press.lapse": frozenset({"system", "host", "chief"}),
    "answer.submit": frozenset({"team", "host"}),
    "verdict.cast": frozenset({"judge", "chief"}),
    "mark.enter": frozenset({"judge"}),
    "mark.withdraw": frozenset({"judge"}),
    "mark.abstain": frozenset({"judge", "chief"}),
    "mark.recuse": frozenset({"judge", "host", "chief"}),
    "mark.ask": frozenset({"judge", "host", "chief"}),
    "stake.choose": frozenset({"team", "host", "chief"}),
    "scene.show": frozenset({"host", "chief", "organiser"}),
    "item.correct": _CHIEF,
    "key.correct": _CHIEF,
    "rules.change": frozenset({"chief", "organiser"}),
    "result.lock": _CHIEF,
    "result.unlock": _CHIEF,
}
"""Which roles may give which command.  A team and a judge only for themselves."""

NEEDS_REASON = frozenset({
    "mark.recuse", "mark.ask", "mark.decide", "item.void", "item.replace", "item.correct", "key.correct",
    "points.adjust", "token.use", "member.substitute", "tieoff.order", "rules.change", "result.unlock",
})  # fmt: skip
"""Commands that nobody may give without saying why."""


def needs_reason(kind: str, role: Role) -> bool:
    """Whether somebody of this role must say why; a judge need not for its own abstention, the chief for it must."""
    return kind in NEEDS_REASON or (kind == "mark.abstain" and role != "judge")


def read_command(data: Mapping[str, Any], place: str = "") -> Command:
    """A command from plain JSON data; raises ``Invalid`` for an unknown kind or a field that does not fit."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in COMMANDS:
        raise Invalid("unknown-command", kind=str(kind))
    command: Command = from_json(COMMANDS[kind], data, place)
    return command


def said_in(entry: Entry) -> dict[str, Any]:
    """The command that became this entry, as plain JSON data: its fields without the facts beside them."""
    known = {field.name for field in fields(COMMANDS[entry.kind])} if entry.kind in COMMANDS else set()
    return {name: value for name, value in entry.payload.items() if name in known} | {"kind": entry.kind}


@dataclass(frozen=True, slots=True)
class Due:
    """What the system itself must do at ``at`` (ms since the epoch); ``key`` makes it happen once."""

    at: int
    command: Command
    key: str
