"""A nomination (申报) and what happens to it on its way: its versions, opinions, vetting, sign-offs and findings.

The texts of a form are ordinary records: personal data goes by a named day, and a ledger keeps everything.  A
nomination holds the form's digest, so that a text can be proved to be the one that was judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["endorsing", "returned", "vetting", "accepted", "refused", "withdrawn", "removed"]
"""``endorsing``: waits for the opinion of ``Nomination.here`` · ``returned``: with its unit again, to be corrected ·
``vetting``: with the study office · ``accepted``: may be judged · ``refused``, ``withdrawn``, ``removed`` (after an
objection): over."""

OVER: frozenset[Status] = frozenset({"refused", "withdrawn", "removed"})
"""A nomination with one of these takes no place of a quota and no further step."""

Verdict = Literal["agree", "return", "refuse"]
VetVerdict = Literal["pass", "return", "refuse"]
FaultCode = Literal["incomplete", "late", "ineligible", "over_limit", "unsealed", "duplicate", "false", "other"]
"""Why a nomination does not pass vetting: something is missing · it came late · who may enter · a limit is exceeded ·
signature or seal is missing · it is entered twice · what it says is not true · something else, which the note says."""


@dataclass(frozen=True, slots=True)
class WayStep:
    """One level on the way up: the level's id in the campaign, and the organisation that gives its opinion."""

    level: str
    organisation: str
    name: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was handed in with a form: its field, its name as it was brought, its SHA-256 and its bytes."""

    field: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a nomination's form, as it was submitted.

    ``draft``: the record that holds its texts · ``digest``: SHA-256 of its public fields · ``personal``: that of its
    personal fields with a salt of their record, so that nothing follows from it once they are deleted · ``by``: who
    submitted it · ``paper``: a clerk entered it from paper · ``notes``: what vetting has to look at, by code.
    """

    version: int
    draft: str
    digest: str
    personal: str
    files: tuple[Attached, ...]
    by: str
    seq: int
    at: int
    paper: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one level said of one version."""

    level: str
    organisation: str
    name: str
    verdict: Verdict
    text: str
    version: int
    by: str
    seq: int
    at: int
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Vetting:
    """What the study office found; ``until``: the last day of a correction (None: that of all nominations)."""

    verdict: VetVerdict
    faults: tuple[FaultCode, ...]
    note: str
    version: int
    by: str
    seq: int
    at: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SignedOff:
    """A department's answer, with the SHA-256 of its document ("" for none) and its name; ``by``: who recorded it."""

    department: str
    agrees: bool
    document: str
    note: str
    seq: int
    at: int
    by: str = ""
    document_name: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An inspection (直接考察) or a hearing (听取意见): its day, who was there, what was found; ``by`` recorded it."""

    what: Literal["inspection", "hearing"]
    day: date
    people: str
    text: str
    document: str
    seq: int
    by: str = ""
    at: int = 0
    document_name: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a nomination was withdrawn or removed.  ``role``: of whoever did it, "" where an old entry does not say."""

    what: Literal["withdrawn", "removed"]
    by: str
    role: str
    text: str
    seq: int
    at: int

    @property
    def told_by(self) -> str:
        """The role, where its words differ by who did it: the office removes after an objection, as a rule."""
        return self.role if self.what == "withdrawn" or self.role == "approver" else ""


@dataclass(frozen=True, slots=True)
class Nomination:
    """One nomination.  ``no`` counts from 1 in its campaign · ``unit``: the organisation that nominates, by id, and its
    name · ``nominee``: who or what is to be honoured · ``units``: the names of all organisations it comes from, whose
    judges are recused · ``homes``: those of them that its form names as the nominee's own · ``way`` and ``here``: the
    levels it goes through, and how many of them have agreed · ``ended_for``: why it was returned or is over ·
    ``ended``: how it was withdrawn or removed."""

    no: int
    award: str
    unit: str
    unit_name: str
    nominee: str
    units: tuple[str, ...]
    way: tuple[WayStep, ...]
    forms: tuple[Form, ...]
    status: Status = "endorsing"
    here: int = 0
    opinions: tuple[Opinion, ...] = ()
    vettings: tuple[Vetting, ...] = ()
    sign_offs: tuple[SignedOff, ...] = ()
    findings: tuple[Finding, ...] = ()
    ended_for: str = ""
    homes: tuple[str, ...] = ()
    ended: Ending | None = None

    @property
    def form(self) -> Form:
        """The newest version."""
        return self.forms[-1]

    @property
    def waits_for(self) -> WayStep | None:
        """The level whose opinion is next; None while it is nowhere on its way."""
        return self.way[self.here] if self.status == "endorsing" and self.here < len(self.way) else None

    @property
    def over(self) -> bool:
        """Whether nothing more can come of it."""
        return self.status in OVER

    @property
    def owner(self) -> str:
        """Whose it is, as everybody reads it: what its form names as its home, else the unit that nominates."""
        return "、".join(dict.fromkeys(self.homes)) or self.unit_name

    def agreed_by(self, organisation: str) -> bool:
        """Whether this organisation has put it forward: it nominates, or it has agreed as a level."""
        return self.unit == organisation or any(step.organisation == organisation for step in self.way[: self.here])
