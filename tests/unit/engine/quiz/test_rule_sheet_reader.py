"""Reading a rule sheet: right ones become values, faulty ones list everything that is wrong with its place."""

from __future__ import annotations

import ast
import dataclasses
import re
import string
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoreboard.presenters.faults import fault_text
from scoring.engine.codec import canonical
from scoring.engine.errors import Fault, FaultyRuleSheet, Invalid
from scoring.engine.quiz import rule_sheet_schema
from scoring.engine.quiz.rule_sheet import FoulStep, Points, RuleSheet, Stake
from scoring.engine.quiz.rule_sheet_leans import LEANS
from scoring.engine.quiz.rule_sheet_reader import (
    read_data,
    read_rule_sheet,
    rule_sheet_digest,
    rule_sheet_from_json,
    rule_sheet_json,
)
from scoring.engine.rulefile.schema import Schema
from scoring.engine.rulefile.values import hints
from scoring.sheets import list_templates, template_text

from .sheets import FAULTY, LEAST, RISK, a_round, contest, sheet

ROOT = Path(__file__).parents[4]


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(FaultyRuleSheet) as caught:
        read_rule_sheet(text)
    return caught.value.faults


def words(language: str) -> dict[str, str]:
    text = (ROOT / f"scoreboard/i18n/words/{language}/sheet.toml").read_text(encoding="utf-8")
    table: dict[str, str] = tomllib.loads(text)["faults"]
    return table


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_least_sheet_is_read_with_every_default() -> None:
    read = read_rule_sheet(LEAST)
    assert (read.id, read.name, read.base, read.floor, read.members) == ("least", "最小赛制", Decimal(100), None, 3)
    assert read.ranking == ("score", "tie_off")
    assert read.rounds[0].points == Points(Decimal(10))


def test_points_are_exact_whether_written_as_number_or_text() -> None:
    read = read_rule_sheet(sheet(a_round("team", 'points = { right = 2.5, wrong = "\u22122.50" }')))
    assert read.rounds[0].points == Points(Decimal("2.5"), Decimal("-2.5"))


def test_nested_tables_become_nested_values() -> None:
    read = read_rule_sheet(template_text("foul-ladder"))
    press, risk = read.round("press").press, read.round("risk-1").risk
    assert press is not None
    assert risk is not None
    assert press.fouls == (
        FoulStep(Decimal(0), "bar"),
        FoulStep(Decimal(-20), "bar"),
        FoulStep(Decimal(-20), "out"),
    )
    assert risk.stakes == (Stake(Decimal(30), 30), Stake(Decimal(40), 45), Stake(Decimal(50), 60))


def test_a_clue_and_a_ladder_take_their_right_points_from_the_steps() -> None:
    read = read_rule_sheet(template_text("campus-ladder"))
    assert read.round("clue").points == Points(Decimal(40), Decimal(-10))
    assert read.round("ladder").points == Points(Decimal(10))


@pytest.mark.parametrize("code", sorted(FAULTY))
def test_each_fault_is_found_alone(code: str) -> None:
    assert [fault.code for fault in faults(FAULTY[code])] == [code]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_fault_has_its_words_and_fills_them(language: str) -> None:
    known = words(language)
    assert set(known) == set(FAULTY) | {"not-utf8"}
    for code, text in FAULTY.items():
        (fault,) = faults(text)
        assert placeholders(known[code]) <= set(dict(fault.fields)), code


def test_every_code_in_the_source_has_a_faulty_sheet() -> None:
    source = "".join(
        (ROOT / f"scoring/engine/{part}.py").read_text(encoding="utf-8")
        for part in (
            "quiz/rule_sheet_reader",
            "quiz/round_rules",
            "quiz/rule_sheet_checks",
            "rulefile/reader",
            "rulefile/values",
        )
    )
    codes = set(re.findall(r'(?:finding|\.fault)\(\s*[^"]*?(?:\([^)]*\))?,\s*"([a-z-]+)"', source))
    assert len(codes) > 50
    assert codes - {"not-day", "not-hour"} <= set(FAULTY)  # a rule sheet has no days


def test_all_faults_are_listed_at_once_in_order_of_line() -> None:
    text = sheet(
        a_round("press", '[round.press]\nwindow_ms = 900\norder = "estimte"\n', name="抢答"),
        a_round("risk", "[round.risk]\nstakes = []\n", ident="s", name="风险"),
        head="membres = 3\n",
    )
    assert [(f.place, f.code, dict(f.fields)["line"]) for f in faults(text)] == [
        ("membres", "unknown-key-near", "4"),
        ("round[1] 抢答 › press › window_ms", "too-large", "12"),
        ("round[1] 抢答 › press › order", "not-a-choice-near", "13"),
        ("round[2] 风险 › risk › stakes", "empty-list", "22"),
    ]


def test_a_syntax_error_says_its_line_and_column() -> None:
    (fault,) = faults('id = "x"\nname = \n')
    said = (("cause", "value"), ("detail", "Invalid value"), ("line", "2"), ("column", "8"))
    assert fault == Fault("", "toml-syntax", said)


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("name = True", "value"),
        ('name = "洪江\nid = 1', "text"),
        ('name = """洪江', "text"),
        ("[[round", "bracket"),
        ("members = [1, 2\nid = 1", "bracket"),
        ("members = 1\nmembers = 2", "twice"),
        ("[press]\n[press]", "twice"),
        ("名称 = 1", "key"),
        ("members 3", "key"),
        ("members = 03", "rest"),
        ("due = 2026-13-01", "rest"),
        ("name = “洪江”", "wide"),
        ("members ＝ 3", "wide"),
        ("members = [1，2]", "wide"),
        ("a = " + "9" * 9000, "other"),
    ],
)
def test_a_syntax_error_says_its_usual_cause(text: str, cause: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, dict(fault.fields)["cause"]) == ("toml-syntax", cause)


def test_a_syntax_error_is_told_in_chinese_with_the_parser_s_words_behind_it() -> None:
    (fault,) = faults("name = “洪江”")
    told = fault_text("zh", fault)
    cause = "用了中文标点，引号、等号、逗号、括号都要用英文半角的"
    assert told == f"第 1 行第 8 列写法不对：{cause}。（解析程序的原话：Invalid value）"


def test_an_unfinished_file_is_a_syntax_error_at_its_last_line() -> None:
    (fault,) = faults('id = "x"\nname = "')
    assert (fault.code, dict(fault.fields)["line"]) == ("toml-syntax", "2")


def test_a_wrong_value_is_not_blamed_twice() -> None:
    text = sheet(
        a_round("presss", "[round.press]\nattempts = 3"),
        head='members = "three"\nranking = ["score", "member_4", "tie_off"]\n',
    )
    assert [f.code for f in faults(text)] == ["not-whole", "not-a-choice-near", "attempts-not-used"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (sheet(a_round("press", '[round.press]\norder = "x"\nattempts = 3\n')), ["not-a-choice", "attempts-not-used"]),
        (sheet(a_round("judged", '[round.panel]\nrounding = "x"\njudges = 2\n')), ["not-a-choice", "drops-everything"]),
        (sheet(a_round("judged", "[round.panel]\nlevels = 3\nleast = 9\n")), ["not-list", "least-above-panel"]),
        (sheet(a_round("risk", f"{RISK}may_pass = 3\nmust_delegate = true\n")), ["not-flag", "delegate-not-used"]),
        (sheet(a_round("presss", "[round.clocks]\nlate = -5\n")), ["not-a-choice-near", "late-without-begin"]),
        (sheet(a_round("tem", ident="b"), a_round("team", ident="b", name="第二")), ["not-a-choice-near", "twice"]),
    ],
)
def test_a_faulty_value_hides_nothing_about_the_values_beside_it(text: str, codes: list[str]) -> None:
    assert [f.code for f in faults(text)] == codes


def test_a_faulty_criterion_is_counted_from_one() -> None:
    first = '[round.panel]\n[[round.panel.criteria]]\nid = "a"\nname = "内容"\nhigh = 10\n'
    second = '[[round.panel.criteria]]\nid = "b"\nname = "表达"\nhigh = 10\nstep = 3\n'
    text = sheet(a_round("judged", first + second))
    (fault,) = faults(text)
    line = 1 + text.splitlines().index("step = 3")
    assert (fault.place, dict(fault.fields)["line"]) == ("round[1] 环节 › panel › criteria[2] 表达 › step", str(line))


def test_of_every_finding_on_a_rule_sheet_it_is_known_what_it_compares() -> None:
    codes: set[str] = set()
    for part in ("quiz/round_rules", "quiz/rule_sheet_checks", "panel/checks"):
        tree = ast.parse((ROOT / f"scoring/engine/{part}.py").read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "finding"]
        for call in calls:
            said = call.args[1]
            either = [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]
            codes |= {one.value for one in either if isinstance(one, ast.Constant)}
    assert codes == set(LEANS)


def test_one_wrong_end_of_a_range_is_one_fault() -> None:
    (fault,) = faults(sheet(tail='[[award]]\nname = "一等奖"\nranks = [0, 5]\n'))
    assert (fault.place, fault.code) == ("award[1] 一等奖 › ranks[1]", "too-small")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1e999999999", "not-points"),
        ("1e-999999999", "not-points"),
        ("nan", "not-points"),
        ("inf", "not-points"),
        ("0x" + "f" * 9000, "not-points"),
        ('"' + "9" * 9000 + '"', "not-points"),
        ("9" * 9000, "toml-syntax"),
        ("[" * 9000, "toml-syntax"),
        ("{ " + "a." * 60_000 + "a = 1 }", "toml-syntax"),
        ("{ " + '"a" . ' * 20_000 + "a = 1 }", "toml-syntax"),
        ('[ "a",' + " " * 150_000 + "\n]", "not-points"),
        ("1 #" + "-" * 200_000, "toml-long"),
    ],
)
def test_a_number_made_to_exhaust_the_reader_is_only_a_fault(value: str, code: str) -> None:
    (fault,) = faults(LEAST.replace("base = 100", f"base = {value}"))
    assert fault.code == code
    assert all(len(text) < 200 for _, text in fault.fields)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text", ["a." * 60_000 + "a = 1", f"[{'a.' * 60_000}a]", 'x = [\n["",' + " " * 150_000 + "\n]]"]
)
def test_a_text_made_to_take_the_square_of_its_length_is_only_faulty(text: str) -> None:
    assert faults(f"{text}\n")  # the square of this would be minutes, and more memory than there is


@pytest.mark.parametrize("sign", ["\\n", "\\r", "\\t", "\\u0007", "\\u200b", "\\u202e", "\\u2028", "{", "}"])
def test_what_the_chief_judge_is_called_is_one_line_of_signs_that_are_seen(sign: str) -> None:
    assert [fault.code for fault in faults(sheet(head=f'chief = "总{sign}裁判"\n'))] == ["bad-title"]
    assert read_rule_sheet(sheet(head='chief = "评委会　主任 A"\n')).chief == "评委会　主任 A"


def test_a_bom_and_windows_line_ends_do_no_harm() -> None:
    assert read_rule_sheet("\ufeff" + LEAST.replace("\n", "\r\n")) == read_rule_sheet(LEAST)


@pytest.mark.parametrize("template", list_templates())
def test_the_normal_form_leads_back_to_the_same_sheet(template: str) -> None:
    read = read_rule_sheet(template_text(template))
    assert rule_sheet_from_json(rule_sheet_json(read)) == read
    assert canonical(rule_sheet_json(read)) == canonical(read)


def test_the_digest_sees_values_and_no_comments() -> None:
    assert rule_sheet_digest(read_rule_sheet(LEAST)) == rule_sheet_digest(
        read_rule_sheet("# 注\n" + LEAST.replace("100", "100.0"))
    )
    assert rule_sheet_digest(read_rule_sheet(LEAST)) != rule_sheet_digest(read_rule_sheet(LEAST.replace("100", "101")))


def test_a_contest_that_says_nothing_of_its_own_leads_back_to_the_same_sheet_too() -> None:
    read = read_rule_sheet(contest())
    assert rule_sheet_from_json(rule_sheet_json(read)) == read


def test_a_normal_form_that_no_file_could_say_is_refused() -> None:
    data = rule_sheet_json(read_rule_sheet(LEAST))
    data["rounds"][0]["kind"] = "press"
    with pytest.raises(FaultyRuleSheet) as caught:
        rule_sheet_from_json(data)
    assert caught.value.faults == (
        Fault("round[1] 必答 › press", "part-missing", (("part", "press"), ("kind", "press"))),
    )
    with pytest.raises(Invalid):
        rule_sheet_from_json(data | {"base": 1.5})


def test_every_number_of_the_shape_has_its_limits() -> None:
    kinds, todo = set(), [RuleSheet]
    while todo:
        kind = todo.pop()
        kinds.add(kind)
        todo += [k for k in vars(rule_sheet_schema).values() if isinstance(k, type) and k is not Schema]
        todo = [k for k in todo if dataclasses.is_dataclass(k) and k not in kinds]
    missing = [
        (kind.__name__, name)
        for kind in kinds
        for name, hint in hints(kind).items()
        if re.search(r"Decimal|\bint\b", str(hint)) and "Points" not in str(hint)
        if (kind, name) not in rule_sheet_schema.LIMITS
    ]
    assert missing == []


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_faults(text: str) -> None:
    with pytest.raises(FaultyRuleSheet) as caught:
        read_rule_sheet(text)
    assert caught.value.faults


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_any_value_anywhere_is_read_or_refused_and_never_crashes(data: st.DataObject) -> None:
    tree = tomllib.loads(template_text(data.draw(st.sampled_from(list_templates()))), parse_float=Decimal)
    node: object = tree
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))  # type: ignore[arg-type]
        key = data.draw(st.sampled_from(keys))
        inner = node[key]  # type: ignore[index]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        node = inner
    node[key] = data.draw(JUNK.filter(lambda v: v is not None))  # type: ignore[index]
    try:
        read = read_data(tree)
    except FaultyRuleSheet:
        return
    assert rule_sheet_from_json(rule_sheet_json(read)) == read
