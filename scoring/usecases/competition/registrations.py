"""Register teams: links, drafts, handing in; and what staff do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import TypeAlias

from scoring.engine.actors import Actor
from scoring.engine.competition.commands import ChangeLink, LookAtContacts, Submit
from scoring.engine.competition.decide import check_change
from scoring.engine.competition.registration import Fault, RegistrationRules
from scoring.engine.competition.state import CompetitionState, Registration
from scoring.engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused, TooLate
from scoring.engine.names import bare, long_name, nearly_same, same_form, tidy
from scoring.usecases.competition.forms import all_faults, longest, parted, personal_fields, public_fields, register_of
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationLink, RegistrationText, Values
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, need_current, require_organiser
from scoring.usecases.perform import Done, perform, state_of
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Competition
from scoring.usecases.tickets import secret_of

MOST_REGISTRATIONS = 2_000
"""Most links of one competition: far above any, and far below what would hold up the server."""

BLANK_FOR = 3_600_000
"""After how long a form in which nobody has written makes room, in ms."""

MOST_PEOPLE = 40
"""Most texts of a field that lists people."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A link with its newest text and its registration, None before it was handed in; ``faults``: what is wrong with
    the text."""

    link: RegistrationLink
    text: RegistrationText
    found: Registration | None
    faults: tuple[Fault, ...]


def competition_state(ctx: Context, competition_id: str) -> CompetitionState:
    """The state of a competition's ledger."""
    return state_of(ctx, COMPETITION, stream_of(competition_id))


def open_competition(ctx: Context, competition_id: str) -> Competition:
    """A competition that has registration; raises ``NotFound("competition-unknown")`` for any other, so that a stranger
    learns of none."""
    with ctx.store.read() as uow:
        found = get_competition(uow, competition_id)
    if competition_state(ctx, competition_id).rules is None:
        raise NotFound("competition-unknown", competition=competition_id)
    return found


def begin(ctx: Context, *, competition_id: str) -> str:
    """A new form with its link: the link's code, which is never shown again by the server.

    Raises ``Refused("registration-not-begun" | "registrations-many" | "archived")``,
    ``TooLate("registration-closed")``.
    """
    rules = _rules(competition_state(ctx, competition_id))
    now = ctx.clock.now()
    if now < rules.opens_at:
        raise Refused("registration-not-begun", opens=rules.opens_at)
    if now >= rules.closes_at:
        raise TooLate("registration-closed", closes=rules.closes_at)
    with ctx.store.write() as uow:
        need_current(uow, competition_id)
        make_room(ctx, uow, competition_id, 1)
        code = ctx.ids.new() + ctx.ids.new()
        uow.of(RegistrationText).put(new_text(ctx, uow, competition_id, code))
        uow.commit()
    return code


def check_room(ctx: Context, uow: UnitOfWork, competition_id: str, more: int) -> tuple[RegistrationText, ...]:
    """The blank forms that make room for so many more links: forms in which nobody has written for a while, so that
    whoever opens thousands keeps no team out.  Raises ``Refused("registrations-many")`` where a competition would have
    too many links all the same."""
    links = uow.of(RegistrationLink).all(competition=competition_id)
    if len(links) + more <= MOST_REGISTRATIONS:
        return ()
    long_ago = ctx.clock.now() - BLANK_FOR
    old = {one.id for one in links if not one.no and one.created_at < long_ago}
    texts = uow.of(RegistrationText).all(competition=competition_id)
    blank = tuple(one for one in texts if one.link in old and one.revision == 1 and not one.values)
    if len(links) - len(blank) + more > MOST_REGISTRATIONS:
        raise Refused("registrations-many", most=MOST_REGISTRATIONS)
    return blank


def make_room(ctx: Context, uow: UnitOfWork, competition_id: str, more: int) -> None:
    """Take away the blank forms that ``check_room`` names, which raises where that is not enough."""
    blank = check_room(ctx, uow, competition_id, more)
    uow.of(RegistrationText).remove(*(one.id for one in blank))
    uow.of(RegistrationLink).remove(*(one.link for one in blank))


def new_text(ctx: Context, uow: UnitOfWork, competition_id: str, code: str) -> RegistrationText:
    """A blank form, not yet kept, on a new link with this code, which is kept."""
    now = ctx.clock.now()
    link = RegistrationLink(ctx.ids.new(), competition_id, secret_of(code), created_at=now)
    uow.of(RegistrationLink).put(link)
    salt = ctx.ids.new() + ctx.ids.new()
    return RegistrationText(ctx.ids.new(), competition_id, link.id, salt=salt, revision=1, changed_at=now)


def link_of(ctx: Context, competition_id: str, code: str) -> RegistrationLink:
    """The link with this code; raises ``NotFound("link-unknown")``, also for one that was revoked."""
    with ctx.store.read() as uow:
        found = uow.of(RegistrationLink).all(competition=competition_id, secret=secret_of(code))
    if not found or found[0].revoked_at:
        raise NotFound("link-unknown")
    return found[0]


def registrant(link: RegistrationLink) -> Actor:
    """Whoever has this link."""
    return Actor(f"registration:{link.id}", "registrant")


def opened(ctx: Context, link: RegistrationLink) -> Opened:
    """What a link opens."""
    state = competition_state(ctx, link.competition)
    with ctx.store.read() as uow:
        text = _newest(uow, link)
        return Opened(link, text, state.registrations.get(link.no), all_faults(uow, state, text))


def save(ctx: Context, *, link: RegistrationLink, revision: int, values: Values) -> RegistrationText:
    """Another state of a link's draft; after it was handed in, a new draft on the same link.  ``revision``: the one
    that the page showed.

    Raises ``Conflict("draft-changed")``, ``Invalid("text-too-long" | "members-too-many")``, ``Refused("archived")``,
    and what ``registration.submit`` refuses by time and state.
    """
    with ctx.store.write() as uow:
        need_current(uow, link.competition)
        state = ctx.states.state(COMPETITION, uow.ledger, stream_of(link.competition))
        check_change(state, link.no, ctx.clock.now())
        public, personal = public_fields(state), personal_fields(state)
        said = {field: _texts(field, values.get(field, ())) for field in public | personal}
        if state.erased:
            raise Refused("contacts-erased")
        old = _newest(uow, link)
        if old.revision != revision:
            raise Conflict("draft-changed", revision=old.revision)
        text = replace(
            old,
            id=ctx.ids.new() if old.submitted else old.id,
            values={field: texts for field, texts in said.items() if texts and field in public},
            personal={field: texts for field, texts in said.items() if texts and field in personal},
            salt=ctx.ids.new() + ctx.ids.new() if old.submitted else old.salt,
            revision=old.revision + 1,
            submitted=False,
            changed_at=ctx.clock.now(),
        )
        uow.of(RegistrationText).put(text)
        uow.commit()
    return text


def submit(ctx: Context, *, actor: Actor, link: RegistrationLink, revision: int, key: str, device: str = "") -> Done:
    """Hand in the newest text of a link; raises what ``registration.submit`` refuses."""
    with ctx.store.read() as uow:
        text = _newest(uow, link)
    return perform(
        ctx,
        COMPETITION,
        stream_of(link.competition),
        command=Submit(text.id, revision),
        key=key,
        actor=actor,
        device=device,
    )


def handed_in(ctx: Context, *, link: RegistrationLink, key: str) -> bool:
    """Whether the link's form was handed in by this key already: what is sent again was not changed by others."""
    with ctx.store.read() as uow:
        found = uow.ledger.find(stream_of(link.competition), key) if key else None
    return found is not None and (found.kind, found.actor) == ("registration.submit", registrant(link).id)


def new_link(ctx: Context, *, actor: Actor, competition_id: str, no: int, key: str, device: str = "") -> str:
    """A new code for a registration, whose old one is good no more: for who has lost theirs, or given it away."""
    code = ctx.ids.new() + ctx.ids.new()
    _change_link(ctx, actor, competition_id, ChangeLink(no, secret_of(code)), key, device)
    return code


def end_link(ctx: Context, *, actor: Actor, competition_id: str, no: int, key: str, device: str = "") -> None:
    """The link of a registration opens nothing any more."""
    _change_link(ctx, actor, competition_id, ChangeLink(no, ""), key, device)


def _change_link(ctx: Context, actor: Actor, competition_id: str, command: ChangeLink, key: str, device: str) -> None:
    perform(ctx, COMPETITION, stream_of(competition_id), command=command, key=key, actor=actor, device=device)


def texts_of(ctx: Context, *, actor: Actor, competition_id: str, no: int) -> tuple[RegistrationText, ...]:
    """The texts of a registration's versions, oldest first, without anything personal."""
    require_organiser(actor)
    found = competition_state(ctx, competition_id).registrations.get(no)
    if found is None:
        raise NotFound("registration-unknown", no=no)
    with ctx.store.read() as uow:
        held = [uow.of(RegistrationText).get(one.text) for one in found.versions]
    return tuple(replace(one, personal={}, salt="") for one in held if one is not None)


def public_texts(ctx: Context, *, actor: Actor, competition_id: str) -> dict[int, Values]:
    """What the newest version of each registration says in public, by number."""
    require_organiser(actor)
    state = competition_state(ctx, competition_id)
    with ctx.store.read() as uow:
        held = {one.id: one for one in uow.of(RegistrationText).all(competition=competition_id)}
    newest = {no: held.get(one.versions[-1].text) for no, one in state.registrations.items()}
    return {no: parted(state, text).values for no, text in newest.items() if text is not None}


def contacts_of(
    ctx: Context, *, actor: Actor, competition_id: str, nos: Sequence[int], key: str, device: str = ""
) -> dict[int, Values]:
    """The contacts of these registrations, by number; the look is an entry first.  Raises
    ``Refused("contacts-erased")`` and ``Forbidden``."""
    if actor.role != "organiser":
        raise Forbidden("role-not-allowed", role=actor.role)
    stream = stream_of(competition_id)
    perform(ctx, COMPETITION, stream, command=LookAtContacts(tuple(nos)), key=key, actor=actor, device=device)
    state = competition_state(ctx, competition_id)
    with ctx.store.read() as uow:
        held = {no: uow.of(RegistrationText).get(state.registrations[no].versions[-1].text) for no in nos}
    return {no: text.personal for no, text in held.items() if text is not None}


Pair: TypeAlias = tuple[Registration, Registration]


MOST_ALIKE = 20
"""Most pairs of nearly the same name that are looked for."""


def alike(state: CompetitionState) -> tuple[Pair, ...]:
    """Pairs of registrations whose teams, organisations or people have nearly the same name, the first ``MOST_ALIKE``:
    shown side by side, never merged."""
    live = [(one, _names_of(one)) for one in state.live]
    found = ((one, other) for (one, own), (other, its) in combinations(live, 2) if _near(own, its))
    return tuple(islice(found, MOST_ALIKE))


def alike_to(state: CompetitionState, one: Registration) -> tuple[Registration, ...]:
    """The others that count and have nearly the same name as this one."""
    own = _names_of(one)
    return tuple(other for other in state.live if other.no != one.no and _near(own, _names_of(other)))


def people_alike(one: Registration, other: Registration) -> tuple[str, ...]:
    """The people of ``one`` who have nearly the name of somebody in ``other``."""
    its = [same_form(member.name) for member in other.form.members]
    bare_, long = frozenset(map(bare, its)), [*filter(long_name, its)]
    return tuple(
        member.name
        for member in one.form.members
        if bare(form := same_form(member.name)) in bare_
        or (long_name(form) and any(nearly_same(form, each) for each in long))
    )


def proposed_units(ctx: Context, *, actor: Actor, state: CompetitionState) -> tuple[str, ...]:
    """The organisations of the teams that count which the register does not have, as they first come: they are
    proposed for it."""
    require_organiser(actor)
    with ctx.store.read() as uow:
        known = register_of(uow)
    found: dict[str, str] = {}
    for one in state.live:
        if (form := same_form(one.form.unit)) not in known:
            found.setdefault(form, one.form.unit)
    return tuple(found.values())


_Names: TypeAlias = tuple[str, str, frozenset[str], tuple[str, ...]]
"""The forms by which a team, its organisation and its people are compared: of these all, and those that are long."""


def _names_of(one: Registration) -> _Names:
    form = one.form
    people = [same_form(member.name) for member in form.members]
    return same_form(form.team), same_form(form.unit), frozenset(map(bare, people)), tuple(filter(long_name, people))


def _near(one: _Names, other: _Names) -> bool:
    """People are looked for once more one by one where their names are long; most are not."""
    return (
        bool(one[2] & other[2])
        or nearly_same(one[0], other[0])
        or nearly_same(one[1], other[1])
        or any(nearly_same(own, its) for own in one[3] for its in other[3])
    )


def _texts(field: str, texts: Sequence[str]) -> tuple[str, ...]:
    if len(texts) > MOST_PEOPLE:
        raise Invalid("members-too-many", most=MOST_PEOPLE, count=len(texts))
    kept = tuple(map(tidy, texts))
    if any(len(text) > longest(field) for text in kept):
        raise Invalid("text-too-long", field=field, limit=longest(field))
    while kept and not kept[-1]:
        kept = kept[:-1]
    return kept


def _rules(state: CompetitionState) -> RegistrationRules:
    if state.rules is None:
        raise Refused("registration-not-open")
    return state.rules


def _newest(uow: UnitOfWork, link: RegistrationLink) -> RegistrationText:
    found = uow.of(RegistrationText).all(link=link.id)
    if not found:  # a blank form that made room at this moment
        raise NotFound("link-unknown")
    return found[-1]
