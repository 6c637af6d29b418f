"""docs/rule-sheets.md names every key of a rule sheet with its default and its limits, in both languages."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from scoring.engine.codec import decimal_text
from scoring.engine.panel.audience import AudienceRule
from scoring.engine.quiz.panel_table import CriterionTable, PanelTable
from scoring.engine.quiz.rule_sheet import (
    BestPlayer,
    Clocks,
    ContestRule,
    FoulStep,
    FreezeRule,
    Points,
    PressRule,
    RiskRule,
    Round,
    RoundKind,
    RuleSheet,
    Stake,
    Supporters,
    TieOff,
    Token,
)
from scoring.engine.quiz.rule_sheet_document import DocumentText
from scoring.engine.quiz.rule_sheet_reader import read_rule_sheet
from scoring.engine.quiz.rule_sheet_schema import FILE_NAMES, LIMITS
from scoring.engine.stages import Award, PaperPart, Stage
from scoring.sheets import list_templates

KINDS = (
    RuleSheet,
    Round,
    Points,
    Supporters,
    Clocks,
    PressRule,
    FoulStep,
    RiskRule,
    Stake,
    PanelTable,
    AudienceRule,
    CriterionTable,
    TieOff,
    Token,
    Stage,
    PaperPart,
    Award,
    FreezeRule,
    DocumentText,
    ContestRule,
    BestPlayer,
)
REQUIRED = {"md": "**required**", "zh-CN.md": "**必填**"}


def page(language: str) -> str:
    return (Path(__file__).parents[4] / f"docs/rule-sheets.{language}").read_text(encoding="utf-8")


def rows(language: str) -> list[list[list[str]]]:
    """The tables under “All keys”, as rows of cells."""
    tables = re.split(r"\n### ", page(language))[1:]
    return [
        [
            [cell.strip() for cell in line.strip("|").split(" | ")]
            for line in table.splitlines()
            if line.startswith("| `")
        ]
        for table in tables
    ]


def default_of(field: dataclasses.Field[object], language: str) -> str | None:
    """How a default stands in the table; None where it is a table of its own."""
    if field.default_factory is not dataclasses.MISSING or field.default == () or field.default is None:
        return "—"
    value = field.default
    if value is dataclasses.MISSING:
        return REQUIRED[language]
    if dataclasses.is_dataclass(value) or (isinstance(value, tuple) and not isinstance(value[0], str)):
        return None
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{v}"' for v in value) + "]`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{decimal_text(Decimal(str(value)))}`"


@pytest.mark.parametrize("language", REQUIRED)
def test_every_key_is_documented_with_default_and_limits(language: str) -> None:
    tables = rows(language)
    assert len(tables) == len(KINDS)
    for kind, table in zip(KINDS, tables, strict=True):
        fields = dataclasses.fields(kind)
        assert [row[0] for row in table] == [f"`{FILE_NAMES.get((kind, f.name), f.name)}`" for f in fields]
        for field, row in zip(fields, table, strict=True):
            expected = default_of(field, language)
            assert expected in (None, row[2]), (kind.__name__, field.name)
            if limits := LIMITS.get((kind, field.name)):
                low, high = (decimal_text(limit).replace("-", "−") for limit in limits)
                assert row[1].endswith(f"{low} … {high}"), (kind.__name__, field.name)


@pytest.mark.parametrize("language", REQUIRED)
def test_every_kind_of_round_and_every_template_is_named(language: str) -> None:
    text = page(language)
    assert [name for name in (*get_args(RoundKind), *list_templates()) if f"| `{name}` |" not in text] == []


@pytest.mark.parametrize("language", REQUIRED)
def test_the_example_is_a_right_sheet(language: str) -> None:
    example = re.search(r"```toml\n(.*?)```", page(language), re.DOTALL)
    assert example is not None
    assert read_rule_sheet(example[1]).rounds[0].name == "共同必答"
