"""Registration at the organiser's desk: its rules, the teams that came, what is decided about each."""

from __future__ import annotations

from functools import partial
from typing import Any, cast, get_args

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import (
    act,
    competition_record,
    form_key,
    new_key,
    require_fresh_once,
)
from scoreboard.blueprints.organiser.desk import (
    LONGEST_NUMBER,
    XLSX,
    actor,
    bp,
    ctx,
    done,
    download,
    form_of,
    number,
    say,
    show,
    version_of,
)
from scoreboard.blueprints.organiser.registration_rules import moment_in_form, rules_in_form, usual_rules
from scoreboard.exports.registrations import contacts_table, registrations_table
from scoreboard.exports.tables import Table, Worksheet, xlsx
from scoreboard.presenters.review.moments import moment_text, zone_text
from scoreboard.server import runtime
from scoreboard.web import auth
from scoreboard.web.venue import reached_at
from scoring.engine.competition.commands import Admit, ChangeRules, Decide, OpenRegistration, Outcome, Withdraw
from scoring.engine.competition.registration import MOST_FIELDS, MOST_MEMBERS
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.moments import local
from scoring.engine.names import same_form
from scoring.usecases.accounts import accounts_of
from scoring.usecases.competition.forms import asked_fields
from scoring.usecases.competition.records import Values
from scoring.usecases.competition.registrations import (
    MOST_ALIKE,
    alike,
    alike_to,
    competition_state,
    contacts_of,
    end_link,
    new_link,
    people_alike,
    proposed_units,
    public_texts,
    texts_of,
)
from scoring.usecases.lists.organisations import CATEGORIES

STATUSES = ("submitted", "waiting", "approved", "returned", "refused", "withdrawn")
SHOWN = 100
"""Registrations on one page."""

MOST_PROPOSED = 30
"""Organisations that a page proposes for the register."""


@bp.get("/competitions/<competition>/registration")
def registration(competition: str, error: Any = None) -> str:
    """The teams that came, by what has become of them; before it is opened, the form of its rules."""
    state = competition_state(ctx(), competition)
    if state.rules is None:
        return registration_rules(competition, error)
    status = request.args.get("status", "")
    found = [one for one in state.registrations.values() if status in ("", one.status)]
    page = max(1, request.args.get("page", 1, type=int))
    proposed = proposed_units(ctx(), actor=actor(), state=state)
    unknown = frozenset(map(same_form, proposed))
    return _show(
        "registration.html",
        competition,
        error,
        state=state,
        counts={one: sum(each.status == one for each in state.registrations.values()) for one in STATUSES},
        status=status,
        teams=found[(page - 1) * SHOWN : page * SHOWN],
        page=page,
        pages=-(-len(found) // SHOWN) or 1,
        alike=runtime.offload(alike, state),
        most_alike=MOST_ALIKE,
        people_alike=people_alike,
        proposed=proposed,
        most_proposed=MOST_PROPOSED,
        known={one.no for one in state.live if same_form(one.form.unit) not in unknown},
        address=reached_at(url_for("registration.front", competition=competition)),
    )


@bp.get("/competitions/<competition>/registration/rules")
def registration_rules(competition: str, error: Any = None) -> str:
    """The rules in a form: to open registration, or as they are now."""
    state = competition_state(ctx(), competition)
    now = ctx().clock.now()
    rules = state.rules or usual_rules(now)
    times = {name: f"{local(getattr(rules, name), rules.zone):%Y-%m-%dT%H:%M}" for name in ("opens_at", "closes_at")}
    return _show(
        "registration_rules.html",
        competition,
        error,
        state=state,
        rules=rules,
        times=times,
        categories=CATEGORIES,
        most=MOST_MEMBERS,
        most_fields=MOST_FIELDS,
        version=version_of(state.rules),
    )


@bp.post("/competitions/<competition>/registration")
@form_of(registration_rules)
def put_registration(competition: str) -> ResponseReturnValue:
    """Open registration by the form's rules, or change them with a reason."""
    rules = rules_in_form(_zone(competition))
    held = competition_state(ctx(), competition).rules
    require_fresh_once(competition, held)
    opened = held is not None
    act(competition, ChangeRules(rules) if opened else OpenRegistration(rules))
    return done("saved" if opened else "registration-opened", "registration", competition=competition)


@bp.get("/competitions/<competition>/registration/<int:no>")
def registered(competition: str, no: int, error: Any = None) -> str:
    """One team: what it handed in, each time; what has become of it; what can be done."""
    return _team(competition, no, error)


def _team(competition: str, no: int, error: Any = None, contacts: Values | None = None, code: str = "") -> str:
    """``contacts``: shown, after the look was written down · ``code``: the address of a new link, shown once."""
    state = competition_state(ctx(), competition)
    texts = texts_of(ctx(), actor=actor(), competition_id=competition, no=no)
    found = state.registrations[no]
    waiting = [one.no for one in state.queue]
    return _show(
        "registered.html",
        competition,
        error,
        state=state,
        found=found,
        texts=texts,
        place=waiting.index(no) + 1 if no in waiting else 0,
        near=alike_to(state, found) if found.live else (),
        proposed=found.live and found.form.unit in proposed_units(ctx(), actor=actor(), state=state),
        contacts=contacts,
        code=code,
        asked=asked_fields(state),
        staff={f"account:{one.id}": one.name for one in accounts_of(ctx(), actor=actor())},
    )


@bp.post("/competitions/<competition>/registration/<int:no>/decide")
@form_of(lambda competition, no, error=None: registered(competition, no, error))
def decide_registration(competition: str, no: int) -> ResponseReturnValue:
    """Approve, return or refuse the version that the page showed."""
    outcome = request.form.get("outcome", "")
    if outcome not in get_args(Outcome):
        raise Invalid("input-wrong", places="outcome")
    until = moment_in_form("until", _zone(competition)) if outcome == "return" and request.form.get("until") else 0
    act(competition, Decide(no, number("version", 1, 10_000, 1), cast(Outcome, outcome), until))
    return done(f"registration-{outcome}", "registered", competition=competition, no=no)


@bp.post("/competitions/<competition>/registration/approve")
@form_of(lambda competition, error=None: registration(competition, error))
def approve_registrations(competition: str) -> ResponseReturnValue:
    """Approve each chosen team in the version that the page showed, an entry each; who cannot be approved is named."""
    chosen = [_shown(one) for one in request.form.getlist("shown")[:SHOWN]]
    if not chosen:
        raise Invalid("registrations-needed")
    state, kept = competition_state(ctx(), competition), []
    for no, version in chosen:
        try:
            act(competition, Decide(no, version, "approve"), mark=f"a{no}")
        except (Conflict, NotFound, Refused):
            kept.append(state.registrations[no].form.team if no in state.registrations else str(no))
    fields = {"count": len(chosen) - len(kept), "teams": say()("organiser.comma").join(kept)}
    key = "registrations-approved-but" if kept else "registrations-approved"
    return done(key, "registration", fields, competition=competition, status="submitted" if kept else None)


def _shown(text: str) -> tuple[int, int]:
    """The number and the version of a team that the page showed, as ``no-version``."""
    no, _, version = text.partition("-")
    if not (no.isascii() and no.isdigit() and version.isascii() and version.isdigit()) or len(text) > LONGEST_NUMBER:
        raise Invalid("input-wrong", places="shown")
    return int(no), int(version)


@bp.post("/competitions/<competition>/registration/<int:no>/admit")
@form_of(lambda competition, no, error=None: registered(competition, no, error))
def admit_registration(competition: str, no: int) -> ResponseReturnValue:
    """Give a place that is free to the first of those who wait."""
    act(competition, Admit(no))
    return done("registration-admitted", "registered", competition=competition, no=no)


@bp.post("/competitions/<competition>/registration/<int:no>/withdraw")
@form_of(lambda competition, no, error=None: registered(competition, no, error))
def withdraw_registration(competition: str, no: int) -> ResponseReturnValue:
    """Take a registration back for a team that said so."""
    act(competition, Withdraw(no))
    return done("registration-withdrawn", "registered", competition=competition, no=no)


@bp.post("/competitions/<competition>/registration/<int:no>/contacts")
@form_of(lambda competition, no, error=None: registered(competition, no, error))
def registration_contacts(competition: str, no: int) -> ResponseReturnValue:
    """The contacts of one team; the look is written down."""
    shown = contacts_of(
        ctx(), actor=actor(), competition_id=competition, nos=[no], key=form_key(), device=auth.device()
    )
    return _team(competition, no, contacts=shown.get(no, {}))


@bp.post("/competitions/<competition>/registration/<int:no>/link")
@form_of(lambda competition, no, error=None: registered(competition, no, error))
def registration_link(competition: str, no: int) -> ResponseReturnValue:
    """A new editing link in place of the old one, shown once; or none any more."""
    if request.form.get("revoke"):
        end_link(ctx(), actor=actor(), competition_id=competition, no=no, key=form_key(), device=auth.device())
        return done("registration-link-revoked", "registered", competition=competition, no=no)
    code = new_link(ctx(), actor=actor(), competition_id=competition, no=no, key=form_key(), device=auth.device())
    address = reached_at(url_for("registration.form", competition=competition, code=code))
    return _team(competition, no, code=address)


@bp.get("/competitions/<competition>/registration.xlsx")
def registrations_file(competition: str) -> Response:
    """Every registration with its people, without contacts."""
    held, state = competition_record(competition), competition_state(ctx(), competition)
    texts = public_texts(ctx(), actor=actor(), competition_id=competition)
    return _file(registrations_table(held.title, state, texts, say()), held.title, "registration.file")


@bp.post("/competitions/<competition>/registration/contacts.xlsx")
@form_of(lambda competition, error=None: registration(competition, error))
def contacts_file(competition: str) -> ResponseReturnValue:
    """The contacts of all teams that count; the look is written down."""
    held, state = competition_record(competition), competition_state(ctx(), competition)
    nos = [one.no for one in state.live]
    shown = contacts_of(ctx(), actor=actor(), competition_id=competition, nos=nos, key=form_key(), device=auth.device())
    table = contacts_table(held.title, state, shown, say())
    return _file(table, held.title, "registration.contacts_file")


def _file(table: Table, title: str, words: str) -> Response:
    return download(runtime.offload(xlsx, Worksheet("", table)), XLSX, f"{title} {say()(words)}.xlsx")


def _show(template: str, competition: str, error: Any, **values: Any) -> str:
    state: CompetitionState = values["state"]
    zone = state.rules.zone if state.rules else auth.services().config.zone
    return show(
        template,
        error,
        competition=competition_record(competition),
        moment=partial(moment_text, zone=zone, say=say()),
        zone_name=zone_text(zone, say()),
        key=new_key(),
        statuses=STATUSES,
        **values,
    )


def _zone(competition: str) -> str:
    rules = competition_state(ctx(), competition).rules
    return rules.zone if rules else auth.services().config.zone
