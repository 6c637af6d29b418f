"""Ordinary records: data that cannot change a result.  Plain frozen values that the repositories keep and return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scoring.engine.codec import later, to_json, written_as
from scoring.engine.quiz import book
from scoring.engine.quiz.rule_sheet import ZERO, QuestionType

TicketRole = Literal[
    "host", "chief", "judge", "team", "display", "air",
    "unit", "endorser", "office", "clerk", "chair", "approver", "operator",
]  # fmt: skip
"""The seats of a match (``air``: its picture for television), then those that only a review has, then that of a
competition's overview; a match and a review have judges and a host, all three have displays."""
Category = Literal["office", "school", "company", "community", "village", "other"]
"""机关 学校 企业 社区 农村 其它."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person who signs in with a password; ``password`` is an argon2 hash, never the password.

    ``first_until``: 0 for a password of its owner's own; of one that somebody else gave, which opens nothing until its
    owner has chosen another, the moment after which it is no good · ``made_by``: the id of the account that made it, ""
    for the command line and the start-up code · ``ended_at``: 0 while it is good.  Times in ms since the epoch, 0 where
    they are not known.
    """

    id: str
    name: str
    password: str
    role: Literal["organiser"] = "organiser"
    first_until: int = 0
    made_by: str = ""
    made_at: int = 0
    ended_at: int = 0

    @property
    def first(self) -> bool:
        """Whether its password was given by somebody else."""
        return self.first_until > 0


@dataclass(frozen=True, slots=True)
class EndedSession:
    """A sign-in, or the seats of a browser, that was given up: its cookie opens nothing any more.  ``id`` as in the
    cookie; ``at`` ms since the epoch."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class Competition:
    """A competition (竞赛): title, organisers' line, theme of its screens, ms since the epoch when it was made."""

    id: str
    title: str
    organiser: str = ""
    theme: Literal["crimson", "indigo"] = "crimson"
    bright: bool = False
    created_at: int = 0


@dataclass(frozen=True, slots=True)
class Archived:
    """A competition, a match or a review that was put away: it is read, and not changed.  ``id`` is its own, ``at`` ms
    since the epoch, ``by`` the actor's."""

    id: str
    kind: Literal["competition", "match", "review"]
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class RuleSheetText:
    """A rule sheet as its TOML text.  ``competition`` "" for a template."""

    id: str
    competition: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A question set (题库) with its name and source."""

    id: str
    name: str
    source: str = ""
    builtin: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a set, as imported.  ``id`` is unique over all sets; ``digest`` binds everything below it.

    ``options``: texts in order (A, B, …).  ``key`` as in ``engine.quiz.setup.Key``.  ``media``: a media id or "".
    ``conflicts_with``: groups of which a match has one question only.  ``checked_on`` and ``valid_until``: days, as
    2026-11-30, or "".
    """

    id: str
    question_set: str
    no: int
    type: QuestionType
    stem: str
    digest: str
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    explanation: str = ""
    citation: str = ""
    difficulty: str = ""
    chapter: str = ""
    tags: tuple[str, ...] = ()
    points: Decimal | None = None
    stake: Decimal | None = None
    clues: tuple[str, ...] = ()
    media: str = ""
    media_kind: Literal["", "image", "audio", "video"] = ""
    conflicts_with: tuple[str, ...] = later(())
    checked_on: str = later("")
    valid_until: str = later("")


def question_digest(question: Question) -> str:
    """The digest that this question must have; ``engine.quiz.book`` says what it covers."""
    return book.question_digest(to_json(question))


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture, sound or film before it is stored: bytes with their type.  ``id`` is their SHA-256."""

    id: str
    name: str
    mime: str
    sha256: str
    data: bytes


PART = 256 * 1024
"""Bytes of a medium that are read and sent at a time."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, sound or film by the id under which a question, a face (a logo, the backdrop) or a team names it.  Its
    ``size`` bytes are the file of its ``sha256``, see ``ports.Files``."""

    id: str
    name: str
    mime: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Match:
    """A match (场次).  ``questions`` the picked question ids by pool: round id, "" for spares, "tie_off".  ``stage`` is
    the name of its stage in the rule sheet, "" if nobody said it.  ``rehearsal``: it is one (彩排), for ever."""

    id: str
    competition: str
    title: str
    rule_sheet: str = written_as("sheet")
    created_at: int = 0
    questions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    opened: bool = False
    stage: str = ""
    rehearsal: bool = later(False)

    @property
    def shown_title(self) -> str:
        """What people read: matches of groups that were made as “初赛 1” are called as newer ones are."""
        no = self.title.removeprefix(f"{self.stage} ") if self.stage else ""
        if no == self.title or not (no.isascii() and no.isdigit()):
            return self.title
        return f"{self.stage}, group {no}" if self.stage.isascii() else f"{self.stage}第{no}组"


@dataclass(frozen=True, slots=True)
class Team:
    """A team registered for a match; ``station`` 0 before the draw; ``picture``: a media id or ""; ``piece``: what an
    entry of a contest performs."""

    id: str
    match: str
    name: str
    organisation: str = written_as("unit", default="")
    leader: str = ""
    station: int = 0
    carried: Decimal = ZERO
    picture: str = ""
    piece: str = later("")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A team's member; ``seat`` from 1, 0 for a reserve."""

    id: str
    team: str
    name: str
    seat: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to take one seat.  ``secret`` is the SHA-256 of the ticket's code; the code itself is never kept.
    ``issued_at`` is 0 while the seat has no card: then ``secret`` is that of no code.

    It is a seat of a ``match``, of a ``review`` or of a ``competition``; the others are "".  ``seat``: of a display of
    a competition, the place of its stage, 0 for the newest.  ``team``: for role team its team, for a unit or a
    level of a review the id of its organisation.  ``revoked_at`` is 0 while the ticket is valid.  ``label`` is the text
    on the card and the desk; ``organisation`` is the judge's: a judge does not mark a team of the judge's own
    organisation.  ``kin``: the names of a judge's relatives, parted by 、, for whom a recusal is suggested; only the
    organiser's list shows them.
    """

    id: str
    match: str
    role: TicketRole
    label: str
    secret: str
    team: str = ""
    seat: int = 0
    issued_at: int = 0
    revoked_at: int = 0
    organisation: str = written_as("unit", default="")
    review: str = ""
    competition: str = ""
    kin: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation (单位) of the register, which belongs to no single competition or review.

    ``lead_body``: the body that leads its kind (牵头单位).  ``superior``: the id of the organisation above it, "" for
    none.  ``contact`` and ``phone`` are personal: pages of organisers show them, and that on which an office chases.
    """

    id: str
    name: str
    category: Category = "other"
    lead_body: str = ""
    superior: str = ""
    contact: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RosterName:
    """A person or thing in a roster (名册) such as 月月学习之星.  ``held``: when the title was given, as people write
    it."""

    id: str
    roster: str
    name: str
    organisation: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class OfficialDays:
    """The official days of one year as an organiser has said them; ``id`` is the year.  ``off`` and ``work`` as in
    ``engine.review.calendar.YearDays``, sorted; ``source``: the order that says so; ``changed_at`` ms since the epoch.
    """

    id: str
    off: tuple[date, ...]
    work: tuple[date, ...] = ()
    source: str = ""
    changed_at: int = 0


@dataclass(frozen=True, slots=True)
class DrawSecret:
    """The secret of a draw until it is made; afterwards the ledger has it.  ``id``: the competition's id and the number
    of the draw, or the match's and the number of its item; ``competition``: the one that it belongs to."""

    id: str
    competition: str
    secret: str
