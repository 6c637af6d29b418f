"""The texts of a registration form as the engine takes them, and what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scoring.engine.codec import digest
from scoring.engine.competition.facts import Draft
from scoring.engine.competition.registration import Fault, Field, Member, TeamForm, faults_of
from scoring.engine.competition.state import CompetitionState
from scoring.engine.names import same_form
from scoring.usecases.competition.records import RegistrationText, Values
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation

TEAM, UNIT, LEADER = "team", "unit", "leader"
MEMBERS, SUBSTITUTES, KINDS, SUBSTITUTE_KINDS = "members", "substitutes", "kinds", "substitute_kinds"
CONTACT, PHONE, EMAIL = "contact", "phone", "email"

LONGEST = {TEAM: 60, UNIT: 120, LEADER: 60, MEMBERS: 60, SUBSTITUTES: 60, CONTACT: 60, PHONE: 40, EMAIL: 120}
"""Most signs of a text, by its field."""

LONGEST_EXTRA = 200
"""Most signs of a further field."""

_PHONE = re.compile(r"[0-9+()\- ]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def asked_fields(state: CompetitionState) -> dict[str, Field]:
    """Every further field that was ever asked for, by the id under which texts hold the answer."""
    return {f"x{no}": one for no, one in enumerate(state.asked)}


def further_fields(state: CompetitionState) -> dict[str, Field]:
    """The further fields of the form as it is now, by id, in its order."""
    ids = {one.name: field for field, one in asked_fields(state).items()}
    return {ids[one.name]: one for one in state.rules.fields} if state.rules is not None else {}


def public_fields(state: CompetitionState) -> frozenset[str]:
    """The ids of the form's fields that everybody on the staff side may see, and the published record keeps."""
    own = {field for field, one in further_fields(state).items() if not one.personal}
    return frozenset({TEAM, UNIT, LEADER, MEMBERS, SUBSTITUTES, KINDS, SUBSTITUTE_KINDS, *own})


def personal_fields(state: CompetitionState) -> frozenset[str]:
    """The ids of the form's fields that are erased."""
    own = {field for field, one in further_fields(state).items() if one.personal}
    return frozenset({CONTACT, PHONE, EMAIL, *own})


def parted(state: CompetitionState, text: RegistrationText) -> RegistrationText:
    """The text with every answer to a field that is personal by now among what is erased."""
    moved = {field for field, one in asked_fields(state).items() if one.personal and field in text.values}
    if not moved:
        return text
    return replace(
        text,
        values={field: said for field, said in text.values.items() if field not in moved},
        personal={**text.personal, **{field: text.values[field] for field in moved}},
    )


def values_of(form: TeamForm) -> Values:
    """The form as a text says it: what is left of a text that was held back."""
    listed = {
        names: tuple(one for one in form.members if one.substitute is substitute)
        for names, substitute in ((MEMBERS, False), (SUBSTITUTES, True))
    }
    said: dict[str, tuple[str, ...]] = {TEAM: (form.team,), UNIT: (form.unit,), LEADER: (form.leader,)}
    for names, people in listed.items():
        said[names] = tuple(one.name for one in people)
    for names, kinds in ((MEMBERS, KINDS), (SUBSTITUTES, SUBSTITUTE_KINDS)):
        if any(one.kind for one in listed[names]):
            said[kinds] = tuple(one.kind for one in listed[names])
    return {field: texts for field, texts in said.items() if any(texts)}


MOST_BOXES = 40
"""Most boxes of one name that a form may have."""


def longest(field: str) -> int:
    """Most signs of one text of a field."""
    return LONGEST.get(field, LONGEST_EXTRA)


Register = Mapping[str, Organisation]
"""The register by the forms of its names."""


def register_of(uow: UnitOfWork) -> Register:
    """The whole register, read once for any number of forms."""
    found: dict[str, Organisation] = {}
    for one in uow.of(Organisation).all():
        if form := same_form(one.name):
            found.setdefault(form, one)
    return found


def draft_of(register: Register, text: RegistrationText, no: int, state: CompetitionState | None) -> Draft:
    """A text as the engine takes it."""
    return Draft(
        text=text.id,
        revision=text.revision,
        no=no,
        form=form_of(register, text.values),
        digest=digest(text.values),
        personal=digest([text.salt, text.personal]),
        faults=tuple(_faults(state, text)) if state is not None else (),
    )


def entered_draft(register: Register, text: RegistrationText) -> Draft:
    """A text that staff enter: a list seldom has contacts, so that only the public form is looked at."""
    return draft_of(register, text, 0, None)


def form_of(register: Register, values: Values) -> TeamForm:
    """The public part of a form; its organisation is looked up in the register."""
    unit = one_of(values, UNIT)
    known = register.get(same_form(unit))
    return TeamForm(
        team=one_of(values, TEAM),
        unit=known.name if known else unit,
        organisation=known.id if known else "",
        category=known.category if known else "",
        leader=one_of(values, LEADER),
        members=(
            *people_of(values, MEMBERS, KINDS, substitute=False),
            *people_of(values, SUBSTITUTES, SUBSTITUTE_KINDS, substitute=True),
        ),
    )


def all_faults(uow: UnitOfWork, state: CompetitionState, text: RegistrationText) -> tuple[Fault, ...]:
    """Everything that is wrong with a text, as handing it in would find; () before there are rules."""
    if state.rules is None:
        return ()
    return (*faults_of(state.rules, form_of(register_of(uow), text.values)), *_faults(state, text))


def one_of(values: Values, field: str) -> str:
    """The only text of a field, "" for none."""
    return "".join(values.get(field, ())[:1])


def _faults(state: CompetitionState, text: RegistrationText) -> Iterator[Fault]:
    personal = text.personal
    for field in (CONTACT, PHONE):
        if not one_of(personal, field):
            yield Fault(field, "missing")
    phone = unicodedata.normalize("NFKC", one_of(personal, PHONE))
    if phone and (not _PHONE.fullmatch(phone) or sum(map(str.isdigit, phone)) < 5):
        yield Fault(PHONE, "not-phone")
    email = unicodedata.normalize("NFKC", one_of(personal, EMAIL))
    if email and not _EMAIL.fullmatch(email):
        yield Fault(EMAIL, "not-email")
    for field, one in further_fields(state).items():
        if one.needed and not one_of(personal if one.personal else text.values, field):
            yield Fault(field, "missing", one.name)


def people_of(values: Values, names: str, kinds: str, *, substitute: bool) -> tuple[Member, ...]:
    """The people of a list, with what each of them is."""
    said: Sequence[str] = values.get(kinds, ())
    given = ((name, said[no] if no < len(said) else "") for no, name in enumerate(values.get(names, ())))
    return tuple(Member(name, substitute, kind) for name, kind in given if name)
