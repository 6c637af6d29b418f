"""Whether a command about the ceremony and the certificates is allowed, and what its entry holds."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.engine.codec import to_json
from scoring.engine.competition.commands_commend import (
    BeginCeremony,
    CallBack,
    CallNext,
    EndCeremony,
    HandCertificate,
    NumberCertificates,
    PrintCertificates,
    RevokeCertificate,
)
from scoring.engine.competition.commend_state import Commend, Holder, Honour, SignOff, TeamCertificate
from scoring.engine.competition.facts import Facts
from scoring.engine.competition.honours import correction_waits
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.kinds import Payload

LONGEST_NAME = 40
"""Characters of the name of who took a certificate."""


def begin(state: CompetitionState, command: BeginCeremony, at: int, facts: Facts) -> Payload:
    """Of an award that somebody has, once the whole result is signed."""
    need_signed(state)
    _need_word(state, command, facts)
    found = state.commend.honour(command.award)
    if found is None or not found.holders:
        raise NotFound("award-of-none", award=command.award)
    return {}


def call_next(state: CompetitionState, command: CallNext, at: int, facts: Facts) -> Payload:
    """One at a time: a second key at once is told that the page has moved on."""
    now = state.commend.ceremony
    if now is None:
        raise Refused("ceremony-not-begun")
    if command.shown != now.shown:
        raise Conflict("ceremony-moved-on")
    found = state.commend.honour(now.award)
    if found is None or now.shown >= len(found.holders):
        raise Refused("ceremony-complete")
    return {}


def call_back(state: CompetitionState, command: CallBack, at: int, facts: Facts) -> Payload:
    """As the next one; where nobody was called there is no way back."""
    now = state.commend.ceremony
    if now is None or now.shown == 0:
        raise Refused("ceremony-not-begun")
    if command.shown != now.shown:
        raise Conflict("ceremony-moved-on")
    return {}


def end(state: CompetitionState, command: EndCeremony, at: int, facts: Facts) -> Payload:
    """Of an award that is on the screen."""
    if state.commend.ceremony is None:
        raise Refused("ceremony-not-begun")
    return {}


def number(state: CompetitionState, command: NumberCertificates, at: int, facts: Facts) -> Payload:
    """A number and a code for every holder of the newest version without a good certificate."""
    newest = need_signed(state)
    _need_word(state, command, facts)
    wanted = list(without_certificate(state.commend, newest))
    if not wanted:
        raise Refused("certificates-there")
    first = len(state.commend.certificates) + 1
    return {
        "version": newest.version,
        "certificates": [
            {"no": first + place, "code": facts.codes[place], "award": honour.award, "holder": to_json(holder)}
            for place, (honour, holder) in enumerate(wanted)
        ],
    }


def print_certificates(state: CompetitionState, command: PrintCertificates, at: int, facts: Facts) -> Payload:
    """Only good ones, and only from a file that says how often each has been printed."""
    wanted = to_print(state, command.nos)
    if command.before and command.before != tuple(len(one.printed) for one in wanted):
        raise Conflict("certificates-changed")
    return {}


def to_print(state: CompetitionState, nos: tuple[int, ...]) -> tuple[TeamCertificate, ...]:
    """The certificates with these numbers; raises ``Invalid``, ``NotFound`` or ``Refused`` where one of them may not be
    printed."""
    if not nos or len(set(nos)) < len(nos):
        raise Invalid("certificates-needed")
    found = tuple(_certificate(state, no) for no in nos)
    for one in found:
        if standing(state.commend, one) != "valid":
            raise Refused("certificate-not-good", no=one.no)
    return found


def hand(state: CompetitionState, command: HandCertificate, at: int, facts: Facts) -> Payload:
    """Of a good one that was printed, once."""
    found = _certificate(state, command.no)
    to = command.to.strip()
    if not 1 <= len(to) <= LONGEST_NAME:
        raise Invalid("certificate-to", most=LONGEST_NAME)
    if standing(state.commend, found) != "valid":
        raise Refused("certificate-not-good", no=found.no)
    if not found.printed:
        raise Refused("certificate-unprinted", no=found.no)
    if found.handed:
        raise Refused("certificate-handed", no=found.no, to=found.handed)
    return {"to": to}


def revoke(state: CompetitionState, command: RevokeCertificate, at: int, facts: Facts) -> Payload:
    """Once."""
    if _certificate(state, command.no).revoked:
        raise Refused("certificate-revoked", no=command.no)
    return {}


def standing(commend: Commend, one: TeamCertificate) -> str:
    """``valid``, ``revoked``, or ``corrected``: the version in force gives its holder something else."""
    if one.revoked:
        return "revoked"
    honour = commend.honour(one.award)
    return "valid" if honour is not None and _same_in(honour, one.holder) else "corrected"


def without_certificate(commend: Commend, version: SignOff) -> Iterator[tuple[Honour, Holder]]:
    """The holders of a version that have no certificate which says the same; one that was revoked is not replaced
    unless what it says has changed."""
    held = {(one.award, _said(one.holder)) for one in commend.certificates}
    for honour in version.honours:
        for holder in honour.holders:
            if (honour.award, _said(holder)) not in held:
                yield honour, holder


def need_signed(state: CompetitionState) -> SignOff:
    """The version in force; raises ``Refused("not-signed-off")``."""
    found = state.commend.signed()
    if found is None:
        raise Refused("not-signed-off")
    return found


def _need_word(state: CompetitionState, command: BeginCeremony | NumberCertificates, facts: Facts) -> None:
    """While a correction waits somebody has to say that it is done all the same, with a reason."""
    if not command.despite and correction_waits(state, facts):
        raise Refused("correction-waits")


def _said(holder: Holder) -> tuple[int, str, str, tuple[str, ...]]:
    """What a certificate says of its holder: not its rank within the award."""
    return holder.team, holder.name, holder.unit, holder.members


def _same_in(honour: Honour, holder: Holder) -> bool:
    return any(_said(one) == _said(holder) for one in honour.holders)


def _certificate(state: CompetitionState, no: int) -> TeamCertificate:
    found = next((one for one in state.commend.certificates if one.no == no), None)
    if found is None:
        raise NotFound("certificate-unknown", no=no)
    return found
