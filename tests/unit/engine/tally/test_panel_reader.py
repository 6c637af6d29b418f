"""Panel rules as files: what a good one says, and every fault with its place and line."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.i18n.catalogue import LANGS, known
from scoring.engine.errors import FaultyRuleSheet
from scoring.engine.rounding import Rounding
from scoring.engine.tally.panel_leans import LEANS
from scoring.engine.tally.panel_reader import panel_digest, read_panel_rule
from scoring.engine.tally.rule import NAMED, PanelStage, TieRule
from tests.unit.engine.tally.panels import ONE, TWO, rule

ROOT = Path(__file__).parents[4]
STAGES = '[[stage]]\nid = "papers"\nweight = "0.6"\n[[stage]]\nid = "live"\nweight = "0.4"\n'


def test_a_rule_says_only_what_differs_from_the_usual() -> None:
    found = rule()
    combining = found.panel.combining
    assert (combining.over, combining.method, combining.missing) == ("totals", "mean", "wait")
    assert found.steps() == (PanelStage("", Decimal(1)),)
    assert found.panel.rounding.final == Rounding(2)
    assert found.rank.ties == ()


def test_a_whole_rule_is_read() -> None:
    text = (
        f"{TWO}{STAGES}"
        '[panel]\nover = "criteria"\nmethod = "mean"\ndrop_high = 1\ndrop_low = 1\nleast = 5\nfewest = 3\n'
        'missing = "leave_out"\nlate = "count"\nabstained = "zero"\njudges = ["张一", "李二", "王三", "赵四", "钱五"]\n'
        '[[points]]\nid = "超时"\nkind = "deduct"\nhigh = 5\nstage = "live"\n[[points]]\nid = "lot"\nkind = "order"\n'
        '[rounding]\ncriterion = { digits = 3, mode = "truncate" }\nentry = { digits = 2 }\nfinal = { digits = 1 }\n'
        '[rank]\nplaces = 10\n[[rank.tie]]\nby = "criterion"\nof = "content"\nat = "live"\n'
        '[[rank.tie]]\nby = "first_places"\nat = "papers"\n[[rank.tie]]\nby = "points"\nof = "lot"\n'
    )
    found = read_panel_rule(f'name = "年度评选"\nedition = 2\n{text}')
    assert found.panel.rounding.criterion == Rounding(3, "truncate")
    assert found.rank.ties == (
        TieRule("criterion", "content", "live"),
        TieRule("first_places", None, "papers"),
        TieRule("points", "lot"),
    )
    assert [stage.weight for stage in found.steps()] == [Decimal("0.6"), Decimal("0.4")]
    assert found.panel.criteria[1].weight == 4


def test_the_digest_is_that_of_the_rule_and_not_of_its_spelling() -> None:
    plain = read_panel_rule('name = "x"\n[[criterion]]\nid = "a"\nhigh = 10\n')
    other = read_panel_rule('# a remark\nname="x"\n[[criterion]]\nhigh = 10.0 # ten\nid = "a"\n')
    assert panel_digest(plain) == panel_digest(other)
    assert panel_digest(plain) != panel_digest(read_panel_rule('name = "x"\n[[criterion]]\nid = "a"\nhigh = 20\n'))


def test_the_digest_that_was_published_with_a_result_stays() -> None:
    of = rule('[panel]\nlate = "count"\n[rank]\nplaces = 3\n', TWO)
    assert panel_digest(of) == "d6cdbdf806bde455d6fbd57c48314fa941ee14a29a2bdd46853fdfc380556960"


FAULTY: dict[str, str] = {
    "range-empty": '[[criterion]]\nid = "a"\nhigh = 0\n',
    "step-misses-high": '[[criterion]]\nid = "a"\nhigh = 10\nstep = 3\n',
    "twice": f"{ONE}{ONE}",
    "no-such-stage": f'{ONE}stage = "x"\n',
    "stage-without-criteria": f'{ONE}stage = "papers"\n{STAGES}',
    "stage-weights": f"{ONE}{STAGES.replace('0.4', '0.3')}",
    "least-drops-everything": f"{ONE}[panel]\ndrop_high = 1\ndrop_low = 1\nleast = 2\n",
    "median-drops": f'{ONE}[panel]\nmethod = "median"\ndrop_high = 1\nleast = 3\n',
    "least-above-panel": f'{ONE}[panel]\ndrop_high = 1\nleast = 5\njudges = ["A", "B"]\n',
    "fewest-above-panel": f'{ONE}[panel]\nfewest = 5\njudges = ["A", "B"]\n',
    "bound-one-of": f"{ONE}[panel]\nbound = {{ }}\n",
    "bound-median": f'{ONE}[panel]\nmethod = "median"\nbound = {{ points = 5 }}\n',
    "drops-twice": f"{ONE}[panel]\ndrop_high = 1\nleast = 3\ndrops = [{{ judges = 5, high = 1 }}]\n",
    "drops-leave-nothing": f"{ONE}[panel]\ndrops = [{{ judges = 2, high = 1, low = 1 }}]\n",
    "drops-not-rising": f"{ONE}[panel]\ndrops = [{{ judges = 5, high = 1 }}, {{ judges = 5, low = 1 }}]\n",
    "floor-above-cap": f"{ONE}[total]\nfloor = 10\ncap = 5\n",
    "best-of-too-few": f"{ONE}{STAGES.replace('0.6', '1').replace('0.4', '1')}[total]\nbest = 2\n",
    "best-weights": f"{ONE}{STAGES}[total]\nbest = 1\n",
    "best-has-no-places": f"{ONE}{STAGES.replace('0.6', '1').replace('0.4', '1')}[total]\nbest = 1\n"
    '[[rank.tie]]\nby = "first_places"\nat = "papers"\n',
    "rank-of-scores": f'{ONE}[rank]\nby = "borda"\nmargin = 1\n',
    "weight-endless": ONE.replace("high = 100", 'high = 100\nweight = "1/3"'),
    "twice-in-list": f'{ONE}[panel]\njudges = ["A", "A"]\n',
    "rounding-not-used": f"{ONE}[rounding]\ncriterion = {{ digits = 2 }}\n",
    "factor-in-section": f'{ONE}[[points]]\nid = "dd"\nkind = "times"\nsection = "x"\n',
    "order-in-section": f'{ONE}[[points]]\nid = "lot"\nkind = "order"\nsection = "x"\n',
    "places-of-one-stage": f'{ONE}{STAGES}[rank]\nby = "borda"\n',
    "tie-twice": f'{ONE}[[rank.tie]]\nby = "highest"\n[[rank.tie]]\nby = "highest"\n',
    "tie-of-not-used": f'{ONE}[[rank.tie]]\nby = "highest"\nof = "mark"\n',
    "tie-of-missing": f'{ONE}[[rank.tie]]\nby = "criterion"\n',
    "tie-at-missing": f'{ONE}{STAGES}[[rank.tie]]\nby = "criterion"\nof = "mark"\n',
    "no-such-criterion": f'{ONE}[[rank.tie]]\nby = "criterion"\nof = "x"\n',
    "no-such-section": f'{ONE}[[rank.tie]]\nby = "section"\nof = "x"\n',
    "no-such-points": f'{ONE}[[rank.tie]]\nby = "points"\nof = "x"\n',
    "bad-id": '[[criterion]]\nid = "a b"\nhigh = 10\n',
    "unknown-key-near": f"{ONE}wieght = 2\n",
    "not-a-choice": f'{ONE}[panel]\nmethod = "guess"\n',
    "missing-key": '[[criterion]]\nid = "a"\n',
    "empty-list": "criterion = []\n",
    "toml-syntax": "[[criterion]\n",
}


def codes_of(text: str) -> list[str]:
    with pytest.raises(FaultyRuleSheet) as caught:
        read_panel_rule(f'name = "panel"\n{text}')
    return [fault.code for fault in caught.value.faults]


def codes_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "finding"]
    return {call.args[1].value for call in calls if isinstance(call.args[1], ast.Constant)}


@pytest.mark.parametrize("code", FAULTY)
def test_each_fault_is_found_alone(code: str) -> None:
    assert codes_of(FAULTY[code]) == [code]


@pytest.mark.parametrize("lang", LANGS)
def test_every_fault_has_its_words(lang: str) -> None:
    codes = codes_in("scoring/engine/tally/panel_checks.py")
    assert len(codes) > 12
    assert codes <= set(FAULTY)
    missing = [code for code in FAULTY if not any(known(lang, f"{area}.faults.{code}") for area in ("tally", "sheet"))]
    assert missing == []


def test_all_faults_come_at_once_with_place_and_line() -> None:
    text = 'name = "panel"\nedtion = 2\n[[criterion]]\nid = "内容"\nname = "内容"\nhigh = 10\nstep = 3\n'
    text += "[panel]\nfewest = 0\n"
    with pytest.raises(FaultyRuleSheet) as caught:
        read_panel_rule(text)
    assert [(f.place, f.code, dict(f.fields)["line"]) for f in caught.value.faults] == [
        ("edtion", "unknown-key-near", "2"),
        ("criterion[1] 内容 › step", "step-misses-high", "7"),
        ("panel › fewest", "too-small", "9"),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('[[criterion]]\nid = "a b"\nhigh = 10\nstep = 3\n', ["bad-id", "step-misses-high"]),
        (f'{ONE}[panel]\nover = "x"\ndrop_high = 1\nleast = 1\n', ["not-a-choice", "least-drops-everything"]),
        (f'{ONE}[panel]\nlate = "x"\nfewest = 5\njudges = ["A", "B"]\n', ["not-a-choice", "fewest-above-panel"]),
        (f'{ONE}[panel]\njudges = ["A", "A", 7]\n', ["twice-in-list", "not-text"]),
        (f"{ONE}[rounding]\nfinal = 2\ncriterion = {{ digits = 2 }}\n", ["not-table", "rounding-not-used"]),
        (f'{ONE}[rank]\nplaces = -1\nby = "borda"\nmargin = 1\n', ["too-small", "rank-of-scores"]),
        (f'{ONE}[[rank.tie]]\nby = "criterion"\nof = "x"\nat = 7\n', ["no-such-criterion", "not-text"]),
        (f'{ONE}[[points]]\nid = "a b"\nkind = "times"\nsection = "x"\n', ["bad-id", "factor-in-section"]),
        (f'{ONE}name = "甲"\n[[points]]\nid = "a b"\nkind = "add"\nname = "甲"\n', ["bad-id", "twice"]),
        (
            f"{ONE}{STAGES.replace('0.6', '1').replace('0.4', '1')}name = 7\n[total]\nbest = 2\n",
            ["not-text", "best-of-too-few"],
        ),
    ],
)
def test_a_faulty_value_hides_nothing_about_the_values_beside_it(text: str, codes: list[str]) -> None:
    assert codes_of(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('[[criterion]]\nid = "a"\nhigh = "x"\nlow = 20\n', ["not-points"]),
        (f'{ONE}[panel]\ndrop_high = 1\nleast = "x"\n', ["not-whole"]),
        (f'{ONE}[panel]\nover = "x"\n[rounding]\ncriterion = {{ digits = 2 }}\n', ["not-a-choice"]),
        (f'{ONE}stage = "papers"\n[[stage]]\nid = "a b"\nweight = 1\n', ["bad-id"]),
        (f"{ONE}{STAGES.replace('0.4', 'x')}", ["not-points"]),
        (f'{ONE}stage = "x"\n[[stage]]\nid = 7\nweight = 1\n', ["not-text"]),
        (f'{ONE}[total]\nfloor = 10\ncap = "x"\n', ["not-points"]),
        (f'{ONE}[rank]\nby = "x"\n[[rank.tie]]\nby = "borda"\n', ["not-a-choice"]),
        (f'{ONE}[[rank.tie]]\nby = "criterio"\n', ["not-a-choice-near"]),
        ("stage = 7\n[total]\nbest = 1\n" + ONE, ["not-list"]),
    ],
)
def test_nothing_is_said_of_a_value_that_could_not_be_compared(text: str, codes: list[str]) -> None:
    assert codes_of(text) == codes


def test_of_every_finding_on_a_panels_rule_it_is_known_what_it_compares() -> None:
    named = {f"no-such-{by}" for by in NAMED} | {
        "order-in-section",
        "factor-in-section",
    }  # their code is made of a value
    codes = codes_in("scoring/engine/tally/panel_checks.py") | codes_in("scoring/engine/panel/checks.py")
    assert codes | named == set(LEANS)


@given(st.text(max_size=200))
def test_any_text_is_refused_with_faults_and_never_with_a_trace(text: str) -> None:
    with pytest.raises(FaultyRuleSheet):
        read_panel_rule(text)
