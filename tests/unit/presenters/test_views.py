"""What each seat is shown at each moment."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from scoreboard.i18n.catalogue import say
from scoreboard.live.quiz.source import Source
from scoreboard.presenters.presence import AudienceKind
from scoreboard.presenters.quiz.audience import Audience
from scoreboard.presenters.quiz.conceal import conceal
from scoreboard.presenters.quiz.desk import played_items
from scoreboard.presenters.quiz.log import sentence
from scoreboard.presenters.quiz.me import team_me
from scoreboard.presenters.quiz.present import present
from scoreboard.presenters.quiz.press import MOST_OF_TEAM, RESULT_MS, press_part
from scoreboard.presenters.quiz.teams import ranked, ranking_part
from scoring.engine.actors import Actor
from scoring.engine.codec import to_json
from scoring.engine.ledger import Draft, chain
from scoring.engine.panel.sitting import Sitting
from scoring.engine.quiz.check_code import check_code
from scoring.engine.quiz.commands_play import ChooseStake, CloseItem, EndRound, JudgeAnswer
from scoring.engine.quiz.commands_press import ArmPress
from scoring.engine.quiz.commands_tie_off import BeginTieOff, EndTieOff, OrderTieOff
from scoring.engine.quiz.rule_sheet import QuestionType
from scoring.engine.quiz.rule_sheet_print import round_intro
from scoring.engine.quiz.state import MatchState
from scoring.usecases import accounts, tickets
from scoring.usecases.guards import LOCAL
from scoring.usecases.records import Question
from tests.fakes import fake_context
from tests.halls import CHIEF, ORGANISER, Hall, play, set_up
from tests.unit.engine.quiz.play import D, Table, press_round, risk_round, sheet
from tests.unit.presenters.test_secrets import INFO, named


def team_states(name: str) -> list[str]:
    """Which picture each team's tablet draws, by order of station."""
    moment = named(name)
    teams = sorted(moment.state.teams, key=lambda t: t.station)
    views = [
        present(INFO, moment.state, moment.questions, Audience("team", team=team.id), now=moment.state.at)
        for team in teams
    ]
    return [str(view["me"]["state"]) for view in views]  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("opened", ["wait", "wait", "wait"]),
        ("all: reading", ["wait", "wait", "wait"]),
        ("all: nobody has answered", ["answer", "answer", "answer"]),
        ("all: two have answered", ["answer", "locked", "answer"]),
        ("all: revealed", ["result", "result", "result"]),
        ("one: answered, the panel has voted", ["answer", "wait", "wait"]),
        ("press: reading", ["press", "press", "press"]),
        ("press: fouled", ["press", "press", "wait"]),
        ("press: armed", ["press", "press", "wait"]),
        ("press: collecting", ["press", "locked", "wait"]),
        ("press: awarded", ["wait", "answer", "wait"]),
        ("press: open again", ["press", "wait", "wait"]),
        ("risk: staking", ["wait", "stake", "wait"]),
    ],
)
def test_a_tablet_draws_one_of_six_pictures(name: str, states: list[str]) -> None:
    assert team_states(name) == states


def test_the_staking_team_sees_its_stakes() -> None:
    moment = named("risk: staking")
    assert moment.item is not None
    view = present(INFO, moment.state, moment.questions, Audience("team", team=str(moment.item.team)), now=0)
    me = view["me"]  # type: ignore[typeddict-item]
    assert (me["stakes"], me["may_pass"], me["delegates"]) == (["10", "20"], True, [])


def staking(table: Table, team: str) -> tuple[list[str], bool]:
    """What the tablet of a staking team offers: its stakes, and whether it may pass."""
    audience = Audience("team", team=team)
    known, _ = conceal(table.state, {}, audience)
    me = team_me(known, audience, table.now)
    return me["stakes"], me["may_pass"]


def test_a_tablet_offers_the_stakes_that_can_be_taken_and_a_pass_where_none_can() -> None:
    table = Table(sheet(risk_round(may_pass=False)), per_pool=1)
    table.begin("risk")
    for team in "AB":  # one question of the round, one spare
        table.present()
        assert staking(table, team) == (["10", "20", "30"], False)
        table.give(ChooseStake(team, D(10)), actor=team)
        table.answer("wrong")
    table.present()
    assert staking(table, "C") == ([], True)
    table.give(ChooseStake("C", None), actor="C")
    assert table.state.items[-1].passed


def desk_view(hall: Hall, lang: str = "zh") -> dict[str, object]:
    with hall.ctx.store.read() as uow:
        questions = {q.id: q for q in uow.of(Question).all()}
        log = tuple(uow.ledger.read(f"match:{hall.match}"))
    view = present(
        INFO,
        hall.state,
        questions,
        Audience("host"),
        now=hall.state.at,
        lang=lang,
        log=log,
        labels={"ticket:host": "主持人"},
    )
    shown: dict[str, object] = to_json(view)
    return shown


def test_the_log_tells_a_whole_match_in_sentences_without_a_gap() -> None:
    hall = set_up(fake_context())
    play(hall)
    for lang in ("zh", "en"):
        log = desk_view(hall, lang)["log"]
        assert isinstance(log, list)
        assert len(log) == 30
        for line in log:
            assert "{" not in line["text"]
            assert not line["text"].startswith("log.")
    newest = desk_view(hall)["log"]
    assert isinstance(newest, list)
    assert [line["text"] for line in newest[:4]] == ["锁定成绩", "环节结束", "甲队 加减分 2.5", "抢答第 3 题作废"]
    assert newest[2]["reason"] == "支持分"


def test_the_log_says_what_was_done_with_the_teams_and_their_tablets_and_the_wall_show_it() -> None:
    hall = set_up(fake_context(), teams=3)
    hall.do("match.open")
    one, two, three = hall.teams
    names = {team.id: team.name for team in hall.state.teams}
    hall.do("stations.swap", CHIEF, reason="入座有误", team=one, other=two)
    hall.do("team.rename", CHIEF, reason="队名有误", team=three, name="丙单位联队")
    hall.do("team.withdraw", CHIEF, reason="仲裁裁定", team=two, how="disqualified")
    view = desk_view(hall)
    assert [line["text"] for line in view["log"][:3]] == [  # type: ignore[index]
        f"{names[two]} 被取消资格",
        f"更正队名：{names[three]} 改为 丙单位联队",
        f"{names[one]} 与 {names[two]} 对调台号",
    ]
    teams = [(team["id"], team["left"], team["out"], team["rank"]) for team in view["teams"]]  # type: ignore[attr-defined]
    assert teams == [(two, "disqualified", True, 0), (one, "", False, 1), (three, "", False, 1)]
    assert [row["team"] for row in view["ranking"]] == [one, three]  # type: ignore[attr-defined]


def test_a_sentence_of_the_log_leaves_out_what_its_entry_does_not_say() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.play_press(0, "right")
    log = desk_view(hall)["log"]
    assert isinstance(log, list)
    told = {line["kind"]: line["text"] for line in log}
    winner = hall.state.teams[0].name
    assert (told["item.present"], told["press.award"]) == (
        "出题：抢答第 1 题",
        f"{winner} 抢答成功，判定前没有他队有效抢答",
    )


def test_the_wall_says_the_only_press_only_while_no_other_team_has_pressed() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    arming = hall.state.items[-1].armings[-1].id
    hall.pass_time(700)
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="p0", arming=arming)
    hall.pass_time(121)
    hall.tick()

    def said() -> tuple[bool, int | None]:
        wall = Audience("display")
        part = press_part(conceal(hall.state, {}, wall)[0], wall)
        assert part is not None
        return part["alone"], part["margin"]

    assert said() == (True, None)
    hall.pass_time(69)
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="p1", arming=arming)
    assert said() == (False, 190)


def test_the_result_of_a_press_gives_way_to_the_question_while_the_winner_answers_unless_the_host_cues_it() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")

    def until() -> int | None:
        wall = Audience("display")
        part = press_part(conceal(hall.state, {}, wall)[0], wall)
        assert part is not None
        return part["shown_until"]

    assert until() is None
    hall.pass_time(700)
    arming = hall.state.items[-1].armings[-1].id
    hall.do("press.record", hall.seat(0), team=hall.teams[0], press="p0", arming=arming)
    hall.pass_time(200)
    hall.tick()
    assert until() == hall.state.at + RESULT_MS
    hall.do("scene.show", scene="press")
    assert until() is None


def test_of_a_station_that_presses_again_and_again_the_desk_shows_the_first_ones_and_counts_the_others() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="press")
    hall.do("item.present")
    hall.do("press.arm")
    arming = hall.state.items[-1].armings[-1].id
    for number in range(3 * MOST_OF_TEAM):
        hall.pass_time(5)
        hall.do("press.record", hall.seat(0), team=hall.teams[0], press=f"p{number}", arming=arming)
    hall.do("press.record", hall.seat(1), team=hall.teams[1], press="q", arming=arming)
    part = press_part(hall.state, Audience("host"))
    assert part is not None
    shown = [(line["team"], line["standing"], line.get("again", 0)) for line in part["presses"]]
    stuck = (hall.teams[0], "legal")
    assert shown == [*[(*stuck, 0)] * (MOST_OF_TEAM - 1), (*stuck, 2 * MOST_OF_TEAM), (hall.teams[1], "legal", 0)]


def test_the_log_says_of_a_close_call_how_close_it_was_and_not_who_led() -> None:
    state = named("press: awarded").state
    facts = {"winner": state.teams[0].id, "margin": 7, "close_call": True, "by": "arrival"}
    entry = chain("m", 9, "", Draft("press.award", facts, "system", "", "k", "", 0))
    assert (
        sentence(state, entry, partial(say, "zh"), "")
        == f"{state.teams[0].name} 抢答成功，前两名相差 7 毫秒，在误差之内"
    )


@pytest.mark.parametrize(
    ("kind", "answer", "text"),
    [
        ("true_false", ["T"], "正确"),
        ("multiple", ["A", "C"], "AC"),
        ("fill", ["长江", "黄河"], "长江、黄河"),
        ("single", [], "—"),
    ],
)
def test_the_log_writes_an_answer_as_people_read_it(kind: QuestionType, answer: list[str], text: str) -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    state = hall.state
    setup, item, team = state.setup, state.items[-1], state.teams[0]
    assert setup is not None
    asked = replace(setup, questions=tuple(replace(ref, type=kind) for ref in setup.questions))
    draft = Draft("answer.submit", {"team": team.id, "answer": answer, "item": item.no}, "ticket:t", "", "k", "", 0)
    given = chain("m", 9, "", draft)
    say_zh = partial(say, "zh")
    assert sentence(replace(state, setup=asked), given, say_zh, "甲队") == f"{team.name} 交答案：{text}"


def test_the_log_names_the_judge_who_gave_a_verdict() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("verdict.cast", Actor("ticket:host", "chief"), verdict="wrong")
    log = desk_view(hall)["log"]
    assert isinstance(log, list)
    assert log[0]["text"] == "主持人 判 错误"


def test_what_an_undo_took_back_is_marked_in_the_log() -> None:
    hall = set_up(fake_context())
    play(hall)
    log = desk_view(hall)["log"]
    assert isinstance(log, list)
    undo = next(line for line in log if line["kind"] == "undo")
    assert [line["kind"] for line in log if line["undone"]] == ["item.close"]
    assert undo["undone"] is False


def test_the_ranking_says_in_words_why_one_stands_above_the_next() -> None:
    hall = set_up(fake_context())
    play(hall)
    ranking = desk_view(hall)["ranking"]
    assert isinstance(ranking, list)
    assert len(ranking) == 2
    scores = [line["score"] for line in ranking]
    assert ranking[0]["text"] == f"{scores[0]}分，高于下一名{scores[1]}分"
    assert (ranking[1]["text"], ranking[1]["above_because"]) == ("", None)


def test_an_order_by_lot_is_not_called_a_win_in_the_tie_off() -> None:
    table = Table(sheet(press_round(), tie_matters=(1, 2)))
    table.begin("press")
    table.give(EndRound())
    table.give(BeginTieOff(("A", "B", "C")))
    table.present()
    table.give(ArmPress())
    table.press("B")
    table.wait(200)
    table.give(JudgeAnswer("right"))
    table.give(CloseItem())
    table.give(OrderTieOff((("B",), ("C",), ("A",))), reason="抽签")
    table.give(EndTieOff())
    texts = [line["text"] for line in ranking_part(table.state, ranked(table.state), partial(say, "zh"))]
    assert texts == ["同分，B队在加赛中胜过C队", "同分，按记录的加赛次序（抽签或评定），C队列在A队之前", ""]
    assert {place.above.code for place in ranked(table.state) if place.above} == {"tie_off"}


def test_sentences_write_a_negative_number_with_a_minus() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("points.adjust", CHIEF, reason="违反纪律", team=hall.teams[1], points="-102.5")
    view = desk_view(hall)
    ranking, log = view["ranking"], view["log"]
    assert isinstance(ranking, list)
    assert isinstance(log, list)
    assert ranking[0]["text"] == "100分，高于下一名−2.5分"
    assert "−102.5" in log[0]["text"]
    assert ranking[1]["score"] == "-2.5"


def test_before_the_match_the_teams_are_shown_as_registered() -> None:
    view = desk_view(set_up(fake_context()))
    assert (view["teams"], view["ranking"], view["scene"]) == ([], [], "standby")


def test_the_log_marks_exactly_the_steps_that_undo_can_still_take_back() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    hall.do("item.present")
    hall.do("undo", steps=1)
    hall.do("item.present")
    hall.do("scene.show", scene="scores")
    log = desk_view(hall)["log"]
    assert isinstance(log, list)
    assert [line["kind"] for line in log if line["step"]] == ["item.present", "round.begin"]
    assert [line["seq"] for line in reversed(log) if line["step"]] == [step.seq for step in hall.state.host_steps]


def test_a_round_without_an_introduction_of_its_own_gets_the_usual_one_in_the_language_of_the_page() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    hall.do("round.begin", round="all")
    for lang in ("zh", "en"):
        shown = desk_view(hall, lang)["round"]
        assert isinstance(shown, dict)
        assert shown["intro"] == list(round_intro(hall.state.rule_of("all"), lang))  # type: ignore[arg-type]
        assert shown["intro"] != []
    assert not re.search("[一-鿿]", "".join(shown["intro"]))


def test_a_judged_question_of_a_rapid_run_can_be_corrected_by_itself() -> None:
    moment = named("rapid: the second question")
    view = present(INFO, moment.state, moment.questions, Audience("chief"), now=0)
    run = view["items"][0]  # type: ignore[typeddict-item]
    assert moment.item is not None
    first = moment.questions[moment.item.asked[0]]
    assert run["asked"] == [
        {
            "id": first.id,
            "type": first.type,
            "stem": first.stem,
            "key": list(first.key),
            "verdict": "right",
            "points": run["asked"][0]["points"],
        }
    ]
    assert all(item["asked"] == [] for item in view["items"][1:])  # type: ignore[typeddict-item]


def test_a_desks_view_stays_as_small_late_in_a_long_match_and_has_the_rest_on_demand() -> None:
    moment = named("all: revealed")
    played = moment.state.items[-1]
    long = replace(moment.state, items=tuple(replace(played, no=no) for no in range(1, 121)))
    sat = replace(long, items=tuple(replace(i, panel=Sitting((), 1)) if i.no in (3, 60) else i for i in long.items))
    for state, shown in ((long, range(120, 108, -1)), (sat, [*range(120, 108, -1), 60, 3])):
        view = present(INFO, state, moment.questions, Audience("chief"), now=0)
        assert [item["no"] for item in view["items"]] == list(shown)  # type: ignore[typeddict-item]
    whole = played_items(long, moment.questions, Audience("chief"), partial(say, "zh"))
    assert [item["no"] for item in whole] == list(range(120, 0, -1))


def test_a_key_is_corrected_among_the_options_that_the_question_has() -> None:
    moment = named("all: revealed")
    view = present(INFO, moment.state, moment.questions, Audience("chief"), now=0)
    assert moment.item is not None
    question = moment.questions[str(moment.item.question)]
    options = view["items"][0]["options"]  # type: ignore[typeddict-item]
    assert [option["text"] for option in options] == list(question.options)


def test_nobody_may_be_named_to_answer_where_the_rules_do_not_know_it() -> None:
    moment = named("risk: staking")
    assert present(INFO, moment.state, moment.questions, Audience("host"), now=0)["delegates"] == []  # type: ignore[typeddict-item]


def test_the_log_names_an_organiser_and_a_revoked_ticket() -> None:
    ctx = fake_context()
    hall = set_up(ctx)
    person = accounts.add_account(ctx, name="陈组织", password="long enough 1")
    host = tickets.issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="host", label="王主持").ticket
    hall.do("match.open", accounts.actor_of(person))
    hall.do("round.begin", tickets.actor_of(host), round="all")
    tickets.revoke_ticket(ctx, actor=ORGANISER, ticket_id=host.id)
    source = Source(ctx, "1", lambda tickets, now: [])
    view = source.view(source.snapshot(hall.match), Audience("host"), "zh")
    assert [line["actor"] for line in view["log"]] == ["王主持", "陈组织"]  # type: ignore[typeddict-item]


def test_an_organiser_without_an_account_is_named_by_the_role() -> None:
    hall = set_up(fake_context())
    hall.do("match.open", LOCAL)
    log = desk_view(hall, "en")["log"]
    assert isinstance(log, list)
    assert log[0]["actor"] == say("en", "common.role.organiser")


def test_the_desks_alone_have_the_check_code_and_only_of_a_locked_result() -> None:
    hall = set_up(fake_context())
    play(hall)
    locked = hall.state
    opened = replace(locked, phase="open", lock_hash="")

    def view(kind: AudienceKind, state: MatchState) -> dict[str, Any]:
        return dict(present(INFO, state, {}, Audience(kind), now=state.at))

    assert view("chief", opened)["check_code"] == view("host", opened)["check_code"] == ""
    assert view("chief", locked)["check_code"] == view("host", locked)["check_code"] == check_code(locked.lock_hash)
    assert locked.lock_hash[:4] not in json.dumps(view("display", locked))


def test_the_wall_has_no_seat_for_a_revoked_ticket() -> None:
    ctx = fake_context()
    hall = set_up(ctx)
    kept = tickets.issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="host").ticket
    gone = tickets.issue_ticket(ctx, actor=ORGANISER, match_id=hall.match, role="display").ticket
    tickets.revoke_ticket(ctx, actor=ORGANISER, ticket_id=gone.id)
    asked: list[str] = []
    source = Source(ctx, "1", lambda tickets, now: asked.extend(ticket.id for ticket in tickets) or [])  # type: ignore[func-returns-value]
    source.view(source.snapshot(hall.match), Audience("host"), "zh")
    assert asked == [kept.id]


def test_the_desks_are_told_of_a_clock_behind_the_record_and_nobody_else_is() -> None:
    ctx = fake_context()
    hall = set_up(ctx)
    ctx.clock.behind = lambda: 3_900_000  # type: ignore[method-assign]
    source = Source(ctx, "e", lambda tickets, now: [])
    at = source.snapshot(hall.match)
    desk = source.view(at, Audience("host"), "zh")
    assert [(w["code"], w["text"][:23]) for w in desk["warnings"]] == [  # type: ignore[typeddict-item]
        ("clock-behind", "服务器的时钟比比赛记录慢 1 小时 5 分钟。")
    ]
    assert "warnings" not in source.view(at, Audience("display"), "zh")


def test_the_way_to_the_public_page_is_in_the_view_while_the_host_wants_it_beside_the_standby_scene() -> None:
    hall = set_up(fake_context())
    hall.do("match.open")
    told = []
    for fields in ({}, {"link": True}, {}):
        hall.do("scene.show", scene="standby", **fields)
        told.append(hall_view(hall).get("link"))
    assert told == [None, True, None]
    assert [("link" in entry.payload) for entry in hall.entries()[1:]] == [False, True, False]


def hall_view(hall: Hall) -> dict[str, Any]:
    """What the display has now."""
    return dict(present(INFO, hall.state, {}, Audience("display"), now=hall.state.at))
