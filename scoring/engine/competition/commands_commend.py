"""The commands about the results of a competition: protests, awards by name, sign-off, ceremony, certificates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.competition.commend_state import Named


@dataclass(frozen=True, slots=True)
class LodgeProtest:
    """A team's protest (申诉) about a match of a stage; nothing of it is signed off while it waits for an answer."""

    stage: str
    match: str
    team: int
    text: str
    kind: Literal["protest.lodge"] = "protest.lodge"


@dataclass(frozen=True, slots=True)
class AnswerProtest:
    """What came of the protest ``no``, and why."""

    no: int
    upheld: bool
    text: str
    kind: Literal["protest.answer"] = "protest.answer"


@dataclass(frozen=True, slots=True)
class NameHolders:
    """Who has an award that is given by name; nobody: it stays empty (空缺).  The entry's reason says why."""

    award: str
    holders: tuple[Named, ...] = ()
    kind: Literal["award.name"] = "award.name"


@dataclass(frozen=True, slots=True)
class OrderTied:
    """The order of teams that the results leave level, best first: from a tie-off (加赛), or decided."""

    teams: tuple[int, ...]
    kind: Literal["award.order"] = "award.order"


@dataclass(frozen=True, slots=True)
class ProposeSignOff:
    """The result of a stage, or of the whole competition (""), as it stands now.  ``again``: a new version of one that
    was signed off."""

    stage: str = ""
    again: bool = False
    kind: Literal["signoff.propose"] = "signoff.propose"


@dataclass(frozen=True, slots=True)
class ConfirmSignOff:
    """A second person agrees with the proposal ``no``."""

    no: int
    kind: Literal["signoff.confirm"] = "signoff.confirm"


@dataclass(frozen=True, slots=True)
class BeginCeremony:
    """The calling of the holders of an award (颁奖) begins on the screen; nobody is shown yet.  ``despite``: although
    a correction of the result waits."""

    award: str
    despite: bool = later(False)
    kind: Literal["ceremony.begin"] = "ceremony.begin"


@dataclass(frozen=True, slots=True)
class CallNext:
    """The next holder is shown.  ``shown``: how many the page showed, so that two keys call one."""

    shown: int
    kind: Literal["ceremony.next"] = "ceremony.next"


@dataclass(frozen=True, slots=True)
class CallBack:
    """The holder who was called last leaves the screen again.  ``shown``: how many the page showed."""

    shown: int
    kind: Literal["ceremony.back"] = "ceremony.back"


@dataclass(frozen=True, slots=True)
class EndCeremony:
    """The screen leaves the award."""

    kind: Literal["ceremony.end"] = "ceremony.end"


@dataclass(frozen=True, slots=True)
class NumberCertificates:
    """A certificate with a number and a code for each holder of the newest version that has none.  ``despite``:
    although a correction of the result waits."""

    despite: bool = later(False)
    kind: Literal["certificate.number"] = "certificate.number"


@dataclass(frozen=True, slots=True)
class PrintCertificates:
    """These certificates are printed, the first time or again.  ``before``: how often each had been, as its file says
    it; nothing where no file says so."""

    nos: tuple[int, ...]
    before: tuple[int, ...] = later(())
    kind: Literal["certificate.print"] = "certificate.print"


@dataclass(frozen=True, slots=True)
class HandCertificate:
    """A certificate was handed out to this person."""

    no: int
    to: str
    kind: Literal["certificate.hand"] = "certificate.hand"


@dataclass(frozen=True, slots=True)
class RevokeCertificate:
    """A certificate is good no longer."""

    no: int
    kind: Literal["certificate.revoke"] = "certificate.revoke"
