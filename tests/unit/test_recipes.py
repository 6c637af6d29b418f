"""The recipes of CONTRIBUTING.md are complete: each is held against a thing of its kind that is there already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

PRODUCT = ("scoring", "scoreboard", "question_sets", "templates", "static/js", "static/css", "types")
"""Where a recipe has to know every place."""

EXAMPLES = {
    "A command of a match": r"\b(clock\.pause|PauseClock|pause_clock)\b",
    "A scene of the big screen": r"\b(standby|Standby)\b",
    "A paper": r"\b(print_scores|scores_print|score_sheets)\b|paper\.scores",
    "A paper of an award review": r"(?m)\bminutes_paper\b|^\[minutes\]$",
    "An import format for questions": r"(?i)\b(gift|looks_like_gift|read_gift)\b",
    "A rule of an award review": r"\bput_forward\b|\bforward-above-places\b",
    "A command of an award review": r"\b(judging\.join|JoinJudges|join_judges)\b",
    "A page": r"chief/judges",
}
"""What the example of each recipe is called, in all its spellings."""

IN_THE_TREE = {
    "A paper": ("templates/organiser/scores_print.html", "scoreboard/i18n/words/*/paper.toml"),
    "A page": ("templates/chief/judges.html",),
}
"""Places that hold the example under another name: the file is the example."""


def section(title: str) -> str:
    """The text of a recipe."""
    found = re.search(rf"^### {title}\n(.*?)(?=^##)", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def places(title: str) -> list[str]:
    """The places in the first column of a recipe's table, as patterns from the root."""
    rows = [line.split("|")[1] for line in section(title).splitlines() if line.startswith("| `")]
    return [place for row in rows for place in re.findall(r"`([^`]+)`", row)]


@cache
def product() -> dict[str, str]:
    """The product's files with their texts."""
    return dict(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for folder in PRODUCT:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".js", ".ts", ".css", ".html", ".toml") and "vendor" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def test_each_recipe_has_an_example_here() -> None:
    titles = re.findall(r"^### (.+)$", TEXT[: TEXT.index("### Other things")], re.MULTILINE)
    assert titles == list(EXAMPLES)
    assert all("Example: `" in section(title) for title in titles)


@pytest.mark.parametrize("title", EXAMPLES)
def test_a_recipe_lists_every_place_that_its_example_has(title: str) -> None:
    listed = {found.relative_to(ROOT).as_posix() for place in places(title) for found in ROOT.glob(place)}
    assert [name for name, text in product().items() if re.search(EXAMPLES[title], text) and name not in listed] == []


@pytest.mark.parametrize("title", EXAMPLES)
def test_a_recipe_lists_no_place_that_its_example_has_not(title: str) -> None:
    for place in places(title):
        found = [file.relative_to(ROOT).as_posix() for file in ROOT.glob(place)]
        assert found, f"{place} is not there"
        holds = [name for name in found if re.search(EXAMPLES[title], product()[name])]
        assert holds or place in IN_THE_TREE.get(title, ()), f"{place} holds nothing of the example"


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/architecture.md", "docs/failures.md", "docs/adr/*.md"])
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    text = "".join(file.read_text("utf-8") for file in ROOT.glob(document))
    named = set(
        re.findall(r"`((?:scoring|scoreboard|question_sets|templates|static|tests|types|docs)/[^`:<\s]*)", text)
    )
    assert len(named) > 5
    there = [
        name
        for name in sorted(named)
        if list(ROOT.glob(name.rstrip("/"))) or "/review/" in name or "/competition/" in name
    ]
    assert sorted(named - set(there)) == [], "only what a review and a stage will bring may be named before it is there"
