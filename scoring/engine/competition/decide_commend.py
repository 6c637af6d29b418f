"""Whether a command about the results is allowed, and what its entry holds: protests, awards, sign-off."""

from __future__ import annotations

from scoring.engine.codec import to_json
from scoring.engine.competition.commands_commend import (
    AnswerProtest,
    ConfirmSignOff,
    LodgeProtest,
    NameHolders,
    OrderTied,
    ProposeSignOff,
)
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.decide_stages import need_stage, teams_of
from scoring.engine.competition.facts import Facts, need_revealed, of_scope
from scoring.engine.competition.honours import changed, result_of
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import matches_of
from scoring.engine.errors import Conflict, Invalid, NotFound, Refused
from scoring.engine.kinds import Payload
from scoring.engine.names import same_form
from scoring.engine.second_person import own_part

LONGEST_TEXT = 500
"""Characters of a protest, and of its answer."""


def lodge(state: CompetitionState, command: LodgeProtest, at: int, facts: Facts) -> Payload:
    """By a team of the match, about a match of the stage; of a written stage, by one of its teams."""
    stage, _ = need_stage(state, command.stage)
    found = next((one for one in matches_of(state, command.stage) if one.match == command.match), None)
    teams = {no for _, no in found.teams} if found is not None else set()
    if stage.written and not command.match:
        teams = set(teams_of(state, stage.name))
    if command.team not in teams:
        raise NotFound("protest-match")
    return {"no": len(state.commend.protests) + 1, "text": _text(command.text)}


def answer(state: CompetitionState, command: AnswerProtest, at: int, facts: Facts) -> Payload:
    """Once."""
    found = next((one for one in state.commend.protests if one.no == command.no), None)
    if found is None:
        raise NotFound("protest-unknown", no=command.no)
    if found.answer:
        raise Refused("protest-answered")
    return {"text": _text(command.text)}


def name_holders(state: CompetitionState, command: NameHolders, at: int, facts: Facts) -> Payload:
    """Within the award's number, each once, and each of a team that takes part."""
    award = next((one for one in facts.awards.awards if one.name == command.award and not one.by_rank), None)
    if award is None:
        raise NotFound("award-of-none", award=command.award)
    if len(command.holders) > award.count:
        raise Invalid("award-over", award=award.name, count=award.count)
    seen = [(same_form(one.name), same_form(one.unit)) for one in command.holders]
    if len(set(seen)) < len(seen):
        raise Invalid("award-twice", award=award.name)
    for one in command.holders:
        if not takes_part(state, one):
            raise Invalid("award-stranger", name=one.name)
    return {}


def takes_part(state: CompetitionState, one: Named) -> bool:
    """Whether the holder is an organisation, a team or a person of a team that was approved."""
    known: set[str] = set()
    for each in state.live:
        if each.status == "approved" and one.team in (0, each.no):
            form = each.form
            known |= {same_form(text) for text in (form.unit, form.team, form.leader)}
            known |= {same_form(member.name) for member in form.members}
    return bool(one.name.strip()) and same_form(one.name) in known


def order(state: CompetitionState, command: OrderTied, at: int, facts: Facts) -> Payload:
    """All teams that are level on a line of an award, each once."""
    found = result_of(state, "", facts)
    if not any(set(command.teams) == set(map(int, line.teams)) for line in found.open) or len(set(command.teams)) < len(
        command.teams
    ):
        raise Invalid("order-wrong")
    return {}


def propose(state: CompetitionState, command: ProposeSignOff, at: int, facts: Facts) -> Payload:
    """The result as it stands, once nothing keeps it from being signed."""
    if command.stage or state.stages is None:
        need_stage(state, command.stage)
    signed = state.commend.signed(command.stage)
    if signed is not None and not command.again:
        raise Refused("signoff-there", version=signed.version)
    made = result_of(state, command.stage, facts)
    need_revealed(of_scope(facts.ends, command.stage))
    if made.blocks:
        raise Refused("signoff-blocked", count=len(made.blocks))
    if signed is not None and (made.ranking, made.honours) == (signed.ranking, signed.honours):
        raise Refused("signoff-same")
    return {
        "no": len(state.commend.signoffs) + 1,
        "version": len(state.commend.versions(command.stage)) + 1,
        "ranking": to_json(made.ranking),
        "honours": to_json(made.honours),
        "results": [list(one) for one in made.seqs],
        "stages": [list(one) for one in made.stages],
        "ties": facts.awards.ties,
    }


def confirm(state: CompetitionState, command: ConfirmSignOff, at: int, facts: Facts) -> Payload:
    """By another person on another device, of the newest proposal, while the result is still the same; once."""
    found = next((one for one in state.commend.signoffs if one.no == command.no), None)
    if found is not None and found.confirmed:
        raise Refused("signoff-there", version=found.version)
    if found is None or found != state.commend.proposed(found.stage):
        raise Conflict("signoff-changed")
    if own_part([(found.by, found.device)], facts.actor, facts.device):
        raise Refused("signoff-second-person")
    now = result_of(state, found.stage, facts)
    need_revealed(of_scope(facts.ends, found.stage))
    if now.blocks:
        raise Refused("signoff-blocked", count=len(now.blocks))
    if changed(found, now):
        raise Conflict("signoff-changed")
    return {}


def _text(said: str) -> str:
    text = said.strip()
    if not 1 <= len(text) <= LONGEST_TEXT:
        raise Invalid("protest-text", most=LONGEST_TEXT)
    return text
