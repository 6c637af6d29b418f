"""kill -9 in a registration, a draw, an advancement, a sign-off: what was acknowledged is there once, nothing is half
done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scoreboard.bots.desk import Desk
from scoreboard.bots.forms import Form, Page
from scoring.engine.competition.state import CompetitionState
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.facts import secret_id
from scoring.usecases.competition.job import stream_of
from scoring.usecases.competition.records import RegistrationLink, RegistrationText
from scoring.usecases.competition.registrations import competition_state
from scoring.usecases.competition.stages import set_stages
from scoring.usecases.context import Context
from scoring.usecases.quiz import matches, roster
from scoring.usecases.records import DrawSecret
from tests.event_files import read, written
from tests.live.event_server import ACCOUNTS, EventServer
from tests.live.people import PATIENCE
from tests.registrations import ORGANISER, Registered, values
from tests.unit.usecases.competition.test_stages import SMALL, STAGES, play

RULES = {"opens_at": "2026-01-01T00:00", "closes_at": "2100-01-01T00:00", "erase_on": "2100-02-01", "per_address": "99"}
AFTER = (0.0, 0.004, 0.01, 0.02, 0.04, 0.08)
"""After how many seconds of a request the server is killed, time after time."""


class Event(EventServer):
    """A competition on a server that is killed in each request that counts, led by two people and many teams."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.kills = 0
        self.first, self.second = (self.signed_in(name) for name, _ in ACCOUNTS)
        made = self.first.open("/organiser/").need("/organiser/competitions")
        self.home = self.first.send(made, title="知识竞赛").at
        self.id = self.home.rpartition("/")[2]
        self.first.send(self.first.open(f"{self.home}/registration").need("/registration"), **RULES)

    def through_a_kill(self, desk: Desk, form: Form, **said: str | list[str]) -> Page:
        """Send the form; the server is killed meanwhile and comes back; the browser sends again until it hears."""
        answers: list[Page] = []
        sender = threading.Thread(target=lambda: answers.append(desk.send(form, **said)))
        sender.start()
        sender.join(AFTER[self.kills % len(AFTER)])
        self.server.kill()
        self.kills += 1
        self.server.start()
        sender.join(PATIENCE)
        assert answers
        return answers[0]

    def close(self) -> None:
        for desk in (self.first, self.second):
            desk.http.close()
        self.server.kill()


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Event]:
    made = Event(tmp_path / "data")
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_what_was_acknowledged_is_there_once_and_nothing_is_half_done(event: Event, tmp_path: Path) -> None:
    for no in range(1, 7):
        register(event, no)
    check(event, registered)
    with event.stopped() as ctx:
        set_stages(ctx, actor=ORGANISER, competition_id=event.id, text=SMALL + STAGES, key="stages")
    for no in range(1, 7):
        form = event.first.open(f"{event.home}/registration/{no}").need("/decide")
        event.first.send(form, outcome="approve")
    page = f"{event.home}/stages/1"
    draw(event, page, 1)
    draw(event, page, 2, reason="漏请监督员")
    event.through_a_kill(event.first, event.first.open(page).need("/matches"))
    check(event, drawn)
    with event.stopped() as ctx:
        for one in competition_state(ctx, event.id).played["初赛"]:
            play(ctx, one.match, {f"{no}队": 40 - 5 * no for _, no in one.teams})
    event.through_a_kill(event.first, event.first.open(page).need("/propose"))
    event.through_a_kill(event.second, event.second.open(page).need("/confirm"))
    check(event, decided)
    results = f"{event.home}/results"
    event.through_a_kill(event.first, event.first.open(results).need("/signoff"))
    event.through_a_kill(event.second, event.second.open(results).need("/signoff/confirm"))
    check(event, signed)
    with event.stopped() as ctx:
        assert verify_event_book(read(written(Registered(ctx, event.id), tmp_path))) == ()


def register(event: Event, no: int) -> None:
    """A team hands its form in."""
    with Desk(event.server.base) as team:
        own = team.send(team.open(f"/c/{event.id}").need(f"/c/{event.id}"))
        said = values(f"{no}队", f"单位{no}", (f"张{no}一", f"张{no}二", f"张{no}三"))
        form = own.form_with("team")
        event.through_a_kill(team, form, then="submit", **{name: list(texts) for name, texts in said.items()})
        assert team.open(own.at).forms_to("/withdraw")


def draw(event: Event, page: str, no: int, reason: str = "") -> None:
    """A secret is fixed, a number named."""
    said = {"reason": reason} if reason else {}
    event.through_a_kill(event.first, event.first.open(page).need("/commit"), groups="2", **said)
    event.through_a_kill(event.first, event.first.open(page).need("/draw"), number=f"2026{no}")


def check(event: Event, what: Callable[[Context, str, CompetitionState], None]) -> None:
    with event.stopped() as ctx:
        what(ctx, event.id, competition_state(ctx, event.id))


def registered(ctx: Context, event: str, state: CompetitionState) -> None:
    """Each team once; its text and its link say the same as the ledger."""
    assert [one.form.team for one in state.registrations.values()] == [f"{no}队" for no in range(1, 7)]
    assert {(one.status, len(one.versions)) for one in state.registrations.values()} == {("submitted", 1)}
    with ctx.store.read() as uow:
        assert len(uow.ledger.read(stream_of(event))) == 7
        texts = {one.id: one for one in uow.of(RegistrationText).all(competition=event)}
        links = {one.id: one.no for one in uow.of(RegistrationLink).all(competition=event)}
    for one in state.registrations.values():
        text = texts.pop(one.versions[0].text)
        assert (text.submitted, links[text.link]) == (True, one.no)
    assert not any(one.submitted for one in texts.values())


def drawn(ctx: Context, event: str, state: CompetitionState) -> None:
    """Two draws, each with its secret; a match for each group with its teams, and no other."""
    assert [(one.number, one.reason) for one in state.draws] == [("20261", ""), ("20262", "漏请监督员")]
    with ctx.store.read() as uow:
        kept = [uow.of(DrawSecret).get(secret_id(event, one.no)) for one in state.draws]
    assert [one and one.secret for one in kept] == [one.secret for one in state.draws]
    played = state.played["初赛"]
    assert {one.id for one in matches.list_matches(ctx, competition_id=event)} == {one.match for one in played}
    for one in played:
        entries = roster.roster_of(ctx, one.match)
        assert {entry.team.id for entry in entries} == {team for team, _ in one.teams}
        assert {len(entry.contestants) for entry in entries} == {3}


def decided(ctx: Context, event: str, state: CompetitionState) -> None:
    """One proposal, confirmed by the second person."""
    (advance,) = state.advances
    assert advance.confirmed
    assert advance.confirmed != advance.by
    assert [one.team for one in advance.through]


def signed(ctx: Context, event: str, state: CompetitionState) -> None:
    """One version of the stage's result, proposed by one and confirmed by the other."""
    (found,) = state.commend.signoffs
    assert (found.stage, found.version) == ("初赛", 1)
    assert found.confirmed
    assert found.confirmed != found.by
    assert [one.place for one in found.ranking][:1] == [1]
