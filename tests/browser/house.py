"""A house to play in: one real server, a hall for each test, and people who see only pages."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from scoreboard import config, wiring
from scoreboard.i18n.catalogue import say
from scoring.usecases import tickets
from scoring.usecases.context import Context
from scoring.usecases.perform import state_of
from scoring.usecases.quiz import matches, pools, question_sets, roster, stations
from scoring.usecases.quiz.job import MATCH, stream_of
from scoring.usecases.records import MediaFile, Question
from tests.browser.seats import Guard, Seat
from tests.halls import ORGANISER, a_competition, in_order, invented
from tests.live.people import PATIENCE, Person, Server
from tests.sheets import ALL, AUDIENCE, HEAD, PRESS, RAPID, RISK, unhurried

TEAMS = ("甲队", "乙队", "丙队")

SHEET = unhurried(HEAD + ALL + PRESS + RISK + RAPID + AUDIENCE)


class Given(int):
    """The seq of a command; ``public`` is what an audience counts up to it."""

    public: int

    def __new__(cls, seq: int, ctx: Context, match: str) -> Given:
        """The seq, with what the store says of it."""
        given = super().__new__(cls, seq)
        given.public = state_of(ctx, MATCH, stream_of(match)).public_seq
        return given


class Hall:
    """One match with its tickets.  Its host and chief can also be asked over HTTP, to come quickly to the point."""

    def __init__(self, house: House, match: str, teams: Sequence[str], codes: Mapping[str, str]) -> None:
        self.house, self.match, self.teams, self.codes = house, match, list(teams), dict(codes)
        self._keys = itertools.count(1)
        self._desks: dict[str, Person] = {}
        self._seats: list[Seat] = []

    def seat(self, who: str, **context: Any) -> Seat:
        """Somebody sits down at ``who`` ("host", "team0", …) with a browser of their own, by the code of the card."""
        self._seats.append(self.house.newcomer(**context).enter(self.codes[who]))
        return self._seats[-1]

    def person(self, who: str) -> Person:
        """A client without pages on this seat."""
        if who not in self._desks:
            self._desks[who] = Person(self.house.server.base, self.codes[who])
        return self._desks[who]

    def do(self, kind: str, who: str = "host", *, reason: str = "", **fields: Any) -> int:
        """A command of a desk that the test does not look at; gives its seq.  An undo names the step it means.  It
        comes after what the pages have sent, and whoever acts next has seen it."""
        self._wait()
        if kind == "undo":
            steps = [line["seq"] for line in self.view()["log"] if line["step"]]
            fields = {"first": steps[fields.get("steps", 1) - 1], **fields}
        key = f"{self.match}-{next(self._keys)}"
        answer = self.person(who).post(kind, key=key, reason=reason, **fields)
        assert answer.status_code == 200, answer.text
        given = Given(answer.json()["seq"], self.house.ctx, self.match)
        self._wait(given)
        return given

    def abreast(self) -> None:
        """Wait until everything that pages have sent has arrived, and every page shows it."""
        self._wait()
        self._wait(Given(state_of(self.house.ctx, MATCH, stream_of(self.match)).seq, self.house.ctx, self.match))

    def _wait(self, seq: int = 0) -> None:
        """For the pages of those who sat down by ``seat``."""
        for seat in self._seats:
            seat.until(lambda seat=seat: not seat.behind(seq))  # type: ignore[misc]

    def open_item(self, round_id: str) -> int:
        """Open the match where needed, begin this round and present its first item."""
        if self.view()["match"]["phase"] == "setup":
            self.do("match.open")
        self.do("round.begin", round=round_id)
        return self.do("item.present")

    def finish(self, *places: int, answer: str = "A") -> None:
        """The teams at these places, whose tablets no test looks at, answer and lock their answer."""
        for place in places:
            self.do("answer.submit", f"team{place}", team=self.teams[place], answer=[answer], final=True)

    def view(self, who: str = "host") -> dict[str, Any]:
        """The view of a seat over HTTP."""
        person = self.person(who)
        found: dict[str, Any] = person.http.get(
            f"{person.base}/api/matches/{self.match}/view", headers={"X-Seat": person.seat["seat"]}, timeout=PATIENCE
        ).json()
        return found

    def leave(self) -> None:
        """Everybody without a page leaves."""
        for person in self._desks.values():
            person.http.close()


class House:
    """The server and all that happens in it.  Halls are made beside the running server, in its database."""

    _numbers = itertools.count(1)
    """Of the sets of questions: two houses may have one server."""

    def __init__(self, server: Server, browser: Any) -> None:
        self.server, self.browser = server, browser
        settings = config.load({"LEITAI_DATA": str(server.data), "LEITAI_ASYNC_MODE": "threading"})
        self.ctx = wiring.build(settings).ctx
        self.guard = Guard({server.base})
        self.halls: list[Hall] = []
        self._contexts: list[Any] = []

    def newcomer(self, **context: Any) -> Seat:
        """A browser that has been nowhere yet, watched by the guard."""
        context.setdefault("viewport", {"width": 1280, "height": 800})
        context.setdefault("locale", "zh-CN")
        made = self.browser.new_context(**context)
        made.set_default_timeout(PATIENCE * 1000)
        self._contexts.append(made)
        self.guard.watch(made)
        return Seat(made.new_page(), self.server.base)

    def hall(
        self,
        *,
        teams: Sequence[str] = TEAMS,
        sheet: str = SHEET,
        questions: Sequence[Question] = (),
        media: Sequence[MediaFile] = (),
        members: int = 2,
        judges: int = 2,
        title: str = "决赛",
        competition: str = "知识竞赛",
    ) -> Hall:
        """A match that is ready to open, with a ticket for every seat (judge1, judge2, team0, team1, …)."""
        ctx, who = self.ctx, ORGANISER
        listed = list(questions) or [invented(no) for no in range(1, 81)]
        name = f"题库{next(self._numbers)}"
        bank = question_sets.import_question_set(ctx, actor=who, name=name, questions=listed, media=media)
        own = a_competition(ctx, competition)
        match = matches.create_match(ctx, actor=who, competition_id=own, title=title, text=sheet)
        ids = []
        for team_name in teams:
            team = roster.add_team(
                ctx, actor=who, match_id=match.id, name=team_name, organisation=f"{team_name[:2]}单位"
            )
            for person in "一二三四五"[:members]:
                roster.add_contestant(ctx, actor=who, team_id=team.id, name=f"{team_name[0]}{person}")
            ids.append(team.id)
        stations.draw_stations(ctx, actor=who, match_id=match.id)
        for no, team_id in enumerate(ids, start=1):
            stations.set_station(ctx, actor=who, match_id=match.id, team_id=team_id, station=no)
        pools.choose_questions(ctx, actor=who, match_id=match.id, question_set=bank.id, divide=in_order)
        return self.hold(match.id, ids, tickets.issue_missing(ctx, actor=who, match_id=match.id, judges=judges))

    def hold(self, match: str, teams: Sequence[str], issued: Sequence[tickets.Issued]) -> Hall:
        """A hall for a match that was set up otherwise: its teams in order of station, and its tickets."""
        codes: dict[str, str] = {}
        for one in issued:
            place: str = one.ticket.role
            if place == "team":
                place += str(teams.index(one.ticket.team))
            if place == "judge":
                place += str(1 + sum(known.startswith("judge") for known in codes))
            codes[place] = one.code
        self.halls.append(Hall(self, match, teams, codes))
        return self.halls[-1]

    def close(self) -> None:
        """Everybody leaves; whatever the guard has noticed fails the test."""
        for context in self._contexts:
            context.close()
        for hall in self.halls:
            hall.leave()
        self._contexts.clear()
        self.halls.clear()
        self.guard.check()


def w(key: str, /, **fields: object) -> str:
    """The Chinese words for a key, as the pages say them."""
    return say("zh", key, **fields)
