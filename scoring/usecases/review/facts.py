"""Gather the data that a decision about a review needs from the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, cast

from scoring.engine.errors import NotFound
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.review.campaign import Award, Campaign
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.commands_decision import RecordDecision
from scoring.engine.review.commands_judging import DrawOrder
from scoring.engine.review.commands_nomination import NewEdition, RecordFinding, SignOffNomination, SubmitNomination
from scoring.engine.review.decide_judging import drawn_from
from scoring.engine.review.eligibility import NOMINEE, Eligibility, Held, Rosters, check_entry
from scoring.engine.review.facts import Draft, Facts
from scoring.engine.review.form_values import check_form, personal_digest, public_digest
from scoring.engine.review.nomination import Attached
from scoring.engine.review.state import ReviewState
from scoring.usecases.guards import named
from scoring.usecases.jobs import Asked
from scoring.usecases.lists.rosters import held_under
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.records import Organisation
from scoring.usecases.review.brought import Document, document_in
from scoring.usecases.review.calendar import calendar_in
from scoring.usecases.review.draft_files import files_in, of_the_form
from scoring.usecases.review.records import NominationText, Review
from scoring.usecases.review.seats import seats_in
from scoring.usecases.review.way import chain_of, way_of

ReviewAsked: TypeAlias = Asked[ReviewState, Review]
"""A command of a review that is to be decided."""

HOME_FIELDS = ("unit", "host")
"""The fields of a form that name the nominee's own organisation."""


def gather(asked: ReviewAsked) -> Facts:
    """The facts for a command: only those that it can need."""
    organisation = asked.uow.of(Organisation).get(asked.actor.team) if asked.actor.team else None
    facts = Facts(
        actor=asked.actor.id,
        role=asked.actor.role,
        device=asked.device,
        organisation=asked.actor.team,
        organisation_name=organisation.name if organisation else "",
    )
    gatherer = _GATHERERS.get(asked.command.kind)
    return facts if gatherer is None else replace(facts, **gatherer(asked))


def _campaign(asked: ReviewAsked) -> dict[str, Any]:
    """The campaign of the record's text; a new edition has the number after the one in force."""
    campaign = read_campaign(asked.record.campaign)
    if isinstance(asked.command, NewEdition):
        campaign = replace(campaign, edition=asked.state.rules.edition + 1)
    return {"campaign": campaign}


def _draft(asked: ReviewAsked) -> dict[str, Any]:
    assert isinstance(asked.command, SubmitNomination)
    text = asked.uow.of(NominationText).get(asked.command.draft)
    if text is None or text.review != asked.record.id or text.submitted:
        raise NotFound("draft-unknown", draft=asked.command.draft)
    return {"draft": draft_of(asked, text)}


def draft_of(asked: ReviewAsked, text: NominationText) -> Draft:
    """A draft as the engine takes it: its way through the register, its digests, what is wrong with it."""
    chain = tuple(chain_of(asked.uow, text.unit))
    campaign = asked.state.campaign or read_campaign(asked.record.campaign)
    homes = homes_of(text)
    files = files_in(asked.uow, text.id)
    found = checked(asked.uow, campaign, text, (chain[0].name, *homes), of_the_form(files))
    return Draft(
        id=text.id,
        revision=text.revision,
        award=text.award,
        unit=text.unit,
        unit_name=chain[0].name,
        nominee="".join(text.values.get(NOMINEE, ())),
        digest=public_digest(text.values),
        personal=personal_digest(text.personal, text.salt),
        nomination=text.nomination or None,
        way=way_of(campaign.levels, chain),
        units=tuple(dict.fromkeys((*homes, *_above(asked.uow, homes), *(one.name for one in chain[1:])))),
        homes=homes,
        files=files,
        problems=tuple(one.place for one in found.problems),
        notes=found.note_texts,
    )


def _above(uow: UnitOfWork, homes: Sequence[str]) -> tuple[str, ...]:
    """The names of all that stands in the register above these organisations: another than the nominee's own may
    nominate."""
    known = (_organisation(uow, home) for home in homes)
    return tuple(above.name for one in known if one is not None for above in chain_of(uow, one.superior))


def _organisation(uow: UnitOfWork, name: str) -> Organisation | None:
    """The organisation of this name, however it is written."""
    there = uow.of(Organisation).all(name=name) or uow.of(Organisation).all()
    return named(name, there, lambda one: one.name)


def homes_of(text: NominationText) -> tuple[str, ...]:
    """The organisations that the form itself names as the nominee's."""
    return tuple(home for field in HOME_FIELDS for home in text.values.get(field, ()))


def checked(
    uow: UnitOfWork, campaign: Campaign, text: NominationText, homes: Sequence[str], files: Sequence[Attached] = ()
) -> Eligibility:
    """What is wrong with a draft as it stands, by its form and by who may enter, and what vetting has to look at.

    ``homes``: the names of the organisations that the nominee comes from.  A page shows the same problems that a
    submission is refused for.
    """
    award = next((one for one in campaign.awards if one.id == text.award), None)
    if award is None:
        raise NotFound("award-unknown", award=text.award)
    values = {**text.values, **text.personal}
    judges = [one.label for one in seats_in(uow, text.review) if one.role == "judge"]
    entry = check_entry(campaign, award, values, _rosters(uow, award), homes, judges)
    return Eligibility(check_form(campaign, award, values, files) + entry.problems, entry.notes)


def _rosters(uow: UnitOfWork, award: Award) -> Rosters:
    """The rosters that the award names: the one in which a nominee must stand, and those of titles that bar."""
    titles = [award.entry.roster] if award.entry.roster else []
    titles += [bar.title for bar in award.entry.bars]
    return {
        title: tuple(Held(one.name, one.organisation, one.held) for one in held_under(uow, title)) for title in titles
    }


def _judges(asked: ReviewAsked) -> dict[str, Any]:
    """Everybody who holds a judge's ticket, in order of the cards."""
    judges = (one for one in seats_in(asked.uow, asked.record.id) if one.role == "judge")
    return {"judges": tuple(PanelJudge(one.id, one.label, one.organisation) for one in judges)}


def _chairs(asked: ReviewAsked) -> dict[str, Any]:
    """Everybody who holds a chair's ticket."""
    chairs = (one for one in seats_in(asked.uow, asked.record.id) if one.role == "chair")
    return {"chairs": tuple(PanelJudge(one.id, one.label, one.organisation) for one in chairs)}


def _calendar(asked: ReviewAsked) -> dict[str, Any]:
    return {"calendar": calendar_in(asked.uow)}


def _lots(asked: ReviewAsked) -> dict[str, Any]:
    """The nominations of the stage, drawn one by one."""
    assert isinstance(asked.command, DrawOrder)
    judging = asked.state.judgings.get((asked.command.stage, asked.command.award))
    left = list(drawn_from(asked.state, judging)) if judging is not None else []
    return {"lots": tuple(left.pop(asked.ctx.ids.lot(len(left))) for _ in range(len(left)))}


Documented: TypeAlias = SignOffNomination | RecordFinding | RecordDecision
"""The steps that may come with a document."""

_DOCUMENTS: Mapping[str, Document] = {
    "nomination.sign-off": "sign_off",
    "nomination.finding": "finding",
    "decision.record": "decision",
}


def _document(asked: ReviewAsked) -> dict[str, Any]:
    """Nothing, once the document that the step names is here, under its name; raises
    ``NotFound("document-unknown")``."""
    command = cast(Documented, asked.command)
    if command.document or command.document_name:
        found = document_in(asked.uow, asked.record.id, command.document, _DOCUMENTS[command.kind])
        if found is None or found.name != command.document_name:
            raise NotFound("document-unknown", name=command.document_name or command.document[:12])
    return {}


_GATHERERS: Mapping[str, Callable[[ReviewAsked], dict[str, Any]]] = {
    "review.open": _campaign,
    "review.edition": _campaign,
    "nomination.submit": _draft,
    "judging.open": _judges,
    "judging.join": _judges,
    "chair.recuse": _chairs,
    "defence.draw": _lots,
    "notice.open": _calendar,
    **dict.fromkeys(_DOCUMENTS, _document),
}
