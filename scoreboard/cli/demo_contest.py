"""``leitai demo --contest``: a contest of performances with invented speakers, ready to be played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoreboard.cli.demo_competition import ACCOUNT, Demo, Lang, demo_event, demo_organiser, next_title
from scoreboard.i18n.catalogue import saying
from scoreboard.i18n.seat_names import call_in
from scoreboard.i18n.titles import titles_in
from scoring.engine.quiz.commands_play import OpenMatch
from scoring.usecases import tickets
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, roster, stations
from scoring.usecases.quiz import perform as quiz

TEMPLATE = "talent-contest"
JUDGES = 9


@dataclass(frozen=True, slots=True)
class Invented:
    """A contest in one language: one piece for each entry; whoever performs it is numbered and no real person."""

    title: str
    organiser: str
    match: str
    person: str
    names: Sequence[str]
    unit: str
    letters: Sequence[str]
    pieces: Sequence[str]


INVENTED: Mapping[Lang, Invented] = {
    "zh": Invented(
        title="“擂台”演讲比赛演示", organiser="示范市学习办（虚构）", match="演示场",
        person="{letter}小{name}", names=("青", "禾"), unit="{}单位", letters="甲乙丙丁戊己庚辛壬癸",
        pieces=(
            "一盏灯的温度", "山路上的邮包", "我身边的带头人", "把根扎进泥土里", "一张旧车票", "值班室的三十年",
            "最后一公里", "奶奶的识字课本", "在平凡中坚守", "那一抹橙色", "新渠水长流", "我和我的车间",
            "守住一方清澈", "讲台上的星光", "从一粒种子说起", "桥", "夜色里的万家灯火", "把问题留在现场",
            "一封没有寄出的信", "青春接力棒",
        ),
    ),
    "en": Invented(
        title="Leitai speaking contest demonstration", organiser="Example Learning Office (invented)",
        match="Demonstration", person="{name} {letter}", names=("Ash", "Reed"), unit="Unit {}", letters="ABCDEFGHIJ",
        pieces=(
            "The warmth of a lamp", "A mailbag on the mountain road", "Who goes first", "Roots in the soil",
            "An old ticket", "Thirty years on watch", "The last mile", "Grandmother’s primer", "Keeping on",
            "A touch of orange", "Water in the new canal", "My workshop and I", "One clear river",
            "Stars above the desk", "It began with a seed", "The bridge", "Lights at night",
            "Where the problem is", "A letter never sent", "Passing the baton",
        ),
    ),
}  # fmt: skip


def make_contest(ctx: Context, lang: Lang) -> Demo:
    """A new contest of twenty entries in drawn order, before nine judges, open."""
    actor, password = demo_organiser(ctx)
    cast = INVENTED[lang]
    competition = demo_event(ctx, actor, cast.title, cast.organiser)
    title = next_title(ctx, competition, cast.match)
    match = matches.create_match(
        ctx, actor=actor, competition_id=competition, title=title, template=TEMPLATE, lang=lang
    )
    for number, piece in enumerate(cast.pieces):
        letter, name = cast.letters[number // len(cast.names)], cast.names[number % len(cast.names)]
        roster.add_team(
            ctx,
            actor=actor,
            match_id=match.id,
            name=cast.person.format(letter=letter, name=name),
            organisation=cast.unit.format(letter),
            piece=piece,
        )
    stations.draw_stations(ctx, actor=actor, match_id=match.id)
    call = call_in(saying(lang, titles_in(matches.rule_sheet_of(ctx, match.id))))
    issued = tickets.issue_missing(ctx, actor=actor, match_id=match.id, judges=JUDGES, call=call)
    quiz.perform(ctx, match_id=match.id, command=OpenMatch(), key="open", actor=actor)
    return Demo(match.id, match.title, issued, ACCOUNT, password)
