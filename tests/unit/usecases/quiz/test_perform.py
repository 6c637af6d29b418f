"""Giving a command: who may, once only, in order of time, and nothing written when it is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from scoring.engine.actors import Actor
from scoring.engine.errors import Conflict, Forbidden, Invalid, LeitaiError, NotFound, Refused, TooLate
from scoring.engine.ledger import Draft, check_chain
from scoring.engine.quiz.commands_play import OpenMatch
from scoring.engine.quiz.commands_press import RecordPress
from scoring.engine.quiz.kinds import KINDS, read_command
from scoring.engine.trip import Trip
from scoring.usecases import perform as shared
from scoring.usecases.context import Context
from scoring.usecases.perform import tick
from scoring.usecases.quiz import perform as quiz
from scoring.usecases.quiz.job import MATCH, MatchJob
from tests.fakes import FakeStore, fake_context
from tests.halls import CHIEF, HOST, JUDGE, ORGANISER, SHEET, Hall, play, set_up


def code_of(error: pytest.ExceptionInfo[LeitaiError]) -> str:
    return error.value.code


def test_a_command_becomes_one_entry_of_its_kind(hall: Hall) -> None:
    done = hall.do("match.open", ORGANISER, key="open")
    assert (done.seq, done.at, done.repeat) == (1, 1_700_000_000_000, False)
    entries = hall.entries()
    assert [(e.kind, e.actor, e.key) for e in entries] == [("match.open", "account:o", "open")]
    assert hall.state.phase == "open"


def test_opening_freezes_the_setup_from_the_tables(hall: Hall) -> None:
    hall.do("match.open")
    setup = hall.state.setup
    assert setup is not None
    assert (setup.title, setup.competition, setup.rule_sheet.id) == ("决赛", "知识竞赛", "small")
    assert [(team.id, team.station) for team in setup.teams] == [(hall.teams[0], 1), (hall.teams[1], 2)]
    pools = [(pool, sum(ref.round == pool for ref in setup.questions)) for pool in ("all", "press", "risk", "")]
    assert pools == [("all", 3), ("press", 3), ("risk", 2), ("", 2)]


def test_a_match_that_is_not_ready_does_not_open(ctx: Context) -> None:
    hall = set_up(ctx, teams=2, sheet=SHEET.replace("members = 2", "members = 3"))
    with pytest.raises(Refused) as caught:
        hall.do("match.open")
    assert (code_of(caught), caught.value.fields) == ("match-not-ready", {"count": 2, "first": "seats-empty"})
    assert hall.entries() == ()


def test_a_repeated_key_gets_the_first_answer_and_changes_nothing(hall: Hall) -> None:
    first = hall.do("match.open", key="open")
    hall.pass_time(5_000)
    again = hall.do("match.open", key="open")
    assert (again.seq, again.at, again.repeat) == (first.seq, first.at, True)
    assert len(hall.entries()) == 1


def test_what_its_giver_has_given_up_does_not_happen_any_more(hall: Hall) -> None:
    until = hall.ctx.clock.now() + 12_000
    give = partial(
        shared.perform, hall.ctx, MATCH, hall.stream, command=OpenMatch(), key="open", actor=HOST, expires=until
    )
    hall.pass_time(12_001)
    with pytest.raises(TooLate) as caught:
        give()
    assert (code_of(caught), hall.entries()) == ("command-expired", ())


def test_at_its_last_moment_it_happens_and_a_later_repeat_gets_its_answer(hall: Hall) -> None:
    until = hall.ctx.clock.now() + 12_000
    give = partial(
        shared.perform, hall.ctx, MATCH, hall.stream, command=OpenMatch(), key="open", actor=HOST, expires=until
    )
    hall.pass_time(12_000)
    assert give().repeat is False
    hall.pass_time(60_000)
    assert (give().repeat, len(hall.entries())) == (True, 1)


def test_a_repeat_is_known_even_where_the_server_filled_fields_in(hall: Hall) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    assert hall.do("item.present", key="item").seq == 3
    assert hall.do("item.present", key="item").repeat is True


@pytest.mark.parametrize(("kind", "actor"), [("scene.show", CHIEF), ("round.begin", HOST)])
def test_a_key_used_for_another_command_or_by_another_person_is_a_conflict(hall: Hall, kind: str, actor: Actor) -> None:
    hall.do("match.open")
    hall.do("scene.show", HOST, key="k", scene="teams")
    fields = {"scene": "teams"} if kind == "scene.show" else {"round": "all"}
    with pytest.raises(Conflict, match="key-used"):
        hall.do(kind, actor, key="k", **fields)


@pytest.mark.parametrize(
    ("kind", "actor", "fields"),
    [
        ("round.begin", JUDGE, {"round": "all"}),
        ("result.lock", HOST, {}),
        ("match.open", Actor("ticket:d", "display"), {}),
        ("press.award", Actor("ticket:t", "team", "t"), {}),
    ],
)
def test_a_role_may_do_only_what_is_its_own(hall: Hall, kind: str, actor: Actor, fields: dict[str, object]) -> None:
    with pytest.raises(Forbidden) as caught:
        hall.do(kind, actor, **fields)
    assert (code_of(caught), caught.value.fields) == ("role-not-allowed", {"role": actor.role, "kind": kind})


def test_a_team_acts_only_for_itself(hall: Hall) -> None:
    hall.do("match.open")
    with pytest.raises(Forbidden, match="not-your-team"):
        hall.do("answer.submit", hall.seat(0), team=hall.teams[1], answer=["B"])


def test_a_manual_entry_needs_a_reason(hall: Hall) -> None:
    hall.do("match.open")
    with pytest.raises(Invalid, match="reason-needed"):
        hall.do("points.adjust", team=hall.teams[0], points="5", reason="   ")
    hall.do("points.adjust", team=hall.teams[0], points="5", reason=" 支持分 ")
    assert hall.entries()[-1].reason == "支持分"


def test_a_lock_over_rounds_that_wait_needs_a_reason(hall: Hall) -> None:
    hall.do("match.open")
    with pytest.raises(Invalid, match="reason-needed"):
        hall.do("result.lock", CHIEF, unfinished=True)
    with pytest.raises(Refused, match="rounds-left"):
        hall.do("result.lock", CHIEF)
    with pytest.raises(Refused, match="tie-open"):
        hall.do("result.lock", CHIEF, unfinished=True, reason="时间已到")
    hall.do("points.adjust", team=hall.teams[0], points="5", reason="支持分")
    hall.do("result.lock", CHIEF, unfinished=True, reason="时间已到")
    assert hall.entries()[-1].reason == "时间已到"


@pytest.mark.parametrize("key", ["", "k" * 129])
def test_a_command_needs_a_key_of_bounded_length(hall: Hall, key: str) -> None:
    with pytest.raises(Invalid, match="key-needed"):
        quiz.perform(hall.ctx, match_id=hall.match, command=OpenMatch(), key=key, actor=HOST)


def test_an_unknown_match_is_not_found(ctx: Context) -> None:
    with pytest.raises(NotFound, match="match-unknown"):
        quiz.perform(ctx, match_id="none", command=OpenMatch(), key="k", actor=HOST)


def test_a_refused_command_writes_nothing_and_its_key_stays_free(hall: Hall) -> None:
    with pytest.raises(Refused):
        hall.do("round.begin", key="k", round="all")
    assert hall.entries() == ()
    hall.do("match.open")
    assert hall.do("round.begin", key="k", round="all").seq == 2


def test_the_time_of_entries_never_runs_backwards(hall: Hall) -> None:
    first = hall.do("match.open")
    hall.pass_time(-3_600_000)
    second = hall.do("scene.show", scene="teams")
    assert second.at == first.at


def test_it_is_published_after_the_commit_and_not_for_repeats() -> None:
    store, published = FakeStore(), []

    def publish(stream: str, seq: int) -> None:
        published.append((stream, seq, store.kept.ledger.head(stream)))

    hall = set_up(fake_context(store=store, publish=publish))
    hall.do("match.open", key="open")
    hall.do("match.open", key="open")
    assert published == [(f"match:{hall.match}", 1, 1)]


def arm(hall: Hall) -> str:
    """Up to an armed press item; its arming's id."""
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    return hall.state.items[-1].armings[-1].id


def test_the_system_awards_the_press_once_when_the_window_is_over(hall: Hall) -> None:
    arming = arm(hall)
    hall.pass_time(500)
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="p1", arming=arming)
    waiting = tick(hall.ctx, MATCH, quiz.stream_of(hall.match))
    assert waiting is not None
    assert waiting.command.kind == "press.award"
    hall.pass_time(waiting.at - hall.ctx.clock.now())
    hall.tick()
    hall.tick()
    kinds = [entry.kind for entry in hall.entries()]
    assert kinds.count("press.award") == 1
    assert hall.state.items[-1].answering == hall.teams[1]


def test_nobody_takes_the_key_under_which_the_system_awards_the_press(hall: Hall) -> None:
    arming = arm(hall)
    press = {"team": hall.teams[0], "press": "p1", "arming": arming}
    with pytest.raises(Invalid, match="key-needed"):
        hall.do("press.record", hall.seat(0), key=f"auto:award:{arming}", **press)
    hall.do("press.record", hall.seat(0), **press)
    hall.pass_time(500)
    hall.tick()
    assert hall.state.items[-1].answering == hall.teams[0]


def test_a_ledger_in_which_that_key_is_taken_does_not_stop_the_press(hall: Hall) -> None:
    arming = arm(hall)
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="p1", arming=arming)
    with hall.ctx.store.write() as uow:
        payload = {"scene": "scores"}
        taken = Draft("scene.show", payload, "ticket:host", "", f"auto:award:{arming}", "", hall.ctx.clock.now())
        uow.ledger.append(quiz.stream_of(hall.match), taken)
        uow.commit()
    hall.pass_time(500)
    hall.tick()
    last = hall.entries()[-1]
    assert (last.kind, last.key) == ("press.award", f"auto:award:{arming}:6")


def test_the_system_lets_the_press_lapse_when_nobody_presses(hall: Hall) -> None:
    arm(hall)
    hall.pass_time(20_000)
    assert hall.tick() is None
    last = hall.entries()[-1]
    assert (last.kind, last.actor) == ("press.lapse", "system")


def test_a_tick_of_a_match_that_waits_for_people_does_nothing(hall: Hall) -> None:
    assert hall.tick() is None
    hall.do("match.open")
    assert hall.tick() is None


def test_a_whole_match_leaves_an_unbroken_chain(hall: Hall) -> None:
    play(hall)
    entries = hall.entries()
    check_chain(entries)
    assert hall.state.phase == "locked"
    assert hall.entries(after=40) == entries[40:]


def test_a_second_process_folds_what_it_has_not_seen(hall: Hall) -> None:
    other = fake_context(store=hall.ctx.store, clock=hall.ctx.clock)
    hall.do("match.open")
    assert quiz.match_state(other, hall.match).seq == 1
    command = read_command({"kind": "round.begin", "round": "all"})
    quiz.perform(other, match_id=hall.match, command=command, key="other", actor=HOST)
    assert hall.state.round == "all"
    hall.do("undo", steps=1)
    assert quiz.match_state(other, hall.match).round is None


def test_new_rules_as_text_rescore_the_match_under_the_next_edition(hall: Hall) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.play_simultaneous("B", "A")
    text = SHEET.replace("right = 10, wrong = 0, blank", "right = 20, wrong = 0, blank")
    hall.do("rules.change", CHIEF, reason="赛前公布为 20 分", sheet={"text": text})
    state = hall.state
    assert state.rule_sheet is not None
    assert (state.rule_sheet.edition, state.rule_sheet.round("all").points.right) == (2, 20)
    with pytest.raises(Refused, match="sheet-unchanged"):
        hall.do("rules.change", CHIEF, reason="再来一次", sheet={"text": text})


def test_an_entry_that_could_not_be_read_again_is_never_written(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.do("match.open")

    def unreadable(state: object, entry: object, payload: object) -> None:
        raise KeyError("order")

    with monkeypatch.context() as broken:
        broken.setitem(KINDS, "round.begin", replace(KINDS["round.begin"], apply=unreadable))
        with pytest.raises(KeyError):
            hall.do("round.begin", round="all", key="first")
    assert [entry.kind for entry in hall.entries()] == ["match.open"]
    assert hall.do("round.begin", round="all", key="first").seq == 2


def behind_others(hall: Hall, monkeypatch: pytest.MonkeyPatch, ms: int) -> None:
    """From now on everything waits so long for its turn to be written."""
    write = hall.ctx.store.write

    def turn(**_: bool) -> object:
        hall.pass_time(ms)
        return write()

    monkeypatch.setattr(hall.ctx.store, "write", turn)


def test_a_press_has_the_time_at_which_it_came_in_not_that_of_its_turn_to_be_written(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    hall.pass_time(1_000)
    came = hall.ctx.clock.now()
    behind_others(hall, monkeypatch, 300)
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="p1", arming="")
    press = hall.state.items[-1].armings[-1].presses[0]
    assert (press.arrived, press.estimate, press.recorded) == (came, came, came + 300)


def test_a_press_is_judged_by_what_the_server_measured_and_its_entry_keeps_that(hall: Hall) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    hall.pass_time(1_000)
    came = hall.ctx.clock.now()
    job = MatchJob(Trip(900, 100), slowest=205)
    command = RecordPress(hall.teams[0], "p1", "", came - 70, 900)
    shared.perform(hall.ctx, job, hall.stream, command=command, key="p1", actor=hall.seat(0))
    kept = hall.entries()[-1].payload
    assert [kept[name] for name in ("trip", "cap", "allowance", "cut", "widened", "window")] == [
        900,
        100,
        8,
        12,
        784,
        205,
    ]
    assert (kept["estimate"], kept["uncertainty"]) == (came - 58, 842)
    hall.pass_time(204)
    hall.tick()
    assert hall.state.stage == "collecting"
    hall.pass_time(1)
    hall.tick()
    assert hall.state.stage == "answering"


def test_an_answer_that_came_in_time_is_not_late_for_having_waited_for_its_turn(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("clock.start")
    hall.pass_time(19_900)
    came = hall.ctx.clock.now()
    behind_others(hall, monkeypatch, 200)
    hall.do("answer.submit", hall.seat(0), team=hall.teams[0], answer=["B"])
    assert hall.state.items[-1].answers[hall.teams[0]].at == came
    with pytest.raises(TooLate, match="time-is-up"):
        hall.do("answer.submit", hall.seat(1), team=hall.teams[1], answer=["B"])
