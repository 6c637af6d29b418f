"""A campaign's file: what is read, every fault alone with its words, all faults at once with their places."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from scoreboard.i18n.catalogue import LANGS, catalogue
from scoreboard.presenters.faults import fault_text
from scoring.engine.errors import Fault, FaultyRuleSheet
from scoring.engine.review.campaign import Deadline, Entry, Notice, scoring_rule
from scoring.engine.review.campaign_changes import changes
from scoring.engine.review.campaign_leans import LEANS
from scoring.engine.review.campaign_print import print_campaign
from scoring.engine.review.campaign_reader import campaign_digest, read_campaign
from scoring.engine.tally.rule import PanelStage, TieRule
from tests.words import places

from . import test_calendar
from .campaigns import FULL, LEAST

ROOT = Path(__file__).parents[4]


def changed(old: str, new: str, text: str = LEAST) -> str:
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(FaultyRuleSheet) as caught:
        read_campaign(text)
    return caught.value.faults


def test_a_fault_of_several_tables_has_the_line_of_the_first() -> None:
    text = changed(JUDGING, STAGE.format("papers", "marks", "weight = 0.6") + JUDGING)
    (found,) = faults(text)
    line = text[: text.index("[[stage]]")].count("\n") + 1
    assert (found.place, found.code, dict(found.fields)["line"]) == ("stage", "stage-weights", str(line))


def test_a_wrong_kind_of_an_award_hides_no_award_that_is_not_there() -> None:
    sign_off = '\n[[sign_off]]\ndepartment = "公安局"\nabout = "守法"\nawards = ["other"]\n'
    text = changed('kind = "unit"', 'kind = "team"') + sign_off
    assert [one.code for one in faults(text)] == ["not-a-choice", "no-such-award"]


NOT_OF_A_CAMPAIGN = {
    "best-has-no-places", "best-of-too-few", "best-weights", "floor-above-cap", "places-of-one-stage", "rank-of-scores",
}  # fmt: skip
"""Findings on parts of a tally's rule that a campaign has not."""

FIELD = 'name = "单位名称"\n'
STAGE = '[[stage]]\nid = "{0}"\nname = "{0}"\nkind = "{1}"\nby = "甲"\n{2}\n'
JUDGING = '[[stage]]\nid = "judging"'

FAULTY = {
    "not-day": changed("day = 2026-06-15", 'day = "15 June"'),
    "not-hour": changed("day = 2026-06-15", "day = 2026-06-15\nuntil = 18:00:01"),
    "not-zone": changed('id = "least"', 'id = "least"\nzone = "北京"'),
    "missing-key": changed("first_day_counts = true\n", ""),
    "not-a-choice": changed('kind = "unit"', 'kind = "town"'),
    "unknown-key-near": changed("places = 10", "places = 10\nput_foward = 2"),
    "too-small": changed("places = 10", "places = 0"),
    "twice": changed("[[stage]]", '[[level]]\nid = "unit"\nname = "乡镇"\n\n[[stage]]'),
    "field-twice": changed("[[level]]", '[[field]]\nid = "name"\nname = "名称"\n\n[[level]]'),
    "field-part-missing": changed(FIELD, FIELD + 'kind = "choice"\n'),
    "field-part-not-used": changed(FIELD, FIELD + "most = 3\n"),
    "twice-in-list": changed(FIELD, FIELD + 'kind = "choice"\nchoices = ["甲", "甲"]\n'),
    "form-empty": changed('[[award.field]]\nid = "name"\nname = "单位名称"\n', ""),
    "forward-above-places": changed("places = 10", "places = 10\nput_forward = 11"),
    "shortlist-below-places": changed("places = 10", "places = 10\nshortlist = 9"),
    "since-missing": changed("[[award.field]]", '[award.entry]\nsince_field = "name"\n\n[[award.field]]'),
    "no-such-day-field": changed(
        "[[award.field]]", '[award.entry]\nsince = 2009-01-01\nsince_field = "name"\n\n[[award.field]]'
    ),
    "no-such-award": changed(
        "[[stage]]", '[[sign_off]]\ndepartment = "税务"\nabout = "纳税"\nawards = ["bst"]\n\n[[stage]]'
    ),
    "opens-after-due": changed('id = "least"', 'id = "least"\nopens = 2026-06-16'),
    "level-due-early": changed('name = "推荐单位"', 'name = "推荐单位"\ndue = { day = 2026-06-14 }'),
    "phase-backwards": LEAST + '[[phase]]\nname = "发动"\nfirst = 2026-06-02\nlast = 2026-06-01\n',
    "personal-too-early": changed('id = "least"', 'id = "least"\npersonal_until = 2026-06-15'),
    "no-marks-stage": changed('kind = "marks"', 'kind = "check"'),
    "check-after-marks": changed("[[notice]]", STAGE.format("vetting", "check", "") + "[[notice]]"),
    "check-has-no-marks": changed(JUDGING, STAGE.format("vetting", "check", "through = 5") + JUDGING),
    "through-of-last": changed('kind = "marks"', 'kind = "marks"\nthrough = 20'),
    "through-below-shortlist": changed(JUDGING, STAGE.format("papers", "marks", "through = 9") + JUDGING),
    "range-empty": changed("high = 100", "high = 0"),
    "stage-weights": changed(JUDGING, STAGE.format("papers", "marks", "weight = 0.6") + JUDGING),
    "no-such-stage": changed("[[level]]", '[[tie]]\nby = "first_places"\nat = "talk"\n\n[[level]]'),
    "no-such-criterion": changed("[[level]]", '[[tie]]\nby = "criterion"\nof = "talk"\n\n[[level]]'),
    "least-drops-everything": LEAST + "[panel]\ndrop_high = 1\n",
    "weight-endless": changed("high = 100", 'high = 100\nweight = "1/3"'),
    "toml-syntax": changed("[due]", "[due"),
}


@pytest.mark.parametrize("code", FAULTY)
def test_each_fault_is_found_alone(code: str) -> None:
    assert [fault.code for fault in faults(FAULTY[code])] == [code]


@pytest.mark.parametrize("lang", LANGS)
def test_each_fault_has_its_words_and_fills_them(lang: str) -> None:
    for code, text in FAULTY.items():
        (fault,) = faults(text)
        assert places(fault_text(lang, fault)) == set(), code
        assert fault_text(lang, fault) != f"sheet.faults.{code}"


def test_every_word_for_a_fault_of_campaigns_has_a_faulty_campaign_and_is_in_no_other_area() -> None:
    codes = {key.removeprefix("campaign.faults.") for key in catalogue("zh") if key.startswith("campaign.faults.")}
    assert codes <= {*FAULTY, *test_calendar.FAULTY}
    assert [code for code in codes for area in ("sheet", "tally") if f"{area}.faults.{code}" in catalogue("zh")] == []


def test_every_code_in_the_source_has_a_faulty_campaign() -> None:
    codes = set()
    for name in ("campaign_checks", "form_checks"):
        tree = ast.parse((ROOT / f"scoring/engine/review/{name}.py").read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "finding"]
        codes |= {call.args[1].value for call in calls if isinstance(call.args[1], ast.Constant)}
    assert len(codes) > 15
    assert codes <= set(FAULTY)


def test_all_faults_come_at_once_with_place_and_line() -> None:
    text = (
        FULL.replace("places = 3", "places = 0").replace("days = 7", 'days = "seven"').replace("high = 40", "high = 0")
    )
    text = text.replace('at = "papers"', 'at = "paper"').replace('vacancy = "empty"\n', "")
    found = [(fault.place, fault.code) for fault in faults(text)]
    assert found == [
        ("award[1] 学习明星 › criterion[2] 答辩 › high", "range-empty"),
        ("award[2] 优秀组织 › places", "too-small"),
        ("tie[2] › at", "no-such-stage"),
        ("notice[1] › days", "not-whole"),
        ("decision › vacancy", "missing-key"),
    ]
    assert dict(faults(text)[0].fields)["line"] == str(text.splitlines().index("high = 0") + 1)


def test_faults_that_all_awards_share_are_listed_once() -> None:
    text = FULL.replace("[panel]", '[panel]\nmethod = "median"')
    assert [(fault.place, fault.code) for fault in faults(text)] == [
        ("panel › method", "median-drops"),
        ("panel › bound", "bound-median"),
    ]


def test_a_finding_that_rests_on_a_faulty_value_is_left_out() -> None:
    text = changed('kind = "marks"', 'kind = "mark"')
    assert [fault.code for fault in faults(text)] == ["not-a-choice-near"]


@pytest.mark.parametrize(
    ("beside", "code"),
    [
        ('kind = "town"\nplaces = 10\nput_forward = 11', "forward-above-places"),
        ('kind = "town"\nplaces = 10\nshortlist = 9', "shortlist-below-places"),
        ('kind = "town"\nplaces = 10\nform = 3\nput_forward = 11', "forward-above-places"),
    ],
)
def test_a_faulty_value_hides_nothing_about_the_other_values_of_its_table(beside: str, code: str) -> None:
    assert code in [one.code for one in faults(changed('kind = "unit"\nplaces = 10', beside))]


def test_a_faulty_name_of_a_table_hides_nothing_about_its_values() -> None:
    phase = "[[phase]]\nname = 7\nfirst = 2026-06-02\nlast = 2026-06-01\n"
    assert [one.code for one in faults(LEAST + phase)] == ["not-text", "phase-backwards"]
    field = changed(FIELD, "name = 7\nmost = 3\n")
    assert [one.code for one in faults(field)] == ["not-text", "field-part-not-used"]
    decided = changed('by = ["领导小组"]', 'by = ["局", "局", 7]')
    assert [one.code for one in faults(decided)] == ["twice-in-list", "not-text"]
    stage = changed('name = "评审"\nkind = "marks"', 'name = 7\nkind = "check"')
    assert [one.code for one in faults(stage)] == ["no-marks-stage", "not-text"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            changed("day = 2026-06-15", 'day = "x"').replace('id = "least"', 'id = "least"\nopens = 2026-06-16'),
            ["not-day"],
        ),
        (changed("places = 10", 'places = "x"\nput_forward = 11'), ["not-whole"]),
        (LEAST + '[[phase]]\nname = "发动"\nfirst = "x"\nlast = 2026-06-01\n', ["not-day"]),
        (changed("high = 100", 'high = "x"\nlow = 20'), ["not-points"]),
        (LEAST + '[panel]\nover = "x"\n[rounding]\njudge = { digits = 2 }\n', ["not-a-choice"]),
    ],
)
def test_nothing_is_said_of_a_value_that_could_not_be_compared(text: str, codes: list[str]) -> None:
    assert [one.code for one in faults(text)] == codes


def test_of_every_finding_that_there_may_be_it_is_known_what_it_compares() -> None:
    codes = set()
    for name in ("review/campaign_checks", "review/form_checks", "tally/panel_checks", "panel/checks"):
        tree = ast.parse((ROOT / f"scoring/engine/{name}.py").read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "finding"]
        codes |= {call.args[1].value for call in calls if isinstance(call.args[1], ast.Constant)}
    assert len(codes) > 30
    assert codes - set(LEANS) == NOT_OF_A_CAMPAIGN


def test_days_times_and_what_is_said_are_read() -> None:
    campaign = read_campaign(FULL)
    assert campaign.due == Deadline(date(2026, 6, 15), time(18))
    assert campaign.levels[1].due == Deadline(date(2026, 6, 20), time(12))
    assert campaign.notices[0] == Notice("单位", ("公告栏",), 7, "natural", True)
    assert [field.id for field in campaign.form_of(campaign.awards[1])] == ["people", "deeds", "proof", "mail", "phone"]
    least = read_campaign(LEAST)
    assert (least.awards[0].entry, least.awards[0].fields[0].limit, least.zone) == (Entry(), 100, "Asia/Shanghai")


def test_the_marks_of_an_award_are_tallied_by_its_criteria_and_the_stages_of_all() -> None:
    campaign = read_campaign(FULL)
    star, host = (scoring_rule(campaign, award) for award in campaign.awards)
    assert (
        star.stages
        == host.stages
        == (
            PanelStage("papers", Decimal("0.6"), "材料评审"),
            PanelStage("defence", Decimal("0.4"), "现场答辩"),
        )
    )
    assert [one.id for one in star.panel.criteria_at("papers")] == ["idea"]
    assert (star.rank.places, star.rank.ties) == (10, (TieRule("criterion", "idea"),))
    assert host.rank.ties == (TieRule("stage", "defence"), TieRule("first_places", at="papers"))
    assert (host.panel.same_organisation_recused, host.panel.combining.drop_high) == (False, 2)


def test_a_weight_of_a_third_is_exact() -> None:
    text = changed("high = 100", 'high = 100\nweight = "1/3"') + "[rounding]\njudge = { digits = 2 }\n"
    campaign = read_campaign(text)
    assert scoring_rule(campaign, campaign.awards[0]).panel.criteria[0].factor == Fraction(1, 3)


def test_comments_and_the_order_of_keys_do_not_change_the_digest() -> None:
    other = LEAST.replace('id = "least"\nname = "先进集体评选"', 'name = "先进集体评选"  # 名称\nid = "least"')
    assert campaign_digest(read_campaign(other)) == campaign_digest(read_campaign(LEAST))
    assert campaign_digest(read_campaign(changed("days = 5", "days = 6"))) != campaign_digest(read_campaign(LEAST))


ODD = ("0", "99999999999999999999999", "1e400", '""', '"x"', "[]", "{}", "2026-02-28")


@pytest.mark.parametrize("source", [LEAST, FULL], ids=["least", "full"])
def test_with_an_odd_or_missing_value_a_file_is_printed_and_compared_or_its_faults_are_listed(
    source: str,
) -> None:
    lines, seen, good = source.splitlines(), set(), 0
    whole = read_campaign(source)
    for no, line in enumerate(lines):
        key, sign, _ = line.partition(" = ")
        for odd in (*(f"{key} = {odd}" for odd in ODD if sign), ""):
            try:
                campaign = read_campaign("\n".join((*lines[:no], odd, *lines[no + 1 :])))
            except FaultyRuleSheet as error:
                seen |= {fault.code for fault in error.faults}
            else:
                good += 1
                assert print_campaign(campaign, "zh").sections
                assert print_campaign(campaign, "en").sections
                assert (changes(whole, campaign) == ()) == (campaign == replace(whole, edition=campaign.edition))
    assert {"missing-key", "not-text", "not-whole", "not-day", "too-small", "unknown-key"} <= seen
    assert good > 20
