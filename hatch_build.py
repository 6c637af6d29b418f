"""Build hook: a wheel without its pages, migrations or questions must not exist."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDED = (
    ("templates", "base.html"),
    ("templates", "*/*.html"),
    ("static/css", "*.css"),
    ("static/js", "*/*.js"),
    ("scoreboard/words/zh", "*.toml"),
    ("scoreboard/words/en", "*.toml"),
    ("scoring/store/migrations", "env.py"),
    ("scoring/store/migrations/versions", "*.py"),
    ("scoring/sheets", "*.toml"),
    ("question_sets/builtin", "*"),
)
"""Directory and pattern: at least one file of each must be there."""


class CompleteBuildHook(BuildHookInterface[Any]):
    """Names every missing file and stops the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the pages inside the package.  An editable install runs from the checkout and needs none of this; it may
        be made before the front end is fetched."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        absent = missing(root)
        if absent:
            lines = "\n".join(f"  {name}" for name in absent)
            raise FileNotFoundError(f"files that the package needs are missing:\n{lines}\nrun `make setup` first")
        for file in sorted((*root.glob("templates/**/*"), *root.glob("static/**/*"))):
            if file.is_file() and not file.name.startswith("."):
                name = file.relative_to(root).as_posix()
                build_data["force_include"][str(file)] = f"scoreboard/_web/{name}"


def missing(root: Path) -> list[str]:
    """What the checkout lacks, as paths from its root."""
    absent = [f"{folder}/{pattern}" for folder, pattern in NEEDED if not any((root / folder).glob(pattern))]
    return absent + [f"static/vendor/{name}" for name in _vendor(root).missing(root / "static" / "vendor")]


def _vendor(root: Path) -> ModuleType:
    """scoreboard/vendor.py by its path: at build time the package is not installed."""
    spec = importlib.util.spec_from_file_location("vendor", root / "scoreboard" / "vendor.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("scoreboard/vendor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
