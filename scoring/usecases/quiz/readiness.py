"""What is missing before a match can open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.moments import local
from scoring.engine.quiz.needs import SPARES, Need, by_stake, needs, spares_beside
from scoring.engine.quiz.rule_sheet import TIE_OFF, RuleSheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.standings import decisive_lines
from scoring.usecases.contents import question_ids
from scoring.usecases.context import Context
from scoring.usecases.guards import get_rule_sheet
from scoring.usecases.ports import UnitOfWork
from scoring.usecases.quiz.judges_missing import judges_missing
from scoring.usecases.quiz.missing import Missing
from scoring.usecases.records import Contestant, Match, Question, Team, Ticket

ZONE = "Asia/Shanghai"
"""In which the days stand until which questions hold."""

TURNS_OF_A_TIE_OFF = 3
"""For how many turns of all teams a tie-off should have questions; two level teams then have more."""


def find_missing(ctx: Context, uow: UnitOfWork, match: Match, *, relatives: bool = False) -> tuple[Missing, ...]:
    """All that is missing, the blocking things first.  ``relatives``: names of judges' relatives too, which are for the
    organiser alone."""
    try:
        sheet = read_rule_sheet(get_rule_sheet(uow, match.rule_sheet).text)
    except FaultyRuleSheet as error:
        return (Missing("sheet-faulty", {"count": len(error.faults)}),)
    teams = uow.of(Team).all(match=match.id)
    contents = ctx.contents.of(uow, match)
    found = [
        *_stage(sheet, match),
        *_teams(teams),
        *_seats(uow, sheet, teams),
        *_questions(sheet, len(teams), match, contents),
        *_doubtful(match, contents, local(ctx.clock.now(), ZONE).date().isoformat()),
        *_tickets(uow, match, teams if sheet.contest is None else ()),
        *judges_missing(uow, sheet, match, teams, relatives=relatives),
    ]
    return tuple(sorted(found, key=lambda missing: not missing.blocking))


def _stage(sheet: RuleSheet, match: Match) -> Iterator[Missing]:
    """Where the lines that a tie may lie across depend on the stage, somebody should say which one is played."""
    stages = [stage.name for stage in sheet.stages if not stage.written]
    if not match.stage and len({decisive_lines(sheet, stage) for stage in stages}) > 1:
        yield Missing("stage-not-said", {"stages": stages}, blocking=False)


def _teams(teams: Sequence[Team]) -> Iterator[Missing]:
    if not teams:
        yield Missing("no-teams")
    undrawn = [team.name for team in teams if team.station == 0]
    if undrawn:
        yield Missing("stations-not-drawn", {"teams": undrawn, "count": len(undrawn)})
    elif sorted(team.station for team in teams) != list(range(1, len(teams) + 1)):
        yield Missing("stations-with-gaps", {"stations": sorted(team.station for team in teams)})


def _seats(uow: UnitOfWork, sheet: RuleSheet, teams: Sequence[Team]) -> Iterator[Missing]:
    for team in teams:
        taken = [contestant.seat for contestant in uow.of(Contestant).all(team=team.id)]
        empty = [seat for seat in range(1, sheet.members + 1) if seat not in taken]
        if empty and sheet.contest is None:
            yield Missing("seats-empty", {"team": team.name, "seats": empty, "have": len(taken) - taken.count(0)})
        over = [seat for seat in taken if seat > sheet.members]
        if over:
            yield Missing("seats-too-many", {"team": team.name, "seats": over, "members": sheet.members})
        if taken.count(0) > sheet.reserves:
            fields = {"team": team.name, "have": taken.count(0), "allowed": sheet.reserves}
            yield Missing("reserves-too-many", fields, blocking=False)


def _questions(sheet: RuleSheet, teams: int, match: Match, contents: Mapping[str, Question]) -> Iterator[Missing]:
    pools = {pool: [contents[i] for i in ids if i in contents] for pool, ids in match.questions}
    lost = [i for i in question_ids(match) if i not in contents]
    if lost:
        yield Missing("questions-gone", {"count": len(lost)})
    for need in needs(sheet, teams):
        pool = pools.get(need.pool, [])
        if len(pool) < need.count:
            yield _short(need, len(pool), sheet)
        yield from _misfits(need, pool)
    if teams > 1 and sheet.tie_off.mode in ("risk", "judged") and sheet.contest is None:
        yield from _turns_of_a_tie_off(teams, len(pools.get(TIE_OFF, [])) + len(pools.get(SPARES, [])))


def _doubtful(match: Match, contents: Mapping[str, Question], day: str) -> Iterator[Missing]:
    """Questions that no allotment would have given together, or at all; who chooses by hand may, and is told."""
    chosen = [contents[one] for one in question_ids(match) if one in contents]
    of_group: defaultdict[str, list[int]] = defaultdict(list)
    for question in chosen:
        for group in dict.fromkeys(question.conflicts_with):
            of_group[group].append(question.no)
    for numbers in dict.fromkeys(tuple(sorted(one)) for one in of_group.values() if len(one) > 1):
        yield Missing("questions-conflict", {"questions": list(numbers)}, blocking=False)
    if old := [question.no for question in chosen if question.valid_until and question.valid_until < day]:
        yield Missing("questions-outdated", {"questions": sorted(old)}, blocking=False)


def _turns_of_a_tie_off(teams: int, have: int) -> Iterator[Missing]:
    """In a tie-off by turns every team takes a question each turn; where they are used up, lots are drawn."""
    if have < TURNS_OF_A_TIE_OFF * teams:
        yield Missing("tie-off-turns", {"have": have, "teams": teams, "turns": have // teams}, blocking=False)


def _short(need: Need, have: int, sheet: RuleSheet) -> Missing:
    if need.kind is None:
        code = "tie-off-short" if need.pool else "spares-short"
        return Missing(code, {"need": need.count, "have": have}, blocking=False)
    fields = {"round": need.name, "need": need.count, "have": have}
    spares = spares_beside(need.kind, sheet)
    return Missing("questions-short", fields | {"spares": spares}) if spares else Missing("round-short", fields)


def _misfits(need: Need, pool: Sequence[Question]) -> Iterator[Missing]:
    wrong = [question.no for question in pool if need.kind is not None and question.type not in need.types]
    if wrong:
        yield Missing("question-type", {"round": need.name, "questions": wrong})
    if need.kind == "clue" and (clueless := [question.no for question in pool if not question.clues]):
        yield Missing("question-clues", {"round": need.name, "questions": clueless})
    for stake, have in by_stake(need, (question.stake for question in pool)).items():
        if have < need.count:
            fields = {"round": need.name, "stake": format(stake, "f"), "need": need.count, "have": have}
            yield Missing("stake-short", fields, blocking=False)


def _tickets(uow: UnitOfWork, match: Match, teams: Sequence[Team]) -> Iterator[Missing]:
    good = [ticket for ticket in uow.of(Ticket).all(match=match.id) if not ticket.revoked_at]
    if not any(ticket.role == "host" for ticket in good):
        yield Missing("no-host-ticket", blocking=False)
    seated = {ticket.team for ticket in good}
    without = [team.name for team in teams if team.id not in seated]
    if without:
        yield Missing("no-team-ticket", {"teams": without, "count": len(without)}, blocking=False)
    if not any(ticket.role == "display" for ticket in good):
        yield Missing("no-display-ticket", blocking=False)
