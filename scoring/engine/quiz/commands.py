"""Every command of a match.  One command that is allowed becomes exactly one entry, of the same kind.

The fields are what the person or device says; what the server adds (the order drawn, the key revealed, the
question taken) joins the entry's payload as *facts*, so that folding never has to decide anything again.
``ROLES`` says who may give which command; it is checked in the use case, never in a page.
Who must give a reason is listed in ``NEEDS_REASON``; the reason travels beside the payload, on the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Union

from scoring.engine.codec import from_json
from scoring.engine.errors import Invalid
from scoring.engine.quiz.sheet import Verdict

Role = Literal["organiser", "host", "chief", "judge", "team", "display", "system"]
Scene = Literal[
    "standby", "teams", "rules", "question", "clock", "press", "answer", "marks", "scores", "ranking", "black",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenMatch:
    """Freeze the setup and open the match (开赛).  Facts: ``setup``."""

    kind: Literal["match.open"] = "match.open"


@dataclass(frozen=True, slots=True)
class BeginRound:
    """Begin a round.  Facts: ``order`` (team ids in turn order, decided now)."""

    round: str
    kind: Literal["round.begin"] = "round.begin"


@dataclass(frozen=True, slots=True)
class EndRound:
    """End the running round, even with items left."""

    kind: Literal["round.end"] = "round.end"


@dataclass(frozen=True, slots=True)
class PresentItem:
    """Present the next item (出题).  ``team`` overrides the turn, ``question`` the next of the pool.

    ``member`` is the seat that answers where the round names one.
    Facts: ``item`` ``slot`` ``team`` ``seat`` ``question``.
    """

    team: str | None = None
    question: str | None = None
    member: int | None = None
    kind: Literal["item.present"] = "item.present"


@dataclass(frozen=True, slots=True)
class ChooseStake:
    """A team picks its stake, or passes (``stake`` None); it may name another team to answer.  Facts: ``question``."""

    team: str
    stake: Decimal | None = None
    delegate: str | None = None
    question: str | None = None
    item: int | None = None
    kind: Literal["stake.choose"] = "stake.choose"


@dataclass(frozen=True, slots=True)
class StartClock:
    """The host's word: the answer clock runs.  Facts: ``duration`` ms."""

    kind: Literal["clock.start"] = "clock.start"


@dataclass(frozen=True, slots=True)
class PauseClock:
    """Stop the clock with its remaining time.  Facts: ``remaining`` ms."""

    kind: Literal["clock.pause"] = "clock.pause"


@dataclass(frozen=True, slots=True)
class ResumeClock:
    """Let a paused clock run on."""

    kind: Literal["clock.resume"] = "clock.resume"


@dataclass(frozen=True, slots=True)
class RevealClue:
    """Show the next clue; the item's value falls to the next step."""

    kind: Literal["clue.reveal"] = "clue.reveal"


@dataclass(frozen=True, slots=True)
class ArmPress:
    """「开始」: presses count from now (or after the countdown).  Facts: ``arming`` ``opens_at`` ``closes_at``."""

    kind: Literal["press.arm"] = "press.arm"


@dataclass(frozen=True, slots=True)
class EndReading:
    """读完: where presses count while the host reads, the limit for nobody pressing runs from here.

    The arming stays the same, so that a press on its way still counts.  Facts: ``closes_at``.
    """

    kind: Literal["reading.end"] = "reading.end"


@dataclass(frozen=True, slots=True)
class RecordPress:
    """One raw press, kept whatever it is worth.

    ``press`` is the device's own id, ``arming`` the arming it saw ("" where none), ``pressed_at`` the server time in
    ms that the device computed from its offset (None: order of arrival), ``rtt`` its best round trip in ms.
    Facts: ``trip`` (the round trip that counts: the server's own measure where it has one) ``arrived`` ``estimate``
    ``uncertainty`` ``standing`` (legal | early | barred | stale).
    """

    team: str
    press: str
    arming: str
    pressed_at: int | None = None
    rtt: int | None = None
    source: Literal["tablet", "host", "keyboard"] = "tablet"
    kind: Literal["press.record"] = "press.record"


@dataclass(frozen=True, slots=True)
class AwardPress:
    """The collection window is over: the earliest legal press has it.  By the system, or by the host.

    Facts: ``winner`` (None: re-arm), ``margin`` ms to the next (None: alone), ``close_call`` bool, ``by`` rule used.
    """

    kind: Literal["press.award"] = "press.award"


@dataclass(frozen=True, slots=True)
class LapsePress:
    """Nobody pressed within the limit."""

    kind: Literal["press.lapse"] = "press.lapse"


@dataclass(frozen=True, slots=True)
class CallFoul:
    """The host or chief calls a foul: an early press not caught by the devices, or prompting (提示)."""

    team: str
    foul: Literal["press", "prompt"]
    kind: Literal["foul.call"] = "foul.call"


@dataclass(frozen=True, slots=True)
class SubmitAnswer:
    """A team's answer from its tablet; the last one before the deadline counts, ``final`` locks it (回答完毕).

    ``item``: the number of the item it was meant for; an answer that was held up is not counted for the next one.
    """

    team: str
    answer: tuple[str, ...]
    final: bool = False
    item: int | None = None
    kind: Literal["answer.submit"] = "answer.submit"


@dataclass(frozen=True, slots=True)
class JudgeAnswer:
    """The verdict on the answer of the team that has the turn (or of ``team`` where all answered).

    In a rapid run it also takes the next question.  ``points`` only in a judged round: the panel's score.
    Facts: ``team`` ``question`` ``next_question``.
    """

    verdict: Verdict
    team: str | None = None
    points: Decimal | None = None
    kind: Literal["answer.judge"] = "answer.judge"


@dataclass(frozen=True, slots=True)
class CastVerdict:
    """A judge's verdict on the answer before the panel; the host or chief decides with all verdicts in sight."""

    verdict: Verdict
    team: str | None = None
    item: int | None = None
    kind: Literal["verdict.cast"] = "verdict.cast"


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """The judges may mark from now (评委打分).  Facts: ``judges`` (the panel), ``recused`` (of the team's own unit)."""

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
    """弃权: the judge is there and gives no mark.  Facts: ``item``."""

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
    """Lock the marks: the score stands.  With ``even_if_missing`` the lock does not wait for missing judges."""

    even_if_missing: bool = False
    kind: Literal["panel.lock"] = "panel.lock"


@dataclass(frozen=True, slots=True)
class CopyMark:
    """A judge's marks from paper, entered by one person and confirmed by another, before the lock."""

    judge: str
    marks: dict[str, Decimal]
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


@dataclass(frozen=True, slots=True)
class CloseItem:
    """Close the item and reveal the answer.  In a simultaneous round all tablets are judged by it.  Facts: ``key``."""

    kind: Literal["item.close"] = "item.close"


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
    """The key of a simultaneous item was wrong: it is judged again by the right one.  Facts: ``question``."""

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
    """A team uses a right of the sheet (换题、免答、求助).  Facts: ``effect``; ``question`` where it is changed."""

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
class BeginTieOff:
    """加赛 between teams that share a rank that matters."""

    teams: tuple[str, ...]
    kind: Literal["tieoff.begin"] = "tieoff.begin"


@dataclass(frozen=True, slots=True)
class OrderTieOff:
    """Record the order that a tie-off gave (judged or risk mode, or by lot), best first; equal ones stay equal."""

    order: tuple[tuple[str, ...], ...]
    kind: Literal["tieoff.order"] = "tieoff.order"


@dataclass(frozen=True, slots=True)
class EndTieOff:
    """End the tie-off; what it ordered stands."""

    kind: Literal["tieoff.end"] = "tieoff.end"


@dataclass(frozen=True, slots=True)
class NoteAudience:
    """观众互动: who in the hall answered, with what verdict; never touches a team's score."""

    verdict: Literal["right", "wrong"]
    note: str = ""
    kind: Literal["audience.note"] = "audience.note"


@dataclass(frozen=True, slots=True)
class ShowScene:
    """The host cues a scene on the displays."""

    scene: Scene
    kind: Literal["scene.show"] = "scene.show"


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last ``steps`` host steps back, with all that followed; never past a lock.

    ``first``: the seq of the first step to take back as the desk saw it; two desks do not undo each other by accident.
    Facts: ``from`` (the first seq taken back).
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
    """The result is final (裁判长); from here only ``result.unlock`` with a reason is allowed."""

    kind: Literal["result.lock"] = "result.lock"


@dataclass(frozen=True, slots=True)
class UnlockResult:
    """The chief opens a locked result again, with a reason."""

    kind: Literal["result.unlock"] = "result.unlock"


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


def read_command(data: dict[str, Any]) -> Command:
    """A command from plain JSON data; raises ``Invalid`` for an unknown kind or a field that does not fit."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in COMMANDS:
        raise Invalid("unknown-command", kind=str(kind))
    command: Command = from_json(COMMANDS[kind], data)
    return command


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command: ``ticket:<id>``, ``account:<id>`` or ``system``; ``team`` for a contestant seat."""

    id: str
    role: Role
    team: str = ""


SYSTEM = Actor("system", "system")


@dataclass(frozen=True, slots=True)
class Due:
    """What the system itself must do at ``at`` (ms since the epoch); ``key`` makes it happen once."""

    at: int
    command: Command
    key: str
