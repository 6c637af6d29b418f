"""A demo competition: invented teams, a built-in question set, a shipped rule sheet, a ticket for every seat."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from question_sets.allocation import allocate
from question_sets.builtin_sets import load_builtin
from scoreboard.blueprints.quiz.question_import import to_records
from scoreboard.i18n.catalogue import say
from scoreboard.i18n.seat_names import call_in
from scoring.engine.actors import Actor
from scoring.engine.quiz.commands_play import OpenMatch
from scoring.usecases import accounts, competitions, tickets
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.records import Account
from scoring.usecases.tickets import Issued

ACCOUNT = "organiser"
Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Invented:
    """What a demo is made of in one language: the rule sheet and the question set that go together, titles, and for
    each team a letter and a family name; its members are numbered.  Nobody in it is a real person."""

    template: str
    question_set: str
    title: str
    organiser: str
    match: str
    letters: Sequence[str]
    organisation: str
    team: str
    families: Sequence[str]
    places: Sequence[str]
    spare: str
    leader: str


INVENTED: dict[Lang, Invented] = {
    "zh": Invented(
        template="standard-party", question_set="standard",
        title="“擂台”知识竞赛演示", organiser="示范市学习办（虚构）", match="演示场",
        letters="甲乙丙丁戊己庚辛", organisation="{}单位", team="{}单位代表队",
        families="张李王赵周吴郑陈", places="一二三四五", spare="替", leader="领队",
    ),
    "en": Invented(
        template="quick-league", question_set="english-demo",
        title="Leitai quiz demonstration", organiser="Example Learning Office (invented)",
        match="Demonstration",
        letters="ABCDEFGH", organisation="Unit {}", team="Team {}",
        families=("Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel"),
        places=(" One", " Two", " Three", " Four", " Five"), spare=" Spare", leader=" Leader",
    ),
}  # fmt: skip
BROAD_SET = "standard"
"""Enough questions for every shipped rule sheet."""

TEAMS = 6


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the match, its tickets with their codes, and the organiser's password, new at every start."""

    match: str
    title: str
    issued: Sequence[Issued]
    account: str
    password: str


def make_demo(ctx: Context, *, template: str = "", lang: Lang = "zh") -> Demo:
    """A new match, open, that can be played at once.

    ``lang`` is the language of every text that people see; without ``template``, the match uses the rule sheet that
    shows the most.
    """
    actor, password = demo_organiser(ctx)
    cast = INVENTED[lang]
    template = template or cast.template
    competition = demo_event(ctx, actor, cast.title, cast.organiser)
    title = next_title(ctx, competition, cast.match)
    match = matches.create_match(
        ctx, actor=actor, competition_id=competition, title=title, template=template, lang=lang
    )
    sheet = matches.rule_sheet_of(ctx, match.id)
    if sheet.stages:
        matches.edit_match(ctx, actor=actor, match_id=match.id, title=title, stage=sheet.stages[-1].name)
    for number in range(TEAMS):
        _team(ctx, actor, match.id, cast, number, sheet.members)
    stations.draw_stations(ctx, actor=actor, match_id=match.id)
    chosen = _question_set(ctx, actor, cast.question_set if template == cast.template else BROAD_SET)
    pools.choose_questions(ctx, actor=actor, match_id=match.id, question_set=chosen, divide=allocate)
    issued = tickets.issue_missing(ctx, actor=actor, match_id=match.id, judges=5, call=call_in(partial(say, lang)))
    quiz.perform(ctx, match_id=match.id, command=OpenMatch(), key="open", actor=actor)
    return Demo(match.id, match.title, issued, ACCOUNT, password)


def demo_organiser(ctx: Context) -> tuple[Actor, str]:
    """The demo's organiser, with a new password at each start."""
    password = secrets.token_urlsafe(9)
    with ctx.store.read() as uow:
        known = bool(uow.of(Account).all(name=ACCOUNT))
    change = accounts.reset_password if known else accounts.add_account
    return accounts.actor_of(change(ctx, name=ACCOUNT, password=password)), password


def demo_event(ctx: Context, actor: Actor, title: str, organiser: str) -> str:
    """The demo's competition, to which each start adds a match."""
    known = next((one for one in competitions.list_competitions(ctx) if one.title == title), None)
    return (known or competitions.create_competition(ctx, actor=actor, title=title, organiser=organiser)).id


def next_title(ctx: Context, competition: str, title: str) -> str:
    """The title of the demo's next match: the first one has no number."""
    again = len(matches.list_matches(ctx, competition_id=competition))
    return f"{title} {again + 1}" if again else title


def _team(ctx: Context, actor: Actor, match: str, cast: Invented, number: int, members: int) -> None:
    """甲单位代表队 with 张一, 张二, …, led by somebody as invented."""
    letter, family = cast.letters[number], cast.families[number]
    team = roster.add_team(
        ctx,
        actor=actor,
        match_id=match,
        name=cast.team.format(letter),
        organisation=cast.organisation.format(letter),
        leader=family + cast.leader,
    )
    for place in cast.places[:members]:
        roster.add_contestant(ctx, actor=actor, team_id=team.id, name=family + place)
    roster.add_contestant(ctx, actor=actor, team_id=team.id, name=family + cast.spare, seat=0)


def _question_set(ctx: Context, actor: Actor, built_in: str) -> str:
    """A built-in set in this database, imported once."""
    report = load_builtin(built_in)
    known = next((one for one, _ in question_sets.list_question_sets(ctx) if one.name == report.name), None)
    if known is not None:
        return known.id
    questions, media = to_records(report)
    return question_sets.import_question_set(
        ctx, actor=actor, name=report.name, questions=questions, media=media, builtin=True
    ).id
