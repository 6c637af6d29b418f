"""Tie-offs beside a stage: ordered for an open line, played as a match, and counted for who goes on."""

from __future__ import annotations

from functools import partial
from itertools import count
from pathlib import Path

import pytest

from scoreboard.presenters.competition.schedule import lines as plan_lines
from scoreboard.presenters.competition.schedule import unplanned
from scoring.engine.competition.commands import Decide, Withdraw
from scoring.engine.competition.commands_commend import ConfirmSignOff, LodgeProtest, ProposeSignOff
from scoring.engine.competition.commands_schedule import SetDays, SetSchedule
from scoring.engine.competition.commands_stages import ConfirmAdvance, ProposeAdvance
from scoring.engine.competition.decide_stages import proposal
from scoring.engine.competition.facts import GroupResult
from scoring.engine.competition.stages_state import Passed
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.tie_off_sheet import tie_off_sheet
from scoring.engine.stages import Stage
from scoring.sheets import list_templates, template_text
from scoring.usecases.competition.book_check import verify_event_book
from scoring.usecases.competition.deleting import check_match_deletable
from scoring.usecases.competition.import_book import import_event_book
from scoring.usecases.competition.questions import event_needs
from scoring.usecases.competition.stages import play_tie_off, set_stages
from scoring.usecases.quiz import matches, roster
from scoring.usecases.records import Match, Ticket
from scoring.usecases.tickets import put_seat
from tests import event_files
from tests.fakes import FakeClock, fake_context
from tests.halls import CHIEF, Hall
from tests.registrations import OPENS, ORGANISER, ZONE, Registered, later, open_registration, values
from tests.sheets import JUDGED
from tests.unit.usecases.competition.test_schedule import DAY, plan
from tests.unit.usecases.competition.test_stages import (
    FIRST,
    SECOND,
    SMALL,
    STAGES,
    confirm,
    draw,
    finished,
    lines,
    play,
    played,
    refused,
)

LEVEL = {"1队": 30, "2队": 50, "3队": 10, "4队": 30, "5队": 40}


def words(key: str, **said: object) -> str:
    return f"{key.rpartition('.')[2]}({', '.join(map(str, said.values()))})"


@pytest.fixture
def event() -> Registered:
    return level_event()


def level_event(sheet: str = SMALL) -> Registered:
    """Five teams in two groups, played; the best of the next are level: 1 and 4."""
    made = open_registration(fake_context(clock=FakeClock(OPENS + 1)))
    set_stages(made.ctx, actor=ORGANISER, competition_id=made.id, text=sheet + STAGES, key="stages")
    for no in range(1, 6):
        made.hand_in(values(f"{no}队", f"单位{no}", (f"张{no}一", f"张{no}二", f"张{no}三")))
        made.do(Decide(no, 1, "approve"))
    played(made, LEVEL)
    later(made)
    made.do(ProposeAdvance("初赛"))
    return made


def order(event: Registered, where: str = "runners_up", title: str = "初赛加赛", key: str = "off") -> str:
    """The id of the match of a tie-off that is ordered."""
    play_tie_off(event.ctx, actor=ORGANISER, competition_id=event.id, stage="初赛", where=where, title=title, key=key)
    return event.state.tie_offs[-1].match.match


def through(event: Registered) -> list[tuple[int, bool, bool]]:
    found = event.state.advance_of("初赛")
    assert found is not None
    return [(one.team, one.settled, one.tie_off) for one in found.through]


def test_a_tie_off_is_a_match_of_the_teams_of_the_line_with_a_short_rule_sheet_and_nothing_carried(
    event: Registered,
) -> None:
    match = order(event)
    held = matches.match_of(event.ctx, match)
    assert (held.title, held.stage) == ("初赛加赛", "初赛")
    sheet = read_rule_sheet(matches.rule_sheet_text(event.ctx, match))
    assert [(one.kind, one.items) for one in sheet.rounds] == [("press", 3)]
    assert [(one.name, one.advance) for one in sheet.stages] == [("初赛", 1)]
    teams = roster.roster_of(event.ctx, match)
    assert sorted(one.team.name for one in teams) == ["1队", "4队"]
    assert {one.team.carried for one in teams} == {0}
    assert all(len(one.contestants) == 3 for one in teams)


def test_its_locked_result_closes_the_line_and_is_confirmed_as_any_other(event: Registered) -> None:
    match = order(event)
    play(event.ctx, match, {"1队": 10, "4队": 20})
    event.do(ProposeAdvance("初赛"))
    assert through(event) == [(2, False, False), (5, False, False), (4, False, True)]
    assert match in dict(event.state.advances[-1].results)
    confirm(event, 2)
    draw(event, "决赛", (2, 4, 5), 1)


def test_a_tie_off_that_was_begun_waits_for_its_lock_and_one_that_was_not_hinders_nobody(event: Registered) -> None:
    match = order(event)
    event.do(ProposeAdvance("初赛", (1,)), reason="裁判组抽签决定")
    assert through(event)[-1] == (1, True, False)
    play(event.ctx, match, {"1队": 10, "4队": 20})
    Hall(event.ctx, match, [], "").do("result.unlock", CHIEF, key="unlock", reason="更正")
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "tie-off-open"
    assert refused(lambda: confirm(event, 2)) == "advance-changed"


def test_a_tie_off_that_is_corrected_after_the_list_asks_for_a_new_one(event: Registered) -> None:
    match = order(event)
    play(event.ctx, match, {"1队": 10, "4队": 20})
    event.do(ProposeAdvance("初赛"))
    hall = Hall(event.ctx, match, [], "")
    hall.do("result.unlock", CHIEF, key="unlock", reason="更正")
    team = next(one.team.id for one in roster.roster_of(event.ctx, match) if one.team.name == "1队")
    hall.do("points.adjust", CHIEF, key="adjust", reason="更正", team=team, points="30")
    hall.do("result.lock", CHIEF, key="lock", reason="更正", unfinished=True)
    assert refused(lambda: confirm(event, 2)) == "advance-changed"
    event.do(ProposeAdvance("初赛"))
    assert through(event)[-1] == (1, False, True)


def test_a_tie_off_is_not_opened_once_people_have_decided_the_line_and_the_list_is_confirmed(
    event: Registered,
) -> None:
    match = order(event)
    event.do(ProposeAdvance("初赛", (1,)), reason="裁判组抽签决定")
    confirm(event, 2)
    assert refused(lambda: play(event.ctx, match, {"1队": 10, "4队": 20})) == "tie-off-late"
    event.do(ProposeSignOff("初赛"))
    assert event.state.commend.signoffs


KEYS = count(1000)
"""Numbers of keys that no other hall gives."""


def frozen_again(event: Registered, match: str) -> Hall:
    """A locked match corrected behind a frozen table (封榜)."""
    hall = Hall(event.ctx, match, [], "", KEYS)
    hall.do("result.unlock", CHIEF, reason="更正")
    hall.do("table.freeze")
    hall.do("result.lock", CHIEF, reason="更正", unfinished=True)
    return hall


def test_no_list_is_made_or_confirmed_and_nothing_signed_while_a_result_of_the_stage_is_frozen(
    event: Registered,
) -> None:
    first = event.state.played["初赛"][0].match
    hall = frozen_again(event, first)
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "results-frozen"
    hall.do("table.open", CHIEF, reason="不再封榜")
    match = order(event)
    play(event.ctx, match, {"1队": 10, "4队": 20})
    event.do(ProposeAdvance("初赛"))
    off = frozen_again(event, match)
    assert refused(lambda: event.do(ProposeAdvance("初赛"))) == "results-frozen"
    assert refused(lambda: confirm(event, 2)) == "results-frozen"
    off.do("table.open", CHIEF, reason="不再封榜")
    confirm(event, 2)
    hall = frozen_again(event, first)
    assert refused(lambda: event.do(ProposeSignOff("初赛"))) == "results-frozen"
    hall.do("table.open", CHIEF, reason="不再封榜")
    event.do(ProposeSignOff("初赛"))
    frozen_again(event, first)
    assert refused(lambda: event.do(ConfirmSignOff(1), SECOND)) == "results-frozen"


def test_it_is_ordered_for_an_open_line_once_and_not_after_the_confirmation(event: Registered) -> None:
    assert refused(partial(order, event, "1")) == "tie-off-no-line"
    order(event)
    assert refused(partial(order, event, title="初赛加赛二", key="more")) == "tie-off-there"
    event.do(ProposeAdvance("初赛", (4,)), reason="弃权")
    assert refused(partial(order, event, key="late")) == "tie-off-no-line"
    confirm(event, 2)
    assert refused(partial(order, event, key="later")) == "tie-off-no-line"
    assert len(event.state.tie_offs) == 1


def test_a_title_that_is_taken_leaves_neither_entry_nor_match(event: Registered) -> None:
    taken = matches.list_matches(event.ctx, competition_id=event.id)[0].title
    assert refused(partial(order, event, title=taken)) == "match-named"
    assert event.state.tie_offs == ()
    with event.ctx.store.read() as uow:
        assert uow.of(Match).count(competition=event.id) == 2


def test_a_team_that_left_is_not_in_the_match_and_a_line_without_a_tie_is_not_played_off(event: Registered) -> None:
    event.do(Withdraw(4), reason="来电退赛")
    assert refused(partial(order, event)) == "advance-changed"


def test_it_is_a_match_of_the_stage_for_plan_questions_protests_and_removal(event: Registered) -> None:
    match = order(event)
    state = event.state
    assert "tie_off(初赛)" in unplanned(state, words)
    event.do(SetDays(DAY, DAY))
    event.do(SetSchedule((plan(group=1001, hall="A厅", hour=15),)))
    (line,) = plan_lines(event.state, ZONE, words)
    assert (line.name, line.match, [team for team, _ in line.teams]) == ("tie_off(初赛)", match, ["1队", "4队"])
    need = next(one for one in event_needs(event.ctx, event.id).stages if one.stage == "初赛")
    assert [one.teams for one in need.groups] == [3, 2, 2]
    event.do(LodgeProtest("初赛", match, 4, "计时有误"))
    assert refused(partial(check_match_deletable, event.ctx, match)) == "match-of-stage"


def test_a_team_of_a_tie_off_is_not_at_two_places_of_the_plan(event: Registered) -> None:
    order(event)
    event.do(SetDays(DAY, DAY))
    event.do(SetSchedule((plan(group=1001, hall="A厅", hour=15),)))
    twice = SetSchedule((plan(group=1, hall="B厅", hour=15),))
    assert refused(lambda: event.do(twice)) == "schedule-impossible"
    beyond = SetSchedule((plan(group=1002, hall="B厅", hour=17),))
    assert refused(lambda: event.do(beyond)) == "schedule-impossible"


def test_its_book_is_decided_again_and_names_another_result_of_the_tie_off(event: Registered, tmp_path: Path) -> None:
    match = order(event)
    play(event.ctx, match, {"1队": 10, "4队": 20})
    later(event)
    event.do(ProposeAdvance("初赛"))
    later(event)
    event.do(ConfirmAdvance(2), SECOND)
    event.do(ProposeSignOff("初赛"))
    later(event)
    event.do(ConfirmSignOff(1), SECOND)
    assert match in dict(event.state.commend.signoffs[-1].results)
    book = event_files.read(event_files.written(event, tmp_path))
    assert verify_event_book(book) == ()
    assert [(one["where"], one["places"], one["match"]) for one in book.derived["tie_offs"]] == [
        ("runners_up", 1, match)
    ]
    assert [one["group"] for one in book.derived["results"] if one["stage"] == "初赛"] == [1, 2, 1001]
    assert book.derived["advances"][-1]["through"][-1]["why"] == "tie_off"
    other = Registered(fake_context(), import_event_book(fake_context(), actor=ORGANISER, book=book).id)
    assert other.id == event.id
    without = {held: one for held, one in book.matches.items() if held != match}
    found = verify_event_book(type(book)(**{**_parts(book), "matches": without}))
    assert (found[0].place, found[0].code) == (f"matches/{match}.json", "match-missing")


def _parts(book: object) -> dict[str, object]:
    names = ("manifest", "entries", "given", "derived", "matches", "prepared")
    return {name: getattr(book, name) for name in names}


def test_who_left_a_tie_off_comes_behind_those_who_stayed(event: Registered) -> None:
    match = order(event)
    teams = {one.team.name: one.team.id for one in roster.roster_of(event.ctx, match)}
    play(event.ctx, match, {"1队": 10, "4队": 20})
    hall = Hall(event.ctx, match, [], "")
    hall.do("result.unlock", CHIEF, key="unlock", reason="更正")
    hall.do("team.withdraw", CHIEF, key="gone", reason="场外求助", team=teams["4队"], how="disqualified")
    hall.do("result.lock", CHIEF, key="lock", reason="更正", unfinished=True)
    event.do(ProposeAdvance("初赛"))
    assert through(event)[-1] == (1, False, True)


def off(where: str, *ranks: tuple[int, int]) -> GroupResult:
    """A locked tie-off: the number and rank of each team."""
    (held,) = finished(tuple((no, rank, 0) for no, rank in ranks))
    return GroupResult("off", 1, held.finishes, tie_off=where)


def by_tie_off(found: tuple[Passed, ...]) -> list[tuple[int, bool, bool]]:
    return [(one.team, one.runner_up, one.tie_off) for one in found]


def test_a_tie_off_of_a_group_orders_its_line_and_the_best_of_the_next_follow() -> None:
    results = finished(((1, 1, 50), (2, 1, 50), (3, 3, 10)), ((5, 1, 60), (4, 2, 40)))
    passed, open_ = proposal(FIRST, [*results, off("1", (2, 1), (1, 2))])
    assert by_tie_off(passed) == [(2, False, True), (5, False, False), (1, True, False)]
    assert open_ == ()


def test_whom_a_tie_off_leaves_level_the_next_one_or_people_part() -> None:
    results = finished(((1, 1, 50), (2, 2, 30), (3, 2, 30), (6, 2, 30)), ((5, 1, 60), (4, 2, 20)))
    stage = Stage("初赛", groups=2, advance=2)
    first = off("1", (2, 1), (3, 1), (6, 3))
    assert lines(proposal(stage, [*results, first])[1]) == [("1", 1, (2, 3))]
    passed, open_ = proposal(stage, [*results, first, off("1", (3, 1), (2, 2))])
    assert open_ == ()
    assert by_tie_off(passed) == [(1, False, False), (3, False, True), (5, False, False), (4, False, False)]
    settled, _ = proposal(stage, [*results, first], (2,))
    assert [(one.team, one.settled, one.tie_off) for one in settled][1] == (2, True, False)


def test_a_tie_off_of_other_teams_than_those_of_the_line_now_orders_nobody() -> None:
    """The results were corrected after it was played."""
    results = finished(((1, 1, 50), (2, 2, 30)), ((5, 1, 60), (4, 2, 30), (3, 2, 30)))
    found = proposal(FIRST, [*results, off("runners_up", (2, 1), (4, 2))])
    assert lines(found[1]) == [("runners_up", 1, (2, 4, 3))]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", list_templates())
def test_every_rule_sheet_that_comes_with_the_program_has_a_tie_off_that_can_be_played(name: str, lang: str) -> None:
    sheet = read_rule_sheet(tie_off_sheet(template_text(name, lang), title="加赛", stage="初赛", places=2))
    assert (len(sheet.rounds), sheet.base, sheet.awards) == (1, 0, ())
    assert sheet.stages == (Stage("初赛", advance=2),)


def test_a_tie_off_that_judges_mark_has_the_panel_of_the_match_from_which_its_teams_come() -> None:
    event = level_event(SMALL + JUDGED + '[tie_off]\nmode = "judged"\n')
    first, second = (one.match for one in event.state.played["初赛"])
    with event.ctx.store.write() as uow:
        put_seat(event.ctx, uow, first, "judge", "评委一", "教育局", kin="张三")
        put_seat(event.ctx, uow, first, "judge", "评委二", "县委党校")
        put_seat(event.ctx, uow, second, "judge", "评委三", "文化馆")
        uow.commit()
    match = order(event)
    sheet = read_rule_sheet(matches.rule_sheet_text(event.ctx, match))
    assert [one.kind for one in sheet.rounds] == ["judged"]
    with event.ctx.store.read() as uow:
        seats = uow.of(Ticket).all(match=match, role="judge")
    assert sorted((one.label, one.organisation, one.kin, bool(one.issued_at)) for one in seats) == [
        ("评委一", "教育局", "张三", False),
        ("评委二", "县委党校", "", False),
    ]


def test_a_draw_of_the_next_stage_ends_it(event: Registered) -> None:
    event.do(ProposeAdvance("初赛", (4,)), reason="弃权")
    confirm(event, 2)
    draw(event, "决赛", (2, 4, 5), 1)
    assert refused(partial(order, event)) == "tie-off-no-line"
