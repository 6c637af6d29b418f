"""The documents lead somewhere, and both languages tell the same."""

import re
from pathlib import Path

import pytest

from scoreboard.cli import COMMANDS

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("README.md", "README.zh-CN.md"),
    ("docs/venue.md", "docs/venue.zh-CN.md"),
    ("docs/tally.md", "docs/tally.zh-CN.md"),
    ("docs/campaigns.md", "docs/campaigns.zh-CN.md"),
    ("docs/match-tables.md", "docs/match-tables.zh-CN.md"),
]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("question_sets/builtin/*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_both_languages_have_the_same_sections_rows_and_boxes(english: str, chinese: str) -> None:
    def outline(name: str) -> list[tuple[str, int]]:
        parts = re.split(r"(?m)^(#+) .*$", text(name))[1:]
        counted = [len(re.findall(r"(?m)^(?:\||- |\d+\. |```)", body)) for body in parts[1::2]]
        return list(zip(parts[::2], counted, strict=True))

    assert outline(english) == outline(chinese)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command(readme: str) -> None:
    assert [name for name in COMMANDS if f"`leitai {name}" not in text(readme)] == []
