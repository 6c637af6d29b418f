"""The stages of a competition at the organiser's desk: set, drawn, played, and who goes on."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from scoreboard.blueprints.organiser.competition_desk import act, competition_record, form_key, new_key
from scoreboard.blueprints.organiser.competition_desk import stage_at as _stage
from scoreboard.blueprints.organiser.desk import actor, bp, ctx, done, form_of, lang, number, say, show, stage
from scoreboard.blueprints.organiser.draw_shape import shape_of
from scoreboard.blueprints.organiser.second_person import barred
from scoreboard.presenters.competition.level import in_order, rows_of
from scoreboard.presenters.competition.schedule import new_tie_off_text, place_text
from scoreboard.presenters.review.moments import moment_text
from scoreboard.presenters.say import Say
from scoreboard.web import auth
from scoring.engine.codec import decimal_text
from scoring.engine.competition.advance import values_of
from scoring.engine.competition.commands_stages import (
    CommitDraw,
    ConfirmAdvance,
    DrawByHand,
    MakeDraw,
    ProposeAdvance,
)
from scoring.engine.competition.decide_stages import counted_results, outdated, teams_of, units_of
from scoring.engine.competition.draw import sharing
from scoring.engine.competition.facts import GroupResult, of_groups
from scoring.engine.competition.other_base import other_base
from scoring.engine.competition.stages_state import Advance, Draw, Level, Passed
from scoring.engine.competition.state import CompetitionState
from scoring.engine.competition.tie_offs import tie_offs_of
from scoring.engine.errors import Invalid, NotFound, Refused
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.rounding import rounded
from scoring.engine.stages import Stage
from scoring.sheets import list_templates, template_text
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.stages import play_groups, play_tie_off, set_stages, stage_results
from scoring.usecases.quiz import matches

LAST_POT = 99
"""The pot of teams that are given none."""


@bp.get("/competitions/<competition>/stages")
def stages(competition: str, error: Any = None) -> str:
    """Every stage with where it stands; before they are set, the rule sheets that have some."""
    state = competition_state(ctx(), competition)
    held = state.stages.stages if state.stages else ()
    return show(
        "stages.html",
        error,
        competition=competition_record(competition),
        state=state,
        rows=[(place, one, _step(state, one)) for place, one in enumerate(held, start=1)],
        short=_short(held),
        sheets=_sheets(competition),
        key=new_key(),
    )


@bp.post("/competitions/<competition>/stages")
@form_of(stages)
def put_stages(competition: str) -> ResponseReturnValue:
    """Take the stages of a rule sheet: of one that comes with the program, or of a match."""
    kind, _, name = request.form.get("sheet", "").partition(":")
    if kind == "match":
        text = matches.rule_sheet_text(ctx(), name)
    elif kind == "template":
        text = template_text(name, lang())
    else:
        raise Invalid("sheet-needed")
    set_stages(ctx(), actor=actor(), competition_id=competition, text=text, key=form_key(), device=auth.device())
    return done("stages-set", "stages", competition=competition)


@bp.get("/competitions/<competition>/stages/<int:place>")
def stage_page(competition: str, place: int, error: Any = None) -> str:
    """One stage: its teams, its draw, its matches, who goes on."""
    state = competition_state(ctx(), competition)
    one = _stage(state, place)
    draws = [each for each in state.draws if each.stage == one.name]
    results = stage_results(ctx(), competition, one.name)
    held = {match.id: match for match in matches.list_matches(ctx(), competition_id=competition)}
    zone = state.rules.zone if state.rules else auth.services().config.zone
    found, teams = state.advance_of(one.name), _teams(state, one)
    before = state.stages.before(one) if state.stages else None
    return show(
        "stage.html",
        error,
        competition=competition_record(competition),
        state=state,
        stage=one,
        place=place,
        last=state.stages is not None and place == len(state.stages.stages),
        teams=teams,
        nobody_out=_nobody_out(one, len(teams or ()), draws[-1].groups if draws else None),
        draws=draws,
        draw=draws[-1] if draws else None,
        last_pot=LAST_POT,
        earlier=list(reversed(draws[:-1])),
        pots=_pots(draws),
        shared=lambda each: each.together or sharing(each.groups, units_of(state)),
        changed=_changed(draws, teams or ()),
        emptied=_emptied(state, draws[-1] if draws else None),
        ungrouped=_ungrouped(draws[-1] if draws else None, teams or ()),
        pending=_pending(state, one),
        played=[(each, held.get(each.match)) for each in state.played.get(one.name, ())],
        tie_offs=[(each.match, held.get(each.match.match)) for each in tie_offs_of(state, one.name)],
        ordered=_ordered(state, found),
        tie_off_title=lambda where: new_tie_off_text(state, one.name, where, say()),
        open_results=sum(each.finishes is None for each in of_groups(results)),
        frozen_results=sum(each.frozen for each in results),
        tie_off_open=any(each.tie_off and each.finishes is None for each in results),
        advance=found,
        through=rows_of(found.through) if found else (),
        in_order=in_order,
        barred=barred("list", [(found.by, found.device)]) if found and not found.confirmed else None,
        stale=found is not None and outdated(state, found, results),
        base=other_base(state, one.name, results),
        before=before.name if before else "",
        base_before=other_base(state, before.name, stage_results(ctx(), competition, before.name)) if before else None,
        compared=_compared(state, one, results),
        why=lambda passed: why_text(passed, say(), one),
        name=lambda no: state.registrations[no].form.team,
        unit=lambda no: state.registrations[no].form.unit,
        stage_of=stage,
        moment=lambda at: moment_text(at, zone, say()),
        key=new_key(),
    )


def _changed(draws: Sequence[Draw], teams: Sequence[int]) -> bool:
    """Whether the newest draw is of other teams than there are now: its number would be refused."""
    return bool(draws) and {no for pot in draws[-1].pots for no in pot} != set(teams)


def _pots(draws: Sequence[Draw]) -> dict[int, int]:
    """The pot of each seeded team in the newest draw that had some, for the next draw: whoever draws again in front of
    the hall types none of them anew.  The last pot has those without one."""
    seeded = next((one.pots for one in reversed(draws) if one.digest), ())[:-1]
    return {no: place for place, pot in enumerate(seeded, start=1) for no in pot}


def _ungrouped(draw: Draw | None, teams: Sequence[int]) -> list[int]:
    """The teams that came after the draw and are in none of its groups."""
    if draw is None or draw.groups is None:
        return []
    return [no for no in teams if not any(no in group for group in draw.groups)]


def _emptied(state: CompetitionState, draw: Draw | None) -> list[int]:
    """The groups of a draw whose teams have all left: no matches are made of it."""
    groups = draw.groups if draw is not None and draw.groups is not None else ()
    return [no for no, group in enumerate(groups, start=1) if not any(state.registrations[one].live for one in group)]


def _pending(state: CompetitionState, one: Stage) -> int:
    """How many registrations are not decided, before the first stage is played: who is approved later is not in it."""
    decided = one.name in state.played or state.advance_of(one.name) is not None
    if state.stages is None or state.stages.before(one) is not None or decided:
        return 0
    return sum(each.status == "submitted" for each in state.live)


def _short(held: Sequence[Stage]) -> list[tuple[Stage, Stage, int]]:
    """Each stage that has more groups than teams can come from the one before: that one, itself, how many can come."""
    found = []
    for before, one in itertools.pairwise(held):
        come = before.advance * (1 if before.written else before.groups) + before.runners_up
        if come < one.groups:
            found.append((before, one, come))
    return found


def _ordered(state: CompetitionState, found: Advance | None) -> list[Level]:
    """The open lines for which the same teams have a tie-off already."""
    held = [(one.where, {no for _, no in one.match.teams}) for one in tie_offs_of(state, found.stage if found else "")]
    live = {one.no for one in state.live}
    return [line for line in (found.open if found else ()) if (line.where, live & set(line.teams)) in held]


def _nobody_out(one: Stage, teams: int, groups: Sequence[Sequence[int]] | None) -> int:
    """How many may go on, where that is every team; 0 where somebody goes out, or nobody is there yet."""
    if not teams or not one.advance:
        return 0
    sizes = [teams] if one.written else [len(group) for group in groups] if groups else [one.advance] * one.groups
    places = sum(min(one.advance, size) for size in sizes) + one.runners_up
    return places if places >= teams else 0


def _compared(state: CompetitionState, one: Stage, results: Sequence[GroupResult]) -> str:
    """By what the best of the next are compared; ``none`` where the rule's value cannot be had of every group."""
    groups = [each.finishes or () for each in of_groups(counted_results(state, one, results))]
    return one.runners_up_by if values_of(one, groups) is not None else "none"


def why_text(passed: Passed, words: Say, stage: Stage) -> str:
    """Why a team goes on from this stage, in a sentence."""
    key = (
        "tie_off" if passed.tie_off else "settled" if passed.settled else "runner_up" if passed.runner_up else "direct"
    )
    by = ""
    if key == "runner_up" and passed.by is not None:
        key, by = f"runner_up_{stage.runners_up_by}", decimal_text(rounded(passed.by, 4))
    elif key in ("settled", "tie_off") and passed.runner_up and stage.runners_up_by == "second_mean":
        key = f"{key}_second_mean"  # perhaps nobody was level: where a group has no mean above 0, nothing is compared
    score = f"{passed.score.normalize():f}"
    return words(
        f"{'written' if stage.written else 'stages'}.why.{key}",
        group=passed.group,
        rank=passed.rank,
        score=score,
        by=by,
    )


@bp.get("/competitions/<competition>/stages/<int:place>/draw")
def draw_hall(competition: str, place: int) -> str:
    """The draw that counts now for the hall's screen: the digest first, then the groups.  A wall that is opened before
    waits for it."""
    state = competition_state(ctx(), competition)
    one = _stage(state, place)
    draws = [each for each in state.draws if each.stage == one.name]
    if one.written:
        raise NotFound("draw-unknown", draw=0)
    draw = draws[-1] if draws else None
    groups = draw.groups if draw is not None else None
    shown = [[f"{state.registrations[no].form.team} {no}" for no in group] for group in groups or ()]
    return show(
        "draw_hall.html",
        shape=shape_of(shown) if shown else None,
        competition=competition_record(competition),
        stage=one,
        draw=draw,
        changed=_changed(draws, _teams(state, one) or ()),
        name=lambda no: state.registrations[no].form.team,
        unit=lambda no: state.registrations[no].form.unit,
    )


@bp.post("/competitions/<competition>/stages/<int:place>/commit")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def commit_draw(competition: str, place: int) -> ResponseReturnValue:
    """Fix the secret; teams without a pot are dealt last."""
    state = competition_state(ctx(), competition)
    one = _stage(state, place)
    said = {no: number(f"pot{no}", 1, LAST_POT, LAST_POT) for no in teams_of(state, one.name)}
    pots = tuple(tuple(no for no, own in said.items() if own == pot) for pot in sorted(set(said.values())))
    again = "again" in request.form
    act(competition, CommitDraw(one.name, pots, number("groups", 1, 200, one.groups), "apart" in request.form, again))
    return done("draw-committed", "stage_page", competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/draw")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def make_draw(competition: str, place: int) -> ResponseReturnValue:
    """Draw by the number that the hall has named."""
    act(competition, MakeDraw(number("draw", 1, 10_000, 1), request.form.get("number", "").strip()[:100]))
    return done("draw-made", "stage_page", competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/by-hand")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def draw_by_hand(competition: str, place: int) -> ResponseReturnValue:
    """The groups as lots from a box gave them: each team with the number of its group."""
    state = competition_state(ctx(), competition)
    one = _stage(state, place)
    for no in teams_of(state, one.name):
        if not request.form.get(f"group{no}", "").strip():
            raise Invalid("text-needed", field=state.registrations[no].form.team)
    said = {no: number(f"group{no}", 1, 200, 1) for no in teams_of(state, one.name)}
    groups = tuple(
        tuple(no for no, own in said.items() if own == group) for group in range(1, max(said.values(), default=0) + 1)
    )
    act(competition, DrawByHand(one.name, groups, "again" in request.form))
    return done("draw-made", "stage_page", competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/matches")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def play_stage(competition: str, place: int) -> ResponseReturnValue:
    """A match for each group."""
    state = competition_state(ctx(), competition)
    one = _stage(state, place)
    play_groups(
        ctx(),
        actor=actor(),
        competition_id=competition,
        stage=one.name,
        key=form_key(),
        device=auth.device(),
        named=lambda group: place_text(state, (one.name, group), say()),
    )
    count = len(competition_state(ctx(), competition).played[one.name])
    return done("stage-matches-made", "stage_page", {"count": count}, competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/tie-off")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def order_tie_off(competition: str, place: int) -> ResponseReturnValue:
    """A match of the teams that are level on a line of the list."""
    state = competition_state(ctx(), competition)
    one, where = _stage(state, place), request.form.get("where", "")[:20]
    found = state.advance_of(one.name)
    if found is None or where not in {line.where for line in found.open}:
        raise Refused("tie-off-no-line")
    title = new_tie_off_text(state, one.name, where, say())
    play_tie_off(
        ctx(),
        actor=actor(),
        competition_id=competition,
        stage=one.name,
        where=where,
        title=title,
        key=form_key(),
        device=auth.device(),
    )
    return done("tie-off-ordered", "stage_page", {"title": title}, competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/propose")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def propose_advance(competition: str, place: int) -> ResponseReturnValue:
    """Who goes on by the locked results; with those whom people let through where teams are level."""
    one = _stage(competition_state(ctx(), competition), place)
    settled = tuple(int(no) for no in request.form.getlist("settled") if no.isascii() and no.isdigit() and len(no) < 6)
    act(competition, ProposeAdvance(one.name, settled))
    return done("advance-proposed", "stage_page", competition=competition, place=place)


@bp.post("/competitions/<competition>/stages/<int:place>/confirm")
@form_of(lambda competition, place, error=None: stage_page(competition, place, error))
def confirm_advance(competition: str, place: int) -> ResponseReturnValue:
    """A second person, on another device, agrees with the proposal that the page shows."""
    act(competition, ConfirmAdvance(number("proposal", 1, 10_000, 1)))
    return done("advance-confirmed", "stage_page", competition=competition, place=place)


def _teams(state: CompetitionState, one: Stage) -> tuple[int, ...] | None:
    """None while it is not decided who comes into the stage."""
    try:
        return teams_of(state, one.name)
    except Refused:
        return None


def _step(state: CompetitionState, one: Stage) -> str:
    """Where a stage stands."""
    advance = state.advance_of(one.name)
    if advance is not None and advance.confirmed:
        return "decided"
    if one.written:
        return f"written_{'marks' if one.name in state.written else 'ready'}"
    if one.name in state.played:
        return "playing"
    draw = state.draw_of(one.name)
    if draw is not None:
        return "drawn" if draw.groups is not None else "committed"
    return "waiting" if _teams(state, one) is None else "ready"


def _sheets(competition: str) -> list[tuple[str, str, str]]:
    """The rule sheets that have stages: (value, name, the stages)."""
    texts = [(f"template:{one}", template_text(one, lang())) for one in list_templates()]
    texts += [
        (f"match:{one.id}", matches.rule_sheet_text(ctx(), one.id))
        for one in matches.list_matches(ctx(), competition_id=competition)
    ]
    read = [(value, read_rule_sheet(text)) for value, text in texts]
    return [(value, sheet.name, " → ".join(one.name for one in sheet.stages)) for value, sheet in read if sheet.stages]
