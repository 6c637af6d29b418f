"""最佳选手 in what is downloaded: the same places as on the desks, and nothing where the rule sheet has none."""

from __future__ import annotations

from functools import partial

import pytest

from scoreboard.exports.players import players_table
from scoreboard.exports.tables import Worksheet, csv_bytes, xlsx
from scoreboard.i18n import request as i18n
from scoring.engine.quiz.commands_manage import LockResult
from scoring.engine.quiz.commands_play import EndRound
from scoring.engine.quiz.commands_player import NamePlayer
from scoring.engine.quiz.rule_sheet import BestPlayer
from tests.unit.engine.quiz.play import TEAM, D, Table, finished, sheet
from tests.unit.exports.match_tables.read import columns, tables

SAY = partial(i18n.say, "zh")


@pytest.fixture
def match() -> Table:
    """A1 right, B2 wrong; the third answer is nobody's."""
    table = Table(sheet(TEAM, best_player=BestPlayer()), "AB")
    table.begin("team")
    for player, verdict in (("A1", "right"), ("B2", "wrong"), ("", "right")):
        table.present()
        if player:
            table.give(NamePlayer(len(table.state.items), player[0], player))
        table.answer(verdict)
    return table


def test_contestants_stand_with_their_points_and_the_prize_once_the_result_is_locked(match: Table) -> None:
    before = players_table(match.state, SAY)
    assert before is not None
    assert before.head == ("名次", "并列", "队员", "代表队", "单位", "个人得分", "答对", "答错", "奖项")
    assert before.rows == [
        (1, "", "A1", "A队", "", D(10), 1, 0, ""),
        (2, "", "B2", "B队", "", D(-10), 0, 1, ""),
    ]
    assert before.note.startswith("尚未锁定，不是最终成绩。")
    match.give(EndRound())
    match.give(LockResult(unfinished=True), reason="时间已到")
    after = players_table(match.state, SAY)
    assert after is not None
    assert [row[-1] for row in after.rows] == ["最佳选手", ""]
    assert xlsx(Worksheet("选手", after))
    assert csv_bytes(after).startswith(b"\xef\xbb\xbf")


def test_without_the_rule_there_is_no_such_table() -> None:
    assert players_table(finished("rw").state, SAY) is None


def test_the_tables_for_analysts_say_who_answered_and_how_the_contestants_stand(match: Table) -> None:
    found = tables(match.entries)
    assert columns(found["answers"], "item", "team", "player") == [("1", "A", "A1"), ("2", "B", "B2"), ("3", "A", "")]
    assert columns(found["players"], "rank", "player", "team_name", "points", "rights", "wrongs", "prize", "final") == [
        ("1", "A1", "A队", "10", "1", "0", "yes", "no"),
        ("2", "B2", "B队", "-10", "0", "1", "no", "no"),
    ]
