"""Build hook: a wheel without one of its pages, migrations, questions or fonts must not exist."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from shutil import rmtree, which
from subprocess import run
from tempfile import mkdtemp
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "static", "scoreboard", "scoring", "question_sets")
"""The folders whose files a wheel holds."""

LIST = "FILES"
"""In a source distribution: the names of its files under ``SHIPPED``, a line each.  A checkout has git's own list."""

NEEDED = (
    "templates/base.html", "templates/*/*.html", "static/css/*.css", "static/js/*/*.js",
    "scoreboard/api_docs/fields.toml", "scoreboard/i18n/words/zh/*.toml", "scoreboard/i18n/words/en/*.toml",
    "scoring/store/migrations/env.py", "scoring/store/migrations/versions/*.py", "scoring/sheets/*.toml",
    "scoring/sheets/campaigns/*.toml", "question_sets/builtin/*",
)  # fmt: skip
"""Where there is no list at all: one file of each of these must be there."""


class CompleteBuildHook(BuildHookInterface[Any]):
    """Names every missing file and stops the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the pages inside the package, and the list of files into a source distribution.  An editable install runs
        from the checkout and needs none of this; it may be made before the front end is fetched."""
        if version == "editable":
            return
        root = Path(self.root)
        absent = missing(root)
        if absent:
            lines = "\n".join(f"  {name}" for name in absent)
            raise FileNotFoundError(f"files that the package needs are missing:\n{lines}\nrun `make setup` first")
        if self.target_name == "wheel":
            for file in sorted((*root.glob("templates/**/*"), *root.glob("static/**/*"))):
                if file.is_file() and not file.name.startswith("."):
                    name = file.relative_to(root).as_posix()
                    build_data["force_include"][str(file)] = f"scoreboard/_web/{name}"
            for name in _part(root, "guides").files():
                build_data["force_include"][str(root / name)] = f"scoreboard/_web/{name}"
        elif not (root / LIST).is_file():
            self._list = Path(mkdtemp()) / LIST
            self._list.write_text("".join(f"{name}\n" for name in listed(root)), "utf-8")
            build_data["force_include"][str(self._list)] = LIST

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the list that was made for a source distribution."""
        if hasattr(self, "_list"):
            rmtree(self._list.parent)


def missing(root: Path) -> list[str]:
    """What the checkout or source distribution lacks, as paths from its root."""
    names = listed(root)
    absent = [name for name in names if not (root / name).is_file()]
    absent += [pattern for pattern in NEEDED if not any(root.glob(pattern))]
    absent += [name for name in _part(root, "guides").files() if not (root / name).is_file()]
    absent += [f"static/vendor/{name}" for name in _part(root, "vendor").missing(root / "static" / "vendor")]
    absent += _part(root, "bundles").missing(root)
    return absent


def listed(root: Path) -> list[str]:
    """The files under ``SHIPPED`` that the tree itself says it has: git's list in a checkout, else the list of a source
    distribution; nothing where there is neither."""
    if (root / LIST).is_file():
        return (root / LIST).read_text("utf-8").splitlines()
    if not (root / ".git").exists() or which("git") is None:
        return []
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *SHIPPED]
    found = run(command, cwd=root, capture_output=True, check=True)  # noqa: S603  the words are our own
    return sorted(filter(None, found.stdout.decode("utf-8").split("\0")))


def _part(root: Path, name: str) -> ModuleType:
    """A module of scoreboard/ by its path: at build time the package is not installed."""
    spec = importlib.util.spec_from_file_location(f"{__name__}.{name}", root / "scoreboard" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"scoreboard/{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module
