"""The documents lead somewhere, and both languages tell the same."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from scoreboard.cli import COMMANDS
from scoreboard.i18n.catalogue import catalogue

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("README.md", "README.zh-CN.md"),
    ("docs/handbook.md", "docs/handbook.zh-CN.md"),
    ("docs/personal-data.md", "docs/personal-data.zh-CN.md"),
    ("docs/venue.md", "docs/venue.zh-CN.md"),
    ("docs/backup.md", "docs/backup.zh-CN.md"),
    ("docs/several-machines.md", "docs/several-machines.zh-CN.md"),
    ("docs/tally.md", "docs/tally.zh-CN.md"),
    ("docs/award-review.md", "docs/award-review.zh-CN.md"),
    ("docs/two-days.md", "docs/two-days.zh-CN.md"),
    ("docs/event-book.md", "docs/event-book.zh-CN.md"),
    ("docs/contest.md", "docs/contest.zh-CN.md"),
    ("docs/registration.md", "docs/registration.zh-CN.md"),
    ("docs/stages.md", "docs/stages.zh-CN.md"),
    ("docs/schedule.md", "docs/schedule.zh-CN.md"),
    ("docs/event-questions.md", "docs/event-questions.zh-CN.md"),
    ("docs/overview.md", "docs/overview.zh-CN.md"),
    ("docs/commendation.md", "docs/commendation.zh-CN.md"),
    ("docs/campaigns.md", "docs/campaigns.zh-CN.md"),
    ("docs/review-archive.md", "docs/review-archive.zh-CN.md"),
    ("docs/register.md", "docs/register.zh-CN.md"),
    ("docs/attachments.md", "docs/attachments.zh-CN.md"),
    ("docs/match-tables.md", "docs/match-tables.zh-CN.md"),
    ("docs/api.md", "docs/api.zh-CN.md"),
    ("docs/live-protocol.md", "docs/live-protocol.zh-CN.md"),
]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("question_sets/builtin/*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\[[^\]]*\]\(([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


@pytest.mark.parametrize(("english", "chinese"), PAIRS)
def test_both_languages_have_the_same_sections_rows_and_boxes(english: str, chinese: str) -> None:
    def outline(name: str) -> list[tuple[str, int]]:
        parts = re.split(r"(?m)^(#+) .*$", text(name))[1:]
        counted = [len(re.findall(r"(?m)^(?:\||- |\d+\. |```)", body)) for body in parts[1::2]]
        return list(zip(parts[::2], counted, strict=True))

    assert outline(english) == outline(chinese)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_a_document_is_one_and_has_its_options(document: Path) -> None:
    code = re.findall(r"(?m)`leitai ([^`]+)`|^(?:\$ )?leitai ([^#\n]+)", document.read_text("utf-8"))
    for line in ("".join(one) for one in code):
        name, *rest = re.split(r"[\s\]\[]+", line.strip())
        assert name in COMMANDS or name == "…", line
        if name == "…":
            continue
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(module), attribute)
        if isinstance(command, click.Group) and rest:
            assert rest[0] in command.commands, line
            command = command.commands[rest[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if re.fullmatch(r"--?[a-z][a-z-]*", word)} - known == set(), line


@pytest.mark.parametrize(
    ("lang", "document"),
    [
        ("en", "docs/award-review.md"),
        ("zh", "docs/award-review.zh-CN.md"),
        ("en", "docs/two-days.md"),
        ("zh", "docs/two-days.zh-CN.md"),
    ],
)
def test_every_page_of_a_preparation_is_called_as_the_page_calls_itself(lang: str, document: str) -> None:
    table = re.search(r"(?m)^\| --- \| --- \|\n((?:\|.*\n)+)", text(document))
    assert table is not None
    pages = [name for row in table[1].splitlines() for name in row.split("|")[1].strip().split(" · ")]
    titles = {words.casefold() for words in catalogue(lang).values()}
    assert [name for name in pages if name.casefold() not in titles] == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command(readme: str) -> None:
    assert [name for name in COMMANDS if f"`leitai {name}" not in text(readme)] == []


def test_every_small_picture_is_small_and_shown_somewhere() -> None:
    pictures = sorted((ROOT / "docs/images/screens").iterdir())
    sizes = [one.stat().st_size for one in pictures]
    assert max(sizes) <= 60_000
    assert sum(sizes) < 2_000_000
    shown = "".join(text(f"docs/{name}.md") for name in ("screens", "handbook"))
    assert [one.name for one in pictures if f"images/screens/{one.name}" not in shown] == []
