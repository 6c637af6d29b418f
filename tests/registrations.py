"""A competition with registration, for tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from scoring.engine.actors import Actor
from scoring.engine.competition.commands import ChangeRules, OpenRegistration
from scoring.engine.competition.registration import RegistrationRules
from scoring.engine.competition.state import CompetitionState
from scoring.engine.kinds import Command
from scoring.engine.moments import moment_of
from scoring.usecases.competition.job import COMPETITION, stream_of
from scoring.usecases.competition.records import RegistrationLink, Values
from scoring.usecases.competition.registrations import (
    begin,
    competition_state,
    link_of,
    opened,
    registrant,
    save,
    submit,
)
from scoring.usecases.competitions import create_competition
from scoring.usecases.context import Context
from scoring.usecases.perform import Done, perform
from tests.fakes import FakeClock

ORGANISER = Actor("account:x", "organiser")
ZONE = "Asia/Shanghai"
OPENS, CLOSES = (moment_of(day, ZONE) for day in (date(2026, 5, 1), date(2026, 6, 1)))
RULES = RegistrationRules(OPENS, CLOSES, ZONE, date(2027, 1, 1))
_KEYS = count(1)


def values(team: str = "甲队", unit: str = "甲单位", members: tuple[str, ...] = ("张一", "张二", "张三")) -> Values:
    """A form that is complete."""
    return {
        "team": (team,),
        "unit": (unit,),
        "leader": ("李一",),
        "members": members,
        "contact": ("王一",),
        "phone": ("0745-0000000",),
    }


@dataclass(frozen=True, slots=True)
class Registered:
    """A competition whose registration is open."""

    ctx: Context
    id: str

    @property
    def state(self) -> CompetitionState:
        return competition_state(self.ctx, self.id)

    def do(self, command: Command, actor: Actor = ORGANISER, reason: str = "") -> Done:
        stream = stream_of(self.id)
        return perform(
            self.ctx, COMPETITION, stream, command=command, key=f"t{next(_KEYS)}", actor=actor, reason=reason
        )

    def change(self, reason: str = "调整", **rules: Any) -> None:
        old = self.state.rules
        assert old is not None
        self.do(ChangeRules(replace(old, **rules)), reason=reason)

    def link(self) -> RegistrationLink:
        """A new form."""
        return link_of(self.ctx, self.id, begin(self.ctx, competition_id=self.id))

    def hand_in(self, said: Values, link: RegistrationLink | None = None) -> RegistrationLink:
        """A form that is filled in and handed in."""
        link = link or self.link()
        text = save(self.ctx, link=link, revision=opened(self.ctx, link).text.revision, values=said)
        submit(self.ctx, actor=registrant(link), link=link, revision=text.revision, key=f"t{next(_KEYS)}")
        with self.ctx.store.read() as uow:
            found = uow.of(RegistrationLink).get(link.id)
        assert found is not None
        return found


def open_registration(ctx: Context, title: str = "知识竞赛", **rules: Any) -> Registered:
    """A competition whose registration is open by ``RULES`` with these differences; the clock stands in May 2026."""
    made = Registered(ctx, create_competition(ctx, actor=ORGANISER, title=title).id)
    made.do(OpenRegistration(replace(RULES, **rules)))
    return made


def later(event: Registered) -> None:
    """A second later."""
    clock = event.ctx.clock
    assert isinstance(clock, FakeClock)
    clock.time += 1000
