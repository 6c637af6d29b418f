"""The Chinese of pages, papers, rules and guides has one word for one thing, and the marks of horizontal text."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
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
}
"""A second word, and the word that stands for the thing."""


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


CATALOGUES = sorted(WORDS.glob("*.toml"))
PRINTED = sorted((ROOT / "scoring/engine/quiz/wording").glob("zh*.py"))
GUIDES = [ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.zh-CN.md"))]


def second_words(said: Iterator[str]) -> list[tuple[str, str]]:
    return [(word, text[:60]) for text in said for word in SECOND if word in text]


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_what_pages_say_has_one_word_for_one_thing(catalogue: Path) -> None:
    assert second_words(values(tomllib.loads(catalogue.read_text()))) == []


@pytest.mark.parametrize("module", PRINTED, ids=lambda path: path.stem)
def test_what_printed_rules_say_has_one_word_for_one_thing(module: Path) -> None:
    assert second_words(texts(module)) == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_what_guides_say_has_one_word_for_one_thing(guide: Path) -> None:
    assert second_words(iter(guide.read_text().splitlines())) == []


def test_what_is_looked_through_is_there() -> None:
    assert len(CATALOGUES) > 20
    assert len(PRINTED) >= 2
    assert len(GUIDES) > 5
