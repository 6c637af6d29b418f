"""What a rule sheet's panel table says is the rule that a panel rule's file can say too."""

from __future__ import annotations

from decimal import Decimal

from scoring.engine.panel.rule import Criterion, PanelMethod, PanelRule, Roundings
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable, panel_rule
from scoring.engine.rounding import Rounding
from scoring.engine.tally.panel_reader import read_panel_rule

D = Decimal


def test_the_usual_panel_marks_as_a_whole_and_waits_for_everybody() -> None:
    usual = PanelRule(
        (Criterion("score", D(20), step=D(1)),),
        PanelMethod(drop_high=1, drop_low=1, least=5, missing="wait", late="wait"),
        Roundings(final=Rounding(0)),
    )
    assert panel_rule(PanelTable()) == usual
    assert panel_rule(None) == usual


def test_a_panel_that_waits_for_nobody_leaves_late_sheets_out_and_may_let_everybody_mark() -> None:
    rule = panel_rule(PanelTable(missing="leave_out", same_unit_recused=False, levels=("好", "差")))
    assert (rule.combining.missing, rule.combining.late) == ("leave_out", "leave_out")
    assert (rule.same_organisation_recused, rule.criteria[0].levels) == (False, ("好", "差"))


def test_both_files_say_one_rule() -> None:
    table = PanelTable(
        digits=1,
        rounding="truncate",
        missing="leave_out",
        criteria=(
            CriterionTable("content", "内容", D(60), low=D(10)),
            CriterionTable("voice", "表达", D(10), step=D("0.5"), weight=D(4)),
        ),
    )
    file = read_panel_rule(
        'name = "panel"\n'
        '[[criterion]]\nid = "content"\nname = "内容"\nhigh = 60\nlow = 10\nstep = 1\n'
        '[[criterion]]\nid = "voice"\nname = "表达"\nhigh = 10\nstep = "0.5"\nweight = 4\n'
        '[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 5\nmissing = "leave_out"\nlate = "leave_out"\n'
        '[rounding]\nfinal = { digits = 1, mode = "truncate" }\n'
    )
    assert panel_rule(table) == file.panel
