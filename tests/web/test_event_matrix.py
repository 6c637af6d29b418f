"""Every role at every address of a competition at every stage: what no byte may tell too early, which commands are
refused, and that nothing breaks.  Addresses, commands and roles are those of the program; only the table of secrets is
written by hand."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import get_args

import pytest
from flask import Flask

from scoreboard import wiring
from scoring.engine.actors import Actor, CompetitionRole, MatchRole
from scoring.engine.competition.commands import Decide
from scoring.engine.competition.commands_commend import (
    BeginCeremony,
    CallNext,
    ConfirmSignOff,
    NameHolders,
    NumberCertificates,
    ProposeSignOff,
)
from scoring.engine.competition.commands_questions import BindSets, SetRef
from scoring.engine.competition.commands_schedule import Official, Planned, PublishSchedule, SetSchedule
from scoring.engine.competition.commands_stages import CommitDraw, ConfirmAdvance, MakeDraw, ProposeAdvance
from scoring.engine.competition.commands_written import PaperMark, PublishMarks, ShowRanking
from scoring.engine.competition.commend_state import Named
from scoring.engine.competition.kinds import KINDS
from scoring.engine.errors import LeitaiError
from scoring.engine.moments import moment_of
from scoring.usecases.competition.facts import secret_id
from scoring.usecases.competition.job import stream_of
from scoring.usecases.competition.registrations import begin, link_of
from scoring.usecases.competition.seats import issue_seat
from scoring.usecases.competition.stages import play_groups
from scoring.usecases.quiz import pools, question_sets, roster, stations
from scoring.usecases.records import DrawSecret
from scoring.usecases.tickets import issue_ticket
from tests.conftest import Browser
from tests.fakes import FakeClock
from tests.halls import CHIEF, Hall, in_order, invented
from tests.registrations import ORGANISER, ZONE, Registered, values
from tests.unit.usecases.competition.commend_events import AWARDS
from tests.unit.usecases.competition.test_written import SECOND, WRITTEN, check, enter, papers, written_event

PHONE, MARK, TOTAL, STEM, GROUND = "0745-7654321", "87.35", "262.05", "题干2（", "组委会第七号会议"
JUDGE = "评审第一人"
LAST = "四队绝杀"
"""The team that wins the final, as the hall's screen names it once it is called."""


@pytest.fixture(autouse=True)
def may(clock: FakeClock) -> None:
    clock.time = moment_of(date(2026, 5, 10), ZONE)


@dataclass
class Story:
    """A competition that goes on from stage to stage; ``code``: of the link of the team with the secret phone."""

    event: Registered
    code: str = ""
    seats: dict[str, str] = field(default_factory=dict)

    @property
    def match(self) -> str:
        return next((one.match for one in self.event.state.played.get("决赛", ())), "x")

    def do(self, *commands: object) -> None:
        for one in commands:
            self.event.do(one)  # type: ignore[arg-type]


def registered(story: Story) -> None:
    """A further team, with the phone, is handed in."""
    event = story.event
    story.code = begin(event.ctx, competition_id=event.id)
    said = {**values(LAST, "绝密单位", ("丁一", "丁二", "丁三")), "phone": (PHONE,)}
    event.hand_in(said, link_of(event.ctx, event.id, story.code))
    for role in ("display", "operator"):
        issued = issue_seat(event.ctx, actor=ORGANISER, competition_id=event.id, role=role, label=role, stage=1)  # type: ignore[arg-type]
        story.seats[role] = issued.code


def marked(story: Story) -> None:
    story.do(Decide(5, 1, "approve"))
    rest = (mark for no in range(1, 5) for mark in papers(no, 50 + no, 50, 50))
    own = (PaperMark(5, name, 1, (Decimal(MARK),)) for name in ("丁一", "丁二", "丁三"))
    enter(story.event, (*rest, *own))


def through(story: Story) -> None:
    story.do(ProposeAdvance("笔试"))
    story.event.do(ConfirmAdvance(1), SECOND)


def drawn(story: Story) -> None:
    event = story.event
    story.do(MakeDraw(1, "7"))
    begins = event.ctx.clock.now() + 3_600_000
    story.do(SetSchedule((Planned("决赛", 1, begins, begins + 3_600_000, "一号厅", None, (Official(JUDGE),)),)))
    story.do(PublishSchedule())
    play_groups(event.ctx, actor=ORGANISER, competition_id=event.id, stage="决赛", key="play")
    listed = [invented(no) for no in range(1, 31)]
    bank = question_sets.import_question_set(event.ctx, actor=ORGANISER, name="决赛题", questions=listed, media=[])
    story.do(BindSets("决赛", (SetRef(bank.id, bank.name),)))
    stations.draw_stations(event.ctx, actor=ORGANISER, match_id=story.match)
    pools.choose_questions(event.ctx, actor=ORGANISER, match_id=story.match, question_set=bank.id, divide=in_order)
    team = roster.roster_of(event.ctx, story.match)[0].team.id
    for role in ("host", "chief", "team", "wall"):
        issued = issue_ticket(
            event.ctx, actor=ORGANISER, match_id=story.match, role="display" if role == "wall" else role,  # type: ignore[arg-type]
            team=team if role == "team" else "",
        )  # fmt: skip
        story.seats[role] = issued.code


def played(story: Story) -> None:
    teams = {entry.team.name: entry.team.id for entry in roster.roster_of(story.event.ctx, story.match)}
    hall = Hall(story.event.ctx, story.match, list(teams.values()), "")
    hall.do("match.open", ORGANISER)
    for name, team in teams.items():
        hall.do("points.adjust", CHIEF, reason="现场", team=team, points="50" if name == LAST else "10")
    hall.do("result.lock", CHIEF, reason="演示", unfinished=True)


def signed(story: Story) -> None:
    for stage in ("笔试", "决赛", ""):
        story.do(ProposeSignOff(stage))
        story.event.do(ConfirmSignOff(len(story.event.state.commend.signoffs)), SECOND)


STAGES: Mapping[str, Callable[[Story], object]] = {
    "registered": registered,
    "marked": marked,
    "checked": lambda one: check(one.event),
    "published": lambda one: one.do(PublishMarks("笔试", 1)),
    "shown": lambda one: one.do(ShowRanking("笔试", True)),
    "through": through,
    "committed": lambda one: one.do(CommitDraw("决赛", (_through(one),), 1)),
    "drawn": drawn,
    "played": played,
    "named": lambda one: one.event.do(NameHolders("优秀组织奖", (Named("单位1"),)), reason=GROUND),
    "signed": signed,
    "numbered": lambda one: one.do(NumberCertificates()),
    "begun": lambda one: one.do(BeginCeremony("一等奖")),
    "called": lambda one: one.do(CallNext(0)),
}
"""What brings a competition to each stage, from the one before."""

SAMPLED = ("marked", "drawn", "begun")
"""The stages of an ordinary run; the others are looked at each night."""

by_stage = pytest.mark.parametrize(
    "stage", [one if one in SAMPLED else pytest.param(one, marks=pytest.mark.nightly) for one in STAGES]
)


def _through(story: Story) -> tuple[int, ...]:
    return tuple(one.team for one in story.event.state.advances[-1].through)


ORDER = tuple(STAGES)
NEVER = "never"


@dataclass(frozen=True)
class Secret:
    """What is secret: the texts that tell it, and from which stage on each role may know; who is not named never may.
    ``at``: the ends of the endpoints' names where it is looked for, all where there is none."""

    texts: Callable[[Story], tuple[str, ...]]
    may: Mapping[str, str]
    at: tuple[str, ...] = ()


def _draw_secret(story: Story) -> tuple[str, ...]:
    with story.event.ctx.store.read() as uow:
        held = uow.of(DrawSecret).get(secret_id(story.event.id, 1))
    return (held.secret,) if held is not None else ()


def _codes(story: Story) -> tuple[str, ...]:
    found = story.event.state.commend.certificates
    return tuple(code for one in found for code in (one.code, f"{one.code[:3]} {one.code[3:6]} {one.code[6:]}"))


EVERYBODY = ("stranger", "registrant", "display", "operator", "host", "chief", "team", "wall", "organiser")

SECRETS: Mapping[str, Secret] = {
    "contacts, which staff see by a look that is written down": Secret(
        lambda one: (PHONE, "王一"), {"registrant": "registered"}
    ),
    "single marks of papers": Secret(lambda one: (MARK,), {"organiser": "marked"}),
    "scores of a written stage": Secret(
        lambda one: (TOTAL,),
        {**dict.fromkeys(EVERYBODY, "published"), "organiser": "marked"},
    ),
    "the secret of a draw": Secret(_draw_secret, dict.fromkeys(EVERYBODY, "drawn")),
    "questions": Secret(lambda one: (STEM,), {"organiser": "drawn", "host": "played", "chief": "played"}),
    "who judges": Secret(lambda one: (JUDGE,), dict.fromkeys(("organiser", "host", "chief"), "drawn")),
    "the ground of an award by name": Secret(lambda one: (GROUND,), {"organiser": "named"}),
    "codes of certificates": Secret(_codes, {"organiser": "numbered"}),
    "who is called next": Secret(
        lambda one: (LAST,), {"organiser": "called"}, at=("ceremony_screen", "ceremony_screen_view")
    ),
}


def reached(services: wiring.Services, stage: str) -> Story:
    """A competition at this stage."""
    story = Story(written_event(WRITTEN + AWARDS, ctx=services.ctx))
    for name in ORDER[: ORDER.index(stage) + 1]:
        STAGES[name](story)
    return story


def browsers(app: Flask, story: Story, organiser: Browser) -> dict[str, Browser]:
    """Everybody who has a way in by now."""
    found = {"stranger": Browser(app.test_client()), "registrant": Browser(app.test_client()), "organiser": organiser}
    for role, code in story.seats.items():
        found[role] = Browser(app.test_client())
        entered = found[role].post("/api/enter", json={"code": code})
        assert entered.status_code == 200
        found[role].seat = entered.get_json()["seat"]
    return found


def addresses(app: Flask, story: Story, role: str, method: str) -> Iterator[tuple[str, str]]:
    """Endpoint and address of every route that could be of this competition, with what there is in it."""
    given = {"competition": story.event.id, "match": story.match, "no": "1", "version": "1"}
    given["code"] = story.code if role == "registrant" else "x"
    for rule in app.url_map.iter_rules():
        others = set(rule.arguments) - {"competition", "match", "place", "no", "version", "code", "kind"}
        if method not in (rule.methods or ()) or (others and not {"competition", "match"} & set(rule.arguments)):
            continue  # of a review, a file, a list that is kept from year to year
        for place in ("1", "2") if "<int:place>" in rule.rule else ("1",):
            said = {**given, "place": place}
            plain = re.sub(r"<any\(([a-z]+)[^>]*>", r"\1", rule.rule)
            address = re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", lambda part: said.get(part[1], "x"), plain)  # noqa: B023
            yield rule.endpoint, address
            if rule.endpoint == "registration.form":
                yield rule.endpoint, f"{address}?edit=1"


def bytes_at(browser: Browser, address: str) -> tuple[int, str]:
    """Status and all text of an answer, also that inside a workbook or another zip file."""
    answer = browser.get(address, headers={"X-Seat": browser.seat} if browser.seat else {})
    data = answer.get_data()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            data = b"\n".join(held.read(name) for name in held.namelist())
    text = data.decode(errors="ignore")
    return answer.status_code, json.dumps(json.loads(text), ensure_ascii=False) if answer.is_json else text


def early(role: str, stage: str, secret: Secret) -> bool:
    """Whether the role may not know it yet."""
    first = secret.may.get(role, NEVER)
    return first == NEVER or ORDER.index(stage) < ORDER.index(first)


@by_stage
def test_no_byte_tells_a_secret_too_early_and_no_page_breaks_or_changes_anything(
    app: Flask, services: wiring.Services, organiser: Browser, stage: str
) -> None:
    story = reached(services, stage)
    before = story.event.state.seq
    told, broken = [], []
    for role, browser in browsers(app, story, organiser).items():
        hidden = {name: one for name, one in SECRETS.items() if early(role, stage, one)}
        texts = {name: one.texts(story) for name, one in hidden.items()}
        for endpoint, address in addresses(app, story, role, "GET"):
            status, text = bytes_at(browser, address)
            if status >= 500:
                broken.append((role, address, status))
            for name, one in hidden.items():
                if (not one.at or endpoint.endswith(one.at)) and any(secret in text for secret in texts[name]):
                    told.append((name, role, address))
    assert (told, broken) == ([], [])
    with services.ctx.store.read() as uow:
        since = uow.ledger.read(stream_of(story.event.id), after=before)
    assert {one.kind for one in since} <= {"questions.look"}


def test_every_secret_is_found_where_it_may_be_known(app: Flask, services: wiring.Services, organiser: Browser) -> None:
    """Else the test above would look for texts that stand nowhere."""
    story, found = Story(written_event(WRITTEN + AWARDS, ctx=services.ctx)), set[str]()
    for stage, lead in STAGES.items():
        lead(story)
        if stage not in ("registered", "called"):
            continue
        known = {name: one for name, one in SECRETS.items() if "registrant" in one.may or "organiser" in one.may}
        for role in ("registrant", "organiser"):
            browser = browsers(app, story, organiser)[role]
            for endpoint, address in addresses(app, story, role, "GET"):
                if story.event.id not in address and story.match not in address:
                    continue
                text = bytes_at(browser, address)[1]
                found |= {
                    name for name, one in known.items()
                    if (not one.at or endpoint.endswith(one.at)) and any(secret in text for secret in one.texts(story))
                }  # fmt: skip
    assert set(SECRETS) - found == set()


@by_stage
def test_an_empty_form_of_the_competition_is_refused_and_writes_nothing(
    app: Flask, services: wiring.Services, organiser: Browser, stage: str
) -> None:
    story = reached(services, stage)
    before, wrong = story.event.state.seq, []
    opens = ("open_overview", "download_event_book", "papers_pdf", "registration_link")
    for endpoint, address in addresses(app, story, "organiser", "POST"):
        if f"/competitions/{story.event.id}" in address and not endpoint.endswith(opens):
            status = organiser.post(address).status_code
            if status >= 500:
                wrong.append((endpoint, status))
    assert wrong == []
    assert story.event.state.seq == before


@by_stage
def test_nobody_gives_a_command_that_is_not_of_their_role(services: wiring.Services, stage: str) -> None:
    story = reached(services, stage)
    before, wrong = story.event.state.seq, []
    roles = sorted({*get_args(CompetitionRole), *get_args(MatchRole)})
    for kind, row in KINDS.items():
        for role in roles:
            if role in row.roles:
                continue
            try:
                story.event.do(SimpleNamespace(kind=kind), Actor(f"ticket:{role}", role))  # type: ignore[arg-type]
                wrong.append((kind, role, "done"))
            except LeitaiError as error:
                if error.code != "role-not-allowed":
                    wrong.append((kind, role, error.code))
    assert wrong == []
    assert story.event.state.seq == before
