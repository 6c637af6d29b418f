"""The content that ships: complete, cited, balanced, with media that are what they say."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from question_sets.builtin_sets import BUILTIN, load_builtin
from question_sets.capacity import MOST, capacity
from question_sets.coverage import coverage
from question_sets.giveaways import giveaways
from question_sets.model import ImportReport, ReadQuestion
from scoring.engine.quiz.answers import judge_by_key
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.setup import SCORING

SHEETS = Path(__file__).parents[3] / "scoring" / "sheets"
ASKING = [sheet for sheet in sorted(SHEETS.glob("*.toml")) if not read_rule_sheet(sheet.read_text("utf-8")).contest]
"""The shipped rule sheets that take questions: a contest of performances has none."""
README = (BUILTIN / "README.md").read_text("utf-8")
MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".wav": b"RIFF", ".mp4": b"ftyp"}


@cache
def report_of(set_id: str) -> ImportReport:
    return load_builtin(set_id)


@cache
def questions_of(set_id: str) -> list[ReadQuestion]:
    return [row.understood for row in report_of(set_id).rows if row.understood is not None]


@pytest.mark.parametrize("set_id", ["standard", "english-demo"])
def test_a_built_in_set_is_read_without_a_single_remark(set_id: str) -> None:
    report = report_of(set_id)
    assert report.faults == ()
    assert [(str(row.place), row.problems) for row in report.rows if row.problems] == []


@pytest.mark.parametrize("set_id", ["standard", "english-demo"])
def test_every_item_can_be_checked_and_explains_itself(set_id: str) -> None:
    bare = [item.no for item in questions_of(set_id) if not (item.citation and item.explanation and item.difficulty)]
    assert bare == []


def test_the_standard_set_has_its_subjects_in_full() -> None:
    chapters = Counter(item.chapter for item in questions_of("standard"))
    assert chapters == {"宪法与法治": 274, "常识": 197, "党史": 355, "党章党规": 80, "时事": 38}


def test_difficulty_rises_with_the_stake_and_is_about_two_two_one() -> None:
    items = questions_of("standard")
    share = {name: count / len(items) for name, count in Counter(item.difficulty for item in items).items()}
    assert all(abs(share[name] - about) < 0.05 for name, about in (("易", 0.4), ("中", 0.4), ("难", 0.2)))
    hardness = {"易": 0, "中": 1, "难": 2}
    stakes = sorted({item.stake for item in items if item.stake})
    means = [mean(hardness[item.difficulty] for item in items if item.stake == stake) for stake in stakes]
    assert [int(stake) for stake in stakes] == [10, 20, 30, 40, 50, 60]
    assert means == sorted(means)


def test_at_most_two_fifths_of_the_quick_questions_are_judgements() -> None:
    rapid = [item for item in questions_of("standard") if "rapid" in item.tags]
    assert sum(item.type == "true_false" for item in rapid) <= 0.4 * len(rapid)


@pytest.mark.parametrize("set_id", ["standard", "english-demo"])
def test_the_points_of_a_marked_item_sum_up(set_id: str) -> None:
    marked = [item for item in questions_of(set_id) if "judged" in item.tags]
    assert marked
    for item in marked:
        assert sum(map(int, re.findall(r"[（(](\d+)(?:分| points)[）)]", item.key[0]))) == item.points, item.no


@pytest.mark.parametrize(
    ("no", "answer"),
    [
        (23, ("1964年", "1970年")), (51, ("2006年",)), (53, ("1999年",)), (132, ("7日",)), (169, ("6个月",)),
        (169, ("半年",)), (201, ("180度",)), (212, ("5月",)), (90, ("锤头镰刀",)), (116, ("不必承担",)),
        (116, ("无需承担",)), (89, ("武汉市",)), (128, ("烈士纪念日",)), (167, ("人大常委会",)), (110, ("向宪法宣誓",)),
        (53, ("一九九九",)), (51, ("二○○六",)), (51, ("二零零六年",)),
    ],
)  # fmt: skip
def test_a_right_answer_in_other_words_is_right(no: int, answer: tuple[str, ...]) -> None:
    item = next(item for item in questions_of("standard") if item.no == no)
    assert judge_by_key(answer, item.answer, SCORING) == "right"


CHINESE = re.compile("[〇零一二两三四五六七八九十百千万]+")


def test_a_number_that_fills_a_blank_is_right_in_arabic_and_in_chinese() -> None:
    lacking = []
    for item in questions_of("standard"):
        for value in item.key if item.type == "fill" else ():
            spellings = value.split("|")
            arabic = any(re.fullmatch(r"\d+(?:·\d+)*", one) for one in spellings)
            if arabic != any(map(CHINESE.fullmatch, spellings)):
                lacking.append((item.no, value))
    assert lacking == []


def test_no_item_tells_the_answer_of_another_that_may_come_into_the_same_match() -> None:
    items = questions_of("standard")
    told = [(items[telling].no, items[told].no) for telling, told in giveaways(items, shared=3)]
    assert told == []
    groups = Counter(group for item in items for group in item.conflicts_with)
    assert [group for group, count in groups.items() if count < 2] == []


TEAMS = (4, 6, 8, 12)
"""The columns of the README."""


def said_of(sheet: Path, teams: int) -> str:
    row = next(line for line in README.splitlines() if line.startswith(f"| `{sheet.stem}` |"))
    return row.split("|")[2 + TEAMS.index(teams)].strip()


def counted(sheet: Path, teams: int) -> str:
    count = capacity(questions_of("standard"), read_rule_sheet(sheet.read_text("utf-8")), teams)
    return f"{count}+" if count == MOST else str(count)


def test_the_readme_says_how_many_matches_of_the_known_rules_the_standard_set_fills() -> None:
    sheet = SHEETS / "standard-party.toml"
    assert counted(sheet, 6) == said_of(sheet, 6) == "3"


@pytest.mark.nightly
@pytest.mark.parametrize("sheet", ASKING, ids=lambda path: path.stem)
def test_the_readme_says_how_many_matches_of_every_rule_sheet_the_standard_set_fills(sheet: Path) -> None:
    assert [counted(sheet, teams) for teams in TEAMS] == [said_of(sheet, teams) for teams in TEAMS]


def test_days_are_days_and_what_was_checked_is_said() -> None:
    items = questions_of("standard")
    assert f"{sum(bool(item.checked_on) for item in items)} of {len(items)} items" in README
    assert all(date.fromisoformat(day) for item in items for day in (item.checked_on, item.valid_until) if day)


STATUTE = re.compile(r"《中华人民共和国(?!宪法)[^》]*(?:法|法典|条例)》|《中国共产党章程》")
HISTORICAL = {51, 70, 591}
"""Items that ask what was passed or repealed on a day: no amendment changes that."""


def test_what_rests_on_a_statute_or_on_the_party_constitution_says_until_when_it_holds() -> None:
    items = [item for item in questions_of("standard") if STATUTE.search(item.citation)]
    assert len(items) > 200
    assert {item.no for item in items if not item.valid_until} == HISTORICAL


@pytest.mark.parametrize("sheet", ASKING, ids=lambda path: path.stem)
def test_the_standard_set_is_enough_for_six_teams_under_every_shipped_rule_sheet(sheet: Path) -> None:
    found = coverage(questions_of("standard"), read_rule_sheet(sheet.read_text("utf-8")), 6)
    assert [(line.need.name, line.missing) for line in found.lines if line.missing] == []


def test_the_english_set_is_enough_for_six_teams_under_the_quick_league() -> None:
    sheet = read_rule_sheet((SHEETS / "en" / "quick-league.toml").read_text("utf-8"))
    assert coverage(questions_of("english-demo"), sheet, 6).enough


def test_right_letters_and_judgements_are_spread_evenly() -> None:
    letters = Counter(item.key[0] for item in questions_of("standard") if item.type == "single")
    assert max(letters.values()) - min(letters.values()) <= 2
    judged = Counter(item.key[0] for item in questions_of("standard") if item.type == "true_false")
    assert judged["F"] * 5 >= judged["T"] * 4


def test_a_clue_question_has_four_clues_and_none_says_the_answer() -> None:
    clued = [item for item in questions_of("standard") if item.clues]
    assert len(clued) == 47
    assert {len(item.clues) for item in clued} == {4}
    assert [item.no for item in clued if any(item.key[0].strip("《》") in clue for clue in item.clues)] == []


@pytest.mark.parametrize("file", sorted(BUILTIN.glob("*/media/*")), ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_a_medium_is_named_by_an_item_small_and_of_its_type(file: Path) -> None:
    assert file.name in {item.media for item in questions_of(file.parts[-3])}
    content = file.read_bytes()
    assert MAGIC[file.suffix] in content[:12]
    assert len(content) < 300_000
