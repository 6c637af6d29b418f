"""The overview: what the hall and the operator are sent, and nothing from which more follows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import count
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from scoreboard.live.competition.job import CompetitionLive
from scoreboard.live.presence import Presence
from scoreboard.presenters.competition.audience import Audience
from scoreboard.presenters.competition.views import CompetitionOperatorView, CompetitionView
from scoring.engine.actors import Actor
from scoring.engine.competition.commands import Decide, LookAtContacts, Withdraw
from scoring.engine.competition.commands_schedule import Planned, PublishSchedule, SetDays, SetSchedule
from scoring.engine.competition.commands_stages import ConfirmAdvance, DrawByHand, ProposeAdvance
from scoring.engine.competition.commands_written import PublishMarks, ShowRanking
from scoring.engine.moments import moment_of
from scoring.engine.stages import Stage
from scoring.usecases.competition.job import stream_of
from scoring.usecases.competition.stages import play_tie_off
from scoring.usecases.quiz import stations
from scoring.usecases.tickets import issue_ticket
from tests import overviews
from tests.fakes import FakeClock, fake_context
from tests.halls import CHIEF, Hall
from tests.jobs import fake_services
from tests.overviews import an_event, bank, in_swing, play_individual, prepared
from tests.registrations import OPENS, ORGANISER, ZONE, Registered, values
from tests.sheets import ALL, HEAD, JUDGED
from tests.unit.usecases.competition.test_stages import SECOND, play
from tests.unit.usecases.competition.test_tie_offs import level_event, order
from tests.unit.usecases.competition.test_written import check, enter, papers, written_event

ONE_JUDGE = "judges = 1\ndrop_high = 0\ndrop_low = 0\nleast = 1\n"
SHAPES: dict[str, Any] = {"display": CompetitionView, "operator": CompetitionOperatorView}


@dataclass
class Watched:
    """An event with the views of its audiences."""

    event: Registered
    live: CompetitionLive

    @classmethod
    def of(cls, event: Registered) -> Watched:
        services = fake_services(event.ctx)
        return cls(event, CompetitionLive(services, Presence(services.shared)))

    def view(self, audience: str = "display", stage: int = 0) -> Any:
        at = self.live.snapshot(stream_of(self.event.id))
        return self.live.view(at, Audience(audience, stage), "zh")  # type: ignore[arg-type]

    def group(self, no: int = 1) -> Any:
        return self.view()["stage"]["groups"][no - 1]

    def fates(self, no: int = 1) -> list[str]:
        return [team["fate"] for team in self.group(no)["teams"]]

    def bytes(self, audience: str) -> str:
        """All that is sent, but for the time of day."""
        return json.dumps({**self.view(audience), "now": 0}, ensure_ascii=False)


def an_overview(**said: Any) -> Watched:
    return Watched.of(an_event(fake_context(clock=FakeClock(OPENS + 1)), **said))


@pytest.fixture
def watched() -> Watched:
    """Six teams in two groups, of which one each goes on."""
    return an_overview()


@pytest.mark.parametrize("audience", SHAPES)
@pytest.mark.parametrize(("done", "running"), [(0, 0), (1, 1), (2, 0)])
def test_a_view_has_the_described_shape_and_nothing_else(
    watched: Watched, audience: str, done: int, running: int
) -> None:
    in_swing(watched.event, Random(1), done=done, running=running)
    shown = watched.view(audience)
    assert TypeAdapter(SHAPES[audience]).validate_python(shown, strict=True) == shown


def test_a_group_goes_from_its_draw_over_its_standing_to_who_goes_on(watched: Watched) -> None:
    assert (watched.group()["progress"]["state"], watched.fates()) == ("unprepared", ["", "", ""])
    hall = prepared(watched.event.ctx, watched.event.state.played["初赛"][0].match, bank(watched.event.ctx))
    assert watched.group()["progress"]["state"] == "prepared"
    play_individual(hall, Random(1), 2)
    assert watched.group()["progress"] == {
        "state": "running", "round_no": 1, "rounds": 2, "round": "个人必答", "item": 2, "items": 9,
    }  # fmt: skip
    assert watched.fates() == ["open", "open", "open"]
    hall.do("result.lock", CHIEF, reason="停电", unfinished=True)
    assert watched.fates() == ["through", "out", "out"]


def test_nothing_is_said_of_who_is_open_where_the_rules_set_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = overviews.SHEET.replace('then = "bar"', 'then = "rearm"')
    monkeypatch.setattr(overviews, "SHEET", endless)
    watched = an_overview()
    in_swing(watched.event, Random(1), done=0, running=1)
    assert (watched.group()["bounded"], watched.fates()) == (False, ["", "", ""])


def test_a_confirmed_list_says_who_is_through(watched: Watched) -> None:
    in_swing(watched.event, Random(1), done=2, running=0)
    watched.event.do(ProposeAdvance("初赛"))
    watched.event.do(ConfirmAdvance(1), Actor("account:y", "organiser"))
    assert watched.view()["stage"]["decided"] is True
    assert [watched.fates(no) for no in (1, 2)] == [["through", "out", "out"]] * 2
    through = [watched.group(no)["teams"][0]["no"] for no in (1, 2)]
    watched.event.do(DrawByHand("决赛", (tuple(through),)))
    final = watched.view()["stage"]
    assert (final["name"], final["advance"], [team["no"] for team in final["groups"][0]["teams"]]) == (
        "决赛", 0, through,
    )  # fmt: skip
    assert watched.view(stage=1)["stage"]["name"] == "初赛"


def test_a_tie_off_is_shown_behind_the_groups_of_its_stage_and_on_the_operators_page() -> None:
    event = level_event()
    watched = Watched.of(event)
    before = watched.view()["seq"]
    order(event)
    shown = watched.view()
    assert [(one["no"], one["tie_off"]) for one in shown["stage"]["groups"]] == [(1, 0), (2, 0), (1001, 1)]
    assert [one["no"] for one in shown["stage"]["groups"][2]["teams"]] == [1, 4]
    assert shown["seq"] > before
    assert "初赛加赛" in [one["title"] for one in watched.view("operator")["matches"]]


def test_a_list_that_was_confirmed_says_nothing_while_the_table_of_a_match_is_frozen(watched: Watched) -> None:
    hall = in_swing(watched.event, Random(1), done=1, running=1)[1]
    for place, team in enumerate(hall.teams):
        hall.do("points.adjust", CHIEF, reason="附加分", team=team, points=str(100 + place))
    hall.do("result.lock", CHIEF, reason="演示", unfinished=True)
    watched.event.do(ProposeAdvance("初赛"))
    watched.event.do(ConfirmAdvance(1), SECOND)
    kept = [(team["name"], team["rank"], team["score"]) for team in watched.group(2)["teams"]]
    frozen_again(hall, hall.teams[0], 500)
    group = watched.group(2)
    assert [(team["name"], team["rank"], team["score"]) for team in group["teams"]] == kept
    assert group["frozen"] is True
    assert (watched.view()["stage"]["decided"], watched.fates(2)) == (False, ["open", "open", "open"])
    hall.do("table.open", CHIEF, reason="不再封榜")
    assert "frozen" not in watched.group(2)
    assert (watched.view()["stage"]["decided"], watched.fates(2)) == (True, ["through", "out", "out"])


def frozen_again(hall: Hall, team: str, points: int) -> None:
    """A locked result corrected behind a frozen table."""
    hall.do("result.unlock", CHIEF, reason="更正")
    hall.do("table.freeze")
    hall.do("points.adjust", CHIEF, reason="更正", team=team, points=str(points))
    hall.do("result.lock", CHIEF, reason="更正", unfinished=True)


def test_a_frozen_tie_off_keeps_the_groups_of_its_stage_from_telling_who_won_it() -> None:
    event = level_event()
    watched, match = Watched.of(event), order(event)
    play(event.ctx, match, {"1队": 10, "4队": 20})
    event.do(ProposeAdvance("初赛"))
    event.do(ConfirmAdvance(2), SECOND)
    assert (watched.view()["stage"]["decided"], set(watched.fates(1))) == (True, {"through", "out"})
    hall = Hall(event.ctx, match, [], "", count(1000))
    frozen_again(hall, hall.state.teams[0].id, 1)
    fates = {team["no"]: team["fate"] for no in (1, 2) for team in watched.group(no)["teams"]}
    assert (watched.view()["stage"]["decided"], fates[1], fates[4]) == (False, "open", "open")


def written_tie_off() -> tuple[Registered, str]:
    """A written stage with its ranking on the screen, whose last place a tie-off of 2 and 3 has decided."""
    event = written_event()
    marks = (*papers(1, 90, 90, 90), *papers(2, 80, 70, 60), *papers(3, 60, 80, 70), *papers(4, 1, 1, 1))
    enter(event, marks)
    check(event)
    event.do(PublishMarks("笔试", 1))
    event.do(ShowRanking("笔试", shown=True))
    event.do(ProposeAdvance("笔试"))
    said = {"stage": "笔试", "where": "1", "title": "笔试加赛", "key": "off"}
    play_tie_off(event.ctx, actor=ORGANISER, competition_id=event.id, **said)
    match = event.state.tie_offs[-1].match.match
    play(event.ctx, match, {"2队": 10, "3队": 20})
    event.do(ProposeAdvance("笔试"))
    event.do(ConfirmAdvance(2), SECOND)
    return event, match


def test_a_frozen_tie_off_keeps_the_ranking_of_a_written_stage_from_telling_who_won_it() -> None:
    event, match = written_tie_off()
    watched = Watched.of(event)
    assert {team["fate"] for team in watched.group(1)["teams"]} == {"through", "out"}
    hall = Hall(event.ctx, match, [], "", count(1000))
    frozen_again(hall, hall.state.teams[0].id, 1)
    assert {team["fate"] for team in watched.group(1)["teams"]} == {""}


def test_a_match_to_come_says_when_and_where_it_is_once_the_schedule_is_published(watched: Watched) -> None:
    event, before = watched.event, watched.view()["seq"]
    plan(event)
    assert "planned" not in watched.group()
    event.do(PublishSchedule())
    said = {"at": "2026-05-02T09:30", "hall": "一号厅"}
    assert watched.group()["planned"] == said
    assert "planned" not in watched.group(2), "nobody planned it"
    assert [one.get("planned") for one in watched.view("operator")["matches"]] == [said, None]
    assert watched.view()["seq"] > before
    for audience in ("display", "operator"):
        TypeAdapter(SHAPES[audience]).validate_python(watched.view(audience))
    in_swing(event, Random(1), done=0, running=1)
    assert "planned" not in watched.group()
    assert "planned" not in watched.view("operator")["matches"][0]


def plan(event: Registered) -> None:
    """The first group in a hall on the second morning."""
    day = date(2026, 5, 2)
    begins, ends = (moment_of(day, ZONE, time(hour, 30)) for hour in (9, 10))
    event.do(SetDays(day, day))
    event.do(SetSchedule((Planned("初赛", 1, begins, ends, "一号厅"),)))


def test_a_team_that_has_left_is_out_and_shown_as_such(watched: Watched) -> None:
    one, _ = in_swing(watched.event, Random(1), done=0, running=2)
    one.do("team.withdraw", CHIEF, reason="退赛", team=one.teams[0], how="withdrawn")
    last = watched.group()["teams"][-1]
    assert (last["left"], last["fate"]) == (True, "out")


def test_a_team_that_withdraws_before_its_match_is_in_its_group_no_more(watched: Watched) -> None:
    watched.event.do(Withdraw(1), reason="来电")
    assert [team["no"] for team in watched.group()["teams"]] == [3, 5]


@pytest.mark.parametrize("audience", SHAPES)
def test_no_byte_holds_a_contact_a_person_a_question_or_an_answer(watched: Watched, audience: str) -> None:
    halls = in_swing(watched.event, Random(1), done=1, running=1)
    halls[1].do("item.present")
    sent = watched.bytes(audience)
    for secret in ("李一", "王一", "0745", "张1一", "题干", "选项", "解析", "spare", "one-"):
        assert secret not in sent


@pytest.mark.parametrize("audience", SHAPES)
def test_nobody_learns_of_forms_and_looks_at_contacts(watched: Watched, audience: str) -> None:
    in_swing(watched.event, Random(1), done=1, running=1)
    before = watched.bytes(audience)
    watched.event.hand_in(values("新队", "新单位", ("张一", "张二", "张三")))
    watched.event.do(Decide(7, 1, "refuse"), reason="超额")
    watched.event.do(LookAtContacts((1,)))
    assert watched.bytes(audience) == before


def _with(sheet: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Watched, Hall]:
    monkeypatch.setattr(overviews, "SHEET", sheet.replace("members = 2", "members = 3"))
    watched = an_overview()
    hall = prepared(watched.event.ctx, watched.event.state.played["初赛"][0].match, bank(watched.event.ctx))
    hall.do("match.open")
    return watched, hall


@pytest.mark.parametrize("audience", SHAPES)
def test_before_the_reveal_no_byte_says_who_has_answered_and_how(
    audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched, hall = _with(HEAD + ALL, monkeypatch)
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    before = json.loads(watched.bytes(audience))
    for place, letter in enumerate("BAC"):
        hall.do("answer.submit", hall.seat(place), team=hall.teams[place], answer=[letter], final=True)
    after = json.loads(watched.bytes(audience))
    assert {**after, "seq": 0} == {**before, "seq": 0}


@pytest.mark.parametrize("audience", SHAPES)
def test_before_the_marks_are_shown_no_byte_says_that_anybody_has_marked(
    audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched, hall = _with(HEAD + JUDGED + ONE_JUDGE, monkeypatch)
    judge = _a_judge(hall)
    hall.do("round.begin", round="video")
    hall.do("panel.open", whole_round=True)
    for _ in hall.teams:
        hall.do("item.present")
        hall.do("clock.start")
        hall.do("item.close")
    before = watched.bytes(audience)
    for item in hall.state.items:
        hall.do("mark.enter", judge, judge=judge.id.removeprefix("ticket:"), marks={"score": "15"}, item=item.no)
    assert watched.bytes(audience) == before
    hall.do("panel.lock", whole_round=True)
    scores = {team["name"]: team["score"] for team in watched.group()["teams"]}
    assert sorted(scores.values()) == ["100", "100", "115"]  # those that the hall has been shown


def _a_judge(hall: Hall) -> Actor:
    issued = issue_ticket(hall.ctx, actor=ORGANISER, match_id=hall.match, role="judge", label="评委甲")
    return Actor(f"ticket:{issued.ticket.id}", "judge")


def test_of_a_written_stage_nothing_is_shown_but_its_name(watched: Watched) -> None:
    at = watched.live.snapshot(stream_of(watched.event.id))
    rules = at.state.stages
    assert rules is not None
    written = replace(rules, stages=(replace(rules.stages[0], written=True), Stage("决赛")))
    at = replace(at, state=replace(at.state, stages=written))
    shown: Any = watched.live.view(at, Audience("display"), "zh")
    assert (shown["stage"]["name"], shown["stage"]["groups"]) == ("初赛", [])


class Untouchable:
    """What no view may look at: whoever asks it for anything fails."""

    def __getattribute__(self, name: str) -> Any:
        raise AssertionError(f"a view looked at {name}")


@pytest.mark.parametrize("audience", SHAPES)
@pytest.mark.parametrize("secret", ["commend", "questions"])
def test_no_view_is_made_of_awards_or_questions(watched: Watched, audience: str, secret: str) -> None:
    in_swing(watched.event, Random(1), done=2, running=0)
    watched.event.do(ProposeAdvance("初赛"))
    at = watched.live.snapshot(stream_of(watched.event.id))
    hidden = replace(at, state=replace(at.state, **{secret: Untouchable()}))
    plain, without = (watched.live.view(one, Audience(audience), "zh") for one in (at, hidden))  # type: ignore[arg-type]
    assert without == plain


def test_the_view_of_69_teams_is_small_and_does_not_grow_with_what_is_played() -> None:
    watched = an_overview(teams=69, groups=12, advance=2)
    in_swing(watched.event, Random(1), done=4, running=4)
    for audience in SHAPES:
        sent = json.dumps(watched.view(audience), separators=(",", ":"))
        assert len(sent.encode()) < 20_000


def test_after_an_entry_one_match_alone_is_made_anew(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoreboard.presenters.competition import overview

    halls, made, known_of = in_swing(watched.event, Random(1), done=0, running=2), [], overview.known_of
    watched.view()

    def counting(state: Any, *given: Any, **more: Any) -> Any:
        made.append(state)
        return known_of(state, *given, **more)

    monkeypatch.setattr(overview, "known_of", counting)
    halls[0].do("item.present")
    watched.view()
    watched.view("operator")
    assert len(made) == 1


def test_a_view_of_an_older_moment_does_not_make_a_newer_one_look_old(watched: Watched) -> None:
    stream, hall = stream_of(watched.event.id), Audience("display")
    one, _ = in_swing(watched.event, Random(1), done=0, running=2)
    old = watched.live.snapshot(stream)
    first = watched.live.view(old, hall, "zh")
    one.do("item.present")
    newer = watched.view()
    assert watched.live.view(old, hall, "zh")["seq"] < newer["seq"]
    one.do("undo", steps=1)
    again = watched.view()
    assert {**again, "now": 0, "seq": 0} == {**first, "now": 0, "seq": 0}
    assert again["seq"] > newer["seq"]


def test_a_match_shows_its_competition_and_no_other_stream_does(watched: Watched) -> None:
    match = watched.event.state.played["初赛"][0].match
    assert watched.live.shows(f"match:{match}") == stream_of(watched.event.id)
    assert [watched.live.shows(other) for other in ("match:none", "review:r", stream_of(watched.event.id))] == [""] * 3


def test_stations_and_questions_make_a_match_prepared(watched: Watched) -> None:
    match = watched.event.state.played["初赛"][0].match
    stations.draw_stations(watched.event.ctx, actor=ORGANISER, match_id=match)
    assert watched.view("operator")["matches"][0]["progress"]["state"] == "unprepared"
    prepared(watched.event.ctx, match, bank(watched.event.ctx))
    assert watched.view("operator")["matches"][0]["progress"]["state"] == "prepared"
