"""docs/campaigns.md names every key of a campaign with its default and its limits, in both languages."""

from __future__ import annotations

import dataclasses
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from scoring.engine.codec import decimal_text
from scoring.engine.panel.rule import PanelMethod
from scoring.engine.review.campaign import (
    Award,
    Bar,
    Campaign,
    Deadline,
    Decision,
    Entry,
    Level,
    Notice,
    Objections,
    Phase,
    Quota,
    SignOff,
    Stage,
)
from scoring.engine.review.campaign_reader import read_campaign
from scoring.engine.review.campaign_schema import SCHEMA
from scoring.engine.review.form import Box, FormField
from scoring.engine.review.word_count import word_count
from scoring.sheets import list_campaigns

KINDS: tuple[type, ...] = (
    Campaign, Deadline, Award, Entry, Bar, Quota, FormField, Box, Level, SignOff, Stage, Notice, Objections, Decision,
    Phase,
)  # fmt: skip
REQUIRED = {"md": "**required**", "zh-CN.md": "**必填**"}


def page(language: str) -> str:
    return (Path(__file__).parents[4] / f"docs/campaigns.{language}").read_text(encoding="utf-8")


def rows(language: str) -> list[list[list[str]]]:
    """The tables under “All keys”, as rows of cells."""
    return [
        [
            [cell.strip() for cell in line.strip("|").split(" | ")]
            for line in table.splitlines()
            if line.startswith("| `")
        ]
        for table in re.split(r"\n### ", page(language))[1:]
    ]


def default_of(field: dataclasses.Field[Any], language: str) -> str | None:
    """How a default stands in the table; None where it is a table of its own."""
    value = field.default
    if value is dataclasses.MISSING:
        return REQUIRED[language] if field.default_factory is dataclasses.MISSING else None
    if dataclasses.is_dataclass(value):
        return None
    if value in ((), None):
        return "—"
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{one}"' for one in value) + "]`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{decimal_text(Decimal(str(value)))}`"


def choices_of(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is tuple:
        return choices_of(get_args(hint)[0])
    return get_args(hint) if get_origin(hint) is Literal else ()


@pytest.mark.parametrize("language", REQUIRED)
def test_every_key_is_documented_with_default_limits_and_choices(language: str) -> None:
    tables = rows(language)
    assert len(tables) == len(KINDS)
    for kind, table in zip(KINDS, tables, strict=True):
        fields, hints = dataclasses.fields(kind), get_type_hints(kind)
        assert [row[0] for row in table] == [f"`{SCHEMA.file_names.get((kind, f.name), f.name)}`" for f in fields]
        for field, row in zip(fields, table, strict=True):
            assert default_of(field, language) in (None, row[2]), (kind.__name__, field.name)
            if limits := SCHEMA.limits.get((kind, field.name)):
                assert row[1] == " … ".join(map(decimal_text, limits)), (kind.__name__, field.name)
            if choices := choices_of(hints[field.name]):
                assert row[1] == " ".join(f"`{one}`" for one in choices), (kind.__name__, field.name)


@pytest.mark.parametrize("language", REQUIRED)
def test_the_example_is_a_right_campaign_and_every_shipped_one_is_named(language: str) -> None:
    example = re.search(r"```toml\n(.*?)```", page(language), re.DOTALL)
    assert example is not None
    campaign = read_campaign(example[1])
    assert (campaign.awards[0].name, campaign.panel) == ("先进集体", PanelMethod())
    assert [name for name in list_campaigns() if f"`{name}`" not in page(language)] == []


def test_the_texts_counted_as_examples_have_as_many_characters() -> None:
    assert (word_count("学习2012年。"), word_count("hello, world")) == (5, 2)
