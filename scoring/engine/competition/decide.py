"""Whether a command about registration is allowed, and what its entry holds."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.codec import to_json
from scoring.engine.competition.commands import (
    Admit,
    ChangeLink,
    ChangeRules,
    Decide,
    EnterTeams,
    EraseContacts,
    LookAtContacts,
    OpenRegistration,
    Submit,
    Withdraw,
)
from scoring.engine.competition.facts import Draft, Facts
from scoring.engine.competition.registration import (
    MOST_FIELDS,
    MOST_MEMBERS,
    RegistrationRules,
    faults_of,
)
from scoring.engine.competition.state import CompetitionState, Registration, Version
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused, TooLate
from scoring.engine.kinds import Payload
from scoring.engine.moments import moment_of
from scoring.engine.names import same_form


def open_registration(state: CompetitionState, command: OpenRegistration, at: int, facts: Facts) -> Payload:
    """Once."""
    if state.rules is not None:
        raise Refused("registration-open")
    _check_rules(command.rules)
    return {}


def change_rules(state: CompetitionState, command: ChangeRules, at: int, facts: Facts) -> Payload:
    """Until contacts are erased, and not for nothing.  What teams gave as personal never becomes public."""
    if _rules(state) == command.rules:
        raise Refused("registration-unchanged")
    if state.erased:
        raise Refused("contacts-erased")
    _check_rules(command.rules)
    private = {one.name for one in state.asked if one.personal}
    for one in command.rules.fields:
        if one.name in private and not one.personal:
            raise Refused("field-personal", name=one.name)
    return {}


def _check_rules(rules: RegistrationRules) -> None:
    """Refused where they contradict themselves."""
    if rules.closes_at <= rules.opens_at:
        raise Invalid("registration-times", opens=rules.opens_at, closes=rules.closes_at)
    if not 1 <= rules.least <= rules.most <= MOST_MEMBERS or not 0 <= rules.substitutes <= MOST_MEMBERS:
        raise Invalid("registration-members", most=MOST_MEMBERS)
    if len(rules.fields) > MOST_FIELDS or len({same_form(one.name) for one in rules.fields}) < len(rules.fields):
        raise Invalid("registration-fields", most=MOST_FIELDS)
    if moment_of(rules.erase_on, rules.zone) < rules.closes_at:
        raise Invalid("registration-erase", closes=rules.closes_at)
    if not set(rules.barred) <= set(rules.kinds):
        raise Invalid("registration-barred")


def submit(state: CompetitionState, command: Submit, at: int, facts: Facts) -> Payload:
    """A new registration or a new version; it waits where no place is free."""
    draft = facts.draft
    assert draft is not None
    if draft.revision != command.revision:
        raise Conflict("draft-changed", revision=draft.revision)
    rules = check_change(state, draft.no, at)
    return _handed_in(state, rules, draft)


def enter(state: CompetitionState, command: EnterTeams, at: int, facts: Facts) -> Payload:
    """Each form as if the ones before it had been handed in already; by staff, at any time before contacts are
    erased."""
    if not command.texts:
        raise Invalid("teams-needed")
    entered = []
    for draft in facts.drafts:
        state, said = taken(state, draft, at)
        entered.append({"text": draft.text, **said})
    return {"entered": entered}


def taken(state: CompetitionState, draft: Draft, at: int) -> tuple[CompetitionState, Payload]:
    """The state with one more form, and what its entry says of it; raises what is wrong with it."""
    rules = _rules(state)
    if state.erased:
        raise Refused("contacts-erased")
    said = _handed_in(state, rules, draft, by_staff=True)
    one = Registration(
        said["no"],
        "waiting" if said["waiting"] else "submitted",
        (Version(draft.text, draft.form, draft.digest, draft.personal, at),),
    )
    return replace(state, registrations={**state.registrations, one.no: one}), said


def _handed_in(state: CompetitionState, rules: RegistrationRules, draft: Draft, *, by_staff: bool = False) -> Payload:
    faults = (*faults_of(rules, draft.form, by_staff=by_staff), *draft.faults)
    if faults:
        raise Invalid("registration-faulty", count=len(faults))
    _check_others(state, rules, draft)
    found = state.registrations.get(draft.no)
    return {
        "no": draft.no or len(state.registrations) + 1,
        "version": len(found.versions) + 1 if found is not None else 1,
        "form": to_json(draft.form),
        "digest": draft.digest,
        "personal": draft.personal,
        "waiting": found.status == "waiting" if found is not None else not state.free,
    }


def withdraw(state: CompetitionState, command: Withdraw, at: int, facts: Facts) -> Payload:
    """Its own people take a registration back until the team competes; staff at any time."""
    found = _own(state, command.no, facts)
    if not found.live:
        raise Refused("registration-over", status=found.status)
    if facts.own is not None and competes(state, found.no):
        raise Refused("withdraw-at-desk")
    return {}


def competes(state: CompetitionState, no: int) -> bool:
    """Whether a team has a match or marks: whoever has its link changes no standings any more."""
    in_match = any(no == team for held in state.played.values() for one in held for _, team in one.teams)
    return in_match or any(no in one.marks for one in state.written.values())


def decide(state: CompetitionState, command: Decide, at: int, facts: Facts) -> Payload:
    """Staff decide about the version that they saw.  A form is returned to a team that has a place: a returned one
    holds it, and one that waits would come before those who wait longer."""
    found = _registration(state, command.no)
    if command.version != len(found.versions):
        raise Conflict("registration-changed", no=found.no)
    if not found.live:
        raise Refused("registration-over", status=found.status)
    if found.status == "waiting" and command.outcome != "refuse":
        raise Refused("registration-waits")
    if command.outcome == "approve" and found.status != "submitted":
        raise Refused("registration-decided", status=found.status)
    if command.outcome == "return":
        if found.status == "returned":
            raise Refused("registration-decided", status=found.status)
        if command.until <= at and _rules(state).closes_at <= at:
            raise Invalid("return-until-needed")
    return {}


def admit(state: CompetitionState, command: Admit, at: int, facts: Facts) -> Payload:
    """The first of those who wait gets the place that is free."""
    found = _registration(state, command.no)
    if found.status != "waiting":
        raise Refused("registration-not-waiting", status=found.status)
    if state.full:
        raise Refused("no-free-place")
    first = state.queue[0]
    if first.no != found.no:
        raise Refused("not-first-in-line", name=first.form.team)
    return {}


def change_link(state: CompetitionState, command: ChangeLink, at: int, facts: Facts) -> Payload:
    """Of a registration that there is."""
    _registration(state, command.no)
    return {}


def look(state: CompetitionState, command: LookAtContacts, at: int, facts: Facts) -> Payload:
    """Staff look at contacts: the entry is the log of it."""
    for no in command.nos:
        _registration(state, no)
    if not command.nos:
        raise Invalid("registration-unknown", no=0)
    if state.erased:
        raise Refused("contacts-erased")
    return {}


def erase(state: CompetitionState, command: EraseContacts, at: int, facts: Facts) -> Payload:
    """Once."""
    if state.erased:
        raise Refused("contacts-erased")
    return {}


def check_change(state: CompetitionState, no: int, at: int) -> RegistrationRules:
    """The rules, if the form of the registration ``no`` (0 for a new one) may be changed and handed in at ``at``.

    Raises ``Refused("registration-not-open" | "registration-not-begun" | "registration-decided")`` and
    ``TooLate("registration-closed")``.
    """
    rules, found = _rules(state), state.registrations.get(no)
    if at < rules.opens_at:
        raise Refused("registration-not-begun", opens=rules.opens_at)
    if found is not None and found.status not in ("submitted", "waiting", "returned"):
        raise Refused("registration-decided", status=found.status)
    late = at >= rules.closes_at
    if late and not (found is not None and found.status == "returned" and at < found.until):
        raise TooLate("registration-closed", closes=rules.closes_at)
    return rules


def _check_others(state: CompetitionState, rules: RegistrationRules, draft: Draft) -> None:
    """Against the other registrations that count: the team's name, its people, its organisation's teams."""
    form, unit = draft.form, same_form(draft.form.unit)
    others = [one for one in state.live if one.no != draft.no]
    own_names = {same_form(one.name): one.name for one in form.members}
    for other in others:
        if same_form(other.form.team) == same_form(form.team):
            raise Refused("team-registered", name=other.form.team)
        if same_form(other.form.unit) != unit:
            continue
        twice = next((own_names[name] for one in other.form.members if (name := same_form(one.name)) in own_names), "")
        if twice:
            raise Refused("person-in-two-teams", name=twice, team=other.form.team)
    if rules.per_unit and sum(same_form(one.form.unit) == unit for one in others) >= rules.per_unit:
        raise Refused("unit-has-its-teams", name=form.unit, most=rules.per_unit)


def _rules(state: CompetitionState) -> RegistrationRules:
    if state.rules is None:
        raise Refused("registration-not-open")
    return state.rules


def _registration(state: CompetitionState, no: int) -> Registration:
    found = state.registrations.get(no)
    if found is None:
        raise NotFound("registration-unknown", no=no)
    return found


def _own(state: CompetitionState, no: int, facts: Facts) -> Registration:
    if facts.own is not None and facts.own != no:
        raise NotFound("registration-unknown", no=no)
    return _registration(state, no)
