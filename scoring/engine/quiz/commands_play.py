"""Commands of the play itself: rounds, items, stakes, clocks, answers, verdicts, and what the screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.quiz.rule_sheet import Verdict

Scene = Literal[
    "standby",
    "teams",
    "rules",
    "question",
    "clock",
    "press",
    "answer",
    "marks",
    "scores",
    "ranking",
    "reveal",
    "award",
    "best_player",
    "text",
    "black",
]


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
    """The host's word: the answer clock runs, or first the time to begin where the round has one; then it is given
    again when the answer begins.  Facts: ``duration`` ms, ``begins``."""

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
class SubmitAnswer:
    """A team's answer from its tablet; the last one before the deadline counts, ``final`` locks it (回答完毕).

    ``item`` and ``question``: what it was meant for; an answer that was held up is not counted for the next one.  In a
    rapid run, where one item has many questions, ``question`` must be named.
    """

    team: str
    answer: tuple[str, ...]
    final: bool = False
    item: int | None = None
    question: str | None = None
    kind: Literal["answer.submit"] = "answer.submit"


@dataclass(frozen=True, slots=True)
class JudgeAnswer:
    """The verdict on the answer of the team that has the turn (or of ``team`` where all answered).

    In a rapid run it also takes the next question; ``question`` names the one that the desk had before it, so that a
    verdict given twice is not given to the next.  ``points`` only in a judged round: the panel's score.
    Facts: ``team`` ``question`` ``next_question``.
    """

    verdict: Verdict
    team: str | None = None
    points: Decimal | None = None
    question: str | None = None
    kind: Literal["answer.judge"] = "answer.judge"


@dataclass(frozen=True, slots=True)
class CastVerdict:
    """A judge's verdict on the answer before the panel; the host or chief decides with all verdicts in sight.

    ``item`` and ``question``: what it was meant for.
    """

    verdict: Verdict
    team: str | None = None
    item: int | None = None
    question: str | None = None
    kind: Literal["verdict.cast"] = "verdict.cast"


@dataclass(frozen=True, slots=True)
class CloseItem:
    """Close the item and reveal the answer.  In a simultaneous round all tablets are judged by it.  Facts: ``key``."""

    kind: Literal["item.close"] = "item.close"


@dataclass(frozen=True, slots=True)
class NoteAudience:
    """观众互动: who in the hall answered, with what verdict; never touches a team's score."""

    verdict: Literal["right", "wrong"]
    note: str = ""
    kind: Literal["audience.note"] = "audience.note"


@dataclass(frozen=True, slots=True)
class ShowScene:
    """The host cues a scene on the displays.  ``item``: whose marks 亮分 shows (None: those it showed last).  ``link``:
    待机 with the QR code of the public page.  ``step``: how many places 揭榜 has shown then, from the last on (None: as
    many as before).  ``award``: which award 颁奖 announces.  ``team``: whom 亮相
    shows alone ("": all).  ``title`` and ``text``: what the scene ``text`` says, line by line."""

    scene: Scene
    item: int | None = None
    link: bool = later(False)
    step: int | None = later(None)
    award: str = later("")
    team: str = later("")
    title: str = later("")
    text: str = later("")
    kind: Literal["scene.show"] = "scene.show"
