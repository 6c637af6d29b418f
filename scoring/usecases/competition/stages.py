"""The stages of a competition: set from a rule sheet, drawn, played, decided."""

from __future__ import annotations

from collections.abc import Callable

from scoring.engine.actors import Actor
from scoring.engine.competition.commands_stages import GroupMatch, PlayGroups, PlayTieOff, SetStages
from scoring.engine.competition.decide_stages import groups_to_play
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.tie_offs import BEYOND_GROUPS, tie_offs_of
from scoring.engine.errors import Invalid, Refused
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_digest
from scoring.usecases.competition.facts import results_of
from scoring.usecases.competition.group_matches import sheet_id
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.context import Context
from scoring.usecases.guards import get_competition, require_organiser
from scoring.usecases.perform import Done, perform
from scoring.usecases.records import RuleSheetText


def set_stages(ctx: Context, *, actor: Actor, competition_id: str, text: str, key: str, device: str = "") -> Done:
    """The stages of the rule sheet in ``text``; raises ``FaultyRuleSheet``, ``Refused("stages-frozen")``, and
    ``Invalid("stages-needed")`` for one without stages."""
    require_organiser(actor)
    sheet = read_rule_sheet(text)
    if not sheet.stages:
        raise Invalid("stages-needed")
    digest = rule_sheet_digest(sheet)
    with ctx.store.write() as uow:
        get_competition(uow, competition_id)
        uow.of(RuleSheetText).put(RuleSheetText(sheet_id(competition_id, digest), competition_id, text))
        uow.commit()
    return perform(
        ctx,
        COMPETITION,
        stream_of(competition_id),
        command=SetStages(sheet.name, digest, sheet.stages),
        key=key,
        actor=actor,
        device=device,
    )


def stages_text(ctx: Context, competition_id: str) -> str:
    """The rule sheet in TOML that the stages come from, as it was given; "" before they are set."""
    state = competition_state(ctx, competition_id)
    if state.stages is None:
        return ""
    with ctx.store.read() as uow:
        found = uow.of(RuleSheetText).get(sheet_id(competition_id, state.stages.digest))
    return found.text if found is not None else ""


def play_groups(
    ctx: Context,
    *,
    actor: Actor,
    competition_id: str,
    stage: str,
    key: str,
    device: str = "",
    named: Callable[[int], str] = lambda group: "",
) -> Done:
    """A match for each group of a stage's last draw; raises what ``stage.matches`` refuses.  ``named``: what the match
    of a group (from 1) is called, as the schedule calls it; "" for stage and number."""
    require_organiser(actor)
    state = competition_state(ctx, competition_id)
    matches = state.played.get(stage) or tuple(
        GroupMatch(place, ctx.ids.new(), tuple((ctx.ids.new(), no) for no in group), named(place))
        for place, group in enumerate(groups_to_play(state, stage), start=1)
    )
    command = PlayGroups(stage, matches)
    return perform(ctx, COMPETITION, stream_of(competition_id), command=command, key=key, actor=actor, device=device)


def play_tie_off(
    ctx: Context,
    *,
    actor: Actor,
    competition_id: str,
    stage: str,
    where: str,
    title: str,
    key: str,
    device: str = "",
) -> Done:
    """A match of the teams that are level on the line ``where`` of a stage's newest list; raises what ``stage.tie_off``
    refuses.  ``title``: what the match is called."""
    require_organiser(actor)
    state = competition_state(ctx, competition_id)
    found = state.advance_of(stage)
    line = next((one for one in found.open if one.where == where), None) if found is not None else None
    if line is None:
        raise Refused("tie-off-no-line")
    teams = tuple((ctx.ids.new(), no) for no in line.teams if state.registrations[no].live)
    no = BEYOND_GROUPS + len(tie_offs_of(state, stage)) + 1
    command = PlayTieOff(stage, where, line.places, GroupMatch(no, ctx.ids.new(), teams, title))
    return perform(ctx, COMPETITION, stream_of(competition_id), command=command, key=key, actor=actor, device=device)


def stage_results(ctx: Context, competition_id: str, stage: str) -> tuple[GroupResult, ...]:
    """The result of each group of a stage, as far as it is locked, then those of its tie-offs that were begun."""
    state = competition_state(ctx, competition_id)
    with ctx.store.read() as uow:
        return results_of(ctx, uow, state, stage)
