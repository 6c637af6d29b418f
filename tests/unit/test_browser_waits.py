"""The browsers' tests wait: a page that was pressed is neither left nor read before something was waited for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

BROWSER = Path(__file__).resolve().parents[1] / "browser"

PRESSES = {"click", "dblclick", "press", "drag_to"}
LEAVES = {"goto", "reload", "go_back"}
READS = {
    "all", "all_inner_texts", "bounding_box", "content", "count", "get_attribute", "inner_text", "input_value",
    "is_visible",
}  # fmt: skip
"""What Playwright answers at once, with the page as it is.  ``expect``, ``Seat.until`` and ``follow`` wait."""


def called(node: ast.AST) -> set[str]:
    """The names of the methods that are called in it."""
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {func.attr for func in calls if isinstance(func, ast.Attribute)}


def pressed(node: ast.stmt) -> bool:
    """Whether a statement is a press, and nothing more."""
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in PRESSES


def hasty(source: str) -> Iterator[int]:
    """The lines that leave or read a page at once after a press."""
    for block in ast.walk(ast.parse(source)):
        for part in ("body", "orelse", "finalbody"):
            statements = getattr(block, part, None)
            if not isinstance(statements, list):
                continue
            for first, then in pairwise(statements):
                names = called(then) if isinstance(then, ast.Expr | ast.Assign | ast.Assert) else set()
                if pressed(first) and names & (LEAVES | READS) and "until" not in names:
                    yield then.lineno


def test_no_browser_test_leaves_or_reads_a_page_at_once_after_a_press() -> None:
    found = {
        f"{file.relative_to(BROWSER)}:{line}"
        for file in BROWSER.rglob("*.py")
        for line in hasty(file.read_text("utf-8"))
    }
    assert found == set()


def test_a_hasty_line_is_found() -> None:
    assert list(hasty("key.click()\npage.goto(there)")) == [2]
    assert list(hasty("def test():\n    keys.press('b')\n    assert box.count() == 1")) == [3]
    assert list(hasty("key.click()\nseat.until(lambda: box.count() == 1)")) == []
    assert list(hasty("follow(key)\npage.goto(there)")) == []
