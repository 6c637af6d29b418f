"""The printed rule sheet: numbered like a published one, and nothing that the sheet says is left out."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args, get_origin

import pytest

from scoring.engine.errors import Invalid
from scoring.engine.panel.audience import AudienceRule
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable
from scoring.engine.quiz.rule_sheet import FreezeRule, Points, Round, RuleSheet, TieOff, tie_off_round
from scoring.engine.quiz.rule_sheet_document import DocumentText
from scoring.engine.quiz.rule_sheet_print import print_match_rules, print_rule_sheet, round_intro
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet, rule_sheet_from_json, rule_sheet_json
from scoring.engine.quiz.wording import en_parts, zh_parts
from scoring.engine.quiz.wording.common import Said, played
from scoring.engine.rulefile.printed import Lang, PrintedSheet, markdown, number, plain_text, sections
from scoring.engine.rulefile.values import hints
from scoring.engine.stages import PaperPart, Stage
from scoring.sheets import list_templates, template_text

from .play import Table
from .sheets import LEAST

LANGS: tuple[Lang, ...] = ("zh", "en")


def sheets() -> dict[str, RuleSheet]:
    return {t: read_rule_sheet(template_text(t)) for t in list_templates()}


def test_the_usual_sheet_is_numbered_like_a_published_one() -> None:
    lines = plain_text(print_rule_sheet(sheets()["standard-party"])).splitlines()
    assert lines[0] == "通用党建知识竞赛规则"
    assert re.fullmatch("规则编号：standard-party　第1版　校验值：[0-9a-f]{12}", lines[-1])
    assert [x for x in lines if re.match(r"[一二三四五六七八九十]+、", x)] == [
        "一、参赛资格",
        "二、总则",
        "三、竞赛环节",
        "四、抢答判定",
        "五、名次与加赛",
        "六、奖项设置",
        "七、岗位职责",
        "八、现场纪律",
        "九、系统故障",
        "十、仲裁与申诉",
        "十一、附则",
    ]
    assert "（四）抢答" in lines
    fouls = "8. 抢答犯规：扣10分，该队本题不得再抢，其余各队重新抢答。其他队此前已有效抢答的，其抢答有效。"
    assert fouls in lines
    assert "2. 分值设10分（答题时限30秒）、20分（答题时限60秒）、30分（答题时限90秒）。" in lines


def test_a_foul_ladder_is_said_step_by_step() -> None:
    text = plain_text(print_rule_sheet(sheets()["foul-ladder"]))
    assert (
        "抢答犯规按本环节内的累计次数处理：第一次不扣分，该队本题不得再抢，其余各队重新抢答；第二次扣20分，"
        "该队本题不得再抢，其余各队重新抢答；第三次及以后扣20分，该队退出本环节，其余各队重新抢答。"
    ) in text


def test_the_stages_of_the_great_event_are_said() -> None:
    text = plain_text(print_rule_sheet(sheets()["grand-league"]))
    assert "1. 初赛：各队抽签分为12组进行，各组前2名晋级。" in text
    assert "2. 复赛：各队抽签分为4组进行，各组前3名晋级；上一阶段得分不带入，重新计分。" in text
    assert "3. 决赛：全部代表队同场进行，决出最终名次；上一阶段得分不带入，重新计分。" in text


def test_the_papers_of_a_written_stage_are_said_with_how_equal_teams_are_compared() -> None:
    stage = Stage(
        "笔试",
        advance=8,
        written=True,
        papers=2,
        parts=(PaperPart("选择题", Decimal(60)), PaperPart("简答", Decimal("40.5"))),
    )
    text = plain_text(print_rule_sheet(dataclasses.replace(read_rule_sheet(LEAST), stages=(stage,))))
    assert (
        "笔试：以笔试进行，每名队员答2份试卷，每份试卷满分100.5分（选择题60分、简答40.5分），"
        "团体成绩为本队各份试卷得分之和，缺考的试卷计0分；"
        "总分相同的，依次比较队内得分最高、第二、第三的队员，直至分出先后，前8名晋级。"
    ) in text


@pytest.mark.parametrize(
    ("lang", "unsaid"),
    [
        ("zh", ("互换", "5 道", "领队", "裁判长同意", "纪念品", "有奖")),
        ("en", ("exchanged", "5 spare", "leaders", "prize", "drawn")),
    ],
)
def test_nothing_is_printed_that_the_sheet_does_not_say(lang: Lang, unsaid: Sequence[str]) -> None:
    sheet = read_rule_sheet(LEAST)
    audience = dataclasses.replace(sheet.rounds[0], kind="audience")
    sheet = dataclasses.replace(sheet, rounds=(audience,), reserves=1, substitutions=1)
    text = plain_text(print_rule_sheet(sheet, lang)) + "\n".join(round_intro(audience, lang))
    assert [word for word in unsaid if word in text] == []


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "各队台号在赛前抽签决定。"), ("en", "Stations are drawn before the match.")]
)
def test_that_stations_are_drawn_is_printed_only_where_they_are(lang: Lang, said: str) -> None:
    sheet = read_rule_sheet(LEAST)
    assert said not in plain_text(print_rule_sheet(sheet, lang))
    assert said in plain_text(print_rule_sheet(sheet, lang, drawn=True))
    old = Table(sheet).setup
    for setup, is_said in (
        (dataclasses.replace(old, printing=1), True),
        (dataclasses.replace(old, printing=2), False),
        (dataclasses.replace(old, printing=2, drawn=True), True),
    ):
        assert (said in plain_text(print_match_rules(setup, sheet, lang))) is is_said


def test_spares_are_printed_only_where_the_sheet_has_some() -> None:
    sheet = read_rule_sheet(LEAST)
    assert "备用题" in plain_text(print_rule_sheet(sheet))
    assert "备用题" not in plain_text(print_rule_sheet(dataclasses.replace(sheet, spares=0)))


def test_where_a_team_that_left_is_ranked_is_printed() -> None:
    text = plain_text(print_rule_sheet(dataclasses.replace(read_rule_sheet(LEAST), withdrawn="out")))
    assert "中途退赛的代表队不再等候，已得分数保留，不列名次。" in text
    assert "比赛中被取消资格的代表队，不列名次。" in text


def test_empty_sections_take_no_number() -> None:
    headings = [section.heading for section in print_rule_sheet(read_rule_sheet(LEAST)).sections]
    assert headings == ["一、总则", "二、竞赛环节", "三、名次与加赛"]


def test_markdown_keeps_the_numbers_as_written() -> None:
    text = markdown(print_rule_sheet(read_rule_sheet(LEAST)))
    assert text.startswith("# 最小赛制规则\n")
    assert "\n## 一、总则\n\n1\\. 每个代表队" in text
    assert "\n### （一）必答\n" in text


@pytest.mark.parametrize("sign", ["# ", "> ", "- ", "* ", "+ ", "| ", "```", "---", "<b>"])
def test_no_sign_at_the_begin_of_a_line_changes_what_the_line_is_in_markdown(sign: str) -> None:
    written = sections((("总则", [f"{sign}一句"], ()), ("附则", ["甲", f"乙\n{sign}丙"], ())), "zh")
    text = markdown(PrintedSheet("规则", "第 1 版", written, signed=(f"{sign}甲单位",)))
    assert f"\n\n\\{sign}一句\n" in text
    assert f"\n\n2\\. 乙\n\\{sign}丙\n" in text
    assert f"\n\n\\{sign}甲单位\n" in text


def test_the_english_sheet_is_said_in_english() -> None:
    text = plain_text(print_rule_sheet(sheets()["standard-party"], "en"))
    assert "3.4 抢答" in text
    assert "Foul: −10 points and the team is barred from this item and the others buzz in again." in text
    own = {w for sheet in sheets().values() for w in re.findall(r"[\u4e00-\u9fff]+", repr(sheet))}
    for sheet in sheets().values():
        assert set(re.findall(r"[\u4e00-\u9fff]+", plain_text(print_rule_sheet(sheet, "en")))) <= own


def test_both_languages_name_every_verdict_of_one_structure() -> None:
    assert set(zh_parts.VERDICTS) == set(en_parts.VERDICTS) == set(get_args(Said))
    run = next(rule for sheet in sheets().values() for rule in sheet.rounds if rule.may_pass)
    points, said = played(run, run.points)
    assert said == ("wrong", "timeout", "pass")
    assert zh_parts.costs_text(points, said).count("说“过”") == 1
    assert en_parts.costs_text(points, said).count("a pass") == 1


@pytest.mark.parametrize(("value", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_chinese_numerals(value: int, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("template", list_templates())
def test_an_introduction_has_a_few_short_lines_and_leaves_none_out(template: str, lang: Lang) -> None:
    for rule in sheets()[template].rounds:
        lines = round_intro(rule, lang)
        assert 2 <= len(lines) <= (7 if rule.kind == "clue" else 6)
        assert all(line and len(line) <= (60 if lang == "zh" else 120) for line in lines)


def test_the_sheets_own_introduction_comes_first() -> None:
    rule = dataclasses.replace(sheets()["standard-party"].rounds[0], intro=("答题要快", "也要准"))
    assert round_intro(rule) == ("答题要快", "也要准")


def test_a_tie_off_is_introduced_by_what_it_decides_and_not_by_points() -> None:
    sheet = sheets()["standard-party"]
    rule = tie_off_round(dataclasses.replace(sheet, tie_off=TieOff(mode="press", press=10, answer=20)))
    assert round_intro(rule, "zh") == (
        "有关各队抢答，先答对者列前，先答错者列后",
        "10秒内抢答，抢得后20秒内作答",
        "只排定名次，不计入总分",
    )
    assert round_intro(rule, "en") == (
        "The tied teams buzz in; the first right answer is ahead, a wrong one behind",
        "10 s to buzz in, 20 s to answer",
        "It orders the tie only and brings no points",
    )
    rule = tie_off_round(dataclasses.replace(sheet, tie_off=TieOff(mode="judged", answer=90)))
    assert round_intro(rule, "zh") == ("有关各队依次作答，成绩优者列前", "答题限时90秒", "只排定名次，不计入总分")
    assert round_intro(rule, "en") == (
        "The tied teams answer in turn; the better result is ahead",
        "90 s to answer",
        "It orders the tie only and brings no points",
    )


def test_no_line_of_an_introduction_is_cut_off() -> None:
    own = tuple(f"第 {no} 条" for no in range(1, 10))
    assert round_intro(dataclasses.replace(sheets()["standard-party"].rounds[0], intro=own)) == own
    clue = next(rule for rule in sheets()["campus-ladder"].rounds if rule.kind == "clue")
    assert round_intro(clue)[-1] == "抢得后未答对的，其余各队可再次抢答，每题至多4队次作答"


@pytest.mark.parametrize(
    ("lang", "said", "unsaid"),
    [
        ("zh", "抢答先后由比赛系统判定，以信号到达的次序为准。", ("毫秒", "计时误差")),
        ("en", "The system finds who buzzed in first, by the order in which presses arrive.", (" ms ", "uncertainty")),
    ],
)
def test_where_presses_go_by_arrival_nothing_is_said_of_a_window_or_of_ties(
    lang: Lang, said: str, unsaid: tuple[str, ...]
) -> None:
    press = next(rule for rule in sheets()["standard-party"].rounds if rule.press)
    by_arrival = dataclasses.replace(press, press=dataclasses.replace(press.press, order="arrival"))  # type: ignore[type-var]
    text = plain_text(print_rule_sheet(dataclasses.replace(sheets()["standard-party"], rounds=(by_arrival,)), lang))
    assert said in text
    assert [words for words in unsaid if words in text] == []


@pytest.mark.parametrize(
    ("lang", "window", "behind"),
    [
        ("zh", "等候时间延长为最慢线路的往返时间，至多300毫秒", "先答对者列前，先答错者列后"),
        ("en", "of the slowest line where that is longer (at most 300 ms)", "ahead, the first wrong answer is behind"),
    ],
)
def test_both_languages_print_how_long_presses_are_waited_for_and_where_a_wrong_answer_of_a_tie_off_leads(
    lang: Lang, window: str, behind: str
) -> None:
    text = plain_text(print_rule_sheet(sheets()["standard-party"], lang))
    assert window in text
    assert behind in text


@pytest.mark.parametrize(
    ("lang", "line"),
    [("zh", "逐人闯关，答对才能继续，每队 1 轮"), ("en", "Climb on while you are right · 1 climb per team")],
)
def test_a_ladder_is_introduced_as_one_climb_of_each_team(lang: Lang, line: str) -> None:
    ladder = next(rule for rule in sheets()["campus-ladder"].rounds if rule.kind == "ladder")
    assert round_intro(ladder, lang)[0] == line


ACT_ELSEWHERE: dict[tuple[str, str], str] = {
    ("Clocks", "answer"): "a stake has its own clock",
    ("CriterionTable", "id"): "a name for the machine",
    ("PanelTable", "least"): "nothing is dropped there",
    ("Points", "wrong"): "every type has points of its own there",
    ("Points", "blank"): "only a tablet can stay blank",
    ("Points", "give_up"): "in a run no question may be skipped there, and on tablets nobody gives up",
    ("Points", "right"): "a step has its own worth",
    ("Points", "timeout"): "on tablets no answer in time is a blank",
    ("PressRule", "attempts"): "not re-opened there",
    ("PressRule", "tie"): "order of arrival knows no tie",
    ("PressRule", "window_ms"): "order of arrival collects nothing",
    ("RiskRule", "delegate_right"): "nobody is named there",
    ("RiskRule", "delegate_wrong"): "nobody is named there",
    ("RuleSheet", "chief"): "no sentence names the chief judge there",
    ("RuleSheet", "name"): "the rules have a title of their own there",
    ("RuleSheet", "spares"): "how many are prepared is no rule of the play",
    ("Round", "id"): "a name for the machine; a round that points at it says its name",
    ("Round", "intro"): "no shipped sheet has its own",
    ("Round", "types"): "marked, not judged by type",
    ("TieOff", "name"): "no tie-off there",
    ("TieOff", "answer"): "no tie-off there",
    ("TieOff", "press"): "not pressed for there",
    ("Token", "id"): "a name for the machine",
}
"""Values that do nothing in some sheets, and why they are not said there."""


def changed(hint: Any, value: Any) -> Iterator[Any]:
    """Other values of the same type."""
    if value is None or isinstance(value, str | bool | int | Decimal):
        if value is not None and type(None) in get_args(hint):
            yield None
        options = {*get_args(hint)} | {o for a in get_args(hint) for o in get_args(a)}
        words = [o for o in options if isinstance(o, str)]
        if words:
            yield from (w for w in sorted(words) if w != value)
        elif isinstance(value, bool):
            yield not value
        elif isinstance(value, int | Decimal):
            yield from (value + step for step in (1, -1, 7))
        elif isinstance(value, str):
            yield value + "-2"
    elif isinstance(value, date):
        yield value + timedelta(days=1)


def mutants(value: Any, hint: Any = None, field: tuple[str, str] = ("", "")) -> Iterator[tuple[tuple[str, str], Any]]:
    """Every copy of ``value`` with one leaf changed, and which field it was."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        for name, inner_hint in hints(kind).items():
            for where, inner in mutants(getattr(value, name), inner_hint, (kind.__name__, name)):
                yield where, dataclasses.replace(value, **{name: inner})
    elif isinstance(value, tuple):
        inner_hint = next((get_args(h)[0] for h in (hint, *get_args(hint)) if get_origin(h) is tuple), None)
        for i, item in enumerate(value):
            for where, inner in mutants(item, inner_hint, field):
                yield where, (*value[:i], inner, *value[i + 1 :])
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for where, inner in mutants(item, None, field):
                yield where, {**value, key: inner}
    else:
        yield from ((field, other) for other in changed(hint, value))


def body(sheet: RuleSheet, lang: Lang) -> str:
    """The printed sheet without its check code, which sees every change anyway."""
    printed = print_rule_sheet(sheet, lang)
    return re.sub(r"[0-9a-f]{12}", "", plain_text(printed))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_value_of_a_sheet_is_said(lang: Lang) -> None:
    said: set[tuple[str, str]] = set()
    unsaid: set[tuple[str, str]] = set()
    marked_whole = Round("video", "judged", "情景题", 1, Points(Decimal(0)), panel=PanelTable())
    audience = AudienceRule(Decimal(30), "average", size=50, name="百姓评审团")
    voted = dataclasses.replace(marked_whole, panel=PanelTable(audience=audience))
    parts = (PaperPart("选择题", Decimal(60)), PaperPart("简答题", Decimal(40)))
    stages = (Stage("笔试", advance=8, written=True, parts=parts),)
    least = read_rule_sheet(LEAST)
    filled = {f.name: ("a", "b") for f in dataclasses.fields(DocumentText) if f.name not in ("title", "dated")}
    whole = DocumentText(title="Rules of A", dated=date(2026, 5, 4), **filled)  # type: ignore[arg-type]
    for sheet in (
        *sheets().values(),
        dataclasses.replace(least, document=whole, notes=("a", "b")),
        dataclasses.replace(least, rounds=(marked_whole,)),
        dataclasses.replace(least, rounds=(voted,)),
        dataclasses.replace(least, stages=stages),
        dataclasses.replace(least, freeze=FreezeRule(least.rounds[0].id, after=1)),
    ):
        before = body(sheet, lang)
        played = dataclasses.replace(sheet, rounds=tuple(r for r in sheet.rounds if r.kind != "audience"))
        assert body(played, lang) != before or played == sheet
        before = body(played, lang)
        for field, mutant in mutants(played):
            if possible(mutant):
                (said if body(mutant, lang) != before else unsaid).add(field)
    assert unsaid - set(ACT_ELSEWHERE) == set()
    everything = {(k.__name__, n) for k in _kinds(RuleSheet) for n in hints(k)}
    nested = {("Round", n) for n in ("points", "by_type", "clocks", "press", "risk", "panel", "supporters")}
    nested |= {
        ("RuleSheet", n)
        for n in ("rounds", "tie_off", "tokens", "stages", "awards", "best_player", "freeze", "document", "contest")
    }
    nested |= {("PressRule", "fouls"), ("PressRule", "second"), ("RiskRule", "stakes"), ("PanelTable", "criteria")}
    nested |= {("PanelTable", "audience")}
    nested |= {("Stage", "parts"), ("FreezeRule", "round")}  # a name for the machine: the round's own name is said
    assert everything - said - nested == {
        ("Round", "id"),
        ("Round", "intro"),
        ("Round", "phones"),  # of rounds of the audience, which are left out here
        ("Token", "id"),
        ("CriterionTable", "id"),
        ("RuleSheet", "spares"),
    }


def possible(sheet: RuleSheet) -> bool:
    """Whether a file could say this sheet."""
    try:
        return rule_sheet_from_json(rule_sheet_json(sheet)) == sheet
    except Invalid:
        return False


def _kinds(kind: type) -> Iterator[type]:
    yield kind
    for hint in hints(kind).values():
        for inner in (hint, *get_args(hint)):
            if dataclasses.is_dataclass(inner) and isinstance(inner, type):
                yield from _kinds(inner)


def test_a_panel_with_criteria_is_announced_by_what_a_judge_can_give_in_all() -> None:
    criteria = (
        CriterionTable("a", "内容", Decimal(60), low=Decimal(10)),
        CriterionTable("b", "表达", Decimal(20), weight=Decimal(2)),
    )
    rule = Round("video", "judged", "情景题", 1, panel=PanelTable(criteria=criteria))
    assert any("10～100分" in line for line in round_intro(rule, "zh"))
    assert any("10–100" in line for line in round_intro(rule, "en"))


def test_a_rounds_own_words_are_printed_before_its_rules() -> None:
    sheet = read_rule_sheet(LEAST)
    rule: Round = dataclasses.replace(sheet.rounds[0], intro=("本环节考查基础知识。",))
    lines = print_rule_sheet(dataclasses.replace(sheet, rounds=(rule,))).sections[1].sections[0].lines
    assert lines[0] == "1. 本环节考查基础知识。"


@pytest.mark.parametrize(
    ("links", "zh", "en"),
    [
        (("tie_off",), "其他同分名次并列。", "teams in other ties share their rank."),
        (
            ("rights", "tie_off"),
            "其他同分按上述次序比较，仍相同的名次并列。",
            "teams in other ties are ordered by these comparisons, and who is still equal shares a rank.",
        ),
    ],
)
def test_what_becomes_of_a_tie_without_a_tie_off_is_said_as_the_ranking_has_it(
    links: tuple[Any, ...], zh: str, en: str
) -> None:
    sheet = dataclasses.replace(sheets()["standard-party"], ranking=("score", *links), tie_matters=(1,))
    assert zh in plain_text(print_rule_sheet(sheet))
    assert en in plain_text(print_rule_sheet(sheet, "en"))


@pytest.mark.parametrize(
    ("mode", "zh", "en"),
    [
        ("risk", "答对者列前", "who is right is ahead"),
        ("judged", "裁判长按评委评定排定名次", "the chief judge orders them"),
    ],
)
def test_a_tie_off_in_turn_promises_no_stakes_and_no_marks(mode: Any, zh: str, en: str) -> None:
    usual = sheets()["standard-party"]
    sheet = dataclasses.replace(usual, tie_off=dataclasses.replace(usual.tie_off, mode=mode))
    assert zh in plain_text(print_rule_sheet(sheet))
    assert en in plain_text(print_rule_sheet(sheet, "en"))
