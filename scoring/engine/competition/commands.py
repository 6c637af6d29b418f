"""The commands of a competition: registration.  Each becomes one entry of the same kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.engine.competition.registration import RegistrationRules

Outcome = Literal["approve", "return", "refuse"]


@dataclass(frozen=True, slots=True)
class OpenRegistration:
    """Registration by these rules, whose times say when it begins and ends."""

    rules: RegistrationRules
    kind: Literal["registration.open"] = "registration.open"


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """Other rules for a registration that was opened: a new edition, with a reason."""

    rules: RegistrationRules
    kind: Literal["registration.change"] = "registration.change"


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in the form ``text`` as its page showed it in ``revision``."""

    text: str
    revision: int
    kind: Literal["registration.submit"] = "registration.submit"


@dataclass(frozen=True, slots=True)
class EnterTeams:
    """Staff hand in the forms ``texts``, all of them or none: a list that came by mail, a team that telephoned."""

    texts: tuple[str, ...]
    kind: Literal["registration.enter"] = "registration.enter"


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the registration ``no`` back."""

    no: int
    kind: Literal["registration.withdraw"] = "registration.withdraw"


@dataclass(frozen=True, slots=True)
class Decide:
    """Approve the ``version`` of a registration that the page showed, return it for correction, or refuse it.

    ``until``: a returned form may be sent again before this moment, ms since the epoch; 0: before registration closes.
    """

    no: int
    version: int
    outcome: Outcome
    until: int = 0
    kind: Literal["registration.decide"] = "registration.decide"


@dataclass(frozen=True, slots=True)
class Admit:
    """Give the place that is free to ``no``, the first of those who wait."""

    no: int
    kind: Literal["registration.admit"] = "registration.admit"


@dataclass(frozen=True, slots=True)
class ChangeLink:
    """Another editing link for ``no``, whose old one ends: ``secret`` is the SHA-256 of its code, "" for none any
    more."""

    no: int
    secret: str
    kind: Literal["registration.link"] = "registration.link"


@dataclass(frozen=True, slots=True)
class LookAtContacts:
    """Staff look at the contacts of these registrations."""

    nos: tuple[int, ...]
    kind: Literal["contacts.look"] = "contacts.look"


@dataclass(frozen=True, slots=True)
class EraseContacts:
    """The day has come on which contacts are erased."""

    kind: Literal["contacts.erase"] = "contacts.erase"
