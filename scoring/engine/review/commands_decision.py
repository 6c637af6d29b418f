"""Commands from the public notice to the commendation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.engine.codec import later
from scoring.engine.review.campaign import Ground
from scoring.engine.review.state import DecisionVerdict


@dataclass(frozen=True, slots=True)
class OpenNotice:
    """公示: the shortlists of these awards are published on ``first``.  ``order``: the nominations in the order of the
    page, () for the proposed one · ``ordered``: what that order is, "" for what the campaign says · ``repeats``: the
    notice that this one replaces.

    Facts: ``no`` ``level`` ``last`` ``shown`` ``digest``; ``official``, the official days by which working days were
    counted, so that the last day can be counted again after the calendar was changed; ``by_owner``, that ``shown``
    names whose each nomination is, not who nominated it; ``each_in_all``, that ``level`` is such that who came on the
    list later stands in all of the campaign's notices.
    """

    awards: tuple[str, ...]
    first: date
    order: tuple[int, ...] = ()
    repeats: int | None = None
    ordered: Literal["", "rank", "strokes"] = ""
    kind: Literal["notice.open"] = "notice.open"


@dataclass(frozen=True, slots=True)
class TakeObjection:
    """An objection comes in.  ``digest``: SHA-256 of its text with a salt of its record · ``files``: SHA-256 of its
    evidence,
    each with the salt of its record · ``arrived``: the day that counts if the desk enters it from paper, None for now.

    Facts: ``no`` ``arrived`` ``answer_by``.
    """

    notice: int
    by: Literal["person", "unit"]
    digest: str
    nomination: int | None = None
    files: tuple[str, ...] = ()
    arrived: date | None = None
    kind: Literal["objection.take"] = "objection.take"


@dataclass(frozen=True, slots=True)
class AdmitObjection:
    """An objection is taken up, or refused on one of the campaign's grounds."""

    objection: int
    admit: bool
    ground: Ground | None = None
    text: str = ""
    kind: Literal["objection.admit"] = "objection.admit"


@dataclass(frozen=True, slots=True)
class CloseObjection:
    """The inquiry is over.  ``upheld``: the nomination is removed from its shortlist, or
    its award is taken back once the result is public.  ``nomination``: whom the inquiry
    found, where the objection names nobody.

    Facts: ``nomination``, and ``proposed``, the nomination that the rule puts in its place (None for nobody); once the
    result is public ``revokes``, whether the nomination holds an award that is taken back.
    """

    objection: int
    upheld: bool
    text: str
    nomination: int | None = None
    kind: Literal["objection.close"] = "objection.close"


@dataclass(frozen=True, slots=True)
class FillVacancy:
    """A person confirms what becomes of a place, or departs from the rule's proposal with ``why``."""

    award: str
    removed: int
    filled_by: int | None = None
    why: str = ""
    kind: Literal["vacancy.fill"] = "vacancy.fill"


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """审定: a deciding body has met.  ``winners``: the nominations it awards, best first.  ``document``: SHA-256 of the
    signed minutes, "" for none, and the name of its file · ``seen``: how many decisions of this body on this award the
    page showed, None if it says nothing · ``sure``: said once more of what is most likely a slip · ``turned_down``: the
    nominations of the list that a body does not pass, and why (``text``); they leave the list, and each place that
    becomes free is filled by the rule.

    Facts: ``proposed``, the nomination that the rule puts in such a place (None for nobody).
    """

    award: str
    body: str
    verdict: DecisionVerdict
    members: int
    present: int
    yes: int
    no: int
    abstain: int
    day: date
    winners: tuple[int, ...] = ()
    document: str = ""
    seen: int | None = None
    document_name: str = ""
    sure: bool = False
    turned_down: tuple[int, ...] = ()
    text: str = ""
    kind: Literal["decision.record"] = "decision.record"


@dataclass(frozen=True, slots=True)
class PublishResult:
    """The results of these awards become public at this moment."""

    awards: tuple[str, ...]
    kind: Literal["result.publish"] = "result.publish"


@dataclass(frozen=True, slots=True)
class PutForward:
    """Which winners of an award go up to the higher level."""

    award: str
    nominations: tuple[int, ...]
    why: str = ""
    kind: Literal["result.put-forward"] = "result.put-forward"


@dataclass(frozen=True, slots=True)
class CueScreen:
    """What the hall sees outside a reveal: a subject at its defence, by its number, with its ``marks`` (亮分) once they
    are locked; None for the title of the review."""

    subject: int | None = None
    marks: bool = False
    kind: Literal["screen.cue"] = "screen.cue"


@dataclass(frozen=True, slots=True)
class BeginReveal:
    """揭榜 of an award begins on the screen.  ``shown``: how many of its winners are there at once, where it goes on as
    it was broken off; 0 for a new beginning."""

    award: str
    shown: int = later(0)
    kind: Literal["reveal.begin"] = "reveal.begin"


@dataclass(frozen=True, slots=True)
class RevealNext:
    """The next winner is shown.  ``shown``: how many the page showed, so that two keys show one."""

    shown: int
    kind: Literal["reveal.next"] = "reveal.next"


@dataclass(frozen=True, slots=True)
class RevealBack:
    """The winner who was shown last leaves the screen again.  ``shown``: how many the page showed."""

    shown: int
    kind: Literal["reveal.back"] = "reveal.back"


@dataclass(frozen=True, slots=True)
class EndReveal:
    """The screen leaves the reveal."""

    kind: Literal["reveal.end"] = "reveal.end"


@dataclass(frozen=True, slots=True)
class DeletePersonal:
    """The campaign's day has come: personal fields of forms and of objectors are deleted from their records."""

    kind: Literal["personal.delete"] = "personal.delete"
