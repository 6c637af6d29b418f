"""The matches of a stage's groups, and its tie-offs: made in the transaction of the entry that names them."""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.codec import from_json
from scoring.engine.competition.advance import carried
from scoring.engine.competition.commands_stages import GroupMatch
from scoring.engine.competition.state import CompetitionState
from scoring.engine.errors import Conflict, NotFound, Refused
from scoring.engine.ledger import Entry
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.tie_off_sheet import tie_off_sheet
from scoring.engine.stages import Stage
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.matches import check_title
from scoring.usecases.records import Competition, Contestant, Match, RuleSheetText, Team


def sheet_id(competition_id: str, digest: str) -> str:
    """The id under which the rule sheet of a competition's stages is kept."""
    return f"{competition_id}-{digest[:32]}"


def make_matches(uow: UnitOfWork, record: Competition, state: CompetitionState, entry: Entry) -> None:
    """A match for each group: the competition's rule sheet, the group's teams with their people and what they carry.

    Raises ``Conflict("match-named")`` where the competition has a match of such a title.
    """
    stages = state.stages
    assert stages is not None
    stage = stages.find(entry.payload["stage"])
    sheet = uow.of(RuleSheetText).get(sheet_id(record.id, stages.digest))
    if stage is None or sheet is None:
        raise NotFound("stage-of-none", stage=entry.payload["stage"])
    matches = from_json(tuple[GroupMatch, ...], entry.payload["matches"])
    for one in matches:
        _need_new(uow, one)
        own = RuleSheetText(f"{one.match}-sheet", record.id, sheet.text)
        match = Match(
            id=one.match,
            competition=record.id,
            title=one.title or (stage.name if len(matches) == 1 else f"{stage.name} {one.group}"),
            rule_sheet=own.id,
            created_at=entry.at,
            stage=stage.name,
        )
        check_title(uow, match)
        uow.of(RuleSheetText).put(own)
        uow.of(Match).put(match)
        for team_id, no in one.teams:
            _put_team(uow, state, match.id, team_id, no, _carried(state, stage, no, sheet.text))


def make_tie_off(uow: UnitOfWork, record: Competition, state: CompetitionState, entry: Entry) -> None:
    """The match of a tie-off: a short rule sheet made of the competition's, the teams of the line with nothing carried.

    Raises ``Conflict("match-named")`` where the competition has a match of such a title.
    """
    stages, one = state.stages, state.tie_offs[-1]
    assert stages is not None
    sheet = uow.of(RuleSheetText).get(sheet_id(record.id, stages.digest))
    if sheet is None:
        raise NotFound("stage-of-none", stage=one.stage)
    _need_new(uow, one.match)
    title = one.match.title
    text = tie_off_sheet(sheet.text, title=title, stage=one.stage, places=one.places)
    own = RuleSheetText(f"{one.match.match}-sheet", record.id, text)
    match = Match(
        id=one.match.match,
        competition=record.id,
        title=title,
        rule_sheet=own.id,
        created_at=entry.at,
        stage=one.stage,
    )
    check_title(uow, match)
    uow.of(RuleSheetText).put(own)
    uow.of(Match).put(match)
    for team_id, no in one.match.teams:
        _put_team(uow, state, match.id, team_id, no, Decimal(0))


def _need_new(uow: UnitOfWork, one: GroupMatch) -> None:
    """A match that is there already is no stage's, and a rehearsal never becomes one: its result counts for nothing.

    Raises ``Refused("match-rehearsal")``, ``Conflict("match-exists")``.
    """
    held = uow.of(Match).get(one.match)
    if held is not None and held.rehearsal:
        raise Refused("match-rehearsal", match=held.title)
    if held is not None:
        raise Conflict("match-exists", match=held.title)


def _put_team(uow: UnitOfWork, state: CompetitionState, match: str, team_id: str, no: int, score: Decimal) -> None:
    form = state.registrations[no].form
    uow.of(Team).put(Team(team_id, match, form.team, form.unit, form.leader, carried=score))
    seat = 0
    for place, member in enumerate(form.members):
        seat += not member.substitute
        uow.of(Contestant).put(Contestant(f"{team_id}-{place}", team_id, member.name, 0 if member.substitute else seat))


def _carried(state: CompetitionState, stage: Stage, no: int, text: str) -> Decimal:
    assert state.stages is not None
    before = state.stages.before(stage)
    found = state.advance_of(before.name) if before is not None else None
    passed = next((one for one in found.through if one.team == no), None) if found is not None else None
    if before is None or passed is None:
        return Decimal(0)
    return carried(stage, passed.score, Decimal(0) if before.written else read_rule_sheet(text).base)
