"""The engine is arithmetic: the standard library alone, and nothing in it that knows the time, chance or the disk."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import scoring.engine

ENGINE = Path(scoring.engine.__file__).parent
IMPURE = {
    "asyncio",
    "datetime",
    "http",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}
NO_CLOCK = {"date", "time", "datetime", "timedelta"}
"""What the engine may take from ``datetime``: values.  Their ways to ask the clock are ``ASKS_THE_CLOCK``."""
ASKS_THE_CLOCK = {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"}
IMPURE_CALLS = {"open", "print", "input", "float", "eval", "exec"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(ENGINE.rglob("*.py")):
        yield str(file.relative_to(ENGINE)), ast.parse(file.read_text("utf-8"))


def imported() -> Iterator[tuple[str, str]]:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                values = node.module == "datetime" and {alias.name for alias in node.names} <= NO_CLOCK
                yield name, "datetime values" if values else node.module or "."


def test_the_engine_imports_itself_and_the_standard_library_alone() -> None:
    foreign = [
        (file, module)
        for file, module in imported()
        if module.partition(" ")[0].partition(".")[0] not in sys.stdlib_module_names
        and not module.startswith("scoring.engine")
    ]
    assert foreign == []


def test_the_engine_imports_nothing_that_knows_time_chance_or_disk() -> None:
    assert [(file, module) for file, module in imported() if module.partition(".")[0] in IMPURE] == []


def test_the_engine_neither_reads_writes_nor_reckons_in_binary_fractions() -> None:
    calls = [
        (file, node.func.id, node.lineno)
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS
    ]
    assert calls == []


def test_no_date_of_the_engine_comes_from_the_clock() -> None:
    asked = [
        (file, node.attr, node.lineno)
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_CLOCK
    ]
    assert asked == []
