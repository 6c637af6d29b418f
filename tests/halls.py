"""A hall ready for a match, set up through the use cases: two or three teams, a small sheet, invented questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from question_sets.allocation import allocate
from scoring.engine.actors import Actor
from scoring.engine.ledger import Entry
from scoring.engine.quiz.kinds import read_command
from scoring.engine.quiz.rule_sheet import RuleSheet
from scoring.usecases.context import Context
from scoring.usecases.perform import tick
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.quiz.job import MATCH
from scoring.usecases.records import Competition, MediaFile, Question
from tests.sheets import SHEET

ORGANISER = Actor("account:o", "organiser")
HOST = Actor("ticket:host", "host")
CHIEF = Actor("ticket:chief", "chief")
JUDGE = Actor("ticket:judge", "judge")


def invented(no: int, **fields: object) -> Question:
    """Question ``no`` of an invented set: its right answer is B."""
    options = tuple(f"选项{no}{letter}" for letter in "甲乙丙丁")
    plain: dict[str, object] = {"type": "single", "options": options, "key": ("B",), "explanation": f"解析{no}"}
    return Question(id="", question_set="", no=no, stem=f"题干{no}（  ）", digest="", **(plain | fields))  # type: ignore[arg-type]


@dataclass
class Hall:
    """A match with its people; ``do`` gives a command under a fresh key."""

    ctx: Context
    match: str
    teams: list[str]
    questions: str
    keys: count[int] = field(default_factory=lambda: count(1))

    def do(self, kind: str, actor: Actor = HOST, *, key: str = "", reason: str = "", **fields: object) -> quiz.Done:
        """Perform the command of this kind with these fields; an undo names its first step, as every desk does."""
        if kind == "undo" and (steps := self.state.host_steps):
            fields = {"first": steps[-int(str(fields.get("steps", 1)))].seq, **fields}
        command = read_command({"kind": kind, **fields})
        key = key or f"k{next(self.keys)}"
        return quiz.perform(self.ctx, match_id=self.match, command=command, key=key, actor=actor, reason=reason)

    def seat(self, team: int) -> Actor:
        """The contestant seat of the team at this place, from 0."""
        return Actor(f"ticket:team{team}", "team", self.teams[team])

    @property
    def stream(self) -> str:
        """The match's stream in the ledger."""
        return quiz.stream_of(self.match)

    @property
    def state(self) -> quiz.MatchState:
        """Where the match stands."""
        return quiz.match_state(self.ctx, self.match)

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """The match's ledger after ``after``."""
        with self.ctx.store.read() as uow:
            return tuple(uow.ledger.read(self.stream, after=after))

    def tick(self) -> object:
        """Let the system do what is due."""
        return tick(self.ctx, MATCH, quiz.stream_of(self.match))

    def pass_time(self, ms: int) -> None:
        """Let the fake clock go on."""
        self.ctx.clock.advance(ms)  # type: ignore[attr-defined]

    def play_simultaneous(self, *answers: str) -> None:
        """One item for all: each team sends its letter (blank: nothing), then the answer is revealed."""
        self.do("item.present")
        self.do("clock.start")
        for team, letter in enumerate(answers):
            if letter:
                self.do("answer.submit", self.seat(team), team=self.teams[team], answer=[letter], final=True)
        self.pass_time(21_000)
        self.do("item.close")

    def play_press(self, team: int, verdict: str) -> None:
        """One press item: this team presses first and is judged."""
        self.do("item.present")
        self.do("press.arm")
        arming = self.state.items[-1].armings[-1].id
        self.pass_time(900)
        self.do("press.record", self.seat(team), team=self.teams[team], press=f"p{next(self.keys)}", arming=arming)
        self.pass_time(200)
        self.tick()
        self.do("answer.judge", verdict=verdict)
        self.do("item.close")


def in_order(questions: Sequence[Question], sheet: RuleSheet, teams: int, lots: object) -> dict[str, tuple[str, ...]]:
    """Pools in the order of the set, so that tests know what comes."""
    return allocate(questions, sheet, teams, None)


def a_competition(ctx: Context, title: str) -> str:
    """The id of a competition of its own for a hall, though another hall of this server has one of the same title."""
    made = Competition(ctx.ids.new(), title, "某单位", created_at=ctx.clock.now())
    with ctx.store.write() as uow:
        uow.of(Competition).put(made)
        uow.commit()
    return made.id


def set_up(
    ctx: Context, *, teams: int = 2, sheet: str = SHEET, media: bool = False, bank_name: str = "自编题库"
) -> Hall:
    """A match before it is opened, with nothing missing."""
    picture = MediaFile("", "", "", "", b"")
    files: list[MediaFile] = []
    if media:
        from scoring.usecases.media import new_media

        picture = new_media(name="图.png", mime="image/png", data=b"\x89PNG\r\n\x1a\n")
        files = [picture]
    with_picture = {"media": picture.id, "media_kind": "image"} if media else {}
    listed = [invented(no, **(with_picture if no == 1 else {})) for no in range(1, 31)]
    bank = question_sets.import_question_set(ctx, actor=ORGANISER, name=bank_name, questions=listed, media=files)
    competition = a_competition(ctx, "知识竞赛")
    match = matches.create_match(ctx, actor=ORGANISER, competition_id=competition, title="决赛", text=sheet)
    for name in ("甲队", "乙队", "丙队", "丁队")[:teams]:
        team = roster.add_team(ctx, actor=ORGANISER, match_id=match.id, name=name, organisation=f"{name[0]}单位")
        for person in ("一", "二"):
            roster.add_contestant(ctx, actor=ORGANISER, team_id=team.id, name=f"{name[0]}{person}")
    drawn = stations.draw_stations(ctx, actor=ORGANISER, match_id=match.id)
    pools.choose_questions(ctx, actor=ORGANISER, match_id=match.id, question_set=bank.id, divide=in_order)
    return Hall(ctx, match.id, [team.id for team in drawn], bank.id)


def play(hall: Hall) -> None:
    """A whole short match with a foul, a correction, an undo, an adjustment, a void; locked at the end."""
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    hall.play_simultaneous("B", "B")
    hall.play_simultaneous("", "C")
    hall.do("item.correct", CHIEF, reason="两个选项都对", item=1, team=hall.teams[1], verdict="right")
    hall.do("round.end")
    hall.do("round.begin", round="press")
    hall.play_press(0, "right")
    hall.do("undo", steps=1)
    hall.do("item.close")
    hall.play_press(1, "wrong")
    hall.play_press(0, "right")
    hall.do("item.void", reason="题目有误")
    hall.do("points.adjust", CHIEF, reason="支持分", team=hall.teams[1], points="2.5")
    hall.do("round.end")
    hall.do("result.lock", CHIEF, reason="时间已到", unfinished=True)
