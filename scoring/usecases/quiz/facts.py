"""Gather the data that a decision needs from the store: setup, keys, the new rule sheet, a lot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from scoring.engine.codec import digest
from scoring.engine.competition import event
from scoring.engine.competition.tie_offs import need_undecided
from scoring.engine.errors import Broken, Refused
from scoring.engine.panel.sitting import PanelJudge
from scoring.engine.quiz import setup as frozen
from scoring.engine.quiz.commands_manage import ChangeRules
from scoring.engine.quiz.commands_phones import ClosePhones, DrawPhones
from scoring.engine.quiz.facts import Facts
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_from_json
from scoring.engine.quiz.setup import PRINTING, SCORING, Key, QuestionRef, Setup
from scoring.engine.quiz.state import MatchState
from scoring.usecases.competitions import stream_of
from scoring.usecases.contents import key_of
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, get_rule_sheet
from scoring.usecases.jobs import Asked
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.readiness import find_missing
from scoring.usecases.quiz.stations import drawn_by_lot, stream_of_draw
from scoring.usecases.records import Contestant, DrawSecret, Match, Question, Team, Ticket, question_digest

MatchAsked: TypeAlias = Asked[MatchState, Match]
"""A command of a match that is to be decided."""


def gather(asked: MatchAsked) -> Facts:
    """The facts for a command: only those that it can need."""
    facts = Facts(lot=asked.ctx.ids.lot(2**32), actor=asked.actor.id, device=asked.device)
    gatherer = _GATHERERS.get(asked.command.kind)
    return facts if gatherer is None else replace(facts, **gatherer(asked))


def _for_opening(asked: MatchAsked) -> dict[str, Any]:
    """The setup from the current tables; raises ``Refused("match-not-ready")`` while the checklist blocks,
    ``Refused("tie-off-late")`` where the list that a tie-off is for is confirmed."""
    if asked.state.phase != "setup":
        return {}
    blocking = [missing for missing in find_missing(asked.ctx, asked.uow, asked.record) if missing.blocking]
    if blocking:
        raise Refused("match-not-ready", count=len(blocking), first=blocking[0].code)
    if asked.record.stage:
        entries = asked.uow.ledger.read(stream_of(asked.record.competition))
        need_undecided(event.fold(entries), asked.record.id)
    return {"setup": setup_of(asked.ctx, asked.uow, asked.record)}


def setup_of(ctx: Context, uow: UnitOfWork, match: Match) -> Setup:
    """The setup with which the match would be opened now; raises ``Broken`` if a stored question has another digest."""
    sheet = read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text)
    contents = ctx.contents.of(uow, match)
    return Setup(
        match=match.id,
        title=match.title,
        competition=get_competition(uow, match.competition).title,
        teams=tuple(_team(uow, team.id) for team in sorted(uow.of(Team).all(match=match.id), key=lambda t: t.station)),
        questions=tuple(
            _reference(contents, question, pool, no)
            for pool, ids in match.questions
            for no, question in enumerate(ids, start=1)
        ),
        rule_sheet=sheet,
        rule_sheet_digest=digest(sheet),
        scoring=SCORING,
        stage=match.stage,
        printing=PRINTING,
        drawn=drawn_by_lot(uow.ledger.read(stream_of_draw(match.id))),
        rehearsal=match.rehearsal,
    )


def _team(uow: UnitOfWork, team_id: str) -> frozen.Team:
    team = uow.of(Team).get(team_id)
    assert team is not None
    members = sorted(uow.of(Contestant).all(team=team_id), key=lambda c: (c.seat == 0, c.seat))
    return frozen.Team(
        id=team.id,
        name=team.name,
        station=team.station,
        organisation=team.organisation,
        carried=team.carried,
        piece=team.piece,
        contestants=tuple(frozen.Contestant(c.id, c.name, c.seat) for c in members),
    )


def _reference(contents: Mapping[str, Question], question_id: str, pool: str, no: int) -> QuestionRef:
    question = contents.get(question_id)
    if question is None:
        raise Broken("question-missing", question=question_id)
    if question.digest != question_digest(question):
        raise Broken("question-digest", question=question_id)
    return QuestionRef(
        id=question.id,
        digest=question.digest,
        type=question.type,
        round=pool,
        no=no,
        options=len(question.options),
        stake=question.stake,
        clues=len(question.clues),
    )


def _keys(asked: MatchAsked) -> dict[str, Any]:
    """The keys of the questions that the current item has asked."""
    item = asked.state.item
    put = () if item is None else tuple(filter(None, (*item.asked, item.question)))
    contents = asked.ctx.contents.of(asked.uow, asked.record)
    keys: dict[str, Key] = {one: key_of(contents[one]) for one in put if one in contents}
    return {"keys": keys}


def _sheet(asked: MatchAsked) -> dict[str, Any]:
    """The new edition: ``{"text": TOML}`` or the rule sheet's JSON form.  Its number follows the one in force."""
    assert isinstance(asked.command, ChangeRules)
    given = asked.command.sheet
    text = given.get("text")
    sheet = read_rule_sheet(text) if isinstance(text, str) and len(given) == 1 else rule_sheet_from_json(given)
    sheet = _next_edition(sheet, asked.state)
    return {"rule_sheet": sheet, "rule_sheet_digest": digest(sheet)}


def _next_edition(sheet: RuleSheet, state: MatchState) -> RuleSheet:
    if state.rule_sheet is None:
        return sheet
    same = replace(sheet, edition=state.rule_sheet.edition)
    return same if same == state.rule_sheet else replace(sheet, edition=state.rule_sheet.edition + 1)


def _judges(asked: MatchAsked) -> dict[str, Any]:
    """Everybody who holds a judge's ticket, in order of the cards."""
    tickets = asked.uow.of(Ticket).all(match=asked.record.id, role="judge")
    return {"judges": tuple(PanelJudge(t.id, t.label, t.organisation) for t in tickets if not t.revoked_at)}


def _secret_id(match: str, item: int) -> str:
    """The id under which the secret of the draw on an item is kept."""
    return f"{match}:{item}"


def _new_secret(asked: MatchAsked) -> dict[str, Any]:
    """The secret of a draw among the phones of the hall, kept until it is made."""
    secret, item = "".join(asked.ctx.ids.new() for _ in range(4)), asked.state.item
    if item is not None:
        kept = DrawSecret(_secret_id(asked.record.id, item.no), asked.record.competition, secret)
        asked.uow.of(DrawSecret).put(kept)
    return {"secret": secret}


def _hall(asked: MatchAsked) -> dict[str, Any]:
    """What the phones of the hall answered, from now on closed."""
    assert isinstance(asked.command, ClosePhones)
    item = asked.state.item_no(asked.command.item)
    if item is None or item.phones is None:
        return {}
    return {**_keys(asked), "hall": tuple(asked.ctx.hall(asked.record.id, item.no, item.phones.at))}


def _drawn(asked: MatchAsked) -> dict[str, Any]:
    assert isinstance(asked.command, DrawPhones)
    held = asked.uow.of(DrawSecret).get(_secret_id(asked.record.id, asked.command.item))
    if held is None:  # the match was carried in after the phones had been opened: no book has the secret
        raise Refused("phones-secret")
    return {"secret": held.secret}


_GATHERERS: Mapping[str, Callable[[MatchAsked], dict[str, Any]]] = {
    "match.open": _for_opening,
    "item.close": _keys,
    "answer.judge": _keys,
    "key.correct": _keys,
    "rules.change": _sheet,
    "panel.open": _judges,
    "phones.open": _new_secret,
    "phones.close": _hall,
    "phones.draw": _drawn,
}
