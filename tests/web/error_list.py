"""docs/errors.md, made from the sources: every code that can be raised, its class, its status, its words.

``python -m tests.web.error_list`` writes the file afresh; a test fails when it is behind.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoreboard import cli
from scoreboard.config import ConfigError
from scoreboard.i18n.request import catalogue
from scoreboard.web.errors import STATUS, NotEntered, TooMany
from scoring.engine import errors

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "errors.md"
PARTS = ("message", "safe", "next")
CLASSES: dict[str, type[errors.LeitaiError]] = {
    **{name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)},
    "NotEntered": NotEntered,
    "TooMany": TooMany,
    "ConfigError": ConfigError,
}
HEAD = """# Error codes

Made from the sources by `python -m tests.web.error_list`; a test fails when this list is behind.

Every refusal carries a stable code. Programs decide by the code and the status, people read the words; the words of
each code say what happened, what is safe and what to do next, in Chinese and English
(`scoreboard/i18n/words/`). A class
with no status stops the start of the server or a command instead. Codes without a class come from the web layer or
from a page that cannot reach the server.

On the command line an error is two lines on standard error: `error: <code>: <what happened>`, then what to do next; the
exit status says its kind:

{exits}

| code | class | status | what happened | 发生了什么 | what to do next |
| --- | --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Raised:
    """One place where a code is made: its class and the names of the fields given there."""

    kind: str
    fields: frozenset[str]


def raised() -> dict[str, list[Raised]]:
    """The codes that the sources raise, each with the places where that happens."""
    found: defaultdict[str, list[Raised]] = defaultdict(list)
    for package in ("scoring", "scoreboard", "question_sets"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for code, place in _raised_in(ast.parse(file.read_text("utf-8"))):
                found[code].append(place)
    return dict(found)


def _raised_in(tree: ast.Module) -> Iterator[tuple[str, Raised]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in CLASSES:
            continue
        if name == "FaultyRuleSheet":  # takes its faults and names its code itself
            yield "sheet-faulty", Raised(name, frozenset({"count"}))
            continue
        place = Raised(name, frozenset(keyword.arg or "*" for keyword in node.keywords))
        for constant in ast.walk(node.args[0]):
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                yield constant.value, place


def worded(lang: str) -> set[str]:
    """The codes that have words in a language."""
    return {key.split(".")[1] for key in catalogue(lang) if key.startswith("errors.")}


def document() -> str:
    """The whole of docs/errors.md."""
    kinds = {code: sorted({place.kind for place in places}) for code, places in raised().items()}
    lines = [_line(code, kinds.get(code, [])) for code in sorted({*kinds, *worded("en")})]
    return HEAD.replace("{exits}", _exits()) + "\n".join(lines) + "\n"


def _exits() -> str:
    """The exit statuses of ``leitai``."""
    classes: defaultdict[int, list[str]] = defaultdict(list)
    for kind, status in cli.STATUS:
        classes[status].append(f"`{kind.__name__}`")
    said = {
        0: "done, and nothing is wrong",
        1: "done, and faults were found (a check, a comparison)",
        2: "the command line is wrong: code `usage`",
        3: "a setting or the input is wrong",
        4: "there is no such thing",
        5: "refused by the program, the system or the database",
        6: "stored data fail their own check",
        70: "something unforeseen: code `unforeseen`, with a trace",
        130: "stopped by hand",
    }
    rows = [f"| {status} | {words} | {', '.join(classes[status]) or '–'} |" for status, words in said.items()]
    return "\n".join(("| exit status | meaning | classes |", "| --- | --- | --- |", *rows))


def _line(code: str, classes: list[str]) -> str:
    statuses = {str(status) for name in classes for kind, status in STATUS if issubclass(CLASSES[name], kind)}
    english, chinese = catalogue("en"), catalogue("zh")
    wanted = ((english, "message"), (chinese, "message"), (english, "next"))
    words = [known.get(f"errors.{code}.{part}", "") for known, part in wanted]
    cells = [f"`{code}`", ", ".join(classes) or "–", ", ".join(sorted(statuses)) or "–", *words]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
