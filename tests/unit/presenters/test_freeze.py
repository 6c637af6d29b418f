"""While the table is frozen no byte of the true one reaches anybody but the desks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scoreboard.api_docs.schemas import VIEW_OF, VIEWS
from scoreboard.presenters.competition.known import known_of
from scoreboard.presenters.public import of_match
from scoreboard.presenters.quiz.audience import Audience, MatchInfo
from scoreboard.presenters.quiz.present import present
from scoreboard.presenters.quiz.public_now import public_now
from scoring.engine.codec import canonical
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_freeze import FreezeTable, OpenTable
from scoring.engine.quiz.commands_manage import AdjustPoints, CorrectItem, LockResult, VoidItem
from scoring.engine.quiz.commands_play import CloseItem, EndRound, Scene, ShowScene
from scoring.engine.quiz.rule_sheet import TieOff
from scoring.engine.quiz.score import totals
from scoring.engine.quiz.standings import standings
from scoring.engine.stages import Award
from tests.unit.engine.quiz.play import TEAM, D, Table, press_round, sheet

INFO = MatchInfo("m1", "决赛", "知识竞赛", "某单位", "crimson", False)
HALL = [Audience("display"), *(Audience("team", team=one, seat=1) for one in "ABCD"), Audience("judge", ticket="j")]
PUBLIC = [*HALL, Audience("air")]
DESKS = [Audience("host"), Audience("chief")]
AWARDS = (Award("一等奖", 1), Award("二等奖", 0))


def a_table() -> Table:
    rules = sheet(TEAM, press_round(), tie_off=TieOff(mode="none"), ranking=("score", "rights"), awards=AWARDS)
    table = Table(rules, "ABCD")
    table.begin("team")
    return table


def sent_to(table: Table, audience: Audience) -> bytes:
    return canonical(present(INFO, table.state, {}, audience, now=1_800_000_000_000, epoch="e")).encode()


def gives(table: Table, **points: int) -> None:
    for team, value in points.items():
        table.give(AdjustPoints(team, D(value)), reason="试")


def one_item(table: Table, verdict: str) -> None:
    table.present()
    table.answer(verdict)
    table.give(CloseItem())


def by_hand(table: Table, other: bool) -> None:
    gives(table, **({"A": 10, "B": 30} if other else {"A": 50, "B": 20}))


def by_verdict(table: Table, other: bool) -> None:
    one_item(table, "wrong" if other else "right")
    table.present()


def by_correction(table: Table, other: bool) -> None:
    team = "B" if other else "A"
    table.give(CorrectItem(1 if team == "A" else 2, team, "wrong"), reason="申诉成立")


def by_void(table: Table, other: bool) -> None:
    table.give(VoidItem(2 if other else 1), reason="题目有误")


def by_the_round_after(table: Table, other: bool) -> None:
    one_item(table, "wrong" if other else "right")
    table.give(EndRound())


def by_the_lock(table: Table, other: bool) -> None:
    by_hand(table, other)
    table.give(EndRound())
    table.give(LockResult(unfinished=True), reason="时间已到")


HIDDEN = [by_hand, by_verdict, by_correction, by_void, by_the_round_after, by_the_lock]


def after_freeze(hidden: Callable[[Table, bool], None], *, other: bool) -> Table:
    table = a_table()
    one_item(table, "right")
    one_item(table, "right")
    table.present()
    table.answer("right")
    table.give(CloseItem())
    table.give(FreezeTable())
    hidden(table, other)
    return table


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_byte_depends_on_what_happened_to_the_table_since(hidden: Callable[[Table, bool], None]) -> None:
    one, other = after_freeze(hidden, other=False), after_freeze(hidden, other=True)
    assert totals(one.state) != totals(other.state)
    for audience in PUBLIC:
        assert sent_to(one, audience) == sent_to(other, audience)
    for desk in DESKS:
        assert sent_to(one, desk) != sent_to(other, desk)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("scene", ["scores", "ranking", "teams", "standby", "black"])
def test_no_scene_shows_it(hidden: Callable[[Table, bool], None], scene: Scene) -> None:
    one, other = after_freeze(hidden, other=False), after_freeze(hidden, other=True)
    for table in (one, other):
        table.give(ShowScene(scene))
    for audience in PUBLIC:
        assert sent_to(one, audience) == sent_to(other, audience)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_neither_the_page_of_the_public_nor_the_overview_shows_it(hidden: Callable[[Table, bool], None]) -> None:
    numbers = dict(zip("ABCD", range(4), strict=True))
    one, other = after_freeze(hidden, other=False), after_freeze(hidden, other=True)
    pages, known = [], []
    for table in (one, other):
        pages.append(canonical(of_match(present(INFO, table.state, {}, Audience("display"), now=1, epoch="e"))))
        shown = known_of(table.state, numbers, prepared=True)
        chances = [(shown.chances.high(no), shown.chances.low(no)) for no in shown.chances.teams]
        below = [shown.chances.below(a, b) for a in shown.chances.teams for b in shown.chances.teams if a != b]
        known.append((shown.places, shown.scores, shown.progress, shown.seq, chances, below))
    assert pages[0] == pages[1]
    assert known[0] == known[1]


def test_the_verdict_on_the_item_that_is_played_is_heard_but_adds_to_no_total() -> None:
    table = after_freeze(by_hand, other=False)
    table.present()
    table.answer("right")
    view = present(INFO, table.state, {}, Audience("display"), now=1, epoch="e")
    assert view["item"] is not None
    assert view["item"]["verdicts"] == {"D": {"verdict": "right", "points": "10"}}
    assert {one["id"]: one["score"] for one in view["teams"]} == {"A": "110", "B": "110", "C": "110", "D": "100"}


def test_the_view_says_since_when_the_table_stands() -> None:
    table = after_freeze(by_hand, other=False)
    view = present(INFO, table.state, {}, Audience("display"), now=1, epoch="e")
    assert view["freeze"] == {"round": "共同必答", "item": 3}
    assert of_match(view)["tables"][0]["frozen"] is True
    table.give(OpenTable(), reason="不再封榜")
    view = present(INFO, table.state, {}, Audience("display"), now=1, epoch="e")
    assert "freeze" not in view
    assert "frozen" not in of_match(view)["tables"][0]


def test_the_desks_have_the_true_table_and_the_halls_beside_it() -> None:
    table = after_freeze(by_hand, other=False)
    for desk in DESKS:
        view = present(INFO, table.state, {}, desk, now=1, epoch="e")
        assert [one["score"] for one in view["teams"]] == ["160", "130", "110", "100"]
        assert [one["score"] for one in view["hall"]["teams"]] == ["110", "110", "110", "100"]  # type: ignore[typeddict-item]


def revealed(steps: int, **points: int) -> Table:
    table = a_table()
    table.give(FreezeTable())
    gives(table, **points)
    table.give(EndRound())
    table.give(LockResult(unfinished=True), reason="时间已到")
    for step in range(steps + 1):
        table.give(ShowScene("reveal", step=step))
    return table


def test_a_step_of_the_reveal_shows_its_places_and_no_byte_of_those_to_come() -> None:
    one = revealed(2, A=40, B=30, C=20, D=10)
    other = revealed(2, B=40, A=35, C=20, D=10)
    for audience in PUBLIC:
        assert sent_to(one, audience) == sent_to(other, audience)
    view = present(INFO, one.state, {}, Audience("display"), now=1, epoch="e")
    assert view["reveal"] == {
        "total": 4,
        "shown": [
            {"team": "D", "place": 4, "tied": False, "name": "D队", "unit": "", "score": "110"},
            {"team": "C", "place": 3, "tied": False, "name": "C队", "unit": "", "score": "120"},
        ],
    }
    assert [one["score"] for one in view["teams"]] == ["100"] * 4


def test_no_byte_tells_that_teams_to_come_are_level() -> None:
    one, other = revealed(1, A=40, B=40, C=40, D=10), revealed(1, A=40, B=30, C=20, D=10)
    for audience in PUBLIC:
        assert sent_to(one, audience) == sent_to(other, audience)


def test_after_the_last_step_everybody_has_the_ranking() -> None:
    table = revealed(4, A=40, B=30, C=20, D=10)
    for audience in HALL:
        view = present(INFO, table.state, {}, audience, now=1, epoch="e")
        assert [(one["team"], one["score"]) for one in view["ranking"]] == [
            ("A", "140"), ("B", "130"), ("C", "120"), ("D", "110"),
        ]  # fmt: skip
        assert "freeze" not in view


def test_the_desk_knows_which_place_comes_next() -> None:
    view = present(INFO, revealed(1, A=40, B=30, C=30, D=10).state, {}, Audience("host"), now=1, epoch="e")
    assert view["reveal"]["next"] == 2


def test_an_award_shows_who_has_it() -> None:
    table = revealed(4, A=40, B=30, C=20, D=10)
    table.give(ShowScene("award", award="一等奖"))
    view = present(INFO, table.state, {}, Audience("display"), now=1, epoch="e")
    assert view["awarded"]["name"] == "一等奖"
    assert [one["name"] for one in view["awarded"]["teams"]] == ["A队"]


def test_an_award_whose_line_lies_between_level_teams_is_not_called_empty() -> None:
    table = revealed(3, A=40, B=40, C=20, D=10)
    table.give(ShowScene("award", award="一等奖"))
    view = present(INFO, table.state, {}, Audience("display"), now=1, epoch="e")
    assert view["awarded"] == {"name": "一等奖", "teams": [], "open": True}


def test_every_view_has_the_described_shape_from_the_freeze_to_the_last_award() -> None:
    table = after_freeze(by_the_lock, other=False)
    while True:
        for audience in [*PUBLIC, *DESKS]:
            view = present(INFO, table.state, {}, audience, now=1_800_000_000_000, epoch="e")
            assert VIEWS[VIEW_OF[audience.kind]].validate_python(view, strict=True) == view
        first = host_actions(table.state, table.now)[0]
        if not first.primary:
            break
        table.give(first.command)
    assert table.state.award == "一等奖"


def test_what_is_public_now_is_the_same_answer_for_everybody_who_asks() -> None:
    table = after_freeze(by_the_lock, other=False)
    now = public_now(table.state)
    assert now.frozen
    assert not now.final
    assert {team: str(score) for team, score in now.scores.items()} == {"A": "110", "B": "110", "C": "110", "D": "100"}
    assert [place.rank for place in now.places] == [1, 1, 1, 4]
    for step in range(len({place.rank for place in standings(table.state)}) + 1):
        table.give(ShowScene("reveal", step=step))
    after = public_now(table.state)
    assert after.final
    assert after.scores == totals(table.state)
