"""The content that ships: complete, cited, balanced, with media that are what they say."""

from collections import Counter
from pathlib import Path

import pytest

from question_sets.builtin_sets import BUILTIN, load_builtin
from question_sets.coverage import coverage
from question_sets.model import ReadQuestion
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet

SHEETS = Path(__file__).parents[3] / "scoring" / "sheets"
MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".wav": b"RIFF", ".mp4": b"ftyp"}


def questions_of(set_id: str) -> list[ReadQuestion]:
    return [row.understood for row in load_builtin(set_id).rows if row.understood is not None]


@pytest.mark.parametrize("set_id", ["standard", "english-demo"])
def test_a_built_in_set_is_read_without_a_single_remark(set_id: str) -> None:
    report = load_builtin(set_id)
    assert report.faults == ()
    assert [(str(row.place), row.problems) for row in report.rows if row.problems] == []


@pytest.mark.parametrize("set_id", ["standard", "english-demo"])
def test_every_item_can_be_checked_and_explains_itself(set_id: str) -> None:
    bare = [item.no for item in questions_of(set_id) if not (item.citation and item.explanation and item.difficulty)]
    assert bare == []


def test_the_standard_set_has_its_three_subjects_in_full() -> None:
    assert Counter(item.chapter for item in questions_of("standard")) == {"党史": 91, "宪法与法治": 78, "常识": 83}


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.toml")), ids=lambda path: path.stem)
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
    assert len(clued) == 12
    assert {len(item.clues) for item in clued} == {4}
    assert [item.no for item in clued if any(item.key[0] in clue for clue in item.clues)] == []


@pytest.mark.parametrize("file", sorted(BUILTIN.glob("*/media/*")), ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_a_medium_is_named_by_an_item_small_and_of_its_type(file: Path) -> None:
    assert file.name in {item.media for item in questions_of(file.parts[-3])}
    content = file.read_bytes()
    assert MAGIC[file.suffix] in content[:12]
    assert len(content) < 300_000
