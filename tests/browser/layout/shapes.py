"""Matches of every shape, and their views at the moments that people look at: the use cases on a fake store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from scoreboard.live.quiz.source import Source
from scoreboard.presenters.presence import PresencePart
from scoreboard.presenters.quiz.audience import Audience
from scoring.engine.actors import Actor
from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.engine.quiz.score import totals
from scoring.usecases import competitions, tickets
from scoring.usecases.media import new_media
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.records import Question, Ticket
from tests.browser.layout import endings, forms
from tests.fakes import fake_context
from tests.halls import CHIEF, ORGANISER, Hall, in_order, invented
from tests.sheets import ALL, HEAD, JUDGED, ONE, PRESS, RAPID, RISK

SIGNS = "某市退役军人事务局与自然资源和规划局联合代表队龘靐齉爩区县镇村社区街道服务中心"
STEM = "中国式现代化是人口规模巨大的现代化，是全体人民共同富裕的现代化，下列关于本质要求的说法，正确的是（  ），"

CLUES = ("他生于一九二一年", "他参加了长征，在雪山草地间走了两万五千里", "他写下了同名的诗篇")
KEYS: dict[QuestionType, tuple[str, ...]] = {
    "single": ("B",),
    "multiple": ("A", "B"),
    "true_false": ("T",),
    "fill": ("中国人民的共同奋斗|共同奋斗",),
    "short": ("坚持以人民为中心的发展思想",),
}
"""The right answer by the type of the question."""

PANEL = 'judges = 5\nmissing = "leave_out"\nshow_count = true\n'
AWARDS = """
[[award]]
name = "一等奖"
count = 1

[[award]]
name = "优秀组织奖"
count = 0
"""
SHEET = HEAD + ALL + ONE + PRESS + RISK + RAPID + JUDGED + PANEL + AWARDS

Views = dict[str, Any]
"""The view of each audience."""

Moment = tuple[str, Views]
Looks = Callable[[str], Moment]


@dataclass(frozen=True)
class Shape:
    """One match.  Lengths in signs; ``picture``: (width, height) or None; ``base``: the points that all begin with."""

    teams: int = 6
    name: int = 8
    latin: bool = False
    stem: int = 40
    options: int = 4
    option: int = 12
    picture: tuple[int, int] | None = None
    base: str = "100"

    def __str__(self) -> str:
        pictured = "x".join(map(str, self.picture)) if self.picture else "none"
        script = "latin" if self.latin else "han"
        return (
            f"teams={self.teams} name={self.name}{script} stem={self.stem} "
            f"options={self.options}x{self.option} picture={pictured} base={self.base}"
        )


def long_name(no: int, length: int, latin: bool = False) -> str:
    """The name of team ``no`` from 0, ``length`` signs long, different from all others."""
    if latin:
        return (f"Team {no + 1} of the Northern Borough Council and Library")[: max(length, 7)].rstrip()
    mark = "一二三四五六七八九十"[no % 10] + ("" if no < 10 else "甲乙丙"[no // 10 - 1])
    return (SIGNS * 2)[no : no + max(1, length - len(mark))] + mark


def moments(shape: Shape) -> Iterator[Moment]:
    """The moments of a match of this shape, and the view of each audience: display, team, other, judge, host, chief."""
    yield from _played(_hall(shape), _match)


def further(shape: Shape) -> Iterator[Moment]:
    """The moments of three more matches of this shape: one with a tie-off, one that is frozen and revealed, one with
    questions of every type."""
    yield from _played(_hall(shape, endings.TIED), endings.tie_off)
    yield from _played(_hall(shape, endings.REVEALED), endings.reveal)
    yield from _played(_hall(shape, forms.SHEET, types=("single", *forms.TYPED)), forms.forms)


def _played(hall: Hall, play: Callable[[Hall, Looks], Iterator[Moment]]) -> Iterator[Moment]:
    """The moments at which people look while this is played."""
    source = Source(hall.ctx, "epoch", _present)

    def looks(name: str) -> Moment:
        snapshot = source.snapshot(hall.match)
        seats = {
            "display": Audience("display"),
            "team": Audience("team", team=hall.teams[0]),
            "other": Audience("team", team=hall.teams[1]),
            "judge": Audience("judge", ticket=_judges(hall)[0]),
            "host": Audience("host"),
            "chief": Audience("chief"),
        }
        return name, {who: dict(source.view(snapshot, audience, "zh")) for who, audience in seats.items()}

    yield from play(hall, looks)


def _match(hall: Hall, looks: Looks) -> Iterator[Moment]:
    yield looks("before the opening")
    hall.do("match.open")
    for scene in ("standby", "teams"):
        hall.do("scene.show", scene=scene)
        yield looks(scene)
    hall.do("scene.show", scene="teams", team=hall.teams[0])
    yield looks("teams: one")
    yield from _all(hall, looks)
    yield from _one(hall, looks)
    yield from _press(hall, looks)
    yield from _risk(hall, looks)
    yield from _rapid(hall, looks)
    yield from _marks(hall, looks)
    hall.do("round.end")
    yield from _tie_off(hall, looks)
    for scene in ("scores", "ranking"):
        hall.do("scene.show", scene=scene)
        yield looks(scene)
    hall.do("result.lock", CHIEF)
    yield looks("ranking: locked")


def _all(hall: Hall, looks: Looks) -> Iterator[Moment]:
    hall.do("round.begin", round="all")
    hall.do("scene.show", scene="rules")
    yield looks("rules")
    hall.do("item.present")
    yield looks("all: reading")
    hall.do("clock.start")
    hall.do("answer.submit", hall.seat(0), team=hall.teams[0], answer=["B"])
    yield looks("all: answering")
    hall.do("scene.show", scene="clock")
    yield looks("all: clock")
    hall.pass_time(21_000)
    hall.do("item.close")
    yield looks("all: revealed")
    hall.do("round.end")


def _one(hall: Hall, looks: Looks) -> Iterator[Moment]:
    hall.do("round.begin", round="one")
    hall.do("item.present")
    hall.do("clock.start")
    yield looks("one: answering")
    hall.do("answer.judge", verdict="right")
    yield looks("one: judged")
    hall.do("item.close")
    yield looks("one: revealed")
    hall.do("round.end")


def _press(hall: Hall, looks: Looks) -> Iterator[Moment]:
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="early", arming="")
    yield looks("press: fouled")
    hall.do("press.arm")
    yield looks("press: armed")
    hall.pass_time(700)
    arming = hall.state.items[-1].armings[-1].id
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="q1", arming=arming)
    hall.pass_time(200)
    hall.tick()
    yield looks("press: awarded")
    hall.do("scene.show", scene="question")
    yield looks("press: answering")
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    hall.do("round.end")


def _risk(hall: Hall, looks: Looks) -> Iterator[Moment]:
    hall.do("round.begin", round="risk")
    for no, _ in enumerate(hall.teams[:-1]):
        hall.do("item.present")
        hall.do("stake.choose", team=str(hall.state.items[-1].team), stake=None if no == 1 else "20")
        if no != 1:
            hall.do("answer.judge", verdict="right")
            hall.do("item.close")
    hall.do("item.present")
    yield looks("risk: staking")
    hall.do("stake.choose", team=str(hall.state.items[-1].team), stake="20")
    yield looks("risk: reading")
    hall.do("answer.judge", verdict="wrong")
    hall.do("item.close")
    hall.do("round.end")


def _rapid(hall: Hall, looks: Looks) -> Iterator[Moment]:
    hall.do("round.begin", round="rapid")
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("answer.judge", verdict="give_up")
    yield looks("rapid: answering")
    hall.do("answer.judge", verdict="right")
    hall.do("answer.judge", verdict="right")
    hall.do("item.close")
    yield looks("rapid: over")
    hall.do("item.void", reason="时间不够")
    hall.do("round.end")


def _tie_off(hall: Hall, looks: Looks) -> Iterator[Moment]:
    """All teams are level."""
    score = totals(hall.state)
    for team in hall.teams:
        if missing := max(score.values()) - score[team]:
            hall.do("points.adjust", CHIEF, team=team, points=str(missing), reason="试")
    hall.do("tieoff.begin", teams=hall.teams)
    yield looks("tie-off: rules")
    for no, verdict in ((0, "wrong"), (1, "right")):
        hall.do("item.present")
        hall.do("press.arm")
        hall.pass_time(700)
        arming = hall.state.items[-1].armings[-1].id
        hall.do("press.record", hall.seat(no), team=hall.teams[no], press=f"t{no}", arming=arming)
        hall.pass_time(200)
        hall.tick()
        hall.do("answer.judge", verdict=verdict)
        hall.do("item.close")
        yield looks(f"tie-off: revealed {no}")
        if len(hall.teams) == 2:
            break  # one answer has ordered both
    hall.do("scene.show", scene="rules")
    yield looks("tie-off: after two turns")
    hall.do("tieoff.end")


def _marks(hall: Hall, looks: Looks) -> Iterator[Moment]:
    hall.do("round.begin", round="video")
    hall.do("item.present")
    hall.do("clock.start")
    hall.do("panel.open")
    yield looks("marks: open")
    for no, seat in enumerate(_judges(hall)):
        hall.do("mark.enter", Actor(f"ticket:{seat}", "judge"), judge=seat, marks={"score": str(15 + no)})
    yield looks("marks: all are in")
    hall.do("panel.lock")
    hall.do("scene.show", scene="marks")
    yield looks("marks: locked")


def _judges(hall: Hall) -> list[str]:
    with hall.ctx.store.read() as uow:
        return [ticket.id for ticket in uow.of(Ticket).all(match=hall.match) if ticket.role == "judge"]


def _hall(shape: Shape, sheet: str = SHEET, types: Sequence[QuestionType] = ("single",)) -> Hall:
    """A match of this shape by this sheet, ready to open; its questions are of these types in turn."""
    ctx = fake_context()
    files = [new_media(name="图.png", mime="image/png", data=png(*shape.picture))] if shape.picture else []
    picture = files[0].id if files else ""
    listed = [_question(shape, no, types[no % len(types)], picture) for no in range(1, 20 * shape.teams + 80)]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name="题库", questions=listed, media=files)
    made = competitions.create_competition(ctx, actor=ORGANISER, title="党的创新理论知识竞赛", organiser="某单位")
    text = sheet.replace("base = 100", f"base = {shape.base}")
    match = matches.create_match(ctx, actor=ORGANISER, competition_id=made.id, title="决赛", text=text)
    for no in range(shape.teams):
        name = long_name(no, shape.name, shape.latin)
        team = roster.add_team(ctx, actor=ORGANISER, match_id=match.id, name=name, organisation=f"{name}单位")
        for person in ("欧阳张一", "王二"):
            roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name=person)
    drawn = stations.draw_stations(ctx, actor=ORGANISER, match_id=match.id)
    pools.choose_questions(ctx, actor=ORGANISER, match_id=match.id, question_set=bank.id, divide=in_order)
    tickets.issue_missing(ctx, actor=ORGANISER, match_id=match.id, judges=5)
    return Hall(ctx, match.id, [team.id for team in drawn], bank.id)


def _question(shape: Shape, no: int, kind: QuestionType, picture: str) -> Question:
    """A question of this shape: stem, options where its type has some, picture."""
    options = tuple(f"{(STEM * 3)[no : no + shape.option - 1]}{'甲乙丙丁戊己庚辛'[no]}" for no in range(shape.options))
    made = invented(
        no,
        type=kind,
        options=options if kind in ("single", "multiple") else (),
        key=KEYS[kind],
        clues=CLUES if kind == "short" and no % 2 else (),
        media=picture,
        media_kind="image" if picture else "",
    )
    stem = (STEM * (shape.stem // len(STEM) + 1))[: shape.stem]
    return replace(made, stem=f"{no}{stem}")


@cache
def png(width: int, height: int) -> bytes:
    """A plain picture of this size."""
    kept = BytesIO()
    Image.new("RGB", (width, height), "#7a9").save(kept, "PNG")
    return kept.getvalue()


def _present(seats: Sequence[Ticket], now: int) -> list[PresencePart]:
    """Everybody is there, and one asks to change the device."""
    return [
        {
            "ticket": one.id,
            "role": one.role,
            "label": one.label,
            "team": one.team,
            "seat": one.seat,
            "state": "ok",
            "since": now,
            "last_seen": now,
            "rtt": 12,
            "devices": 1,
            "requests": [],
        }
        for one in seats
    ]
