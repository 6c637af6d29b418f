"""What the product imports is what pyproject.toml declares: nothing by way of another package, nothing for no use."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
OURS = ("scoring", "scoreboard", "question_sets")
WORKSHOP = ROOT / "question_sets" / "builtin" / "workshop"
"""Draws the media of the built-in sets; run by whoever works on them, with the packages for developers."""

NOT_IMPORTED = {
    "argon2-cffi-bindings": "holds argon2-cffi to what an Intel Mac can install",
    "psycopg": "SQLAlchemy loads it for an address postgresql+psycopg://…",
}
"""Declared packages that no file imports, and why."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def declared(lines: Iterable[str]) -> dict[str, Requirement]:
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


DEPENDENCIES = declared(PROJECT["dependencies"])
FOR_DEVELOPERS = declared(PROJECT["optional-dependencies"]["dev"])


def modules(source: str) -> Iterator[str]:
    """The top-level name of every import, also of those inside functions and under ``if TYPE_CHECKING``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def imported() -> dict[str, set[Path]]:
    """The files that import each package of others, by the module's name."""
    found: dict[str, set[Path]] = defaultdict(set)
    for file in (file for folder in OURS for file in (ROOT / folder).rglob("*.py")):
        for module in modules(file.read_text("utf-8")):
            if module not in sys.stdlib_module_names and module not in OURS:
                found[module].add(file)
    return found


@cache
def packages_of(module: str) -> set[str]:
    """The installed packages that bring a module; its own name where none is installed."""
    return {canonicalize_name(name) for name in packages_distributions().get(module, [module])}


def test_every_import_is_found_in_a_function_too() -> None:
    source = "import a.b\ndef f():\n    from c.d import e\n    from . import own\nif True:\n    import g as h, i\n"
    assert set(modules(source)) == {"a", "c", "g", "i"}


@pytest.mark.slow
def test_every_package_that_the_product_imports_is_declared() -> None:
    undeclared = {
        f"{module} ({file.relative_to(ROOT)})"
        for module, files in imported().items()
        for file in files
        if not packages_of(module) & set(DEPENDENCIES | (FOR_DEVELOPERS if file.is_relative_to(WORKSHOP) else {}))
    }
    assert undeclared == set()


def test_every_declared_package_is_imported_or_has_another_reason() -> None:
    used = {package for module in imported() for package in packages_of(module)}
    assert set(DEPENDENCIES) - used == set(NOT_IMPORTED)


def test_every_declared_package_has_a_range() -> None:
    def is_a_range(requirement: Requirement) -> bool:
        return {">=", "<"} == {part.operator for part in requirement.specifier}

    assert [name for name, requirement in DEPENDENCIES.items() if not is_a_range(requirement)] == []
