"""A demo competition: invented teams, the built-in question set, the usual rule sheet, a ticket for every seat."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from question_sets.allocation import allocate
from question_sets.builtin_sets import load_builtin
from scoreboard.catalogue import say
from scoreboard.question_import import to_records
from scoreboard.seat_names import call_in
from scoring.engine.quiz.commands import Actor, OpenMatch
from scoring.usecases import accounts, competitions, matches, pools, question_sets, quiz, roster, stations, tickets
from scoring.usecases.context import Context
from scoring.usecases.tickets import Issued

ACCOUNT = "organiser"
UNITS = "甲乙丙丁戊己庚辛"
NAMES = "张李王赵周吴郑陈"
PLACES = "一二三四五"
QUESTION_SET = "standard"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the match, its tickets with their codes, and the organiser's password, new at every start."""

    match: str
    title: str
    issued: Sequence[Issued]
    account: str
    password: str


def make_demo(
    ctx: Context, *, template: str = "standard-party", teams: int = 6, opened: bool = True, lang: str = "zh"
) -> Demo:
    """A new match that can be played at once.  ``opened``: already open, else ready for the organiser to open it.

    ``lang`` is that of the seats' names; the people and their teams are invented in Chinese.
    """
    actor, password = _organiser(ctx)
    competition = competitions.create_competition(
        ctx, actor=actor, title="「擂台」知识竞赛演示", organiser="主办：示范市学习办（虚构）"
    )
    match = matches.create_match(ctx, actor=actor, competition_id=competition.id, title="演示场", template=template)
    members = matches.sheet_of(ctx, match.id).members
    for number in range(teams):
        _team(ctx, actor, match.id, number, members)
    stations.draw_stations(ctx, actor=actor, match_id=match.id)
    pools.choose_questions(ctx, actor=actor, match_id=match.id, question_set=_question_set(ctx, actor), divide=allocate)
    issued = tickets.issue_missing(ctx, actor=actor, match_id=match.id, judges=5, call=call_in(partial(say, lang)))
    if opened:
        quiz.perform(ctx, match_id=match.id, command=OpenMatch(), key="open", actor=actor)
    return Demo(match.id, match.title, issued, ACCOUNT, password)


def _organiser(ctx: Context) -> tuple[Actor, str]:
    """The demo's organiser with a password of this start."""
    password = secrets.token_urlsafe(9)
    with ctx.store.read() as uow:
        known = bool(uow.accounts.all(name=ACCOUNT))
    change = accounts.reset_password if known else accounts.add_account
    return accounts.actor_of(change(ctx, name=ACCOUNT, password=password)), password


def _team(ctx: Context, actor: Actor, match: str, number: int, members: int) -> None:
    """甲单位代表队 with 张一, 张二, …, led by somebody as invented."""
    unit, family = UNITS[number], NAMES[number]
    team = roster.add_team(
        ctx, actor=actor, match_id=match, name=f"{unit}单位代表队", unit=f"{unit}单位", leader=f"{family}领队"
    )
    for place in PLACES[:members]:
        roster.add_contestant(ctx, actor=actor, team_id=team.id, name=f"{family}{place}")
    roster.add_contestant(ctx, actor=actor, team_id=team.id, name=f"{family}替", seat=0)


def _question_set(ctx: Context, actor: Actor) -> str:
    """The built-in set in this database, imported once."""
    report = load_builtin(QUESTION_SET)
    known = next((one for one, _ in question_sets.list_question_sets(ctx) if one.name == report.name), None)
    if known is not None:
        return known.id
    questions, media = to_records(report)
    return question_sets.import_question_set(
        ctx, actor=actor, name=report.name, questions=questions, media=media, builtin=True
    ).id
