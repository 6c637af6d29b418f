"""Commands on the way of a nomination: it opens, comes in, goes up level by level, and is vetted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scoring.engine.review.nomination import FaultCode, Verdict, VetVerdict


@dataclass(frozen=True, slots=True)
class OpenReview:
    """Entries open: what nominators rely on is frozen.  Facts: ``campaign`` ``digest``."""

    kind: Literal["review.open"] = "review.open"


@dataclass(frozen=True, slots=True)
class NewEdition:
    """A new edition of the campaign after entries opened, with a reason.  ``edition``: the number of the one that was
    shown.  Facts: ``campaign`` ``digests`` ``changes``."""

    edition: int
    kind: Literal["review.edition"] = "review.edition"


@dataclass(frozen=True, slots=True)
class SubmitNomination:
    """A unit submits a draft; ``revision``: the one that its page showed.  ``paper``: a clerk entered it from paper,
    which came on the day ``arrived``; a second person has to confirm it.

    Facts: ``no`` ``version`` ``award`` ``unit`` ``unit_name`` ``nominee`` ``units`` ``way`` ``digest`` ``personal``
    ``files`` ``notes``.
    """

    draft: str
    revision: int
    paper: bool = False
    arrived: date | None = None
    kind: Literal["nomination.submit"] = "nomination.submit"


@dataclass(frozen=True, slots=True)
class WithdrawNomination:
    """The unit withdraws its nomination before it is judged."""

    nomination: int
    kind: Literal["nomination.withdraw"] = "nomination.withdraw"


@dataclass(frozen=True, slots=True)
class Endorse:
    """推荐意见: the opinion of the level that a nomination waits for.  ``version``: the one that was looked at.  A unit
    gives it itself where it is a level of its own nomination.  ``paper``: a clerk entered the sealed opinion of a
    level, which came on the day ``arrived``; a second person has to confirm it.

    Facts: ``level`` ``organisation`` ``organisation_name``.
    """

    nomination: int
    version: int
    verdict: Verdict
    text: str = ""
    paper: bool = False
    arrived: date | None = None
    kind: Literal["nomination.endorse"] = "nomination.endorse"


@dataclass(frozen=True, slots=True)
class OrderOwn:
    """A level puts what it has endorsed for an award in its own order.  Facts: ``organisation``."""

    award: str
    order: tuple[int, ...]
    kind: Literal["nomination.order"] = "nomination.order"


@dataclass(frozen=True, slots=True)
class Vet:
    """审核: the study office passes a nomination, returns it once for correction, or refuses it.  ``until``: the last
    day of the correction · ``seen``: how many findings of the office the page showed, None if it says none; so two
    persons at once never settle the same nomination differently."""

    nomination: int
    version: int
    verdict: VetVerdict
    faults: tuple[FaultCode, ...] = ()
    note: str = ""
    until: date | None = None
    seen: int | None = None
    kind: Literal["nomination.vet"] = "nomination.vet"


@dataclass(frozen=True, slots=True)
class SignOffNomination:
    """A department's answer about a nomination, with the SHA-256 of its document and the name of its file.
    A later answer replaces it."""

    nomination: int
    department: str
    agrees: bool
    document: str = ""
    note: str = ""
    document_name: str = ""
    kind: Literal["nomination.sign-off"] = "nomination.sign-off"


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """An inspection on the spot or a hearing of several sides."""

    nomination: int
    what: Literal["inspection", "hearing"]
    day: date
    people: str
    text: str
    document: str = ""
    document_name: str = ""
    kind: Literal["nomination.finding"] = "nomination.finding"


@dataclass(frozen=True, slots=True)
class ConfirmPaper:
    """A second person compares what a clerk entered with the paper.  ``held``: the seq of that entry."""

    held: int
    accept: bool
    kind: Literal["paper.confirm"] = "paper.confirm"
