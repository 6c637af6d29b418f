"""What is missing of a match's judges: their number, their cards, and organisations by which they would be recused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.engine.names import nearly_same, same_form
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.usecases.lists.judges import kin_names
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.missing import Missing
from scoring.usecases.records import Contestant, Match, Team, Ticket


def judges_missing(
    uow: UnitOfWork, sheet: RuleSheet, match: Match, teams: Sequence[Team], *, relatives: bool = False
) -> Iterator[Missing]:
    """Nothing of it keeps the match from opening.  ``relatives``: also teams with a person of a relative's name."""
    panels = [one.panel or PanelTable() for one in sheet.rounds if one.kind == "judged"]
    judges = [one for one in uow.of(Ticket).all(match=match.id, role="judge") if not one.revoked_at]
    wanted = max((panel.judges for panel in panels), default=0)
    if len(judges) < wanted:
        yield Missing("judges-few", {"need": wanted, "have": len(judges)}, blocking=False)
    if panels and len(judges) > wanted:
        yield Missing("judges-many", {"need": wanted, "have": len(judges)}, blocking=False)
    if bare := [one.label for one in judges if not one.issued_at]:
        yield Missing("judges-without-card", {"judges": bare, "count": len(bare)}, blocking=False)
    if relatives and panels and (tied := _relatives(uow, judges, teams)):
        yield Missing("judge-kin", {"pairs": tied, "count": len(tied)}, blocking=False)
    if any(panel.same_unit_recused for panel in panels):
        yield from _organisations(judges, [team for team in teams if team.organisation])


def _relatives(uow: UnitOfWork, judges: Sequence[Ticket], teams: Sequence[Team]) -> list[str]:
    """The judges of whom a relative has the name of somebody in a team: whoever leads a panel records the recusal."""
    people = [(team, name) for team in teams for name in (team.leader, *_members(uow, team)) if name]
    named = [(judge, name) for judge in judges for name in kin_names(judge.kin)]
    return [
        f"{judge.label} ≈ {team.name} {person}"
        for judge, name in named
        for team, person in people
        if same_form(name) == same_form(person)
    ]


def _members(uow: UnitOfWork, team: Team) -> list[str]:
    return [one.name for one in uow.of(Contestant).all(team=team.id)]


def _organisations(judges: Sequence[Ticket], teams: Sequence[Team]) -> Iterator[Missing]:
    """Whom the rules promise to recuse, and nobody would: the organisation is not given, or is written otherwise."""
    if not teams:
        return
    if none := [one.label for one in judges if not one.organisation]:
        yield Missing("judge-units-missing", {"judges": none, "count": len(none)}, blocking=False)
    near: dict[tuple[str, str], str] = {}
    alone = []
    forms = {team.id: same_form(team.organisation) for team in teams}
    for judge in (one for one in judges if one.organisation):
        form = same_form(judge.organisation)
        like = [team for team in teams if nearly_same(form, forms[team.id])]
        for team in like:
            said = f"{judge.label} {judge.organisation} ≈ {team.name} {team.organisation}"
            near.setdefault((form, forms[team.id]), said)
        if not like and form not in forms.values():
            alone.append(f"{judge.label} {judge.organisation}")
    if near:
        yield Missing("judge-units-near", {"pairs": list(near.values())}, blocking=False)
    if alone:
        yield Missing("judge-units-alone", {"judges": alone, "count": len(alone)}, blocking=False)
