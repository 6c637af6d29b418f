"""The Chinese of pages, papers, rules and guides has one word for one thing, and the marks of horizontal text."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "scoreboard/i18n/words/zh"

SECOND = {
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "席位卡": "入场卡",
    "赛事档案": "比赛档案",
    "指纹": "校验值",
    "抢跑": "抢答犯规",
    "弃答": "放弃作答",
    "作答权": "答题权",
    "作答时限": "答题时限",
    "定案": "已锁定",
    "直接截去": "只舍不入",
    "奖次线": "获奖线",
    "特别权利": "机会卡",
    "支队": "个队, 该队",
    "什么都没有改变": "未作任何更改",
    "组织者": "管理员 (the account), 组委会 (the body), 工作台 (the page)",
    "机密": "赛前保密",
    "唯一抢答": "仅一队抢答",
    "这份媒体": "该素材",
    "名次线": "晋级线, 获奖线",
    "整轮": "本环节全部, 整个环节",
    "截尾": "只舍不入",
    "去高低": "去掉最高分和最低分",
    "不去分": "不去掉最高分和最低分",
    "打完": "比赛结束, 完成",
    "看一眼": "请核对, 请查看",
    "读不了": "无法读取",
    "用不了": "无法使用",
    "来不了": "因故不能",
    "标准党建赛制": "通用党建知识竞赛",
}
"""A second word, and the word that stands for the thing."""


SECOND_ENGLISH = {
    "the press ": "the buzzers, buzz in",
    "press test": "buzzer test",
    "nobody pressed": "nobody buzzed in",
    "somebody pressed": "a team buzzed in",
    "award the press": "decide who buzzed in first",
    "press awarded": "buzzed in first",
    "hand in.": "submit",
    "all right": "OK",
    "time over": "time's up",
    "picture of {time}": "as of {time}",
    "open answer": "short answer",
    "been put": "been asked",
    "panel wants": "panel needs",
    "things must be done": "steps remain",
    "take back to": "change back to",
}
"""The same in English, in small letters."""


def values(table: dict[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, dict):
            yield from values(value)
        else:
            yield str(value)


def texts(code: Path) -> Iterator[str]:
    """The strings of a module that are not its docstrings."""
    for node in ast.walk(ast.parse(code.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


ENGLISH = sorted((WORDS.parent / "en").glob("*.toml"))
PRINTED_ENGLISH = sorted((ROOT / "scoring/engine/quiz/wording").glob("en*.py"))
CATALOGUES = sorted(WORDS.glob("*.toml"))
PRINTED = sorted((ROOT / "scoring/engine/quiz/wording").glob("zh*.py"))
GUIDES = [ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.zh-CN.md"))]


SHEETS = sorted((ROOT / "scoring/sheets").glob("*.toml"))


def second_words(said: Iterator[str], second: Mapping[str, str] = SECOND) -> list[tuple[str, str]]:
    return [(word, text[:60]) for text in said for word in second if word in text]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_what_pages_say_has_one_word_for_one_thing(catalogue: Path) -> None:
    assert second_words(values(tomllib.loads(catalogue.read_text()))) == []


@pytest.mark.parametrize("module", PRINTED, ids=lambda path: path.stem)
def test_what_printed_rules_say_has_one_word_for_one_thing(module: Path) -> None:
    assert second_words(texts(module)) == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_what_guides_say_has_one_word_for_one_thing(guide: Path) -> None:
    assert second_words(iter(guide.read_text().splitlines())) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_what_rule_sheets_say_has_one_word_for_one_thing(sheet: Path) -> None:
    assert second_words(iter(sheet.read_text().splitlines())) == []


@pytest.mark.parametrize("catalogue", ENGLISH, ids=lambda path: path.stem)
def test_what_pages_say_in_english_has_one_word_for_one_thing(catalogue: Path) -> None:
    said = (text.lower() for text in values(tomllib.loads(catalogue.read_text())))
    assert second_words(said, SECOND_ENGLISH) == []


@pytest.mark.parametrize("module", PRINTED_ENGLISH, ids=lambda path: path.stem)
def test_what_printed_rules_say_in_english_has_one_word_for_one_thing(module: Path) -> None:
    assert second_words((text.lower() for text in texts(module)), SECOND_ENGLISH) == []


def test_what_is_looked_through_is_there() -> None:
    assert len(CATALOGUES) > 20
    assert len(ENGLISH) == len(CATALOGUES)
    assert len(PRINTED) >= 2
    assert len(PRINTED_ENGLISH) >= 2
    assert len(SHEETS) > 5
    assert len(GUIDES) > 5
