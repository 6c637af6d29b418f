"""大众评审: counts of the audience panel are entered by one person, confirmed by another, and count once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine.codec import digest
from scoring.engine.errors import Forbidden, Invalid, LeitaiError, Refused, WrongStage
from scoring.engine.panel.audience import AudienceCount, AudienceRule, audience_mark, check_count
from scoring.engine.quiz.actions import host_actions
from scoring.engine.quiz.commands_counts import DecideCounts, EnterCounts, EntryCount
from scoring.engine.quiz.commands_manage import LockResult, Undo
from scoring.engine.quiz.commands_marks import LockPanel
from scoring.engine.quiz.commands_play import CloseItem, EndRound
from scoring.engine.quiz.match import fold
from scoring.engine.quiz.panel_table import PanelTable
from scoring.engine.quiz.rule_sheet_print import print_rule_sheet
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.standings import standings
from tests.unit.engine.quiz.play import D
from tests.unit.engine.quiz.test_contest import PANEL, SPEECH, Contest, rules

VOTES = AudienceRule(D(30), size=50)


def contest(audience: AudienceRule = VOTES) -> Contest:
    return Contest(replace(rules(), rounds=(replace(SPEECH, panel=replace(PANEL, audience=audience)),)))


def count(table: Contest, *counts: EntryCount, by: str = "ticket:host") -> int:
    table.give(EnterCounts(counts, "计票单"), actor=by)
    return table.state.seq


def confirm(table: Contest, sheet: int, *, accept: bool = True, by: str = "ticket:chief") -> None:
    table.give(DecideCounts(sheet, accept), actor=by, reason="与计票单一致")


def refused(table: Contest, *counts: EntryCount) -> str:
    with pytest.raises(LeitaiError) as found:
        count(table, *counts)
    return found.value.code


def test_the_judges_have_their_share_and_the_audience_panel_its_own() -> None:
    table = contest()
    table.perform()
    for judge, value in (("j1", "90"), ("j2", "91"), ("j3", "91")):
        table.mark_by(judge, value)
    confirm(table, count(table, EntryCount(1, 38, 50)))
    table.give(LockPanel())
    # Judges 272 / 3 = 90.666…, 38 of 50 votes are 76.00: 90.666… × 0.7 + 76 × 0.3 = 86.2666…
    assert table.scores()["A"] == "86.27"
    assert fold(table.entries) == table.state


def test_the_lock_waits_for_a_count_and_names_whose() -> None:
    table = contest()
    table.perform()
    table.mark("90")
    with pytest.raises(Refused, match="counts-missing") as missing:
        table.give(LockPanel())
    assert missing.value.fields == {"names": ["A队"]}
    lock = next(action for action in host_actions(table.state, table.now) if action.id == "panel.lock")
    assert (lock.enabled, lock.why) == (False, "counts-missing")
    sheet = count(table, EntryCount(1, 25, 50))
    with pytest.raises(Refused, match="counts-waiting"):
        table.give(LockPanel())
    confirm(table, sheet)
    table.give(LockPanel())
    assert table.scores()["A"] == "78.00"


def test_counts_that_wait_count_nowhere_and_whoever_entered_them_confirms_nothing() -> None:
    table = contest()
    table.perform()
    table.mark("90")
    sheet = count(table, EntryCount(1, 50, 50))
    with pytest.raises(Forbidden, match="second-person-needed"):
        confirm(table, sheet, by="ticket:host")
    assert table.state.items[0].panel is not None
    assert table.state.items[0].panel.audience is None
    confirm(table, sheet, accept=False)
    assert table.state.counts_waiting == ()
    count(table, EntryCount(1, 1, 50))
    newer = count(table, EntryCount(1, 2, 50))
    assert [one.seq for one in table.state.counts_waiting] == [newer], "what one person enters anew replaces the older"


def test_a_count_that_is_corrected_after_the_lock_scores_the_entry_anew_and_once() -> None:
    table = contest()
    table.perform()
    table.mark("90")
    confirm(table, count(table, EntryCount(1, 25, 50)))
    table.give(LockPanel())
    confirm(table, count(table, EntryCount(1, 50, 50)))
    assert table.scores()["A"] == "93.00"
    item = table.state.items[0]
    assert len(item.outcomes) == 1
    assert item.outcomes[0].corrected_by == table.state.seq
    assert item.panel is not None
    assert [given.count.votes for given in item.panel.counts_before] == [25]
    assert fold(table.entries) == table.state


def test_where_nobody_voted_the_judges_alone_count() -> None:
    table = contest()
    table.perform()
    table.mark("90")
    confirm(table, count(table, EntryCount(1)))
    table.give(LockPanel())
    assert table.scores()["A"] == "90.00"


def test_counts_of_a_whole_round_come_together_after_its_end_and_then_the_ranking_has_them() -> None:
    table = contest(replace(VOTES, when="end"))
    for value in ("90", "80", "70"):
        table.perform()
        table.mark(value)
        table.give(LockPanel())
        table.give(CloseItem())
    assert (table.scores()["A"], table.scores()["B"]) == ("90.00", "80.00"), "the judges' own scores run along"
    assert refused(table, EntryCount(1, 10, 50)) == "counts-after-round"
    table.give(EndRound())
    with pytest.raises(Refused, match="counts-missing") as missing:
        table.give(LockResult(after=table.state.last_counted))
    assert missing.value.fields == {"names": ["A队", "B队", "C队"]}
    assert refused(table, EntryCount(1, 10, 50), EntryCount(2, 50, 50)) == "counts-incomplete"
    confirm(table, count(table, EntryCount(1, 10, 50), EntryCount(2, 50, 50), EntryCount(3)))
    # 90 × 0.7 + 20 × 0.3 = 69; 80 × 0.7 + 100 × 0.3 = 86; nobody voted on the third.
    assert [table.scores()[team] for team in "ABC"] == ["69.00", "86.00", "70.00"]
    assert [place.id for place in standings(table.state)] == ["B", "C", "A"]
    table.give(LockResult(after=table.state.last_counted))
    assert fold(table.entries) == table.state


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ((), "counts-number"),
        ((EntryCount(1, 1, 50), EntryCount(1, 2, 50)), "count-twice"),
        ((EntryCount(1, 40, 30),), "count-above-cast"),
        ((EntryCount(1, 40, 60),), "count-above-size"),
        ((EntryCount(1, -1, 50),), "count-out-of-range"),
        ((EntryCount(1, 0, 0),), "count-out-of-range"),
        ((EntryCount(1, 40),), "count-shape"),
        ((EntryCount(1, average=D(8)),), "count-shape"),
        ((EntryCount(9, 40, 50),), "no-such-item"),
    ],
)
def test_a_count_that_cannot_be_is_refused_by_its_name(counts: tuple[EntryCount, ...], code: str) -> None:
    table = contest()
    table.perform()
    assert refused(table, *counts) == code


def test_a_contest_without_an_audience_panel_takes_no_count() -> None:
    table = Contest()
    table.perform()
    assert refused(table, EntryCount(1, 40, 50)) == "no-audience-panel"


def test_an_average_is_brought_onto_the_judges_range_and_rounded_as_the_rule_names() -> None:
    rule = AudienceRule(D(20), "average", D(1), D(10), digits=1)
    assert audience_mark(rule, (D(0), D(100)), AudienceCount(average=D("8.72"))) == D("85.8")
    truncated = replace(rule, rounding="truncate")
    assert audience_mark(truncated, (D(0), D(100)), AudienceCount(average=D("8.72"))) == D("85.7")
    with pytest.raises(Invalid, match="count-out-of-range"):
        check_count(rule, AudienceCount(average=D("8.72001")))
    with pytest.raises(Invalid, match="count-out-of-range"):
        check_count(rule, AudienceCount(average=D("0.5")))


def test_an_undo_takes_no_count_along() -> None:
    table = contest()
    table.perform()
    count(table, EntryCount(1, 38, 50))
    first = table.state.host_steps[-1].seq
    with pytest.raises(Refused, match="undo-takes-marks"):
        table.give(Undo(first=first))


def test_a_panel_without_an_audience_keeps_its_digest() -> None:
    assert digest(PanelTable()) == digest(replace(PanelTable(), audience=None))
    assert digest(PanelTable()) != digest(PanelTable(audience=VOTES))


TOML = """
id = "songs"
name = "歌咏比赛"
base = 0
ranking = ["score"]
[contest]
[tie_off]
mode = "none"
[[round]]
id = "song"
kind = "judged"
name = "演唱"
items = 1
[round.panel]
judges = 5
high = 100
[round.panel.audience]
weight = 30
"""


def test_the_rules_in_print_say_what_the_audience_panel_weighs_and_how_it_is_counted() -> None:
    sheet = read_rule_sheet(TOML + "size = 50\n")
    zh, en = (str(print_rule_sheet(sheet, lang)) for lang in ("zh", "en"))
    assert "大众评审50人，逐一投票，以得票数除以投票数，折算为0～100分，保留两位小数（四舍五入）" in zh
    assert "评委评分占70%，大众评审得分占30%" in zh
    assert "The judges' score counts 70 %, that of the audience panel 30 %." in en


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("low = 1\n", "audience-range-not-used"),
        ('count = "average"\nlow = 10\nhigh = 10\n', "range-empty"),
    ],
)
def test_a_faulty_audience_panel_is_found_in_the_file(lines: str, code: str) -> None:
    with pytest.raises(LeitaiError) as found:
        read_rule_sheet(TOML + lines)
    assert code in str(getattr(found.value, "faults", ""))


def test_a_command_of_counts_needs_an_open_match() -> None:
    table = contest()
    table.perform()
    table.mark("90")
    confirm(table, count(table, EntryCount(1, 25, 50)))
    table.give(LockPanel())
    table.give(LockResult(unfinished=True, after=table.state.last_counted), actor="ticket:chief", reason="提前结束")
    with pytest.raises(WrongStage, match="result-locked"):
        count(table, EntryCount(1, 30, 50))
