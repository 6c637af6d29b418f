"""The lock of this checkout, read as pip reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-node.lock", "requirements-pip.lock", "requirements-folder.lock")

PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
}


@dataclass(frozen=True)
class Pinned:
    """One package of a lock."""

    name: str
    version: str
    extras: frozenset[str]
    marker: Marker | None
    hashes: int


def pinned(text: str) -> Iterator[Pinned]:
    """Every package of a lock; raises ``AssertionError`` for one that is not pinned with ==."""
    for entry in re.split(r"\n(?=[A-Za-z])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip()):
        requirement = Requirement(entry.split("--hash")[0].replace("\\\n", "").strip())
        (pin,) = requirement.specifier
        assert pin.operator == "==", entry
        yield Pinned(
            canonicalize_name(requirement.name),
            pin.version,
            frozenset(requirement.extras),
            requirement.marker,
            entry.count("--hash=sha256:"),
        )


def read(name: str) -> str:
    """The text of a lock."""
    return (ROOT / name).read_text("utf-8")


def environments() -> Iterator[dict[str, str]]:
    """The markers' values on every system and Python that the product is for."""
    for system in SYSTEMS.values():
        for python in PYTHONS:
            yield {
                **system,
                "python_version": python,
                "python_full_version": f"{python}.0",
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
            }
