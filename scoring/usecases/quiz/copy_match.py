"""A copy of a match, for a rehearsal or for the next match with the same people: what was set up, and nothing that was
played."""

from __future__ import annotations

from dataclasses import replace

from scoring.engine.actors import Actor
from scoring.usecases.context import Context
from scoring.usecases.face_records import MatchFace
from scoring.usecases.guards import clean, get_match, get_rule_sheet, need_current, require_organiser
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.matches import check_title
from scoring.usecases.quiz.pools import Barred, nothing_barred
from scoring.usecases.quiz.rehearsals import rehearsal_title
from scoring.usecases.records import Contestant, Match, RuleSheetText, Team, Ticket
from scoring.usecases.tickets import put_seat


def copy_match(
    ctx: Context,
    *,
    actor: Actor,
    match_id: str,
    title: str,
    questions: bool = False,
    rehearsal: bool = False,
    barred: Barred = nothing_barred,
) -> Match:
    """A new match of the same competition with the same rule sheet as it was set up, stage, teams with their
    contestants, and judges; with ``questions`` also the same questions in the same pools, but for what is ``barred``.
    ``rehearsal``: it counts for nothing, says so everywhere, and may be thrown away, see ``rehearsals``; a copy of a
    rehearsal that is none is a match like any other.

    Stations are drawn and cards issued anew; entries, scores and corrections stay with the old match.  Raises
    ``NotFound("match-unknown")``, ``Conflict("match-named")`` if the competition has a match of this title.
    """
    require_organiser(actor)
    with ctx.store.write() as uow:
        old = get_match(uow, match_id)
        need_current(uow, old.competition)
        sheet = replace(get_rule_sheet(uow, old.rule_sheet), id=ctx.ids.new())
        made = Match(
            id=ctx.ids.new(),
            competition=old.competition,
            title=rehearsal_title(clean(title, "title")) if rehearsal else clean(title, "title"),
            rule_sheet=sheet.id,
            created_at=ctx.clock.now(),
            stage=old.stage,
            rehearsal=rehearsal,
        )
        if questions:
            gone = barred(uow, made)
            pools = ((pool, tuple(one for one in ids if one not in gone)) for pool, ids in old.questions)
            made = replace(made, questions=tuple(pools))
        check_title(uow, made)
        uow.of(RuleSheetText).put(sheet)
        uow.of(Match).put(made)
        _copy_people(ctx, uow, old.id, made.id)
        if (face := uow.of(MatchFace).get(old.id)) is not None:
            uow.of(MatchFace).put(MatchFace(made.id, face.sound, face.volume))
        uow.commit()
    return made


def _copy_people(ctx: Context, uow: UnitOfWork, old: str, new: str) -> None:
    for team in uow.of(Team).all(match=old):
        copied = replace(team, id=ctx.ids.new(), match=new, station=0)
        uow.of(Team).put(copied)
        for one in uow.of(Contestant).all(team=team.id):
            uow.of(Contestant).put(replace(one, id=ctx.ids.new(), team=copied.id))
    for judge in uow.of(Ticket).all(match=old, role="judge"):
        if not judge.revoked_at:
            put_seat(ctx, uow, new, "judge", judge.label, judge.organisation)
